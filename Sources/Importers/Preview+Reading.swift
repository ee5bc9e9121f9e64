import Markup
import Tabular

extension Preview {
  /// How many rows of a table that are not blank are looked at.
  static let rowLimit = 40

  /// Reads the root element and the first elements inside of a markup document.
  init(markup source: some ByteSource) throws {
    var glance = Glance()
    var stream = try source.open()
    do {
      try MarkupReader.read(handler: &glance) { try stream.nextChunk(of: 8_192) }
    } catch is Glance.Enough {
      // The handler has seen what it wanted and ended the reading.
    } catch {
      guard glance.root != nil else { throw error }
    }
    self.init(root: glance.root)
  }

  /// Reads the names of the first object of a JSON document.
  init(json source: some ByteSource) throws {
    var object = Object()
    try JSONReader.read(source, keptDepth: 1) { value in
      for member in value.object?.members ?? [] {
        object.names.append(member.name)
        if case .text(let text) = member.value { object.texts[member.name] = text }
      }
      return false
    }
    self.init(object: object)
  }

  /// How many lines of a text that are not blank are looked at.
  private static let lineLimit = 60

  /// Reads the first lines of a text.
  static func firstLines(of source: some ByteSource) throws -> [String] {
    var lines: [String] = []
    do {
      try TextLines.forEach(in: source) { line, number in
        let solid = line.drop(while: \.isWhitespace)
        if !solid.isEmpty { lines.append(String(solid)) }
        return lines.count < lineLimit && number < 1_000 ? .next : .stop
      }
    } catch is TabularFailure {
      // A line without end belongs to no text that is told by its lines.
    }
    return lines
  }

  /// Reads the first rows of each table of a document.
  init(_ document: TableDocument) throws {
    var tables: [Table] = []
    for table in document.tables {
      var rows: [(number: Int, cells: [String])] = []
      do {
        try table.forEachRow { row in
          if !row.isBlank { rows.append((row.number, row.cells)) }
          return rows.count < Self.rowLimit && row.number < 1_000 ? .next : .stop
        }
      } catch {
        // What is wrong further down is told when the file is read, with its line.
        guard !rows.isEmpty else { throw error }
      }
      tables.append(Table(name: table.name, rows: rows, delimiter: table.delimiter))
    }
    self.init(container: document.container, tables: tables)
  }
}

/// Looks at the root of a document and the first elements inside.
private struct Glance: MarkupHandler {
  struct Enough: Error {}

  private(set) var root: Preview.Root?
  private var names: MarkupNames?
  private var count = 0

  mutating func prepare(_ names: inout MarkupNames) { self.names = names }

  mutating func start(_ tag: borrowing StartTag) throws {
    count += 1
    if tag.depth == 1 {
      var attributes: [String: String] = [:]
      let names = names
      tag.forEachAttribute { name, value in attributes[names?[name] ?? ""] = value }
      root = Preview.Root(name: tag.localName, namespace: tag.namespace, attributes: attributes)
    } else if tag.depth == 2 {
      let name = tag.localName
      if let children = root?.children, !children.contains(name) {
        root?.children.append(name)
      }
    }
    // A page may have its inventory far down; a real root shows its kind early.
    if count > 400 { throw Enough() }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}

  mutating func end(_ name: MarkupName) throws {}
}
