/// That one thing rests on another, and what says so.
public struct Relation: Sendable, Hashable {
  /// How the first rests on the second.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// An application runs on a server.
    case runsOn
    /// A virtual machine runs on a host.
    case hostedOn
    /// A machine or application calls another.
    case dependsOn
    /// A host keeps its data on a storage array.
    case storedOn
    /// A device stands in a rack.
    case mountedIn
    /// A device draws its power from a power unit.
    case poweredBy
  }

  /// What kind of statement a relation rests on.
  public enum Basis: String, Sendable, Hashable, CaseIterable {
    /// A row names both ends.
    case listed
    /// Traffic was recorded between the two.
    case flow
    /// A text on the machine, such as a note or a folder, names the other.
    case mention
    /// A product of the application's name is installed on the machine.
    case software
    /// The rule by which machines are named tells it.
    case name
    /// A person decided it.
    case decision
  }

  /// How it rests.
  public var kind: Kind
  /// What rests.
  public var from: EntityID
  /// What it rests on.
  public var to: EntityID
  /// The record that says so, or one of the first's where a person decided it.
  public var record: RecordID
  /// What kind of statement says so.
  public var basis: Basis
  /// How many records say so, at least 1.
  public var seen: Int
  /// How probable it is that the relation holds, from 0 to 1.
  public var confidence: Double
  /// Of a flow: the port that is called; `nil` where no source tells.
  public var port: Int?
  /// The number of the decision that made it; `nil` when none did.
  public var decision: Int?

  /// Creates a relation.
  public init(
    kind: Kind,
    from: EntityID,
    to: EntityID,
    record: RecordID,
    basis: Basis = .listed,
    seen: Int = 1,
    confidence: Double = 1,
    port: Int? = nil,
    decision: Int? = nil
  ) {
    self.kind = kind
    self.from = from
    self.to = to
    self.record = record
    self.basis = basis
    self.seen = seen
    self.confidence = confidence
    self.port = port
    self.decision = decision
  }
}

extension Relation.Kind {
  /// The kind's name, between what rests and what it rests on.
  public func label(in language: Language) -> String {
    switch self {
    case .runsOn: language("gira su", "runs on")
    case .hostedOn: language("ospitata da", "hosted on")
    case .dependsOn: language("dipende da", "depends on")
    case .storedOn: language("dati su", "stored on")
    case .mountedIn: language("montato in", "mounted in")
    case .poweredBy: language("alimentato da", "powered by")
    }
  }
}

extension Relation.Basis {
  /// The basis's name.
  public func label(in language: Language) -> String {
    switch self {
    case .listed: language("elenco", "list")
    case .flow: language("flusso di rete", "network flow")
    case .mention: language("testo della macchina", "text of the machine")
    case .software: language("software installato", "installed software")
    case .name: language("regola dei nomi", "naming rule")
    case .decision: language("decisione", "decision")
    }
  }
}
