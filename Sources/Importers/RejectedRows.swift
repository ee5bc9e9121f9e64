public import Inventory
import Tabular

/// The rows of a table of which something was rejected, to be corrected and imported again.
public enum RejectedRows {
  /// Returns those rows under their header, with the reasons in a column of their own at the end.
  ///
  /// Rows come as they stand in the file, as text in UTF-8 with the file's own delimiter, so that
  /// its decimal marks mean the same when they are read again; a row that was kept but
  /// for some values is among them, since importing it again adds what was missing.
  ///
  /// - Parameters:
  ///   - path: The file, unchanged since the ledger was made.
  ///   - position: The file's position in its export, which the ledger's places count on.
  ///   - ledger: What became of the file's rows.
  ///   - language: The language of the reasons.
  /// - Returns: `nil` when nothing was rejected, or the file is no table.
  /// - Throws: ``ImportFailure`` when the file cannot be read.
  /// - Complexity: O(rows).
  public static func table(
    of path: String,
    position: Int = 0,
    ledger: Ledger,
    language: Language
  ) throws -> String? {
    var reasons: [Row: [String]] = [:]
    for finding in ledger.rejections where finding.at.file == position {
      let row = Row(sheet: finding.at.sheet, number: finding.at.number)
      let column = finding.at.column.map { "\($0): " } ?? ""
      reasons[row, default: []].append(column + finding.reason.text(in: language))
    }
    guard !reasons.isEmpty else { return nil }
    let headers = Set(
      ledger.skips.filter { $0.at.file == position && $0.reason == .header }
        .map { Row(sheet: $0.at.sheet, number: $0.at.number) }
    )
    do {
      var text = ""
      for table in try TableDocument.open(PackedFile(path: path)).tables {
        let delimiter = table.delimiter ?? ","
        try table.forEachRow { row in
          let key = Row(sheet: table.name, number: row.number)
          if let found = reasons[key] {
            add(row.cells + [found.joined(separator: " · ")], delimiter, to: &text)
          } else if headers.contains(key) {
            add(
              row.cells + [language("Motivo del rifiuto", "Rejected because")],
              delimiter,
              to: &text
            )
          }
          return .next
        }
      }
      return text.isEmpty ? nil : text
    } catch {
      if let failure = error as? TabularFailure, case .unsupportedContent = failure.reason {
        return nil
      }
      throw ImportFailure.converting(error, path: path)
    }
  }

  private struct Row: Hashable {
    var sheet: String?
    var number: Int
  }

  private static func add(_ cells: [String], _ delimiter: String, to text: inout String) {
    let quoted = cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }
    text += quoted.joined(separator: delimiter) + "\n"
  }
}
