import Estimation
import Inventory

extension Report {
  /// The name and version of the JSON form; a member that changes its meaning raises the version.
  public static let schema = "tramonto-report/2"

  /// The JSON Schema (2020-12) of what ``json()`` returns.
  public static var jsonSchema: String {
    String(decoding: PackageResources.report_schema_json, as: UTF8.self)
  }

  /// Returns the figures of the kind's topics as JSON, unrounded, keys in a stable order, one list
  /// entry a line.
  ///
  /// Energy is in kilowatt-hours, greenhouse gas in kilograms of CO₂ equivalent, money in euros,
  /// months are `YYYY-MM`; what is not known is `null`. Texts are as the sources spell them.
  /// ``jsonSchema`` describes it.
  public func json() -> String {
    var members: [(String, String)] = [
      ("schema", FactValue.text(Self.schema).json),
      ("kind", FactValue.text(kind.rawValue).json),
      ("language", FactValue.text(language.rawValue).json),
      ("cover", coverValue.json),
    ]
    for name in kind.topics { members += self.members(of: name) }
    return "{\n" + members.map { "\"\($0)\": \($1)" }.joined(separator: ",\n") + "\n}\n"
  }

  private func members(of name: Topic.Name) -> [(String, String)] {
    func one(_ text: String) -> [(String, String)] { [(name.rawValue, text)] }
    switch name {
    case .summary: return [("headline", headlineValue.json)]
    case .progress: return one(Self.list(progress) { Self.value($0) })
    case .months: return one(Self.list(months) { Self.value($0) })
    case .waterfall: return one((waterfall.map { Self.value($0) } ?? .null).json)
    case .agencies: return one(Self.list(agencies) { Self.value($0) })
    case .projects:
      return one(Self.list(projects) { Self.value($0) }) + [
        ("withoutProject", (withoutProject.map { Self.value($0) } ?? .null).json)
      ]
    case .services: return one(Self.list(services) { Self.value($0) })
    case .rooms: return one(Self.list(rooms) { value($0) })
    case .racks: return one(Self.list(racks) { value($0) })
    case .blockers:
      return one(Self.list(blockers) { Self.value($0) }) + [
        ("freed", Self.list(freed) { value($0) })
      ]
    case .unknowns: return one(Self.list(unknowns) { value($0) })
    case .verified: return one(Self.list(verified) { Self.value($0) })
    case .servers: return one(Self.list(servers) { Self.value($0) })
    case .unread:
      return [
        ("refused", Self.list(refused) { value($0) }),
        ("rejections", Self.list(rejections) { value($0) }),
      ]
    case .readings: return one(Self.list(imports) { Self.value($0) })
    case .unused: return one(Self.list(unused) { Self.value($0) })
    case .conflicts: return one(Self.list(conflicts) { Self.value($0) })
    case .gaps: return one(Self.list(gaps) { Self.value($0) })
    case .journals: return one(Self.list(journals) { Self.value($0) })
    case .register: return one(Self.list(register) { Self.value($0) })
    case .journal: return one(Self.list(journal) { Self.value($0) })
    case .factors: return one(Self.list(factors) { value($0) })
    case .sources: return one(Self.list(sources) { Self.value($0) })
    }
  }

  private static func list<Row>(_ rows: [Row], _ value: (Row) -> FactValue) -> String {
    guard !rows.isEmpty else { return "[]" }
    var text = "[\n"
    for (index, row) in rows.enumerated() {
      if index > 0 { text += ",\n" }
      text += "  "
      value(row).write(to: &text)
    }
    return text + "\n]"
  }

  private var coverValue: FactValue {
    .object([
      .init("programme", .maybe(cover.programme)),
      .init("workspace", .text(cover.workspace)),
      .init("agency", .maybe(cover.agency)),
      .init("project", .maybe(cover.project)),
      .init("made", .text(cover.made.description)),
      .init("version", .text(cover.version)),
    ])
  }

  var headlineValue: FactValue {
    .object([
      .init("servers", Self.value(headline.counts)),
      .init("savings", Self.value(headline.savings)),
      .init("complete", .maybe(headline.complete?.description)),
      .init("register", Self.value(headline.register)),
      .init("doneKWhPerYear", .number(headline.done.value)),
      .init("rowsRead", .integer(ledger.read)),
      .init("rowsUsed", .integer(ledger.records)),
      .init("rowsSkipped", .integer(ledger.skipped)),
      .init("rowsRejected", .integer(ledger.rejected)),
    ])
  }

  static func value(_ counts: StatusCounts) -> FactValue {
    .object(
      [.init("total", .integer(counts.servers))]
        + RetirementStatus.allCases.map { status in
          .init(status.rawValue, .integer(counts.count(of: status)))
        }
        + [.init("unplanned", .integer(counts.unplanned))]
    )
  }

  static func value(_ total: SavingsTotal) -> FactValue {
    .object([
      .init("machines", .integer(total.machines)),
      .init("virtualMachines", .integer(total.virtualMachines)),
      .init("gross", value(total.gross)),
      .init("net", value(total.net)),
      .init("move", total.move.map { value($0) } ?? .null),
      .init("firstYear", total.firstYear.map { value($0) } ?? .null),
      .init("embodiedKgCO2e", total.embodied.map { value($0) } ?? .null),
    ])
  }

  static func value(_ footprint: Footprint) -> FactValue {
    .object([
      .init("kWhPerYear", value(footprint.energy)),
      .init("kgCO2ePerYear", value(footprint.carbon)),
      .init("eurosPerYear", value(footprint.cost)),
      .init("marketKgCO2ePerYear", footprint.marketCarbon.map { value($0) } ?? .null),
      .init("litresPerYear", footprint.water.map { value($0) } ?? .null),
    ])
  }

  static func value<Unit>(_ estimate: Estimate<Unit>) -> FactValue {
    .object([
      .init("value", .number(estimate.value.value)),
      .init("low", .number(estimate.low.value)),
      .init("high", .number(estimate.high.value)),
      .init("basis", .text(estimate.basis.rawValue)),
    ])
  }

  static func value(_ line: AgencyLine) -> FactValue {
    .object([
      .init("code", .text(line.agency.code.description)),
      .init("name", .text(line.agency.name)),
      .init("servers", value(line.counts)),
      .init("savings", value(line.savings)),
    ])
  }

  static func value(_ line: ProjectLine) -> FactValue {
    let project = line.project
    return .object([
      .init("code", .text(project.code.description)),
      .init("title", .text(project.title)),
      .init("agency", .text(project.agency.description)),
      .init("cup", .maybe(project.cup)),
      .init("measure", .maybe(project.measure?.rawValue)),
      .init("euros", .maybe(project.amount?.value)),
      .init("decreed", .maybe(project.decreed?.description)),
      .init("state", .maybe(project.state?.rawValue)),
      .init("destination", .maybe(project.destination?.label)),
      .init("deadline", .maybe(project.deadline?.description)),
      .init("services", .list(project.services.map { .text($0.service) })),
      .init("servers", value(line.counts)),
      .init("savings", value(line.savings)),
    ])
  }

  static func value(_ line: ProjectlessLine) -> FactValue {
    .object([
      .init("servers", value(line.counts)),
      .init("savings", value(line.savings)),
    ])
  }
}

extension FactValue {
  /// What is not known: a number that is none is written `null`.
  static var null: FactValue { .number(.nan) }

  static func maybe(_ text: String?) -> FactValue { text.map { .text($0) } ?? .null }

  static func maybe(_ number: Double?) -> FactValue { .number(number ?? .nan) }
}
