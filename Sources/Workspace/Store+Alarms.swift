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
      var undated: [RecordID: Int] = [:]
      let sightings = try records(of: agency, in: db).compactMap { filed -> Sighting? in
        guard !filed.isSuperseded else { return nil }
        if let day = filed.record.lastSeen ?? filed.asOf {
          return Sighting(record: filed, day: day)
        }
        guard let time = times[filed.importID], let day = origin?.advanced(byDays: time / 86_400)
        else { return nil }
        undated[filed.id] = time
        return Sighting(record: filed, day: day)
      }
      let watch = ReturnWatch(for: try retiredDevices(of: agency, on: day, in: db))
      let resurrections = try watch.resurrections(in: sightings).filter { alarm in
        guard case .resurrection(let retired, _, let record, _) = alarm,
          let imported = undated[record]
        else { return true }
        // An export without a date may be as old as it likes, unless it came after the switch-off
        // was recorded.
        return try imported > switchOffTime(of: retired.entity, agency: agency, in: db)
      }
      let strays = ReturnWatch.strays(among: try estate(of: agency, in: db).assets, in: sightings)
      return resurrections + strays
    }
  }

  /// When the switch-off of a device was recorded, in seconds since 1970, UTC.
  private func switchOffTime(
    of entity: EntityID,
    agency: AgencyCode,
    in db: Database
  ) throws -> Int {
    try entries(of: entity, agency: agency, in: db)
      .last { $0.deviceStep?.step.name == .switchOff }?.at ?? 0
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
    try db.prepared(
      """
      SELECT j.line FROM retirement AS r
      JOIN journal_entry AS j ON j.agency = r.agency AND j.sequence = r.sequence
      WHERE r.agency = ? AND r.off_from IS NOT NULL ORDER BY r.entity
      """,
      agency.description
    ).rows { row -> RetiredDevice? in
      guard let step = row.text(0).flatMap({ JournalEntry(line: $0) })?.deviceStep,
        let offFrom = step.offFrom
      else { throw damaged("retirement") }
      let isDark = step.state.isDark || step.state == .drained && offFrom <= day
      guard isDark else { return nil }
      return RetiredDevice(entity: step.entity, offSince: offFrom, device: step.device)
    }.compactMap(\.self)
  }
}
