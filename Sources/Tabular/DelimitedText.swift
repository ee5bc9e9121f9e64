/// A delimited text whose encoding and delimiter are known.
struct DelimitedText: RowSource {
  let source: any ByteSource
  let encoding: TextEncoding
  let delimiter: UInt8

  /// 1 when the first line only declares the delimiter, else 0.
  let declarationRows: Int
  let limits: TableLimits

  var mergedRanges: [MergedRange] { [] }

  func forEachRow(_ body: (borrowing TableRow) throws -> RowAction) throws -> TableReading {
    var reader = try DelimitedReader(
      stream: TextStream(stream: source.open(), encoding: encoding),
      name: source.name,
      delimiter: delimiter,
      limits: limits
    )
    return try reader.forEachRow(skipping: declarationRows, body)
  }

  /// Finds out how a text is written, from its beginning.
  static func table(
    _ source: any ByteSource,
    name: String? = nil,
    limits: TableLimits
  ) throws -> Table {
    var first = try source.open()
    let encoding = try TextEncoding.detect(&first)
    var stream = try TextStream(stream: source.open(), encoding: encoding)
    let sample = try DialectSample(&stream)
    if sample.isBlank { throw TabularFailure(.empty, name: source.name) }
    var guesses: [DialectGuess] = []
    if !encoding.hasByteOrderMark { guesses.append(.encoding(encoding.label)) }
    let declared = sample.declaredDelimiter
    let chosen: DialectSample.Choice
    if let declared {
      guesses.append(.declaredDelimiter(String(Unicode.Scalar(declared))))
      chosen = try sample.choice(declared, limits: limits)
    } else {
      chosen = try sample.bestChoice(limits: limits)
      guesses.append(
        chosen.columns < 2
          ? .singleColumn
          : .delimiter(
            String(Unicode.Scalar(chosen.delimiter)),
            agreeing: chosen.agreeing,
            of: chosen.records
          )
      )
    }
    if let line = chosen.textAfterQuoteLine { guesses.append(.textAfterQuote(line: line)) }
    if stream.undecodable > 0 { guesses.append(.undecodable(stream.undecodable)) }
    return Table(
      rows: DelimitedText(
        source: source,
        encoding: encoding,
        delimiter: chosen.delimiter,
        declarationRows: declared == nil ? 0 : 1,
        limits: limits
      ),
      name: name,
      encoding: encoding.label,
      delimiter: String(Unicode.Scalar(chosen.delimiter)),
      guesses: guesses
    )
  }
}

/// The beginning of a text, in which the delimiter is looked for.
struct DialectSample {
  /// How well one delimiter fits.
  struct Choice {
    var delimiter: UInt8
    var columns = 0
    var agreeing = 0
    var records = 0
    var textAfterQuoteLine: Int?

    /// Agreement counts more than width, but a wide table with a ragged row is still one.
    var score: Double {
      guard columns >= 2, records > 0 else { return 0 }
      let share = Double(agreeing) / Double(records)
      // The number of digits stands in for a logarithm.
      return share * share
        * Double(Int.bitWidth - (columns * columns * columns).leadingZeroBitCount)
    }
  }

  private static let bytes = 1 << 18
  private static let records = 100
  private static let candidates: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

  private let text: [UInt8]

  /// Reads the sample and cuts it behind its last whole line.
  init(_ stream: inout TextStream) throws {
    var text = try stream.bytes(upTo: Self.bytes)
    if text.count == Self.bytes, let end = text.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
      text.removeSubrange((end + 1)...)
    }
    self.text = text
  }

  var isBlank: Bool {
    text.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) || $0 == 0 }
  }

  /// The delimiter of a first line `sep=…`, which Excel writes and obeys.
  var declaredDelimiter: UInt8? {
    var line = text.prefix { $0 != 0x0A && $0 != 0x0D }
    if line.first == 0x22, line.last == 0x22 { line = line.dropFirst().dropLast() }
    guard line.count == 5,
      line.prefix(4).map({ $0 | 0x20 }) == Array("sep=".utf8).map({ $0 | 0x20 })
    else { return nil }
    return line.last
  }

  func bestChoice(limits: TableLimits) throws -> Choice {
    var best = Choice(delimiter: 0x2C)
    for candidate in Self.candidates {
      let choice = try choice(candidate, limits: limits)
      if choice.score > best.score { best = choice }
    }
    return best
  }

  func choice(_ delimiter: UInt8, limits: TableLimits) throws -> Choice {
    var choice = Choice(delimiter: delimiter)
    var counts: [Int: Int] = [:]
    var reader = DelimitedReader(
      stream: TextStream(stream: MemoryStream(bytes: text), encoding: TextEncoding(.utf8)),
      name: "",
      delimiter: delimiter,
      limits: limits
    )
    do {
      _ = try reader.forEachRow(skipping: declaredDelimiter == nil ? 0 : 1) { row in
        if row.isBlank { return .next }
        choice.records += 1
        if row.hasTextAfterQuote {
          // With the wrong delimiter, whole quoted cells follow a closing quote.
          choice.textAfterQuoteLine = choice.textAfterQuoteLine ?? row.line
        } else {
          counts[row.count, default: 0] += 1
        }
        return choice.records < Self.records ? .next : .stop
      }
    } catch is TabularFailure {
      // A broken record says nothing about the delimiter; the reading will report it.
    }
    // Of two widths as frequent, the greater one: a title is narrower than its table.
    if let mode = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      choice.columns = mode.key
      choice.agreeing = mode.value
    }
    return choice
  }
}
