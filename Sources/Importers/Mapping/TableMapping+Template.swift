import Inventory
import Tabular

extension TableMapping {
  /// The mapping that reading the file at `path` amounts to, for a person to correct.
  ///
  /// It names every column of the first table that has a header: with the attribute that it would
  /// fill, or none. Columns that fill several attributes are left out, and go on being guessed.
  ///
  /// - Returns: `nil` when the file has no row to be a header.
  /// - Throws: ``ImportFailure`` when the file is no table.
  public static func template(of path: String) throws -> TableMapping? {
    do {
      let document = try TableDocument.open(PackedFile(path: path))
      let tables = try Preview(document).tables.filter { !$0.rows.isEmpty }
      for table in tables {
        if let (format, header) = TableFormatImporter.format(of: table.rows) {
          return template(table, header, kind: format.kind) { format.meaning(of: $0) }
        }
        if let header = TableHeader(in: table.rows) {
          let kind: RecordKind? = header.isOfApplications ? .application : nil
          return template(table, (header.row, header.cells), kind: kind) { header.dictionary[$0] }
        }
      }
      return tables.first.flatMap { table in
        table.rows.first.map { template(table, $0, kind: nil) { HeadingDictionary.machines[$0] } }
      }
    } catch {
      throw ImportFailure.converting(error, path: path)
    }
  }

  private static func template(
    _ table: Preview.Table,
    _ header: (number: Int, cells: [String]),
    kind: RecordKind?,
    _ meaning: (Heading) -> ColumnMeaning?
  ) -> TableMapping {
    var mapping = TableMapping(sheet: table.name, headerRow: header.number, kind: kind)
    var seen: Set<String> = []
    for text in header.cells {
      let heading = Heading(text)
      guard !heading.key.isEmpty, seen.insert(heading.key).inserted else { continue }
      switch meaning(heading) {
      case .fact(let attribute): mapping.columns.append(.init(heading: text, attribute: attribute))
      case nil, .rowNumber: mapping.columns.append(.init(heading: text, attribute: nil))
      default: continue
      }
    }
    return mapping
  }
}
