/// The lines of a text, for formats that are neither table nor markup.
public enum TextLines {
  /// Calls `body` with each line and its number, from 1, until it says stop.
  ///
  /// Lines end in LF, CR, CRLF or CR CR LF; the text may be in any encoding that ``TextEncoding`` finds.
  ///
  /// - Returns: The label of the encoding.
  /// - Throws: ``TabularFailure`` for a line beyond `limits`; the errors of `body` unchanged.
  @discardableResult
  public static func forEach(
    in source: some ByteSource,
    limits: TableLimits = .standard,
    _ body: (_ line: String, _ number: Int) throws -> RowAction
  ) throws -> String {
    let encoding = try TextEncoding.detect(source)
    var stream = try TextStream(source, encoding: encoding)
    var lines = LineCutter()
    while let chunk = try stream.nextChunk() {
      if try lines.cut(chunk, body) == .stop { return encoding.label }
      guard lines.openBytes <= limits.recordBytes else {
        throw TabularFailure(
          .recordTooLong(limit: limits.recordBytes),
          name: source.name,
          line: lines.number + 1
        )
      }
    }
    _ = try lines.finish(body)
    return encoding.label
  }
}

/// Cuts a text into lines.
private struct LineCutter {
  /// How many lines were handed out.
  private(set) var number = 0

  private var line: [UInt8] = []

  /// Carriage returns right before the next byte, 2 at most; the first has ended its line.
  private var returns = 0

  var openBytes: Int { line.count }

  mutating func cut(
    _ chunk: [UInt8],
    _ body: (String, Int) throws -> RowAction
  ) throws -> RowAction {
    for byte in chunk {
      if byte == 0x0A, returns > 0 {
        // CR CR LF is one end: Windows' own wmic writes it into redirected output.
        returns = 0
        continue
      }
      if returns == 2 {
        returns = 1
        if try hand(to: body) == .stop { return .stop }
      }
      if byte == 0x0D, returns == 1 {
        returns = 2
        continue
      }
      returns = byte == 0x0D ? 1 : 0
      if byte == 0x0A || byte == 0x0D {
        if try hand(to: body) == .stop { return .stop }
      } else {
        line.append(byte)
      }
    }
    return .next
  }

  mutating func finish(_ body: (String, Int) throws -> RowAction) throws -> RowAction {
    guard returns == 2 || !line.isEmpty else { return .next }
    return try hand(to: body)
  }

  private mutating func hand(
    to body: (String, Int) throws -> RowAction
  ) throws -> RowAction {
    number += 1
    defer { line.removeAll(keepingCapacity: true) }
    return try body(String(decoding: line, as: UTF8.self), number)
  }
}
