import Markup
import Tabular

/// Reads the bytes as markup, whole and in the pieces that the first byte asks for, with libxml2
/// alone, and as the spreadsheets that are markup.
func fuzz(_ bytes: UnsafeBufferPointer<UInt8>) {
  guard let first = bytes.first else { return }
  let text = Array(bytes.dropFirst())
  let whole = events(text, size: text.count + 1)
  let pieces = events(text, size: Int(first % 64) + 1)
  precondition(whole == pieces, "the events depend on how the bytes are cut")
  // An instruction with a colon in its name makes libxml2 read the whole document. It would not be at the
  // beginning before a declaration, and would hide the encoding or the lack of any markup.
  if text.count >= 4, text[0] == 0x3C, text[1] != 0x3F, text[1] != 0 {
    let library = events(Array("<?p:p?>".utf8) + text, size: text.count + 7)
    precondition(whole == library, "the events are not those of libxml2")
  }
  let limits = TableLimits(columns: 64, sheets: 4, repeatedBytes: 1 << 12)
  let source = MemorySource(name: "fuzz", bytes: text)
  guard let document = try? TableDocument.open(source, limits: limits) else { return }
  for table in document.tables {
    _ = try? table.forEachRow { row in
      precondition(row.count <= 64, "a row beyond its limit")
      return .next
    }
  }
}

private func events(_ text: [UInt8], size: Int) -> [String] {
  var handler = Recorder()
  var rest = text[...]
  do {
    try MarkupReader.read(limits: MarkupLimits(depth: 64), handler: &handler) {
      guard !rest.isEmpty else { return nil }
      let piece = Array(rest.prefix(size))
      rest = rest.dropFirst(piece.count)
      return piece
    }
  } catch is MarkupFailure {
    // How much of the last text has been delivered before a failure, nobody promises.
    return handler.events + ["failed"]
  } catch {
    preconditionFailure("an error of no documented kind: \(error)")
  }
  handler.end()
  return handler.events
}

private struct Recorder: MarkupHandler {
  var events: [String] = []
  private var text: [UInt8] = []

  mutating func prepare(_ names: inout MarkupNames) {}

  mutating func start(_ tag: borrowing StartTag) throws {
    end()
    var event = "<\(tag.localName)"
    tag.forEachAttribute { _, value in event += " " + value }
    events.append(event)
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws { text += bytes }

  mutating func end(_ name: MarkupName) throws {
    end()
    events.append(">")
  }

  /// Puts the pieces of text since the last event together.
  mutating func end() {
    if !text.isEmpty { events.append(String(decoding: text, as: UTF8.self)) }
    text = []
  }
}
