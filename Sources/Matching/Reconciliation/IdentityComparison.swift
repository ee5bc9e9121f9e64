public import Inventory

/// Two groups of records that were compared, with the evidence and what came of it.
///
/// Every join of an asset is one, and so is every pair of assets that something speaks for, and the
/// best match of each asset that was turned down.
public struct IdentityComparison: Sendable, Hashable {
  /// What came of it.
  public enum Outcome: Sendable, Hashable {
    /// They are one by the evidence.
    case joined
    /// They are one because a person decided so.
    case joinedByDecision
    /// They are two because a person decided so.
    case separatedByDecision
    /// They are two because they cannot be one.
    case impossible(ReconciliationNote.Obstacle)
    /// They are two because another matches one of them as well, or nearly.
    case rivalled
    /// They are two because one of them surely belongs to another.
    case outmatched
    /// They are two because too little speaks for one.
    case weak
  }

  /// What the two are, or would be, one of.
  public var subject: IdentitySubject = .machine
  /// A record of the one.
  public var first: RecordID
  /// A record of the other.
  public var second: RecordID
  /// The words by which `first`, a machine's record, names the application; `nil` when the record
  /// is itself of what is compared.
  public var firstMention: String?
  /// The same of `second`.
  public var secondMention: String?
  /// The asset or application of `first`.
  public var firstEntity: EntityID
  /// The asset or application of `second`: the same when they were joined.
  public var secondEntity: EntityID
  /// The evidence of the groups that the records stood in when they were last weighed as two.
  public var evidence: IdentityEvidence
  /// What came of it.
  public var outcome: Outcome

  /// What was compared, first and second.
  public var ends: [IdentityEnd] {
    [
      IdentityEnd(subject: subject, record: first, mention: firstMention),
      IdentityEnd(subject: subject, record: second, mention: secondMention),
    ]
  }

  /// Whether the two are one.
  public var isJoined: Bool { outcome == .joined || outcome == .joinedByDecision }

  /// Whether a person should be asked.
  ///
  /// Asked are: what stays apart though the odds for one are a quarter or better, what an obstacle
  /// keeps apart though all else says one, and what was joined with odds under sixteen to one.
  /// What a person has decided is not asked again, nor where the words of a machine's row may lead
  /// that the rules did not follow: of such weak ones few are right. How much an answer is worth, its asker knows.
  public var isDoubtful: Bool {
    switch outcome {
    case .joined: evidence.score < 4
    case .joinedByDecision, .separatedByDecision: false
    case .impossible: evidence.score > 8
    case .rivalled: evidence.score >= -2
    case .weak: evidence.score >= -2 && firstMention == nil && secondMention == nil
    case .outmatched: false
    }
  }
}

extension IdentityComparison.Outcome {
  /// The outcome in words.
  public func label(in language: Language) -> String {
    switch self {
    case .joined: language("unite dagli indizi", "joined by the evidence")
    case .joinedByDecision: language("unite per decisione", "joined by a decision")
    case .separatedByDecision: language("separate per decisione", "kept apart by a decision")
    case .impossible(let obstacle):
      language(
        "separate: \(obstacle.label(in: language))",
        "kept apart: \(obstacle.label(in: language))"
      )
    case .rivalled:
      language(
        "separate: un’altra corrisponde altrettanto bene",
        "kept apart: another matches as well"
      )
    case .outmatched:
      language("separate: un’altra corrisponde meglio", "kept apart: another matches better")
    case .weak: language("separate: indizi troppo deboli", "kept apart: too little evidence")
    }
  }
}

extension Reconciliation {
  /// The comparisons that a person should be asked about, those of machines first.
  ///
  /// - Complexity: O(comparisons).
  public var questions: [IdentityComparison] { comparisons.filter(\.isDoubtful) }

  /// The joins that made an asset or application, in the order made.
  ///
  /// - Complexity: O(comparisons).
  public func joins(of entity: EntityID) -> [IdentityComparison] {
    comparisons.filter { $0.isJoined && $0.firstEntity == entity }
  }

  /// The best match of an asset or application that was turned down; `nil` when it was compared with
  /// none.
  ///
  /// - Complexity: O(comparisons).
  public func runnerUp(of entity: EntityID) -> IdentityComparison? {
    comparisons.filter { !$0.isJoined && ($0.firstEntity == entity || $0.secondEntity == entity) }
      .max { $0.evidence.score < $1.evidence.score }
  }
}
