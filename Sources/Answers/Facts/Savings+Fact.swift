public import Estimation
public import Inventory

extension Savings {
  /// The savings as named values.
  public var fact: FactValue {
    .object([
      .init("total", total.fact),
      .init(
        "byAgency",
        .list(
          byAgency.map {
            .object([.init("agency", .text($0.agency.description)), .init("total", $0.total.fact)])
          }
        )
      ),
      .init(
        "byProject",
        .list(
          byProject.map {
            .object([
              .init("project", .text($0.project.description)), .init("total", $0.total.fact),
            ])
          }
        )
      ),
      .init("withoutProject", withoutProject.fact),
      .init(
        "monthly",
        .list(
          monthly.map {
            .object([
              .init("month", .text($0.month.description)),
              .init("machinesOff", .integer($0.machinesOff)),
              .init("grossKWh", $0.gross.fact), .init("netKWh", $0.net.fact),
            ])
          }
        )
      ),
      .init(
        "unknowns",
        .list(
          unknowns.map { unknown in
            .object([
              .init("fact", .text(unknown.text(in: .english))),
              .init("machines", .integer(unknown.machines)),
              .init("narrowingKWh", .number(unknown.narrowing.value)),
            ])
          }
        )
      ),
      .init(
        "passedReadings",
        .list(
          passedReadings.map { reading in
            .object([
              .init("id", .text(reading.entity.description)), .init("name", .text(reading.name)),
              .init("watts", .number(reading.watts)),
              .init("limit", .number(reading.limit.value)),
            ])
          }
        )
      ),
      .init("meters", .list(meterUses.map(\.fact))),
      .init("ups", .list(upsLosses.map(\.fact))),
      .init("factorsVersion", .text(EstimationSettings.version)),
      .init(
        "factors",
        .list(
          factors.map { .object($0.fields) }
        )
      ),
    ])
  }
}

extension MeterUse {
  /// What became of a series of a meter, as named values.
  public var fact: FactValue {
    var fields: [FactValue.Field?] = [
      .init("agency", .text(agency.description)), .init("code", .text(code)),
      .init("series", .list(power.series.map { .integer($0.number) })),
      .init("watts", power.estimate.fact), .init("first", .text("\(power.first)")),
      .init("last", .text("\(power.last)")), .init("days", .number(power.days)),
      .init("coverage", .number(power.coverage)),
    ]
    switch subject {
    case .machine(let id, let name):
      fields += [.init("id", .text(id.description)), .init("name", .text(name))]
    case .group(let kind, let name):
      fields += [.init("kind", .text(kind.rawValue)), .init("name", .text(name))]
    }
    switch outcome {
    case .calibrated(let machines, let ratio):
      fields += [.init("machines", .integer(machines)), .init("ratio", .number(ratio))]
    case .compared(let ratio, _), .passed(.farOff(let ratio)):
      fields.append(.init("ratio", .number(ratio)))
    case .effectiveness(let value), .passed(.impossibleEffectiveness(let value)):
      fields.append(.init("pue", .number(value)))
    default: break
    }
    return .object(fields.compactMap(\.self))
  }
}

extension UPSLoss {
  /// What a UPS loses, as named values.
  public var fact: FactValue {
    .object([
      .init("agency", .text(agency.description)), .init("name", .text(name)),
      .init("ratedW", .number(rated.value)), .init("loadW", .number(load.value)),
      .init("fixedW", .number(fixed.value)), .init("proportionalW", .number(proportional.value)),
      .init("squareW", .number(square.value)), .init("lossesW", total.fact),
      .init("efficiency", .number(efficiency)),
    ])
  }
}

extension SavingsTotal {
  /// The total as named values.
  public var fact: FactValue {
    .object(
      [
        .init("machines", .integer(machines)), .init("virtualMachines", .integer(virtualMachines)),
        .init("gross", gross.fact), .init("net", net.fact),
      ]
        + [
          move.map { .init("move", $0.fact) }, firstYear.map { .init("firstYearNet", $0.fact) },
          embodied.map { .init("embodiedKgCO2e", $0.fact) },
        ].compactMap(\.self)
    )
  }
}

extension Footprint {
  /// The footprint as named values.
  public var fact: FactValue {
    .object(
      [
        .init("kWh", energy.fact), .init("kgCO2e", carbon.fact), .init("EUR", cost.fact),
        marketCarbon.map { .init("kgCO2eMarket", $0.fact) },
        water.map { .init("litres", $0.fact) },
      ].compactMap(\.self)
    )
  }
}

extension Estimate {
  /// The estimate as named values.
  public var fact: FactValue {
    .object([
      .init("value", .number(value.value)), .init("low", .number(low.value)),
      .init("high", .number(high.value)), .init("basis", .text(basis.rawValue)),
    ])
  }
}

extension Factor {
  /// The factor as named values.
  public var fields: [FactValue.Field] {
    [
      .init("key", .text(key)), .init("value", .number(value)), .init("low", .number(low)),
      .init("high", .number(high)), .init("unit", .text(unit.english)),
      year.map { .init("year", .integer($0)) },
      place.agency.map { .init("agency", .text($0.description)) },
      place.room.map { .init("room", .text($0)) },
      .init("source", .text(source.english)),
    ].compactMap(\.self)
  }
}
