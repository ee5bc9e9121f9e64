import Inventory
import NIOPosix
import Workspace

/// Where the workspace is read and changed: calls of the store block, so they run on threads of
/// their own.
actor Desk {
  /// The file of the workspace.
  nonisolated let path: String
  /// The version of the program, which reports state.
  nonisolated let version: String
  /// What asks the clock.
  nonisolated let clock: @Sendable () -> Moment

  /// Stays open, because only one and the same connection can tell whether others wrote.
  private let watch: Store
  private var newest: (snapshot: Snapshot, of: Int)?
  private var making: Task<Snapshot, any Error>?

  /// Creates a desk on the workspace at `path`.
  ///
  /// - Throws: ``StoreFailure`` when the workspace cannot be opened.
  init(path: String, version: String, clock: @escaping @Sendable () -> Moment) throws {
    // Brings one of an earlier version up to date, which reading alone could not.
    _ = try Store.open(at: path)
    watch = try Store.open(at: path, readOnly: true)
    self.path = path
    self.version = version
    self.clock = clock
  }

  /// Reads the workspace.
  nonisolated func reading<Result: Sendable>(
    _ body: @escaping @Sendable (Store) throws -> Result
  ) async throws -> Result {
    let path = path
    return try await NIOThreadPool.singleton.runIfActive {
      try body(try Store.open(at: path, readOnly: true))
    }
  }

  /// Changes the workspace; each call of the store is a transaction of its own.
  nonisolated func writing<Result: Sendable>(
    _ body: @escaping @Sendable (Store) throws -> Result
  ) async throws -> Result {
    let path = path
    return try await NIOThreadPool.singleton.runIfActive { try body(try Store.open(at: path)) }
  }

  /// The newest figures that are ready.
  ///
  /// The first call waits for them. Later ones do not: when the workspace has changed since, they
  /// get the figures of before (``Snapshot/isStale`` tells) while new ones are made.
  func figures() async throws -> Snapshot {
    let state = try watch.changeCount()
    if let newest, newest.of == state { return newest.snapshot }
    let task = making ?? make(of: state)
    guard var old = newest?.snapshot else { return try await task.value }
    old.isStale = true
    return old
  }

  private func make(of state: Int) -> Task<Snapshot, any Error> {
    let (path, version, today) = (path, version, clock().today)
    let task = Task {
      defer { making = nil }
      let made = try await NIOThreadPool.singleton.runIfActive {
        try Snapshot(of: try Store.open(at: path, readOnly: true), version: version, today: today)
      }
      newest = (made, state)
      return made
    }
    making = task
    return task
  }
}

/// A moment: for the journal, and for people.
struct Moment: Sendable, Hashable {
  /// Seconds since 1970, UTC.
  var seconds: Int
  /// The day where the user is.
  var today: CalendarDate
}
