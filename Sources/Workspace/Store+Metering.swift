import Estimation
import GRDB
public import Inventory

extension Store {
  /// Adds series, to count in all estimates to come until they are withdrawn.
  ///
  /// A series that stands here already, of the same file and line, is not added again.
  ///
  /// - Parameters:
  ///   - series: The series; their numbers are given here.
  ///   - by: Who adds them.
  ///   - reason: Why; may be empty.
  ///   - at: When, in seconds since 1970, UTC.
  /// - Returns: Those that were added, with their numbers.
  /// - Throws: ``DecisionRefusal/noName``; ``StoreFailure`` for an agency that the workspace does not
  ///   have, or when it cannot be written.
  @discardableResult
  public func add(
    _ series: [FiledSeries],
    by: String,
    reason: String = "",
    at: Int
  ) throws -> [FiledSeries] {
    guard !by.allSatisfy(\.isWhitespace) else { throw DecisionRefusal.noName }
    return try write { db in
      var added: [FiledSeries] = []
      var known = try meterSeries(in: db)
      for var one in series {
        _ = try knownAgency(one.agency, in: db)
        let own = known.filter { $0.agency == one.agency }
        guard !own.contains(where: { $0.withdrawn == nil && $0.repeats(one) }) else { continue }
        one.number = (own.map(\.number).max() ?? 0) + 1
        (one.by, one.reason, one.at, one.withdrawn) = (by, reason, at, nil)
        try write(one, in: db)
        known.append(one)
        added.append(one)
      }
      return added
    }
  }

  /// The SHA-256 of the file at `path`, 64 lower-case hexadecimal digits.
  ///
  /// - Throws: ``StoreFailure`` when it cannot be read.
  public static func fingerprint(of path: String) throws -> String {
    try Fingerprint(of: path).file.sha256
  }

  /// Takes series back: all of them, or none where one cannot be.
  ///
  /// - Throws: ``DecisionRefusal``; ``StoreFailure`` when the workspace cannot be written.
  public func withdraw(
    series numbers: [Int],
    of agency: AgencyCode,
    by: String,
    at: Int
  ) throws {
    guard !by.allSatisfy(\.isWhitespace) else { throw DecisionRefusal.noName }
    try write { db in
      let own = try meterSeries(in: db).filter { $0.agency == agency }
      for number in Set(numbers).sorted() {
        let found = own.first { $0.number == number }
        guard let found else { throw DecisionRefusal.unknownSeries(number) }
        guard found.withdrawn == nil else { throw DecisionRefusal.seriesWithdrawnAlready(number) }
        let statement = try db.prepared(
          "UPDATE meter_series SET withdrawn_by = ?, withdrawn_at = ? "
            + "WHERE agency = ? AND number = ?",
          by
        )
        statement.bind(at, at: 1)
        statement.bind(agency.description, at: 2)
        statement.bind(number, at: 3)
        try statement.run()
      }
    }
  }

  /// All series that were ever added, by agency and number in order; the withdrawn ones among them.
  public func meterSeries() throws -> [FiledSeries] {
    try read { db in try meterSeries(in: db) }
  }

  func meterSeries(in db: Database) throws -> [FiledSeries] {
    try db.prepared(
      """
      SELECT agency, number, subject, entity, place, side, meter, feed, path, sha256, first_line,
        readings, deviation, body, added_by, reason, added_at, withdrawn_by, withdrawn_at
      FROM meter_series ORDER BY agency, number
      """
    ).rows { row in
      guard let agency = row.text(0).flatMap({ AgencyCode($0) }),
        let subject = FiledSeries.Subject(
          word: row.text(2) ?? "",
          entity: row.text(3),
          path: row.text(4)
        ),
        let side = row.text(5).flatMap({ FiledSeries.Side(rawValue: $0) }),
        let content = row.text(13).flatMap({ FiledSeries.Content(stored: $0) })
      else { throw damaged("meter_series") }
      var filed = FiledSeries(
        agency: agency,
        subject: subject,
        side: side,
        meter: row.text(6) ?? "",
        feed: row.text(7) ?? "",
        path: row.text(8) ?? "",
        sha256: row.text(9) ?? "",
        line: row.integer(10) ?? 1,
        readings: row.integer(11) ?? 0,
        deviation: row.number(12) ?? 0,
        content: content
      )
      filed.number = row.integer(1) ?? 0
      (filed.by, filed.reason) = (row.text(14) ?? "", row.text(15) ?? "")
      filed.at = row.integer(16) ?? 0
      filed.withdrawn = row.text(17).map {
        FiledDecision.Withdrawal(by: $0, at: row.integer(18) ?? 0)
      }
      return filed
    }
  }

  private func write(_ filed: FiledSeries, in db: Database) throws {
    let statement = try db.prepared(
      """
      INSERT INTO meter_series
        (agency, number, subject, entity, place, side, meter, feed, path, sha256, first_line,
        readings, deviation, body, added_by, reason, added_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      filed.agency.description
    )
    statement.bind(filed.number, at: 1)
    statement.bind(filed.subject.word, at: 2)
    statement.bind(filed.subject.entity?.description, at: 3)
    statement.bind(filed.subject.path, at: 4)
    statement.bind(filed.side.rawValue, at: 5)
    statement.bind(filed.meter, at: 6)
    statement.bind(filed.feed, at: 7)
    statement.bind(filed.path, at: 8)
    statement.bind(filed.sha256, at: 9)
    statement.bind(filed.line, at: 10)
    statement.bind(filed.readings, at: 11)
    statement.bind(filed.deviation, at: 12)
    statement.bind(filed.content.stored, at: 13)
    statement.bind(filed.by, at: 14)
    statement.bind(filed.reason, at: 15)
    statement.bind(filed.at, at: 16)
    try statement.run()
  }
}
