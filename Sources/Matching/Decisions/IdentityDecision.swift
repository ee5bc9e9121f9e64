public import Inventory

/// What is one or two.
public enum IdentitySubject: String, Sendable, Hashable, CaseIterable {
  case machine
  case application
}

/// What a person settled about two records: that they are of one machine or application, or of two.
///
/// A merge of two assets is one `same` between a record of each; a split is one `different` between
/// a record that goes and one that stays; "never merge" is one `different` between a record of each.
/// Decisions bind the clusters that their records stand in, so they outlive re-import as long as
/// the records do; whoever keeps them writes them to the records of before. An application is named
/// by a row of a list, or by the words for it in the row of a machine: then the decision binds these
/// words at the machine's site, so that it outlives a new row that says the same.
public struct IdentityDecision: Sendable, Hashable {
  /// What was settled.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    case same
    case different
  }

  /// What it is about.
  public var subject: IdentitySubject
  /// A record of the one.
  public var first: RecordID
  /// A record of the other.
  public var second: RecordID
  /// The words by which `first`, a machine's record, names the application; `nil` when the record
  /// is itself of what was decided on.
  public var firstMention: String?
  /// The same of `second`.
  public var secondMention: String?
  /// What was settled.
  public var verdict: Verdict
  /// The score of the evidence when the decision was made; `nil` when nobody wrote it down.
  ///
  /// With it, the decision is raised again only when the evidence has moved against it since.
  public var score: Double?

  /// Creates a decision.
  public init(
    subject: IdentitySubject = .machine,
    first: RecordID,
    second: RecordID,
    firstMention: String? = nil,
    secondMention: String? = nil,
    verdict: Verdict,
    score: Double? = nil
  ) {
    self.subject = subject
    self.first = first
    self.second = second
    self.firstMention = firstMention
    self.secondMention = secondMention
    self.verdict = verdict
    self.score = score
  }
}

/// One of the two that a decision on identity is about.
public struct IdentityEnd: Sendable, Hashable {
  /// What it is.
  public var subject: IdentitySubject
  /// One of its records.
  public var record: RecordID
  /// The words by which the record, a machine's, names the application; `nil` when the record is
  /// itself of what is meant.
  public var mention: String?

  /// Creates an end.
  public init(subject: IdentitySubject, record: RecordID, mention: String? = nil) {
    self.subject = subject
    self.record = record
    self.mention = mention
  }
}

extension IdentityDecision {
  /// What it is about, first and second.
  public var ends: [IdentityEnd] {
    [
      IdentityEnd(subject: subject, record: first, mention: firstMention),
      IdentityEnd(subject: subject, record: second, mention: secondMention),
    ]
  }

  /// Creates a decision on two ends; `nil` when one is a machine and the other an application.
  public init?(_ one: IdentityEnd, _ other: IdentityEnd, _ verdict: Verdict) {
    guard one.subject == other.subject else { return nil }
    self.init(
      subject: one.subject,
      first: one.record,
      second: other.record,
      firstMention: one.mention,
      secondMention: other.mention,
      verdict: verdict
    )
  }

  /// The evidence moved against a decision when it changed by more than this, in bits.
  private static let change = 3.0

  /// Whether evidence speaks against it; with the score of then, whether it moved so.
  func isContradicted(by evidence: IdentityEvidence) -> Bool {
    let now = evidence.score
    switch verdict {
    case .same:
      // That duplicates are rare says nothing against a person who knows of one.
      guard let score else {
        return evidence.obstacle != nil || now - Double(evidence[.prior]) <= -4
      }
      return now <= 0 && now <= score - Self.change
    case .different:
      guard evidence.obstacle == nil, now >= Self.change else { return false }
      return now >= (score.map { $0 + Self.change } ?? 8)
    }
  }
}

/// A decision that something speaks against: it holds all the same, and a person should look.
public struct DecisionConflict: Sendable, Hashable {
  /// What speaks against it.
  public enum Reason: Sendable, Hashable {
    /// The evidence; see the conflict's own.
    case evidence
    /// A later decision, which holds instead.
    case overruled(by: IdentityDecision)
    /// One of its records, or both, is of no such thing of the agency any more.
    case recordGone
  }

  /// The decision.
  public var decision: IdentityDecision
  /// What speaks against it.
  public var reason: Reason
  /// The evidence without the decision; `nil` unless the reason is the evidence.
  public var evidence: IdentityEvidence?
}

extension DecisionConflict: Message {
  /// The conflict's stable name.
  public var code: String {
    switch reason {
    case .evidence: "decision.evidence-against"
    case .overruled: "decision.overruled"
    case .recordGone: "decision.record-gone"
    }
  }

  /// The conflict in words.
  public func text(in language: Language) -> String {
    let (one, other) = (decision.first.number, decision.second.number)
    let settled =
      switch (decision.subject, decision.verdict) {
      case (.machine, .same):
        language(
          "deciso che le registrazioni \(one) e \(other) sono una macchina sola",
          "records \(one) and \(other) were decided to be one machine"
        )
      case (.machine, .different):
        language(
          "deciso che le registrazioni \(one) e \(other) sono due macchine",
          "records \(one) and \(other) were decided to be two machines"
        )
      case (.application, .same):
        language(
          "deciso che le registrazioni \(one) e \(other) sono un applicativo solo",
          "records \(one) and \(other) were decided to be one application"
        )
      case (.application, .different):
        language(
          "deciso che le registrazioni \(one) e \(other) sono due applicativi",
          "records \(one) and \(other) were decided to be two applications"
        )
      }
    switch reason {
    case .evidence:
      let score = Int((evidence?.score ?? 0).rounded())
      return language(
        "\(settled), ma ora gli indizi dicono altro (\(score) bit): la decisione vale, verificarla",
        "\(settled), but the evidence now says otherwise (\(score) bits): it holds, check it"
      )
    case .overruled(let later):
      return language(
        "\(settled), ma una decisione successiva su \(later.first.number) e "
          + "\(later.second.number) dice altro: vale la successiva",
        "\(settled), but a later decision on \(later.first.number) and "
          + "\(later.second.number) says otherwise: the later one holds"
      )
    case .recordGone:
      return language(
        "\(settled), ma non ci sono più entrambe: decidere di nuovo se serve",
        "\(settled), but not both are there any more: decide again if need be"
      )
    }
  }
}
