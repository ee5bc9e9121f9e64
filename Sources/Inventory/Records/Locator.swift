/// The place of something within an export.
public struct Locator: Sendable, Hashable {
  /// The position of the file among the files of its export, from 0.
  public var file: Int
  /// The sheet, for a workbook.
  public var sheet: String?
  /// The row in its table, from 1, title and header rows counted; for markup, the number of the
  /// record's element in its document, from 1.
  public var number: Int
  /// The physical line where it begins, from 1, where it differs from `number` or is all there is.
  public var line: Int?
  /// The path of the element, for markup: `REQUEST/CONTENT/HARDWARE`.
  public var path: String?
  /// The column heading, for a single value.
  public var column: String?

  /// Creates a place.
  public init(
    file: Int = 0,
    sheet: String? = nil,
    number: Int,
    line: Int? = nil,
    path: String? = nil,
    column: String? = nil
  ) {
    self.file = file
    self.sheet = sheet
    self.number = number
    self.line = line
    self.path = path
    self.column = column
  }

  /// The same place, narrowed to one column.
  public func column(_ name: String) -> Locator {
    var copy = self
    copy.column = name
    return copy
  }

  /// The place in words, without the file: `sheet “vInfo”, row 12, column “Memory”`.
  public func text(in language: Language) -> String {
    var parts: [String] = []
    if let sheet {
      parts.append(language("foglio “\(Excerpt(sheet))”", "sheet “\(Excerpt(sheet))”"))
    }
    if let path {
      parts.append(number > 1 ? "\(path)[\(number)]" : path)
      if let line { parts.append(language("riga \(line)", "line \(line)")) }
    } else if sheet == nil, let line, line != number {
      parts.append(language("riga \(number) (linea \(line))", "row \(number) (line \(line))"))
    } else {
      parts.append(language("riga \(number)", "row \(number)"))
    }
    if let column {
      parts.append(language("colonna “\(Excerpt(column))”", "column “\(Excerpt(column))”"))
    }
    return parts.joined(separator: ", ")
  }
}
