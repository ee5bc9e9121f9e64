public import Estimation
public import Inventory
import Reporting
import Retirement
public import Workspace

/// All that leads to the conclusions about one machine or application, in sections of words.
public struct Explanation: Sendable {
  /// A heading with its lines.
  public struct Section: Sendable {
    /// Its stable name.
    public var name: String
    /// The heading, for people.
    public var heading: String
    /// The lines.
    public var lines: [String]
  }

  /// What it is of.
  public let title: String
  /// The sections, each with a line at least.
  public private(set) var sections: [Section] = []
  private let entity: EntityID

  /// Puts what is known of a machine or application into words.
  ///
  /// - Parameters:
  ///   - dossier: What is known.
  ///   - power: What the machine draws; `nil` for what has no power of its own.
  ///   - day: The day on which to look into the register.
  ///   - store: Where the places of power figures are read.
  ///   - language: The language of the words.
  /// - Throws: `StoreFailure` when the workspace cannot be read.
  public init(
    of dossier: Dossier,
    power: MachineEstimate?,
    on day: CalendarDate,
    in store: Store,
    _ language: Language
  ) throws {
    let match = dossier.match
    entity = match.entity
    let kind = dossier.asset?.kind.label(in: language) ?? language("applicativo", "application")
    title = "\(match.entity)  \(Excerpt(match.name))  (\(kind))"
    addFacts(dossier, language)
    addRecords(dossier, language)
    addRelations(dossier, language)
    addAssignment(dossier, language)
    addPlan(dossier, language)
    addRegister(dossier, on: day, language)
    if let power { try addPower(power, in: store, language) }
  }

  /// The explanation as lines for a person.
  public var lines: [String] {
    [title] + sections.flatMap { ["", $0.heading] + $0.lines.map { "  " + $0 } }
  }

  /// The explanation as named values.
  public var fact: FactValue {
    .object(
      [.init("id", .text(entity.description)), .init("title", .text(title))]
        + sections.map { .init($0.name, .list($0.lines.map { .text($0) })) }
    )
  }

  /// The order of the sections, by name.
  private static let order = [
    "facts", "records", "identity", "runnerUp", "decisions", "changes", "relations", "assignment",
    "plan", "register", "power",
  ]

  /// Adds a section in its place, unless it has no lines.
  public mutating func add(_ name: String, _ heading: String, _ lines: [String]) {
    guard !lines.isEmpty else { return }
    let rank = Self.order.firstIndex(of: name) ?? .max
    let place = sections.firstIndex { (Self.order.firstIndex(of: $0.name) ?? .max) > rank }
    sections.insert(
      Section(name: name, heading: heading, lines: lines),
      at: place ?? sections.endIndex
    )
  }

  private mutating func addFacts(_ dossier: Dossier, _ language: Language) {
    var lines: [String] = []
    for (attribute, value) in dossier.asset?.facts.facts ?? [] {
      var line = "\(attribute.label(in: language)): \(Excerpt(value.text(in: language)))"
      if dossier.asset?.origins[attribute] != nil {
        let place = dossier.source(of: attribute)?.places.first?.text(in: language)
        line += "  ← \(place ?? "?")"
      }
      lines.append(line)
      for other in dossier.dissent(on: attribute, from: value) {
        lines.append(
          "  ≠ \(Excerpt(other.said.text(in: language)))  ← \(other.source.filed.id.number)"
        )
      }
    }
    add("facts", language("Fatti, e da dove vengono", "Facts, and where they come from"), lines)
  }

  private mutating func addRecords(_ dossier: Dossier, _ language: Language) {
    add(
      "records",
      language("Registrazioni", "Records"),
      dossier.sources.map { source in
        let places = source.places.map { $0.text(in: language) }
        return "\(source.filed.id.number): " + places.joined(separator: " + ")
      }
    )
  }

  private mutating func addRelations(_ dossier: Dossier, _ language: Language) {
    let limit = 40
    var lines = dossier.ties.prefix(limit).map { line(of: $0, language) }
    if dossier.ties.count > limit { lines.append("…") }
    add("relations", language("Relazioni", "Relations"), lines)
  }

  /// A relation with what speaks for it: `hosted on → esx01 (x-000001)  95 %, list, 2 records  ← …`.
  private func line(of tie: Dossier.Tie, _ language: Language) -> String {
    let relation = tie.relation
    let arrow = relation.from == entity ? "→" : "←"
    var line =
      "\(relation.kind.label(in: language)) \(arrow) \(Excerpt(tie.name)) (\(tie.other))"
    if let port = relation.port { line += language(", porta \(port)", ", port \(port)") }
    if let decision = relation.decision {
      return line + language("  ← decisione \(decision)", "  ← decision \(decision)")
    }
    return line
      + "  \(Figures(language: language).number(relation.confidence * 100)) %, "
      + relation.basis.label(in: language)
      + (relation.seen > 1
        ? language(", \(relation.seen) registrazioni", ", \(relation.seen) records") : "")
      + "  ← \(tie.place?.text(in: language) ?? "?")"
  }

  private mutating func addAssignment(_ dossier: Dossier, _ language: Language) {
    guard let assignment = dossier.assignment else { return }
    let projects = assignment.projects.map { project in
      project.description + (assignment.months[project].map { " (\($0))" } ?? "")
    }.joined(separator: ", ")
    add(
      "assignment",
      language("Progetto: ", "Project: ")
        + (projects.isEmpty ? language("nessuno", "none") : projects),
      assignment.reasons.map { "\($0.text(in: language)) [\($0.code)]" }
    )
  }

  private mutating func addPlan(_ dossier: Dossier, _ language: Language) {
    guard let entry = dossier.entry else { return }
    add(
      "plan",
      language("Stato: ", "Status: ") + entry.status.label(in: language)
        + (entry.month.map { " \($0)" } ?? ""),
      entry.reasons.map { "\($0.text(in: language)) [\($0.code)]" }
        + dossier.blockers.map {
          language("bloccato da ", "blocked by ") + "\(Excerpt($0.name)) (\($0.entity))"
        }
    )
  }

  private mutating func addRegister(
    _ dossier: Dossier,
    on day: CalendarDate,
    _ language: Language
  ) {
    add(
      "register",
      language("Registro: ", "Register: ")
        + dossier.retirement.state(on: day).label(in: language),
      dossier.journal.compactMap { entry in
        entry.deviceStep.map { step in
          "\(step.day) \(step.step.name.label(in: language)): \(Excerpt(entry.by))"
            + language("  ← voce \(entry.sequence)", "  ← entry \(entry.sequence)")
        }
      }
    )
  }

  private mutating func addPower(
    _ machine: MachineEstimate,
    in store: Store,
    _ language: Language
  ) throws {
    let power = machine.power
    let figures = Figures(language: language)
    add(
      "power",
      language("Potenza media: ", "Average power: ")
        + "\(figures.number(power.value.value)) W "
        + "[\(figures.number(power.low.value)) – \(figures.number(power.high.value))]",
      try machine.steps.map { step in
        let place = try step.record.flatMap { record in
          try store.places(of: record, in: machine.agency).first?.text(in: language)
        }
        return "\(language(step.italian, step.english)): \(step.figure.text(in: language))"
          + "  ← \(place ?? step.source.text(in: language))"
      }
    )
  }
}
