public import Inventory
public import Retirement
public import Workspace

/// All that the workspace has on one machine or application, read by index.
public struct Dossier: Sendable {
  /// A record with the places where it stands.
  public struct Source: Sendable {
    /// The record.
    public var filed: FiledRecord
    /// Its own place, then those of its supplements.
    public var places: [Place]
  }

  /// A relation with what is at its other end.
  public struct Tie: Sendable {
    /// The relation.
    public var relation: Relation
    /// The machine or application at the other end.
    public var other: EntityID
    /// Its name; its id where the agency does not have it.
    public var name: String
    /// Where it is said; `nil` where the record is gone.
    public var place: Place?
  }

  /// The most relations that are read.
  public static let relationLimit = 200

  /// What it is of.
  public let match: EntityMatch
  /// The machine; `nil` for an application.
  public let asset: Asset?
  /// The application; `nil` for a machine.
  public let application: Application?
  /// Its records, in order.
  public let sources: [Source]
  /// What it rests on and what rests on it, in the order concluded.
  public let ties: [Tie]
  /// Whether it has more relations than ``relationLimit``.
  public let hasMoreTies: Bool
  /// Its projects; `nil` before matching.
  public let assignment: Assignment?
  /// The plan for it; `nil` before planning.
  public let entry: PlanEntry?
  /// What blocks it, with names.
  public let blockers: [(entity: EntityID, name: String)]
  /// What the journal says of it, in order.
  public let journal: [JournalEntry]
  /// How far it is in the register.
  public let retirement: Retirement
  /// What became of its id and of those that came to it, in the order noticed.
  public let changes: [EntityChange]

  /// Reads all about `match`.
  ///
  /// - Complexity: O(its records + relations + blockers).
  public init(of match: EntityMatch, in store: Store) throws {
    let (id, agency) = (match.entity, match.agency)
    self.match = match
    asset = match.isApplication ? nil : try store.asset(id, in: agency)
    application = match.isApplication ? try store.application(id, in: agency) : nil
    sources = try (asset?.records ?? application?.records ?? []).compactMap { record in
      guard let filed = try store.record(record, of: agency) else { return nil }
      return Source(filed: filed, places: try store.places(of: record, in: agency))
    }
    let relations = try store.relations(of: id, in: agency, limit: Self.relationLimit + 1)
    hasMoreTies = relations.count > Self.relationLimit
    entry = try store.planEntry(of: id, in: agency)
    let others = relations.prefix(Self.relationLimit).map { $0.from == id ? $0.to : $0.from }
    let names = try store.names(of: others + (entry?.blockers ?? []), in: agency)
    ties = try zip(relations, others).map { relation, other in
      Tie(
        relation: relation,
        other: other,
        name: names[other] ?? other.description,
        place: try store.places(of: relation.record, in: agency).first
      )
    }
    blockers = (entry?.blockers ?? []).map { ($0, names[$0] ?? $0.description) }
    assignment = try store.assignment(of: id, in: agency)
    journal = try store.journal(of: agency, entity: id)
    retirement = try store.retirement(of: id, in: agency)
    changes = try store.changes(of: id, in: agency)
  }

  /// The record that an attribute of the machine was taken from.
  public func source(of attribute: Attribute) -> Source? {
    asset?.origins[attribute].flatMap { origin in sources.first { $0.filed.id == origin } }
  }

  /// What records in force say of an attribute that is otherwise than `value`; of lists, which are
  /// taken from one source, nothing.
  public func dissent(
    on attribute: Attribute,
    from value: FactValue
  ) -> [(said: FactValue, source: Source)] {
    if case .list = value { return [] }
    return sources.compactMap { source in
      guard !source.filed.isSuperseded, let said = source.filed.record.value(of: attribute),
        said != value
      else { return nil }
      return (said, source)
    }
  }
}

extension FactValue {
  /// The value as its readers write it: numbers with their decimal mark, flags as words.
  public func text(in language: Language) -> String {
    switch self {
    case .text, .integer: plainText
    case .number(let number):
      FactValue.shortest(number).replacing(".", with: language(",", "."))
    case .flag(let flag): flag ? language("sì", "yes") : "no"
    case .list(let list): list.map { $0.text(in: language) }.joined(separator: ", ")
    case .object(let fields):
      fields.map { $0.name + " " + $0.value.text(in: language) }.joined(separator: " ")
    }
  }
}
