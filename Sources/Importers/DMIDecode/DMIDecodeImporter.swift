public import Inventory
import Tabular

/// Reads what `dmidecode` prints: one machine's hardware as its firmware tells it.
///
/// A file may hold the output of several machines, one after the other. Of the structures, those
/// of the system, the chassis, the processors, the memory and the power supplies are read.
public struct DMIDecodeImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["dmidecode-text"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    guard let first = preview.lines.first else { return nil }
    // Output that was cut at its head begins with a structure.
    let isOutput =
      first.hasPrefix("# dmidecode") || DMIStructure.handle(first) != nil
      || first.hasPrefix("SMBIOS ") || first.hasPrefix("DMI ")
    let hasStructure = preview.lines.contains { DMIStructure.handle($0) != nil }
    return hasStructure && (isOutput || preview.lines.contains { $0.hasPrefix("# dmidecode") })
      ? formats[0] : nil
  }

  /// Reads `export` as a stream into records and the account of its structures.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (file, path) in export.paths.enumerated() {
      var values = Values()
      var number = 0
      var machine: [DMIStructure] = []
      var open: DMIStructure?
      func close() throws {
        if let open { machine.append(open) }
        open = nil
        guard !machine.isEmpty else { return }
        var whole = DMIMachine(structures: machine, values: values)
        try whole.file(into: &reading, emit: emit)
        values = whole.values
        machine = []
      }
      try TextLines.forEach(in: PackedFile(path: path)) { line, lineNumber in
        if line.hasPrefix("# dmidecode") {
          try close()
        } else if let handle = DMIStructure.handle(line) {
          if let open { machine.append(open) }
          guard machine.count < Self.structureLimit else {
            throw ImportFailure(
              path: path,
              line: lineNumber,
              .beyondLimits("structures > \(Self.structureLimit)")
            )
          }
          number += 1
          open = DMIStructure(
            handle: handle,
            place: Locator(file: file, number: number, line: lineNumber, path: "DMI")
          )
        } else {
          open?.take(line)
        }
        return .next
      }
      try close()
      for decision in values.decisions { reading.ledger.decide(decision) }
    }
  }

  /// No firmware has as many; what is read is held until the machine is complete.
  private static let structureLimit = 50_000
}

/// One structure of the firmware's tables, as printed.
struct DMIStructure {
  /// What names it in the references of others, such as `0x0038`.
  let handle: String
  /// Where it stands.
  let place: Locator
  /// The number of its type; `nil` where none was printed.
  private(set) var type: Int?
  private var fields: [String: String] = [:]
  private var hasTitle = false
  private var indentation = 0

  /// Begins a structure at the line that starts it.
  init(handle: (name: String, type: Int?), place: Locator) {
    self.handle = handle.name
    self.place = place
    type = handle.type
  }

  /// What a line that begins a structure says; `nil` for any other line.
  static func handle(_ line: String) -> (name: String, type: Int?)? {
    guard line.hasPrefix("Handle 0x") else { return nil }
    let words = line.split(whereSeparator: { $0 == " " || $0 == "," || $0 == "\t" })
    guard words.count > 1, words[1].dropFirst(2).allSatisfy(\.isHexDigit) else { return nil }
    let type = words.firstIndex(of: "type").flatMap { words.dropFirst($0 + 1).first }
    return (words[1].lowercased(), type.flatMap { Int($0) })
  }

  /// Takes a line inside: the type in old versions, the title, a field, or an item of a list.
  mutating func take(_ line: String) {
    let text = line.drop(while: \.isWhitespace)
    guard !text.isEmpty, fields.count < 200 else { return }
    let depth = line.count - text.count
    if type == nil, text.hasPrefix("DMI type ") {
      type = Int(text.dropFirst(9).prefix(while: \.isNumber))
      return
    }
    guard hasTitle else {
      hasTitle = true
      return
    }
    // Items of a list stand deeper than the field that they belong to.
    if indentation == 0 { indentation = depth }
    guard depth <= indentation, let colon = text.firstIndex(of: ":") else { return }
    let name = String(text[..<colon])
    let value = text[text.index(after: colon)...].split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    if fields[name] == nil { fields[name] = value }
  }

  /// The first of these fields that is there and not blank.
  subscript(names: String...) -> String? {
    for name in names {
      if let value = fields[name], !value.isEmpty { return value }
    }
    return nil
  }
}
