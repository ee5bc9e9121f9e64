public import Estimation
import GRDB
import Inventory

/// A factor that somebody set, as the workspace keeps it.
public struct FiledSetting: Sendable, Hashable {
  /// Its number, from 1 in each agency and everywhere.
  public var number: Int
  /// What was set, and where.
  public var setting: Setting
  /// Who set it.
  public var by: String
  /// Why.
  public var reason: String
  /// When, in seconds since 1970, UTC.
  public var at: Int
  /// Who withdrew or replaced it, and when; `nil` while it holds.
  public var withdrawn: FiledDecision.Withdrawal?
}

extension Store {
  /// All that was ever set, in order of places, then of time; the withdrawn ones among them.
  public func settings() throws -> [FiledSetting] {
    try read { db in try filedSettings(in: db) }
  }

  /// The factors that estimates use: the product's, replaced by what was set and holds.
  public func estimationSettings() throws -> EstimationSettings {
    try read { db in try estimationSettings(in: db) }
  }

  /// Sets a factor for all estimates to come, until it is set again or withdrawn.
  ///
  /// - Parameters:
  ///   - setting: The key, its value, and where it holds.
  ///   - by: Who sets it.
  ///   - reason: Why.
  ///   - at: When, in seconds since 1970, UTC.
  /// - Returns: The setting with its number.
  /// - Throws: ``SettingRefusal`` for what cannot be; ``DecisionRefusal`` without a name or reason;
  ///   ``StoreFailure`` for an agency that the workspace does not have, or when it cannot be written.
  @discardableResult
  public func set(
    _ setting: Setting,
    by: String,
    reason: String,
    at: Int
  ) throws -> FiledSetting {
    guard !by.allSatisfy(\.isWhitespace) else { throw DecisionRefusal.noName }
    guard !reason.allSatisfy(\.isWhitespace) else { throw DecisionRefusal.noReason }
    _ = try setting.checked()
    return try write { db in
      if let agency = setting.place.agency { _ = try knownAgency(agency, in: db) }
      // Rows are kept: what is replaced is withdrawn by the same hand.
      _ = try withdraw(setting.key, in: setting.place, by: by, at: at, in: db)
      let last = try db.integer(
        "SELECT max(number) FROM setting WHERE agency = ?",
        setting.place.stored
      )
      let filed = FiledSetting(
        number: (last ?? 0) + 1,
        setting: setting,
        by: by,
        reason: reason,
        at: at
      )
      try write(filed, in: db)
      return filed
    }
  }

  /// Takes a setting back; the factor of the place around it, or the product's own, holds again.
  ///
  /// - Throws: ``DecisionRefusal/notSet(key:_:)`` where nothing is set; ``StoreFailure`` when the
  ///   workspace cannot be written.
  public func withdraw(
    setting key: String,
    in place: SettingPlace,
    by: String,
    at: Int
  ) throws {
    guard !by.allSatisfy(\.isWhitespace) else { throw DecisionRefusal.noName }
    try write { db in
      guard try withdraw(key, in: place, by: by, at: at, in: db) else {
        throw DecisionRefusal.notSet(key: key, place)
      }
    }
  }

  func estimationSettings(in db: Database) throws -> EstimationSettings {
    var settings = EstimationSettings.standard
    // Wide places first, for a setting replaces those of the places within its own.
    let holding = try filedSettings(in: db).filter { $0.withdrawn == nil }
      .sorted { ($0.setting.place, $0.number) < ($1.setting.place, $1.number) }
    for filed in holding {
      do {
        try settings.set(filed.setting)
      } catch {
        // It was checked when it was set: another version of the program, or another hand.
        throw damaged("setting")
      }
    }
    return settings
  }

  private func filedSettings(in db: Database) throws -> [FiledSetting] {
    try db.prepared(
      """
      SELECT agency, number, room, name, value, low, high, source, set_by, reason, set_at,
        withdrawn_by, withdrawn_at
      FROM setting ORDER BY agency, number
      """
    ).rows { row in
      FiledSetting(
        number: row.integer(1) ?? 0,
        setting: Setting(
          key: row.text(3) ?? "",
          value: row.number(4) ?? 0,
          low: row.number(5),
          high: row.number(6),
          source: row.text(7),
          place: SettingPlace(agency: row.text(0).flatMap { AgencyCode($0) }, room: row.text(2))
        ),
        by: row.text(8) ?? "",
        reason: row.text(9) ?? "",
        at: row.integer(10) ?? 0,
        withdrawn: row.text(11).map {
          FiledDecision.Withdrawal(by: $0, at: row.integer(12) ?? 0)
        }
      )
    }
  }

  /// Withdraws what holds of a key in exactly this place; returns whether there was any.
  private func withdraw(
    _ key: String,
    in place: SettingPlace,
    by: String,
    at: Int,
    in db: Database
  ) throws -> Bool {
    let holding = try filedSettings(in: db).filter { filed in
      filed.withdrawn == nil && filed.setting.key == key && filed.setting.place.isSame(as: place)
    }
    for filed in holding {
      let statement = try db.prepared(
        "UPDATE setting SET withdrawn_by = ?, withdrawn_at = ? WHERE agency = ? AND number = ?",
        by
      )
      statement.bind(at, at: 1)
      statement.bind(place.stored, at: 2)
      statement.bind(filed.number, at: 3)
      try statement.run()
    }
    return !holding.isEmpty
  }

  private func write(_ filed: FiledSetting, in db: Database) throws {
    let setting = filed.setting
    let statement = try db.prepared(
      """
      INSERT INTO setting
        (agency, number, room, name, value, low, high, source, set_by, reason, set_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      setting.place.stored
    )
    statement.bind(filed.number, at: 1)
    statement.bind(setting.place.room, at: 2)
    statement.bind(setting.key, at: 3)
    statement.bind(setting.value, at: 4)
    statement.bind(setting.low, at: 5)
    statement.bind(setting.high, at: 6)
    statement.bind(setting.source, at: 7)
    statement.bind(filed.by, at: 8)
    statement.bind(filed.reason, at: 9)
    statement.bind(filed.at, at: 10)
    try statement.run()
  }
}

extension SettingPlace {
  /// The agency as the table of settings has it.
  fileprivate var stored: String { agency?.description ?? "" }

  /// Whether it is the same place, however its room is spelt.
  fileprivate func isSame(as other: SettingPlace) -> Bool {
    agency == other.agency && room?.lowercased() == other.room?.lowercased()
  }
}
