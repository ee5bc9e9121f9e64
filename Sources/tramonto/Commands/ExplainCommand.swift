import ArgumentParser
import Estimation
import Inventory
import Retirement
import Workspace

/// `tramonto explain`: why we say what we say of one machine or application.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Trace one machine: facts to file and line, identity, project, blockers, watts.",
    discussion: """
      Examples:
        tramonto explain ausltc-000123
        tramonto explain CZ23457XR0
        tramonto explain web01.example.org --json
      """
  )

  @Argument(help: "An id, name, serial number, UUID, MAC or IP address.")
  var asset: String

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try workspace.openToRead()
    let agency = try agencies.agency.map { try store.agencies().named($0).code }
    let matches = try store.find(asset, in: agency)
    guard let first = matches.first else { throw CommandFailure.unknownEntity(asset) }
    guard matches.count == 1 else {
      throw CommandFailure.ambiguousEntity(
        asset,
        found: matches.prefix(10).map { "\($0.entity) (\(Excerpt($0.name)))" }
      )
    }
    let explanation = try Explanation(of: first, in: store, output.console.language)
    output.console.say(
      output.json ? explanation.fact.json : explanation.lines.joined(separator: "\n")
    )
  }
}

/// All that leads to the conclusions about one machine or application, in sections.
struct Explanation {
  /// A heading with its lines.
  struct Section {
    var name: String
    var heading: String
    var lines: [String]
  }

  let title: String
  private(set) var sections: [Section] = []
  private let entity: EntityID

  /// Gathers the explanation.
  init(of match: EntityMatch, in store: Store, _ language: Language) throws {
    let view = EstateView(try store.estate(of: match.agency))
    entity = match.entity
    if let asset = view.estate.assets.first(where: { $0.id == match.entity }) {
      title = "\(asset.id)  \(Excerpt(asset.name))  (\(asset.kind.label(in: language)))"
      try addFacts(of: asset, in: store, language)
      try addRecords(asset.records, in: store, language)
      try addIdentity(of: asset, in: store, match.agency, language)
    } else {
      title = "\(match.entity)  \(Excerpt(match.name))  (\(language("applicativo", "application")))"
      let records = view.estate.applications.first { $0.id == match.entity }?.records ?? []
      try addRecords(records, in: store, language)
    }
    try addRelations(view, in: store, language)
    addAssignment(view, language)
    addPlan(view, language)
    try addRegister(of: match, in: store, language)
    try addPower(of: match, in: store, language)
  }

  /// The explanation as lines for a person.
  var lines: [String] {
    [title] + sections.flatMap { ["", $0.heading] + $0.lines.map { "  " + $0 } }
  }

  /// The explanation as named values.
  var fact: FactValue {
    .object(
      [.init("id", .text(entity.description)), .init("title", .text(title))]
        + sections.map { .init($0.name, .list($0.lines.map { .text($0) })) }
    )
  }

  mutating func add(_ name: String, _ heading: String, _ lines: [String]) {
    guard !lines.isEmpty else { return }
    sections.append(Section(name: name, heading: heading, lines: lines))
  }

  private mutating func addFacts(of asset: Asset, in store: Store, _ language: Language) throws {
    var places: [RecordID: String] = [:]
    let records = try asset.records.compactMap { try store.record($0) }
    var lines: [String] = []
    for (attribute, value) in asset.facts.facts {
      var line = "\(attribute.label(in: language)): \(Excerpt(value.text(in: language)))"
      if let record = asset.origins[attribute] {
        if places[record] == nil {
          places[record] = try store.places(of: record).first?.text(in: language)
        }
        line += "  ← \(places[record] ?? "?")"
      }
      lines.append(line)
      // Lists are taken from one source; of the rest a person should see who says otherwise.
      if case .list = value { continue }
      for other in records where !other.isSuperseded {
        guard let said = other.record.value(of: attribute), said != value else { continue }
        lines.append("  ≠ \(Excerpt(said.text(in: language)))  ← \(other.id.number)")
      }
    }
    add("facts", language("Fatti, e da dove vengono", "Facts, and where they come from"), lines)
  }

  private mutating func addRecords(
    _ records: [RecordID],
    in store: Store,
    _ language: Language
  ) throws {
    let lines = try records.map { id in
      let places = try store.places(of: id).map { $0.text(in: language) }
      return "\(id.number): " + places.joined(separator: " + ")
    }
    add("records", language("Registrazioni", "Records"), lines)
  }

