import GRDB
public import Inventory
public import Retirement

extension Store {
  /// Checks whether the services of an agency's projects have moved whole.
  ///
  /// - Parameters:
  ///   - agency: The agency.
  ///   - day: The day for which the register's states count.
  /// - Returns: One check a project and service, by project and name in order.
  /// - Throws: ``StoreFailure`` when the workspace cannot be read.
  public func migrationChecks(
    of agency: AgencyCode,
    on day: CalendarDate
  ) throws -> [MigrationCheck] {
    let states = Dictionary(
      uniqueKeysWithValues: try register(of: agency, on: day).map { ($0.entity, $0.state) }
    )
    let origins = try origins(of: agency)
    return try read { db in
      let estate = try estate(of: agency, in: db)
      let superseded = try db.prepared(
        """
        SELECT f.id FROM record AS f
        JOIN import AS i ON i.agency = f.agency AND i.id = f.import
        WHERE f.agency = ? AND i.is_superseded = 1
        """,
        agency.description
      ).rows { RecordID(Int64($0.integer(0) ?? 0)) }
      return MigrationCheck.all(
        of: try projects(of: agency, in: db),
        catalogue: try services(in: db),
        in: estate,
        superseded: Set(superseded),
        exceptions: try exceptions(of: agency, estate: estate, in: db),
        origins: origins
      ) { states[$0] ?? .inService }
    }
  }
}
