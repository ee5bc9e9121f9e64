import Estimation
import GRDB
public import Inventory

/// The figures of one estimate, as the workspace remembers them.
public struct EstimateRun: Sendable, Hashable {
  /// The run's number, counting up from 1.
  public var run: Int
  /// The agency; `nil` for all that the run looked at, whose intervals are no sums.
  public var agency: AgencyCode?
  /// When it was made, in seconds since 1970, UTC.
  public var at: Int
  /// The day that it was made for; `nil` for the newest day of the estates.
  public var asOf: CalendarDate?
  /// How many physical machines go dark.
  public var machines: Int
  /// How many virtual machines leave.
  public var virtualMachines: Int
  /// The energy of a year that is no longer drawn.
  public var gross: Estimate<KilowattHours>
  /// The same after what the destination draws.
  public var net: Estimate<KilowattHours>

  /// Files the figures of `savings` under the next number.
  static func write(
    _ savings: Savings,
    asOf: CalendarDate?,
    at: Int,
    in db: Database
  ) throws {
    let run = (try db.integer("SELECT max(run) FROM estimate_run WHERE agency = ''") ?? 0) + 1
    let factors = FactValue.list(savings.factors.map(\.stored)).json
    let statement = try db.prepared(
      """
      INSERT INTO estimate_run
        (agency, run, made_at, as_of, machines, virtual_machines, gross, net, factors)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    )
    let all = [("", savings.total)] + savings.byAgency.map { ($0.agency.description, $0.total) }
    for (agency, total) in all {
      statement.bind(agency, at: 0)
      statement.bind(run, at: 1)
      statement.bind(at, at: 2)
      statement.bind(asOf?.description, at: 3)
      statement.bind(total.machines, at: 4)
      statement.bind(total.virtualMachines, at: 5)
      statement.bind(stored(total.gross.energy), at: 6)
      statement.bind(stored(total.net.energy), at: 7)
      statement.bind(agency.isEmpty ? factors : "[]", at: 8)
      try statement.run()
    }
  }

  private static func stored(_ energy: Estimate<KilowattHours>) -> String {
    FactValue.list([
      .number(energy.value.value), .number(energy.low.value), .number(energy.high.value),
      .text(energy.basis.rawValue),
    ]).json
  }

  fileprivate static func energy(_ text: String) -> Estimate<KilowattHours>? {
    guard let items = FactJSON.value(of: text)?.items, items.count == 4,
      let value = items[0].number, let low = items[1].number, let high = items[2].number,
      let basis = items[3].text.flatMap({ Basis(rawValue: $0) })
    else { return nil }
    return Estimate(
      KilowattHours(value),
      low: KilowattHours(low),
      high: KilowattHours(high),
      basis: basis
    )
  }
}

extension Factor {
  /// The factor as named values.
  fileprivate var stored: FactValue {
    .object(
      [
        .init("key", .text(key)), .init("value", .number(value)), .init("low", .number(low)),
        .init("high", .number(high)), .init("unit", .text(unit.english)),
        year.map { .init("year", .integer($0)) },
        place.agency.map { .init("agency", .text($0.description)) },
        place.room.map { .init("room", .text($0)) }, .init("source", .text(source.english)),
      ].compactMap(\.self)
    )
  }
}

extension Store {
  /// The estimates that were filed, in order: of each run the whole first, then the agencies.
  public func estimateRuns() throws -> [EstimateRun] {
    try read { db in
      try db.prepared(
        """
        SELECT agency, run, made_at, as_of, machines, virtual_machines, gross, net
        FROM estimate_run ORDER BY run, agency
        """
      ).rows { row in
        guard let gross = row.text(6).flatMap({ EstimateRun.energy($0) }),
          let net = row.text(7).flatMap({ EstimateRun.energy($0) })
        else { throw damaged("estimate_run") }
        return EstimateRun(
          run: row.integer(1) ?? 0,
          agency: row.text(0).flatMap { AgencyCode($0) },
          at: row.integer(2) ?? 0,
          asOf: row.text(3).flatMap { CalendarDate(iso: $0) },
          machines: row.integer(4) ?? 0,
          virtualMachines: row.integer(5) ?? 0,
          gross: gross,
          net: net
        )
      }
    }
  }
}
