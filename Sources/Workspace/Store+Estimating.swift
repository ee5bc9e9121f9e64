public import Estimation
import GRDB
public import Inventory

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
    asOf: CalendarDate?,
    at: Int
  ) throws -> Savings {
    try write { db in
      let savings = try savings(of: agencies, settings: settings, asOf: asOf, in: db)
      try EstimateRun.write(savings, asOf: asOf, at: at, in: db)
      return savings
    }
  }

  private func savings(
    of codes: [AgencyCode]?,
    settings: EstimationSettings?,
    asOf: CalendarDate?,
    in db: Database
  ) throws -> Savings {
    let estates = try (codes ?? agencies(in: db).map(\.code)).map { try estate(of: $0, in: db) }
    let settings = try settings ?? estimationSettings(in: db)
    return SavingsEstimator(settings: settings).estimate(estates, asOf: asOf)
  }
}
