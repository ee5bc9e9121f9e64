import Inventory
import Tabular

extension TableMapping {
  /// The mapping by which the table at `path` would be read as it stands, for a person to edit.
  ///
  /// Columns that nothing takes are there as passed over; columns that say several things at once,
  /// such as “CPU/RAM”, are left out, so that they are read as ever.
  ///
  /// - Returns: The mapping of the first table that has a header, else of the first one that has
  ///   two filled cells in a row; `nil` when there is none.
  /// - Throws: ``ImportFailure`` when the file cannot be read or is no table.
  public static func template(of path: String) throws -> TableMapping? {
    do {
      let document = try TableDocument.open(PackedFile(path: path))
      let tables = try Preview(document).tables
      for table in tables {
        guard let (format, header) = TableFormatImporter.format(of: table.rows) else { continue }
        return TableMapping(
          sheet: table.name,
          headerRow: header.number,
          headings: header.cells,
          format.meaning(of:)
        )
      }
      for table in tables {
        guard let header = TableHeader(in: table.rows) else { continue }
        return TableMapping(
          sheet: table.name,
          headerRow: header.row,
          headings: header.cells,
          { header.dictionary[$0] }
        )
      }
      for table in tables {
        guard let row = table.rows.first(where: { $0.cells.count { !$0.isEmpty } > 1 }) else {
          continue
        }
        return TableMapping(
          sheet: table.name,
          headerRow: row.number,
          headings: row.cells,
          { HeadingDictionary.machines[$0] }
        )
      }
      return nil
    } catch {
      throw ImportFailure.converting(error, path: path)
    }
  }

  private init(
    sheet: String?,
    headerRow: Int,
    headings: [String],
    _ meaning: (Heading) -> ColumnMeaning?
  ) {
    self.init(sheet: sheet, headerRow: headerRow)
    var seen: Set<String> = []
    for text in headings where !text.isEmpty {
      let heading = Heading(text)
      guard seen.insert(heading.key).inserted else { continue }
      switch meaning(heading) {
      case .fact(let attribute)?:
        columns.append(Column(heading: text, attribute: attribute, unit: heading.unit))
      case .some: continue
      case nil: columns.append(Column(heading: text, attribute: nil))
      }
    }
  }
}
