import Estimation
import Importers
import Inventory
import Tabular

/// What the tables of a verification say, gathered over files.
///
/// A meter that stands in several files under one name, such as one a year, is one meter.
struct MeterReadings {
  /// A finding with the file that it is about.
  struct Finding {
    var path: String
    var finding: MeterFinding
  }

  /// What was left out or guessed, in order.
  private(set) var findings: [Finding] = []
  /// The degree days; empty when no table was read.
  private(set) var degreeDays = DegreeDays()
  /// The logged changes.
  private(set) var changes: [LoggedChange] = []
  /// Whether a number was current × voltage.
  private(set) var hasApparentPower = false
  private var readings: [String: [MeterReading]] = [:]

  /// The meters by name, each with what was left out of it.
  var series: [MeterSeries] { MeterSeries.all(of: readings) }

  /// Reads the meters of a file.
  mutating func read(meters path: String) throws {
    let table = try Self.table(
      path,
      or: .noMeterColumns(path: path),
      MeterTable.init(header:)
    ) { $0.add($1, line: $2) }
    findings += table.findings.map { Finding(path: path, finding: $0) }
    if table.hasApparentPower {
      hasApparentPower = true
      findings.append(
        Finding(path: path, finding: MeterFinding(meter: "", line: nil, reason: .apparentPower))
      )
    }
    for (name, rows) in table.readings.sorted(by: { $0.key < $1.key }) {
      readings[name, default: []] += rows
    }
  }

  /// Reads degree days.
  mutating func read(degreeDays path: String) throws {
    let table = try Self.table(
      path,
      or: .noDegreeDayColumns(path: path),
      DegreeDayTable.init(header:)
    ) { $0.add($1, line: $2) }
    findings += table.findings.map { Finding(path: path, finding: $0) }
    degreeDays = table.degreeDays
  }

  /// Reads logged changes.
  mutating func read(changes path: String) throws {
    let table = try Self.table(
      path,
      or: .noChangeColumns(path: path),
      LoggedChangeTable.init(header:)
    ) { $0.add($1, line: $2) }
    findings += table.findings.map { Finding(path: path, finding: $0) }
    changes = table.changes
  }

  /// Reads the first table of a file that has a header, its rows given to `add` one by one.
  static func table<Reader>(
    _ path: String,
    or failure: CommandFailure,
    _ header: ([String]) -> Reader?,
    _ add: (inout Reader, [String], Int) -> Void
  ) throws -> Reader {
    do {
      var reader: Reader?
      for table in try TableDocument.open(PackedFile(path: path)).tables where !table.isHidden {
        try table.forEachRow { row in
          guard !row.isBlank else { return .next }
          if reader == nil {
            reader = header(row.cells)
          } else {
            reader.mutate { add(&$0, row.cells, row.line ?? row.number) }
          }
          return .next
        }
        if reader != nil { break }
      }
      guard let reader else { throw failure }
      return reader
    } catch {
      throw ImportFailure.converting(error, path: path)
    }
  }
}

extension Optional {
  /// Changes the value in place; nothing when there is none.
  fileprivate mutating func mutate(_ change: (inout Wrapped) -> Void) {
    guard var value = self else { return }
    // Held once, or its storage would be copied with each change.
    self = nil
    change(&value)
    self = value
  }
}
