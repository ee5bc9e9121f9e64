import Importers
import Inventory
import Synchronization
import Workspace

/// A long piece of work that somebody asked for, and how far it is.
final class Job: Sendable {
  /// What is done.
  enum Kind: Sendable, Hashable {
    /// Finds out what the files of a batch are.
    case read(batch: String)
    /// Tells what importing them would change.
    case rehearse(batch: String, agency: AgencyCode)
    /// Imports them.
    case bringIn(batch: String, agency: AgencyCode)
    /// Reconciles and plans all agencies.
    case conclude
    /// Checks that journals, register and documents are as they were recorded.
    case verify
  }

  /// How far it is.
  enum State: Sendable {
    case waiting
    case running(Progress)
    case done(Outcome)
    case failed(any Error)

    /// Whether nothing more will come.
    var isOver: Bool {
      switch self {
      case .done, .failed: true
      case .waiting, .running: false
      }
    }
  }

  /// How much is done of how much.
  struct Progress: Sendable, Hashable {
    var done = 0
    var total = 0
    /// What is being worked on.
    var at = ""
  }

  /// What came of it.
  enum Outcome: Sendable {
    case read([ReadExport])
    case rehearsed([ImportOutcome], AssetChanges)
    case imported([ImportOutcome])
    case concluded([Conclusion])
    case verified([Verification])
  }

  /// What was concluded of an agency.
  struct Conclusion: Sendable {
    var agency: Agency
    var match: MatchOutcome
    var plan: PlanOutcome
  }

  /// What was found in an agency’s journal and what hangs on it.
  struct Verification: Sendable {
    var agency: Agency
    var check: JournalCheck
  }

  /// Its name: 16 hexadecimal digits.
  let id: String
  /// What is done.
  let kind: Kind
  /// Who asked for it.
  let by: String
  /// How files are to be read.
  let options: ImportOptions
  private let current = Mutex(State.waiting)

  init(id: String, kind: Kind, by: String, options: ImportOptions) {
    self.options = options
    self.id = id
    self.kind = kind
    self.by = by
  }

  /// How far it is: something else at each look.
  var state: State {
    get { current.withLock { $0 } }
    set { current.withLock { $0 = newValue } }
  }

  /// Tells how far it is.
  func tell(_ done: Int, of total: Int, at text: String) {
    state = .running(Progress(done: done, total: total, at: text))
  }
}
