import Inventory
import Matching

/// Invented rows for the tests of matching.
enum Rows {
  static let agency = Agency(code: Self.code("asl"), name: "ASL di prova")

  static func code(_ text: String) -> AgencyCode {
    guard let code = AgencyCode(text) else { preconditionFailure("a code without blanks") }
    return code
  }

  /// A filed record with what `fill` adds to it.
  static func row(
    _ id: Int64,
    _ kind: RecordKind = .server,
    _ format: FormatIdentifier = "glpi-csv",
    import number: Int64? = nil,
    superseded: Bool = false,
    _ fill: (inout Record) -> Void
  ) -> FiledRecord {
    var record = Record(kind: kind, locator: Locator(number: Int(id)))
    fill(&record)
    return FiledRecord(
      id: RecordID(id),
      importID: ImportID(number ?? id),
      format: format,
      asOf: CalendarDate(year: 2023, month: 2, day: 20),
      isSuperseded: superseded,
      record: record
    )
  }

  static func reconcile(
    _ rows: [FiledRecord],
    previous: [RecordID: EntityID] = [:]
  ) -> Reconciliation {
    Reconciler().reconcile(rows, of: agency, previous: previous)
  }

  /// The numbers of the records of each asset.
  static func clusters(_ rows: [FiledRecord]) -> [[Int64]] {
    reconcile(rows).assets.map { $0.records.map(\.number) }
  }
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
