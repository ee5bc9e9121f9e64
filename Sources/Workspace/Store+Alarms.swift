import GRDB
public import Inventory
public import Retirement

extension Store {
  /// What the current exports of an agency show that does not go with its register or with one
  /// another: devices that came back, machines that only a scan sees or only one list has.
  ///
  /// - Parameters:
  ///   - agency: The agency.
  ///   - day: The day to look on.
  /// - Returns: Resurrections in the order of records, then strays in the order of assets.
  /// - Throws: ``StoreFailure`` when the workspace cannot be read.
  /// - Complexity: O(records).
  public func alarms(of agency: AgencyCode, on day: CalendarDate) throws -> [Alarm] {
    try read { db in
      let times = try importTimes(of: agency, in: db)
      let origin = CalendarDate(year: 1970, month: 1, day: 1)
      let sightings = try records(of: agency, in: db).compactMap { filed -> Sighting? in
        guard !filed.isSuperseded else { return nil }
        if let day = filed.record.lastSeen ?? filed.asOf {
          return Sighting(record: filed, day: day)
        }
        guard let time = times[filed.importID],
          let day = origin?.advanced(byDays: time / 86_400)
        else { return nil }
        return Sighting(record: filed, day: day, importedAt: time)
      }
      let watch = ReturnWatch(for: try retiredDevices(of: agency, on: day, in: db))
      let strays = ReturnWatch.strays(among: try estate(of: agency, in: db).assets, in: sightings)
      return watch.resurrections(in: sightings) + strays
    }
  }

  /// When the imports were made.
  private func importTimes(of agency: AgencyCode, in db: Database) throws -> [ImportID: Int] {
    var times: [ImportID: Int] = [:]
    try db.prepared("SELECT id, imported_at FROM import WHERE agency = ?", agency.description)
      .forEachRow { row in
        times[ImportID(Int64(row.integer(0) ?? 0))] = row.integer(1) ?? 0
      }
    return times
  }

  /// The devices that are dark on a day.
  private func retiredDevices(
    of agency: AgencyCode,
    on day: CalendarDate,
    in db: Database
  ) throws -> [RetiredDevice] {
    let entities = try db.prepared(
      "SELECT entity FROM retirement WHERE agency = ? ORDER BY entity",
      agency.description
    ).rows { EntityID($0.text(0) ?? "") }
    return try entities.compactMap { entity in
      let entries = try entries(of: entity, agency: agency, in: db)
      let retirement = Retirement(entries)
      guard retirement.state(on: day).isDark, let last = entries.last?.deviceStep else {
        return nil
      }
      let since = retirement.passages.first { $0.gate == .off }?.day ?? retirement.offFrom
      return RetiredDevice(
        entity: entity,
        offSince: since ?? last.day,
        recordedAt: entries.last { $0.deviceStep?.step.name == .switchOff }?.at ?? 0,
        device: last.device
      )
    }
  }
}
