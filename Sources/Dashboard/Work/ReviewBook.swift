import Inventory
import Matching
import NIOPosix
import Workspace

/// The questions to persons, gathered once for each state of the conclusions and kept.
///
/// Gathering takes as long as matching, so it goes on behind the pages; what is decided meanwhile is laid over.
actor ReviewBook {
  /// A question with whose machines it is about.
  struct Entry: Sendable {
    var agency: Agency
    var question: ReviewQuestion

    /// What it is about.
    var pair: Pair { Pair(agency: agency.code, question.comparison.ends) }

    /// The address of its page.
    var path: String {
      let (one, other) = (question.comparison.first.number, question.comparison.second.number)
      let mentions = [
        ("first", question.comparison.firstMention), ("second", question.comparison.secondMention),
      ]
      let query = mentions.compactMap { name, mention in
        mention.map { "\(name)=\($0.addressPart)" }
      }
      return "/review/\(agency.code.description.addressPart)/\(one)/\(other)"
        + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    }
  }

  /// The two that a question or decision is about, in whichever order.
  struct Pair: Sendable, Hashable {
    var agency: AgencyCode
    /// The record of each, with the words that name an application in it.
    private var ends: Set<End>

    private struct End: Hashable {
      var record: RecordID
      var mention: String?
    }

    init(agency: AgencyCode, _ ends: [IdentityEnd]) {
      self.init(agency: agency, ends.map { ($0.record, $0.mention) })
    }

    init(agency: AgencyCode, _ ends: [(record: RecordID, mention: String?)]) {
      self.agency = agency
      self.ends = Set(ends.map { End(record: $0.record, mention: $0.mention) })
    }
  }

  /// What was gathered.
  struct Gathered: Sendable {
    /// The questions, that on which the most energy hangs first.
    var entries: [Entry]
    /// Decisions that something speaks against, with whose they are.
    var conflicts: [(agency: Agency, conflict: DecisionConflict)]
    /// Whether conclusions have changed since, and the questions are being gathered anew.
    var isStale = false
    fileprivate var mark: [[Int]]

    /// The questions that nobody has answered since.
    func open(_ decisions: [(AgencyCode, FiledDecision)]) -> [Entry] {
      let settled = Set(
        decisions.compactMap { agency, filed -> Pair? in
          guard filed.withdrawn == nil, case .identity(let decision) = filed.decision else {
            return nil
          }
          return Pair(agency: agency, decision.ends)
        }
      )
      return entries.filter { !settled.contains($0.pair) }
    }
  }

  private let path: String
  private let thread = NIOThreadPool(numberOfThreads: 1)
  private var gathered: Gathered?
  private var failure: (error: any Error, mark: [[Int]])?
  private var isGathering = false

  init(path: String) {
    self.path = path
    thread.start()
  }

  /// The questions; `nil` while they are gathered for the first time.
  ///
  /// - Throws: What went wrong when they were gathered from the same conclusions.
  func questions() async throws -> Gathered? {
    let path = path
    let mark = try await NIOThreadPool.singleton.runIfActive {
      let store = try Store.open(at: path, readOnly: true)
      return try store.agencies().map { try store.conclusionMark(of: $0.code) }
    }
    if let gathered, gathered.mark == mark { return gathered }
    if let failure, failure.mark == mark { throw failure.error }
    gather(mark)
    var old = gathered
    old?.isStale = true
    return old
  }

  private func gather(_ mark: [[Int]]) {
    guard !isGathering else { return }
    isGathering = true
    Task {
      let path = path
      do {
        gathered = try await thread.runIfActive { try Self.gather(at: path, mark) }
        failure = nil
      } catch {
        failure = (error, mark)
      }
      isGathering = false
    }
  }

  private static func gather(at path: String, _ mark: [[Int]]) throws -> Gathered {
    let store = try Store.open(at: path, readOnly: true)
    var found = Gathered(entries: [], conflicts: [], mark: mark)
    for agency in try store.agencies() {
      let review = try store.review(of: agency.code)
      found.entries += review.questions.map { Entry(agency: agency, question: $0) }
      found.conflicts += review.conflicts.map { (agency, $0) }
    }
    // Within an agency the order is that of the review, because the sort is stable.
    found.entries.sort { $0.question.kilowattHours > $1.question.kilowattHours }
    return found
  }
}
