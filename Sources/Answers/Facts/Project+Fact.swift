public import Inventory

extension Agency {
  /// The agency as named values.
  public var fact: FactValue {
    .object([.init("code", .text(code.description)), .init("name", .text(name))])
  }
}

extension Project {
  /// The project as named values.
  public var fact: FactValue {
    .object(
      [
        .init("code", .text(code.description)),
        .init("agency", .text(agency.description)),
        .init("title", .text(title)),
        cup.map { .init("cup", .text($0)) },
        measure.map { .init("measure", .text($0.rawValue)) },
        amount.map { .init("amountEUR", .number($0.value)) },
        bracket.map { .init("bracket", .text($0.rawValue)) },
        decreed.map { .init("decreed", .text($0.description)) },
        state.map { .init("state", .text($0.rawValue)) },
        destination.map { .init("destination", .text($0.label)) },
        deadline.map { .init("deadline", .text($0.description)) },
        schedule.known.isEmpty
          ? nil
          : .init(
            "dates",
            .object(schedule.known.map { .init($0.rawValue, schedule[$0].fact) })
          ),
        schedule.keptUntil.map { .init("keptUntil", .text($0.description)) },
        .init("services", .list(services.map(\.fact))),
        .init("moves", .list(moves.map(\.fact))),
        .init("source", .text(source)),
      ].compactMap(\.self)
    )
  }
}

extension ProjectService {
  /// The service as named values.
  fileprivate var fact: FactValue {
    .object(
      [
        .init("service", .text(service)), FactValue.texts(sites).map { .init("sites", $0) },
        serviceClass.map { .init("class", .text($0.rawValue)) },
        mode.map { .init("mode", .text($0.rawValue)) },
        unitPrice.map { .init("unitPriceEUR", .number($0.value)) },
      ].compactMap(\.self)
    )
  }
}

extension PlannedMove {
  /// The move as named values.
  fileprivate var fact: FactValue {
    .object(
      [
        .init("application", .text(application)),
        service.map { .init("service", .text($0)) },
        site.map { .init("site", .text($0)) },
        month.map { .init("month", .text($0.description)) },
      ].compactMap(\.self)
    )
  }
}

extension MilestoneDates {
  /// The dates as named values.
  fileprivate var fact: FactValue {
    .object(
      [
        planned.map { .init("planned", .text($0.description)) },
        actual.map { .init("actual", .text($0.description)) },
      ].compactMap(\.self)
    )
  }
}
