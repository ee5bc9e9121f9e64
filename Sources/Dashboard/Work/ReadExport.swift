import Importers
import Inventory

/// What one export was recognised as, and what would be read from it.
struct ReadExport: Sendable {
  /// The names of its files.
  var names: [String]
  /// What it is; `nil` when it was refused.
  var export: Export?
  /// The account of its rows, with the first ``shown`` of each list.
  var ledger = Ledger()
  /// How many findings there were in all.
  var findings = 0
  /// The day that it describes, as it says itself; `nil` when it does not.
  var asOf: CalendarDate?
  /// How many records of each kind, in the order of kinds.
  var counts: [(kind: RecordKind, count: Int)] = []
  /// Why it was refused; `nil` when it was not.
  var failure: ImportFailure?

  /// The most findings that are kept of one export.
  static let shown = 50

  /// Reads an export, keeping nothing of its records but their number.
  ///
  /// - Complexity: O(bytes).
  init(_ found: FoundExport) {
    switch found {
    case .refused(let failure):
      names = [Self.name(of: failure.path)]
      self.failure = failure
    case .export(let export):
      names = export.paths.map { Self.name(of: $0) }
      self.export = export
      do {
        var counts: [RecordKind: Int] = [:]
        let reading = try export.read { counts[$0.kind, default: 0] += 1 }
        ledger = reading.ledger
        findings = ledger.rejections.count
        ledger.rejections = Array(ledger.rejections.prefix(Self.shown))
        ledger.skips = Array(ledger.skips.prefix(Self.shown))
        asOf = reading.asOf
        if export.holdsNoAssets {
          failure = ImportFailure(path: export.paths.first ?? "", .noAssets)
        }
        self.counts = RecordKind.allCases.compactMap { kind in counts[kind].map { (kind, $0) } }
      } catch {
        failure =
          error as? ImportFailure
          ?? ImportFailure(path: export.paths.first ?? "", .damaged("\(error)"))
      }
    }
  }

  /// The name of a file, without folders.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
