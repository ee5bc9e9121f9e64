/// The bytes of a document that are looked at, in one piece of memory.
///
/// Zeros follow the last byte. A zero ends every search, so none runs out of the window.
struct ByteWindow: ~Copyable {
  /// How many bytes the window holds at most.
  static let greatestCapacity = 1 << 16

  /// How many it holds of a small file: memory that is not used costs time too.
  private static let smallestCapacity = 1 << 14

  /// How many bytes must come for a look at them to be worth its price, unless no more come.
  private static let smallestStep = 4_096

  /// How far a search may look beyond the last byte.
  static let padding = 64

  /// The first byte.
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int

  /// How many bytes there are.
  private(set) var count = 0

  private var chunk: [UInt8]
  private var taken = 0
  private var hasEnded = false

  /// Opens a window whose first bytes are those of `chunk`, as far as they fit.
  init(_ chunk: [UInt8]) {
    capacity = chunk.count < Self.smallestCapacity ? Self.smallestCapacity : Self.greatestCapacity
    bytes = .allocate(capacity: capacity + Self.padding)
    self.chunk = chunk
    take()
    (bytes + count).initialize(repeating: 0, count: Self.padding)
  }

  deinit {
    bytes.deallocate()
  }

  /// All bytes from `position` on that have come, also those that did not fit.
  func rest(from position: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: bytes + position, count: count - position)) + chunk[taken...]
  }

  /// Forgets the first `dropped` bytes and fills the room.
  ///
  /// - Returns: Whether any byte came: none does at the end, or when there is no room.
  mutating func refill(dropping dropped: Int, _ next: () throws -> [UInt8]?) throws -> Bool {
    count -= dropped
    bytes.update(from: bytes + dropped, count: count)
    let before = count
    if capacity - before < Self.smallestStep, capacity < Self.greatestCapacity { grow() }
    let wanted = min(capacity, before + Self.smallestStep)
    take()
    while count < wanted, !hasEnded {
      if let more = try next() {
        chunk = more
        taken = 0
        take()
      } else {
        hasEnded = true
      }
    }
    (bytes + count).initialize(repeating: 0, count: Self.padding)
    return count > before
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(
      capacity: Self.greatestCapacity + Self.padding
    )
    larger.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = larger
    capacity = Self.greatestCapacity
  }

  private mutating func take() {
    let part = min(capacity - count, chunk.count - taken)
    chunk.withUnsafeBufferPointer { chunk in
      guard let start = chunk.baseAddress, part > 0 else { return }
      (bytes + count).update(from: start + taken, count: part)
    }
    count += part
    taken += part
  }
}
