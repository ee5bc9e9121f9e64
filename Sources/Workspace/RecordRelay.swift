import Dispatch
import Importers
import Inventory
import Synchronization

/// Carries records from the thread that reads an export to the one that writes the workspace.
///
/// Reading and writing cost about the same, and side by side they take little more time than one
/// of them. Records arrive in the order in which they were read, and no more than a few batches
/// are under way, so that memory does not grow with the file.
final class RecordRelay: Sendable {
  /// What the reading side gets when the writing side has failed.
  private struct Cancelled: Error {}

  private struct State {
    var batches: [[Record]] = []
    var outcome: Result<Reading, any Error>?
    var isCancelled = false
  }

  private static let batch = 256
  private static let batchesUnderWay = 4

  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: 0)
  private let news = DispatchSemaphore(value: 0)

  private init() {
    // Dispatch ends the process when a semaphore goes with less than it was made with, which is so
    // where the writing fails with batches under way: so it is made empty, and then filled.
    for _ in 0..<Self.batchesUnderWay { room.signal() }
  }

  /// Reads `export` on another thread and hands each record to `write` on this one.
  ///
  /// - Returns: The account of the reading, when every record was written.
  /// - Throws: What the reading throws, when some of the records before it were written; what
  ///   `write` throws, after the reading has stopped.
  static func read(
    _ export: Export,
    strict: Bool,
    write: (Record) throws -> Void
  ) throws -> Reading {
    let relay = RecordRelay()
    DispatchQueue.global().async { relay.produce(from: export, strict: strict) }
    do {
      while let batch = relay.receive() {
        for record in batch { try write(record) }
      }
    } catch {
      relay.cancel()
      throw error
    }
    return try relay.outcome()
  }

  private func produce(from export: Export, strict: Bool) {
    var batch: [Record] = []
    batch.reserveCapacity(Self.batch)
    let outcome = Result {
      let reading = try export.read(strict: strict) { record in
        batch.append(record)
        if batch.count == Self.batch {
          try send(batch)
          batch.removeAll(keepingCapacity: true)
        }
      }
      try send(batch)
      return reading
    }
    state.withLock { $0.outcome = outcome }
    news.signal()
  }

  private func send(_ batch: [Record]) throws {
    room.wait()
    let isCancelled = state.withLock { state in
      state.batches.append(batch)
      return state.isCancelled
    }
    if isCancelled {
      // Room for the next, too: who reads on in spite of this error must not wait for ever.
      room.signal()
      throw Cancelled()
    }
    news.signal()
  }

  /// The next batch; `nil` when the reading has ended.
  private func receive() -> [Record]? {
    news.wait()
    let batch = state.withLock { $0.batches.isEmpty ? nil : $0.batches.removeFirst() }
    if batch != nil { room.signal() }
    return batch
  }

  /// Stops the reading and waits until it has stopped.
  private func cancel() {
    state.withLock { $0.isCancelled = true }
    room.signal()
    while state.withLock({ $0.outcome == nil }) { news.wait() }
  }

  private func outcome() throws -> Reading {
    guard let outcome = state.withLock({ $0.outcome }) else { throw Cancelled() }
    return try outcome.get()
  }
}
