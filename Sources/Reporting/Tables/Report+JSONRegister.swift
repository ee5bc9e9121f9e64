import Estimation
import Inventory
import Retirement

/// The members of the JSON form that tell of savings in time and of the register.
extension Report {
  static func value(_ counts: RegisterCounts) -> FactValue {
    .object(
      [.init("total", .integer(counts.devices)), .init("dark", .integer(counts.dark))]
        + recordedStates.map { .init($0.rawValue, .integer(counts.count(of: $0))) }
    )
  }

  static func value(_ line: ProgressLine) -> FactValue {
    .object([
      .init("agency", .text(line.agency.code.description)),
      .init("name", .text(line.agency.name)),
      .init("planned", .integer(line.planned)),
      .init("register", value(line.register)),
      .init("doneKWhPerYear", .number(line.done.value)),
    ])
  }

  static func value(_ line: MonthLine) -> FactValue {
    .object([
      .init("month", .text(line.planned.month.description)),
      .init("machinesOff", .integer(line.planned.machinesOff)),
      .init("grossKWh", value(line.planned.gross)),
      .init("netKWh", value(line.planned.net)),
      .init("netKgCO2e", value(line.carbon)),
      .init(
        "done",
        line.done.map { done in
          .object([
            .init("machinesOff", .integer(done.machines)),
            .init("grossKWh", .number(done.gross.value)),
          ])
        } ?? .null
      ),
    ])
  }

  static func value(_ waterfall: Waterfall) -> FactValue {
    .object([
      .init("plugKWh", .maybe(waterfall.plug?.value)),
      .init("overheadKWh", .maybe(waterfall.overhead?.value)),
      .init("grossKWh", value(waterfall.gross)),
      .init("destinationKWh", .number(waterfall.destination.value)),
      .init("netKWh", value(waterfall.net)),
    ])
  }

  static func value(_ line: ServiceLine) -> FactValue {
    .object([
      .init("project", .text(line.project.description)),
      .init("service", .text(line.service)),
      .init("verdict", .text(line.verdict.rawValue)),
      .init("applications", .integer(line.applications)),
      .init("moved", .integer(line.moved)),
      .init("accepted", .integer(line.accepted)),
      .init("left", .list(line.left.map { .text($0) })),
    ])
  }

  func value(_ line: PlaceLine) -> FactValue {
    var fields: [FactValue.Field] = [
      .init("agency", .text(line.agency)),
      .init("kind", .text(line.kind.rawValue)),
      .init("place", .text(line.place)),
      .init("name", .text(line.name)),
      .init("status", .maybe(line.status?.rawValue)),
      .init("dark", .maybe(line.dark?.description)),
      .init("reasons", .list(line.reasons.map { .text($0.text(in: language)) })),
      .init("machines", .integer(line.machines)),
      .init("retire", .integer(line.retire)),
      .init("off", .integer(line.off)),
      .init("kWhPerYear", .number(line.energy.value)),
    ]
    guard line.kind == .rack else { return .object(fields) }
    let devices = line.devices.map { device in
      FactValue.object([
        .init("id", .text(device.entity.description)),
        .init("name", .text(device.name)),
        .init("unit", device.unit.map { .integer($0) } ?? .null),
        .init("status", .maybe(device.status?.rawValue)),
        .init("month", .maybe(device.month?.description)),
        .init("isDark", .flag(device.isDark)),
      ])
    }
    fields.append(.init("devices", .list(devices)))
    return .object(fields)
  }

  /// A group with its blockers by id.
  func value(_ group: FreedGroup) -> FactValue {
    .object([
      .init("blockers", .list(group.blockers.map { .text(blockers[$0].entity.description) })),
      .init("servers", .integer(group.servers)),
      .init("names", .list(group.names.map { .text($0) })),
    ])
  }

  func value(_ unknown: Unknown) -> FactValue {
    let (fact, subject): (String, String?) =
      switch unknown.fact {
      case .factor(let factor): ("factor", factor.key)
      case .load: ("load", nil)
      case .power(_, let model): ("power", model)
      }
    return .object([
      .init("fact", .text(fact)),
      .init("subject", .maybe(subject)),
      .init("text", .text(unknown.text(in: language))),
      .init("machines", .integer(unknown.machines)),
      .init("narrowingKWhPerYear", .number(unknown.narrowing.value)),
    ])
  }

  static func value(_ line: VerifiedMeter) -> FactValue {
    .object([
      .init("meter", .text(line.saving.meter)),
      .init("option", .text(line.saving.option.rawValue)),
      .init("daysBefore", .number(line.saving.before.days)),
      .init("daysAfter", .number(line.saving.after.days)),
      .init("savedKWh", value(line.saving.saved)),
      .init("savedKWhPerYear", value(line.saving.yearly)),
      .init("estimatedKWh", line.comparison.map { value($0.estimated) } ?? .null),
      .init("servers", line.comparison.map { .integer($0.servers) } ?? .null),
    ])
  }

  static func value(_ device: RegisteredDevice) -> FactValue {
    .object([
      .init("agency", .text(device.agency.description)),
      .init("id", .text(device.entity.description)),
      .init("name", .text(device.name)),
      .init("kind", .text(device.kind.rawValue)),
      .init("serial", .maybe(device.serial)),
      .init("state", .text(device.state.rawValue)),
      .init("day", .text(device.day.description)),
      .init("offFrom", .maybe(device.offFrom?.description)),
      .init("entry", .integer(device.sequence)),
    ])
  }

  static func value(_ line: JournalLine) -> FactValue {
    .object([
      .init("agency", .text(line.agency.description)),
      .init("sequence", .integer(line.sequence)),
      .init("at", .integer(line.at)),
      .init("by", .text(line.by)),
      .init("id", .maybe(line.entity?.description)),
      .init("name", .text(line.name)),
      .init("deed", .text(line.deed)),
      .init("day", .maybe(line.day?.description)),
      .init("state", .maybe(line.state?.rawValue)),
      .init("reason", .text(line.reason)),
      .init(
        "documents",
        .list(
          line.documents.map { document in
            .object([
              .init("name", .text(document.name)),
              .init("sha256", .text(document.sha256)),
              .init("size", .integer(document.size)),
            ])
          }
        )
      ),
    ])
  }

  static func value(_ account: JournalAccount) -> FactValue {
    .object([
      .init("agency", .text(account.agency.description)),
      .init("entries", .integer(account.size)),
      .init("hash", .text(account.hash)),
      .init("documents", .integer(account.documents)),
      .init("isWhole", .flag(account.isWhole)),
      .init("breaks", .list(account.breaks.map { .text($0) })),
    ])
  }
}
