public import Inventory

/// What the records of one agency amount to: things that exist, and how they rest on one another.
public struct Reconciliation: Sendable {
  /// What exists, by id in order.
  public var assets: [Asset]
  /// The applications, by id in order.
  public var applications: [Application]
  /// What rests on what, by kind, ends and record in order.
  public var relations: [Relation]
  /// What a person should know about the reconciling, in order.
  public var notes: [ReconciliationNote]
  /// What was compared, why, and what came of it: the joins of each asset in the order made, then
  /// what stayed apart, the strongest first.
  public var comparisons: [IdentityComparison] = []
  /// Decisions that something speaks against, in the order they were made.
  public var conflicts: [DecisionConflict] = []

  /// Creates a reconciliation.
  public init(
    assets: [Asset] = [],
    applications: [Application] = [],
    relations: [Relation] = [],
    notes: [ReconciliationNote] = []
  ) {
    self.assets = assets
    self.applications = applications
    self.relations = relations
    self.notes = notes
  }
}

/// Something about the reconciling that a person should know.
public enum ReconciliationNote: Sendable, Hashable {
  /// A value stands on too many different machines to tell any of them apart.
  case sharedValue(ground: IdentityLink.Ground, value: String, records: Int)
  /// Records that looked alike were kept apart, for they cannot be one machine.
  case keptApart(first: RecordID, second: RecordID, obstacle: Obstacle)
  /// The records of one asset disagree on a fact that a machine has once.
  case conflict(entity: EntityID, attribute: Attribute, kept: String, other: String)
  /// A name that a record refers to belongs to no asset.
  case unresolved(name: String, attribute: Attribute, record: RecordID)
  /// A person decided that this record is right about an attribute, and it says nothing of it now.
  case noValue(record: RecordID, attribute: Attribute)
  /// A person decided about a relation or a project, and what it names is no more.
  case decisionGone(Int)
  /// Current records of one host name several clusters; it is counted in the one kept.
  case severalClusters(host: EntityID, kept: String, others: [String])
  /// A name that a record refers to belongs to several assets.
  case ambiguous(name: String, attribute: Attribute, record: RecordID)

  /// Why records that look alike cannot be one machine.
  public enum Obstacle: String, Sendable, Hashable, CaseIterable {
    /// A list that names each machine once names both.
    case listedTwice
    /// One is physical, the other virtual.
    case physicalAndVirtual
    /// They bear two serial numbers, and nothing else ties them.
    case twoSerials
    /// They stand at two sites.
    case twoSites
    /// One is a template.
    case template
    /// One is a management card.
    case managementCard
  }
}

extension ReconciliationNote: Message {
  /// The note's stable name.
  public var code: String {
    switch self {
    case .sharedValue: "reconciliation.shared-value"
    case .keptApart: "reconciliation.kept-apart"
    case .conflict: "reconciliation.conflict"
    case .unresolved: "reconciliation.unresolved"
    case .ambiguous: "reconciliation.ambiguous"
    case .noValue: "decision.no-value"
    case .decisionGone: "decision.gone"
    case .severalClusters: "reconciliation.several-clusters"
    }
  }

  /// The note in words.
  public func text(in language: Language) -> String {
    switch self {
    case .sharedValue(let ground, let value, let records):
      language(
        "\(ground.label(in: language)) “\(Excerpt(value))” su \(records) registrazioni di macchine "
          + "diverse: non usato per riconoscerle",
        "\(ground.label(in: language)) “\(Excerpt(value))” on \(records) records of different "
          + "machines: not used to tell them apart"
      )
    case .keptApart(let first, let second, let obstacle):
      language(
        "le registrazioni \(first.number) e \(second.number) si somigliano, ma "
          + "\(obstacle.label(in: language)): verificare",
        "records \(first.number) and \(second.number) look alike, but "
          + "\(obstacle.label(in: language)): check them"
      )
    case .conflict(let entity, let attribute, let kept, let other):
      language(
        "\(entity), \(attribute.label(in: language)): tenuto “\(Excerpt(kept))”, "
          + "un’altra fonte dice “\(Excerpt(other))”",
        "\(entity), \(attribute.label(in: language)): kept “\(Excerpt(kept))”, "
          + "another source says “\(Excerpt(other))”"
      )
    case .unresolved(let name, let attribute, let record):
      language(
        "registrazione \(record.number), \(attribute.label(in: language)): "
          + "nessuna macchina si chiama “\(Excerpt(name))”",
        "record \(record.number), \(attribute.label(in: language)): "
          + "no machine is called “\(Excerpt(name))”"
      )
    case .noValue(let record, let attribute):
      language(
        "deciso che la registrazione \(record.number) dice il giusto su "
          + "\(attribute.label(in: language)), ma non ne dice più nulla: decidere di nuovo",
        "record \(record.number) was decided to be right about "
          + "\(attribute.label(in: language)), and says nothing of it any more: decide again"
      )
    case .decisionGone(let number):
      language(
        "la decisione \(number) nomina qualcosa che non c’è più: revocarla o deciderla di nuovo",
        "decision \(number) names something that is no more: withdraw it, or decide again"
      )
    case .severalClusters(let host, let kept, let others):
      language(
        "\(host): più cluster (\(others.map { "“\(Excerpt($0))”" }.joined(separator: ", "))), "
          + "contato in “\(Excerpt(kept))”: tramonto review value decide quale",
        "\(host): several clusters (\(others.map { "“\(Excerpt($0))”" }.joined(separator: ", "))), "
          + "counted in “\(Excerpt(kept))”: tramonto review value decides which"
      )
    case .ambiguous(let name, let attribute, let record):
      language(
        "registrazione \(record.number), \(attribute.label(in: language)): "
          + "più macchine si chiamano “\(Excerpt(name))”",
        "record \(record.number), \(attribute.label(in: language)): "
          + "several machines are called “\(Excerpt(name))”"
      )
    }
  }
}

extension ReconciliationNote.Obstacle {
  /// The obstacle in words that follow "but".
  public func label(in language: Language) -> String {
    switch self {
    case .listedTwice:
      language(
        "un elenco che nomina ogni macchina una volta le nomina entrambe",
        "a list that names each machine once names both"
      )
    case .physicalAndVirtual:
      language("una è fisica e l’altra virtuale", "one is physical and the other virtual")
    case .twoSerials:
      language("hanno numeri di serie diversi", "their serial numbers differ")
    case .twoSites:
      language("sono in due sedi", "they stand at two sites")
    case .template:
      language("una è un modello di VM", "one is a template")
    case .managementCard:
      language("una è una scheda di gestione", "one is a management card")
    }
  }
}
