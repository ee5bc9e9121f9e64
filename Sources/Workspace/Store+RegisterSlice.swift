import GRDB
public import Inventory
public import Retirement

/// Some of the devices of the register, for a list that is shown by pages.
public struct RegisterSlice: Sendable, Hashable {
  /// The devices, by agency and id in order.
  public var rows: [RegisterRow]
  /// How many there are in all.
  public var count: Int
}

extension Store {
  /// How many devices of all agencies are in each state on a day.
  ///
  /// - Returns: The numbers of the states that there are; none without a register.
  /// - Throws: ``StoreFailure`` when the workspace cannot be read.
  /// - Complexity: O(devices in the register), without reading more than their states.
  public func registerCounts(on day: CalendarDate) throws -> [RetirementState: Int] {
    try read { db in
      var counts: [RetirementState: Int] = [:]
      try db.prepared(
        "SELECT \(Self.stateOnDay) AS s, count(*) FROM retirement GROUP BY s",
        day.description
      ).forEachRow { row in
        guard let state = row.text(0).flatMap({ RetirementState(rawValue: $0) }) else {
          throw damaged("retirement")
        }
        counts[state] = row.integer(1) ?? 0
      }
      return counts
    }
  }

  /// Some of the devices of all agencies of which something is recorded.
  ///
  /// - Parameters:
  ///   - day: The day to look on: a trial that nobody complains of passes by itself.
  ///   - state: The state to list; `nil` for all.
  ///   - text: What name, id or serial number contains, whatever the case of its ASCII letters;
  ///     `nil` for any.
  ///   - offset: How many devices come before.
  ///   - limit: The most devices.
  /// - Returns: The devices, and how many there are in all.
  /// - Throws: ``StoreFailure`` when the workspace cannot be read.
  /// - Complexity: O(devices in the register), but only those returned are made.
  public func register(
    on day: CalendarDate,
    state: RetirementState?,
    containing text: String?,
    offset: Int,
    limit: Int
  ) throws -> RegisterSlice {
    let condition = """
      WHERE (?2 IS NULL OR \(Self.stateOnDay) = ?2) AND (?3 IS NULL OR instr(lower(name), ?3)
        OR instr(lower(entity), ?3) OR instr(lower(COALESCE(serial, '')), ?3))
      """
    let values = (day.description, state?.rawValue, text?.lowercased())
    return try read { db in
      let slice = try db.prepared(
        """
        SELECT \(Self.registerColumns) FROM retirement \(condition)
        ORDER BY agency, entity LIMIT ?4 OFFSET ?5
        """,
        values.0,
        values.1,
        values.2
      )
      slice.bind(limit, at: 3)
      slice.bind(offset, at: 4)
      return RegisterSlice(
        rows: try slice.rows { row in try registerRow(in: row, on: day) },
        count: try db.integer(
          "SELECT count(*) FROM retirement \(condition)",
          values.0,
          values.1,
          values.2
        ) ?? 0
      )
    }
  }

  /// The state on the day of the first parameter, as ``Retirement/Retirement/state(on:)`` has it.
  private static let stateOnDay =
    "CASE WHEN state = 'drained' AND off_from <= ?1 THEN 'off' ELSE state END"
}