  private mutating func addRelations(
    _ view: EstateView,
    in store: Store,
    _ language: Language
  ) throws {
    var lines: [String] = []
    for relation in view.estate.relations where relation.from == entity || relation.to == entity {
      lines.append(try line(of: relation, view, in: store, language))
      if lines.count == 40 {
        lines.append("…")
        break
      }
    }
    add("relations", language("Relazioni", "Relations"), lines)
  }

  /// A relation with what speaks for it: `hosted on → esx01 (x-000001)  95 %, list, 2 records  ← …`.
  private func line(
    of relation: Relation,
    _ view: EstateView,
    in store: Store,
    _ language: Language
  ) throws -> String {
    let (other, arrow) = relation.from == entity ? (relation.to, "→") : (relation.from, "←")
    var line =
      "\(relation.kind.label(in: language)) \(arrow) \(Excerpt(view.name(of: other))) (\(other))"
    if let port = relation.port { line += language(", porta \(port)", ", port \(port)") }
    if let decision = relation.decision {
      return line + language("  ← decisione \(decision)", "  ← decision \(decision)")
    }
    let place = try store.places(of: relation.record).first?.text(in: language) ?? "?"
    return line
      + "  \(language.number(relation.confidence * 100, decimals: 0)) %, "
      + relation.basis.label(in: language)
      + (relation.seen > 1
        ? language(", \(relation.seen) registrazioni", ", \(relation.seen) records") : "")
      + "  ← \(place)"
  }

  private mutating func addAssignment(_ view: EstateView, _ language: Language) {
    guard let assignment = view.assignment(of: entity) else { return }
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

  private mutating func addPlan(_ view: EstateView, _ language: Language) {
    guard let entry = view.entry(of: entity) else { return }
    add(
      "plan",
      language("Stato: ", "Status: ") + entry.status.label(in: language)
        + (entry.month.map { " \($0)" } ?? ""),
      entry.reasons.map { "\($0.text(in: language)) [\($0.code)]" }
        + entry.blockers.map {
          language("bloccato da ", "blocked by ") + "\(Excerpt(view.name(of: $0))) (\($0))"
        }
    )
  }

  private mutating func addRegister(
    of match: EntityMatch,
    in store: Store,
    _ language: Language
  ) throws {
    let entries = try store.journal(of: match.agency, entity: match.entity)
    guard !entries.isEmpty else { return }
    let state = try store.retirement(of: match.entity, in: match.agency)
      .state(on: Clock.today ?? .earliest)
    add(
      "register",
      language("Registro: ", "Register: ") + state.label(in: language),
      entries.compactMap { entry in
        entry.deviceStep.map { step in
          "\(step.day) \(step.step.name.label(in: language)): \(Excerpt(entry.by))"
            + language("  ← voce \(entry.sequence)", "  ← entry \(entry.sequence)")
        }
      }
    )
  }

  private mutating func addPower(
    of match: EntityMatch,
    in store: Store,
    _ language: Language
  ) throws {
    let savings = try store.savings(of: [match.agency], asOf: nil)
    guard let machine = savings.machines.first(where: { $0.entity == entity }) else { return }
    let power = machine.power
    add(
      "power",
      language("Potenza media: ", "Average power: ")
        + "\(language.number(power.value.value, decimals: 0)) W "
        + "[\(language.number(power.low.value, decimals: 0)) – "
        + "\(language.number(power.high.value, decimals: 0))]",
      try machine.steps.map { step in
        let place = try step.record.flatMap { try store.places(of: $0).first?.text(in: language) }
        return "\(language(step.italian, step.english)): \(step.figure.text(in: language))"
          + "  ← \(place ?? step.source.text(in: language))"
      }
    )
  }
}

extension FactValue {
  /// The value as its readers write it: numbers with their decimal mark, flags as words.
  fileprivate func text(in language: Language) -> String {
    switch self {
    case .text, .integer: plainText
    case .number(let number): language.shortest(number)
    case .flag(let flag): flag ? language("sì", "yes") : "no"
    case .list(let list): list.map { $0.text(in: language) }.joined(separator: ", ")
    case .object(let fields):
      fields.map { $0.name + " " + $0.value.text(in: language) }.joined(separator: " ")
    }
  }
}
