import Importers
import Inventory
import NIOPosix
import Synchronization
import Workspace

/// Where long work is done: one piece at a time, on a thread of its own.
final class Workshop: Sendable {
  /// Where files lie that were sent.
  let spool: Spool

  private let path: String
  private let clock: @Sendable () -> Moment
  private let random: @Sendable (Int) -> [UInt8]
  private let thread = NIOThreadPool(numberOfThreads: 1)
  private let jobs = Mutex<[Job]>([])

  /// The most that are remembered.
  private static let most = 200

  init(
    path: String,
    spool: Spool,
    clock: @escaping @Sendable () -> Moment,
    random: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.path = path
    self.spool = spool
    self.clock = clock
    self.random = random
    thread.start()
  }

  /// A new name for a batch or a job.
  func makeID() -> String { Secret.hexadecimal(random(8)) }

  /// The job named; `nil` when there is none, or it was long ago.
  func job(_ id: String) -> Job? { jobs.withLock { jobs in jobs.first { $0.id == id } } }

  /// The newest job of a kind; `nil` when there is none.
  func newest(_ isMeant: (Job.Kind) -> Bool) -> Job? {
    jobs.withLock { jobs in jobs.last { isMeant($0.kind) } }
  }

  /// Whether a batch has been imported since the program was started.
  func hasImported(_ batch: String) -> Bool {
    let job = newest { kind in
      if case .bringIn(batch, _) = kind { true } else { false }
    }
    if case .done = job?.state { return true }
    return false
  }

  /// Begins a piece of work; one that is being done already is not begun again.
  func begin(_ kind: Job.Kind, by person: String, options: ImportOptions = ImportOptions()) -> Job {
    let made = Job(id: makeID(), kind: kind, by: person, options: options)
    let job = jobs.withLock { jobs -> Job in
      if let same = jobs.last(where: { $0.kind == kind && !$0.state.isOver }) { return same }
      jobs = jobs.suffix(Self.most - 1) + [made]
      return made
    }
    guard job === made else { return job }
    thread.submit { [self] state in
      guard case .active = state else { return }
      do {
        job.tell(0, of: 0, at: "")
        job.state = .done(try outcome(of: job))
      } catch {
        job.state = .failed(error)
      }
    }
    return job
  }

  private func outcome(of job: Job) throws -> Job.Outcome {
    let progress = { (progress: ImportProgress) in
      job.tell(progress.done, of: progress.total, at: progress.path.map(ReadExport.name) ?? "")
    }
    switch job.kind {
    case .read(let batch):
      let found = ExportFinder.find(at: [spool.folder(of: batch)])
      return .read(
        found.enumerated().map { number, export in
          job.tell(number, of: found.count, at: "")
          return ReadExport(export)
        }
      )
    case .rehearse(let batch, let agency):
      let (outcomes, changes) = try Store.open(at: path).rehearse(
        ExportFinder.find(at: [spool.folder(of: batch)]),
        into: agency,
        options: job.options,
        at: clock().seconds,
        progress: progress
      )
      return .rehearsed(outcomes, changes)
    case .bringIn(let batch, let agency):
      return .imported(
        try Store.open(at: path).importExports(
          ExportFinder.find(at: [spool.folder(of: batch)]),
          into: agency,
          options: job.options,
          at: clock().seconds,
          progress: progress
        )
      )
    case .conclude:
      let store = try Store.open(at: path)
      let agencies = try store.agencies()
      return .concluded(
        try agencies.enumerated().map { number, agency in
          job.tell(number, of: agencies.count, at: agency.name)
          let match = try store.match(agency.code, at: clock().seconds)
          let plan = try store.plan(agency.code, asOf: nil)
          return Job.Conclusion(agency: agency, match: match, plan: plan)
        }
      )
    case .verify:
      let store = try Store.open(at: path, readOnly: true)
      let agencies = try store.agencies()
      return .verified(
        try agencies.enumerated().map { number, agency in
          job.tell(number, of: agencies.count, at: agency.name)
          return Job.Verification(agency: agency, check: try store.verifyJournal(of: agency.code))
        }
      )
    }
  }
}
