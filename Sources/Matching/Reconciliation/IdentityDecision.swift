public import Inventory

/// What a person settled about two records: that they are of one machine, or of two.
///
/// A merge of two assets is one `same` between a record of each; a split is one `different` between
/// a record that goes and one that stays; "never merge" is one `different` between a record of each.
/// Decisions bind the clusters that their records stand in, so they outlive re-import as long as
/// the records do; whoever keeps them writes them to the records of before.
public struct IdentityDecision: Sendable, Hashable {
  /// What was settled.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    case same
    case different
  }

  /// A record of the one.
  public var first: RecordID
  /// A record of the other.
  public var second: RecordID
  /// What was settled.
  public var verdict: Verdict
  /// The score of the evidence when the decision was made; `nil` when nobody wrote it down.
  ///
  /// With it, the decision is raised again only when the evidence has moved against it since.
  public var score: Double?

  /// Creates a decision.
  public init(first: RecordID, second: RecordID, verdict: Verdict, score: Double? = nil) {
    self.first = first
    self.second = second
    self.verdict = verdict
    self.score = score
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
    /// One of its records, or both, is no device of the agency any more.
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
      decision.verdict == .same
      ? language(
        "deciso che le registrazioni \(one) e \(other) sono una macchina sola",
        "records \(one) and \(other) were decided to be one machine"
      )
      : language(
        "deciso che le registrazioni \(one) e \(other) sono due macchine",
        "records \(one) and \(other) were decided to be two machines"
      )
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
