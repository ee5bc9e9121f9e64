import Estimation
import Inventory

extension Report {
  /// The name and version of the JSON form.
  public static let schema = "tramonto-report/1"

  /// Returns all figures as JSON, unrounded, keys in a stable order, one list entry a line.
  ///
  /// Energy is in kilowatt-hours, greenhouse gas in kilograms of CO₂ equivalent, money in euros,
  /// months are `YYYY-MM`; what is not known is `null`. Texts are as the sources spell them.
  public func json() throws -> String {
    var members: [(String, String)] = [
      ("schema", FactValue.text(Self.schema).json),
      ("language", FactValue.text(language.rawValue).json),
      ("cover", coverValue.json),
      ("headline", headlineValue.json),
    ]
    members.append(("months", Self.list(months) { Self.value($0) }))
    members.append(("agencies", Self.list(agencies) { Self.value($0) }))
    members.append(("projects", Self.list(projects) { Self.value($0) }))
    members.append(("withoutProject", (withoutProject.map { Self.value($0) } ?? .null).json))
    members.append(("blockers", Self.list(blockers) { Self.value($0) }))
    members.append(("servers", Self.list(servers) { Self.value($0) }))
    members.append(("imports", Self.list(imports) { Self.value($0) }))
    members.append(("refused", Self.list(refused) { value($0) }))
    members.append(("rejections", Self.list(rejections) { value($0) }))
    members.append(("factors", Self.list(factors) { value($0) }))
    members.append(("sources", Self.list(sources) { Self.value($0) }))
    return "{\n" + members.map { "\"\($0)\": \($1)" }.joined(separator: ",\n") + "\n}\n"
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
      .init("rowsRead", .integer(ledger.read)),
      .init("rowsUsed", .integer(ledger.records)),
      .init("rowsSkipped", .integer(ledger.skipped)),
      .init("rowsRejected", .integer(ledger.rejected)),
    ])
  }

  private static func value(_ counts: StatusCounts) -> FactValue {
    .object(
      [.init("total", .integer(counts.servers))]
        + RetirementStatus.allCases.map { status in
          .init(status.rawValue, .integer(counts.count(of: status)))
        }
        + [.init("unplanned", .integer(counts.unplanned))]
    )
  }

  private static func value(_ total: SavingsTotal) -> FactValue {
    .object([
      .init("machines", .integer(total.machines)),
      .init("virtualMachines", .integer(total.virtualMachines)),
      .init("gross", value(total.gross)),
      .init("net", value(total.net)),
    ])
  }

  private static func value(_ footprint: Footprint) -> FactValue {
    .object([
      .init("kWhPerYear", value(footprint.energy)),
      .init("kgCO2ePerYear", value(footprint.carbon)),
      .init("eurosPerYear", value(footprint.cost)),
    ])
  }

  private static func value<Unit>(_ estimate: Estimate<Unit>) -> FactValue {
    .object([
      .init("value", .number(estimate.value.value)),
      .init("low", .number(estimate.low.value)),
      .init("high", .number(estimate.high.value)),
      .init("basis", .text(estimate.basis.rawValue)),
    ])
  }

  private static func value(_ month: MonthlySaving) -> FactValue {
    .object([
      .init("month", .text(month.month.description)),
      .init("machinesOff", .integer(month.machinesOff)),
      .init("grossKWh", value(month.gross)),
      .init("netKWh", value(month.net)),
    ])
  }

  private static func value(_ line: AgencyLine) -> FactValue {
    .object([
      .init("code", .text(line.agency.code.description)),
      .init("name", .text(line.agency.name)),
      .init("servers", value(line.counts)),
      .init("savings", value(line.savings)),
    ])
  }

  private static func value(_ line: ProjectLine) -> FactValue {
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

  private static func value(_ line: ProjectlessLine) -> FactValue {
    .object([
      .init("servers", value(line.counts)),
      .init("savings", value(line.savings)),
    ])
  }

  static func value(_ line: BlockerLine) -> FactValue {
    .object([
      .init("id", .text(line.entity.description)),
      .init("name", .text(line.name)),
      .init("isApplication", .flag(line.isApplication)),
      .init("agency", .text(line.agency)),
      .init("reason", .text(line.reason)),
      .init("servers", .integer(line.servers)),
      .init("alone", .integer(line.alone)),
      .init("kWhPerYear", .number(line.energy.value)),
    ])
  }

  private static func value(_ line: ServerLine) -> FactValue {
    .object([
      .init("id", .text(line.entity.description)),
      .init("agency", .text(line.agencyCode.description)),
      .init("name", .text(line.name)),
      .init("kind", .text(line.kind.rawValue)),
      .init("model", .maybe(line.model)),
      .init("serial", .maybe(line.serial)),
      .init("site", .maybe(line.site)),
      .init("room", .maybe(line.room)),
      .init("rack", .maybe(line.rack)),
      .init("status", .maybe(line.status?.rawValue)),
      .init("month", .maybe(line.month?.description)),
      .init("projects", .list(line.projects.map { .text($0.description) })),
      .init("reason", .text(line.reason)),
      .init("kWhPerYear", line.energy.map { value($0) } ?? .null),
    ])
  }

  private static func value(_ filed: FiledImport) -> FactValue {
    .object([
      .init("number", .integer(Int(filed.id.number))),
      .init("agency", .text(filed.agency.description)),
      .init("format", .text(filed.format.description)),
      .init("asOf", .maybe(filed.asOf?.description)),
      .init("isSuperseded", .flag(filed.isSuperseded)),
      .init("read", .integer(filed.ledger.read)),
      .init("records", .integer(filed.ledger.records)),
      .init("skipped", .integer(filed.ledger.skipped)),
      .init("rejected", .integer(filed.ledger.rejected)),
      .init("files", .list(filed.files.map { .text($0.path) })),
    ])
  }

  private func value(_ file: RefusedFile) -> FactValue {
    .object([
      .init("agency", .text(file.agency.description)),
      .init("path", .text(file.path)),
      .init("code", .text(file.code)),
      .init("reason", .text(language(file.italian, file.english))),
    ])
  }

  private func value(_ line: RejectionLine) -> FactValue {
    .object([
      .init("agency", .text(line.agency.description)),
      .init("file", .text(line.file)),
      .init("place", .text(line.finding.at.text(in: language))),
      .init("value", .text(line.finding.value)),
      .init("code", .text(line.finding.reason.code)),
      .init("reason", .text(line.finding.reason.text(in: language))),
      .init("rows", .integer(line.finding.rows)),
    ])
  }

  private func value(_ factor: Factor) -> FactValue {
    .object([
      .init("key", .text(factor.key)),
      .init("name", .text(language(factor.italian, factor.english))),
      .init("value", .number(factor.value)),
      .init("low", .number(factor.low)),
      .init("high", .number(factor.high)),
      .init("unit", .text(factor.unit.text(in: language))),
      .init("year", factor.year.map { .integer($0) } ?? .null),
      .init("source", .text(factor.source.text(in: language))),
    ])
  }

  private static func value(_ line: SourceLine) -> FactValue {
    .object([
      .init("kind", .text(line.kind.rawValue)),
      .init("name", .text(line.name)),
      .init("agency", .maybe(line.agency?.description)),
      .init("format", .maybe(line.format?.description)),
      .init("asOf", .maybe(line.asOf?.description)),
      .init("sha256", .maybe(line.sha256)),
    ])
  }
}

extension FactValue {
  /// What is not known: a number that is none is written `null`.
  fileprivate static var null: FactValue { .number(.nan) }

  fileprivate static func maybe(_ text: String?) -> FactValue { text.map { .text($0) } ?? .null }

  fileprivate static func maybe(_ number: Double?) -> FactValue { .number(number ?? .nan) }
}
