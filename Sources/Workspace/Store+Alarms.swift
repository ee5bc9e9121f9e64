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
      let days = try importDays(of: agency, in: db)
      let sightings = try records(of: agency, in: db).compactMap { filed -> Sighting? in
        guard !filed.isSuperseded,
          let day = filed.record.lastSeen ?? filed.asOf ?? days[filed.importID]
        else { return nil }
        return Sighting(record: filed, day: day)
      }
      let watch = ReturnWatch(for: try retiredDevices(of: agency, on: day, in: db))
      let strays = ReturnWatch.strays(among: try estate(of: agency, in: db).assets, in: sightings)
      return watch.resurrections(in: sightings) + strays
    }
  }

  /// The days on which the imports were made.
  private func importDays(
    of agency: AgencyCode,
    in db: Database
  ) throws -> [ImportID: CalendarDate] {
    let origin = CalendarDate(year: 1970, month: 1, day: 1)
    var days: [ImportID: CalendarDate] = [:]
    try db.prepared("SELECT id, imported_at FROM import WHERE agency = ?", agency.description)
      .forEachRow { row in
        days[ImportID(Int64(row.integer(0) ?? 0))] =
          origin?.advanced(byDays: (row.integer(1) ?? 0) / 86_400)
      }
    return days
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
        device: last.device
      )
    }
  }
}
