public import Estimation
import GRDB
public import Inventory
import Retirement

extension Store {
  /// Estimates what the planned retirements of `agencies` save, and writes nothing.
  ///
  /// No list of agencies stands for all, no settings for those of the workspace.
  public func savings(
    of agencies: [AgencyCode]? = nil,
    settings: EstimationSettings? = nil,
    asOf: CalendarDate?
  ) throws -> Savings {
    try read { db in
      try savings(of: agencies, settings: settings, asOf: asOf, in: db)
    }
  }

  /// Estimates what the planned retirements of `agencies` save, and files the figures as a run.
  ///
  /// No list of agencies stands for all, no settings for those of the workspace. The estimate is made `at` seconds after 1970, UTC.
  @discardableResult
  public func estimate(
    _ agencies: [AgencyCode]? = nil,
    settings: EstimationSettings? = nil,
    loads: [EntityID: LoadHistogram] = [:],
    asOf: CalendarDate?,
    at: Int
  ) throws -> Savings {
    try write { db in
      let savings = try savings(
        of: agencies,
        settings: settings,
        loads: loads,
        asOf: asOf,
        in: db
      )
      try EstimateRun.write(savings, asOf: asOf, at: at, in: db)
      return savings
    }
  }

  private func savings(
    of codes: [AgencyCode]?,
    settings: EstimationSettings?,
    loads: [EntityID: LoadHistogram] = [:],
    asOf: CalendarDate?,
    in db: Database
  ) throws -> Savings {
    let codes = try codes ?? agencies(in: db).map(\.code)
    let estates = try codes.map { try estate(of: $0, in: db) }
    var ended: [EntityID: RegisteredEnd] = [:]
    for code in codes {
      ended.merge(try ends(of: code, in: db)) { first, _ in first }
    }
    let settings = try settings ?? estimationSettings(in: db)
    let metering = try metering(of: estates, ended: ended, in: db)
    return SavingsEstimator(settings: settings, loads: loads, metering: metering)
      .estimate(estates, ended: ended, asOf: asOf)
  }

  /// The machines that the register has off, or on a trial that nobody complained of.
  func ends(of agency: AgencyCode, in db: Database) throws -> [EntityID: RegisteredEnd] {
    var ends: [EntityID: RegisteredEnd] = [:]
    // The last entry of a device that was disposed of tells what became of it.
    try db.prepared(
      """
      SELECT r.entity, r.state, r.off_from, j.line FROM retirement AS r
      LEFT JOIN journal_entry AS j
        ON r.state = 'disposed' AND j.agency = r.agency AND j.sequence = r.sequence
      WHERE r.agency = ? AND r.off_from IS NOT NULL
      """,
      agency.description
    ).forEachRow { row in
      guard let state = row.text(1).flatMap({ RetirementState(rawValue: $0) }),
        let day = row.text(2).flatMap({ CalendarDate(iso: $0) })
      else { throw damaged("retirement \(row.text(0) ?? "")") }
      guard state.isDark || state == .drained else { return }
      let step = row.text(3).flatMap { JournalEntry(line: $0) }?.deviceStep?.step
      let isUsedAgain =
        if case .dispose(.evidence(let disposal)) = step { disposal.outcome == .reuse } else {
          false
        }
      ends[EntityID(row.text(0) ?? "")] = RegisteredEnd(offFrom: day, isUsedAgain: isUsedAgain)
    }
    return ends
  }
}
