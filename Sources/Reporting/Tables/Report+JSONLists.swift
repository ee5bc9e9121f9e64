import Estimation
import Inventory
import Retirement

/// The members of the JSON form that are lists.
extension Report {
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

  static func value(_ line: ServerLine) -> FactValue {
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
      .init("rackUnit", line.rackUnit.map { .integer($0) } ?? .null),
      .init("status", .maybe(line.status?.rawValue)),
      .init("month", .maybe(line.month?.description)),
      .init("state", .maybe(line.state?.rawValue)),
      .init("offFrom", .maybe(line.offFrom?.description)),
      .init("projects", .list(line.projects.map { .text($0.description) })),
      .init("reason", .text(line.reason)),
      .init("kWhPerYear", line.energy.map { value($0) } ?? .null),
    ])
  }

  static func value(_ filed: FiledImport) -> FactValue {
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

  func value(_ file: RefusedFile) -> FactValue {
    .object([
      .init("agency", .text(file.agency.description)),
      .init("path", .text(file.path)),
      .init("code", .text(file.code)),
      .init("reason", .text(language(file.italian, file.english))),
    ])
  }

  func value(_ line: RejectionLine) -> FactValue {
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

  func value(_ factor: Factor) -> FactValue {
    .object([
      .init("key", .text(factor.key)),
      .init("name", .text(language(factor.italian, factor.english))),
      .init("value", .number(factor.value)),
      .init("low", .number(factor.low)),
      .init("high", .number(factor.high)),
      .init("unit", .text(factor.unit.text(in: language))),
      .init("agency", .maybe(factor.place.agency?.description)),
      .init("room", .maybe(factor.place.room)),
      .init("year", factor.year.map { .integer($0) } ?? .null),
      .init("source", .text(factor.source.text(in: language))),
    ])
  }

  static func value(_ line: SourceLine) -> FactValue {
    .object([
      .init("kind", .text(line.kind.rawValue)),
      .init("name", .text(line.name)),
      .init("agency", .maybe(line.agency?.description)),
      .init("format", .maybe(line.format?.description)),
      .init("asOf", .maybe(line.asOf?.description)),
      .init("sha256", .maybe(line.sha256)),
    ])
  }

  static func value(_ line: UnusedColumn) -> FactValue {
    .object([
      .init("agency", .text(line.agency.description)),
      .init("file", .text(line.file)),
      .init("column", .text(line.column)),
      .init("filled", .integer(line.filled)),
    ])
  }

  static func value(_ line: ConflictLine) -> FactValue {
    .object([
      .init("agency", .text(line.agency.description)),
      .init("id", .text(line.entity.description)),
      .init("name", .text(line.name)),
      .init("attribute", .text(line.attribute.rawValue)),
      .init("used", .text(line.used)),
      .init("usedFile", .text(line.usedFile)),
      .init("other", .text(line.other)),
      .init("otherFile", .text(line.otherFile)),
    ])
  }

  static func value(_ line: GapLine) -> FactValue {
    .object([
      .init("gap", .text(line.gap.rawValue)),
      .init("missing", .integer(line.missing)),
      .init("total", .integer(line.total)),
    ])
  }
}
