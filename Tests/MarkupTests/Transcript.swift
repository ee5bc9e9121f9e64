import Markup

/// Cuts bytes into chunks of one size.
func chunks(_ bytes: [UInt8], of size: Int) -> () -> [UInt8]? {
  var position = 0
  return {
    guard position < bytes.count else { return nil }
    let end = min(position + size, bytes.count)
    defer { position = end }
    return Array(bytes[position..<end])
  }
}

/// Writes the events of a document down, text between two tags as one line.
struct Transcript: MarkupHandler {
  var lines: [String] = []
  var names: MarkupNames?
  private var pending: [UInt8] = []

  mutating func prepare(_ names: inout MarkupNames) { self.names = names }

  mutating func start(_ tag: borrowing StartTag) throws {
    flush()
    var line = "\(tag.depth) <\(tag.localName)"
    if let namespace = tag.namespace { line += " {\(namespace)}" }
    let names = names
    tag.forEachAttribute { name, value in line += " \(names?[name] ?? "?")=\(value)" }
    lines.append(line + "> :\(tag.line)")
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws { pending += bytes }

  mutating func end(_ name: MarkupName) throws {
    flush()
    lines.append("</\(names?[name] ?? "?")>")
  }

  private mutating func flush() {
    if !pending.isEmpty { lines.append("“\(String(decoding: pending, as: UTF8.self))”") }
    pending = []
  }

  static func of(
    _ bytes: [UInt8],
    chunk: Int = 4_096,
    limits: MarkupLimits = .standard,
    concatenated: Bool = false
  ) throws -> [String] {
    var transcript = Transcript()
    try MarkupReader.read(
      limits: limits,
      allowsConcatenatedDocuments: concatenated,
      handler: &transcript,
      nextChunk: chunks(bytes, of: chunk)
    )
    return transcript.lines
  }

  static func of(
    _ text: String,
    chunk: Int = 4_096,
    limits: MarkupLimits = .standard,
    concatenated: Bool = false
  ) throws -> [String] {
    try of(Array(text.utf8), chunk: chunk, limits: limits, concatenated: concatenated)
  }
}
