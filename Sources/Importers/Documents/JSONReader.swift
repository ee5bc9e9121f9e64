import Tabular

/// How much a JSON document may ask for before it is refused.
struct JSONLimits {
  /// The greatest depth of lists and objects.
  var depth = 128
  /// The greatest length of one text, name or number, in bytes.
  var textBytes = 1 << 20
  /// The greatest number of values in one value that is handed out.
  var values = 1_000_000
  /// The greatest length of all kept texts in one value that is handed out, in bytes.
  var keptBytes = 64 << 20
  /// The greatest length of the whole document, in bytes.
  var totalBytes = 4 << 30

  /// The limits for asset exports: far above any real one, far below harm.
  static let standard = JSONLimits()
}

/// Reads JSON as a stream, one value of the outermost level after the other.
///
/// A list around everything is opened: its items are handed out one by one. So are documents that
/// stand after each other, with or without a comma between. Memory holds one such value.
struct JSONReader {
  private let path: String
  private let limits: JSONLimits
  private let skip: Set<String>
  private let keptDepth: Int
  private var stream: any ByteStream
  private var buffer: [UInt8] = []
  private var position = 0
  private var total = 0
  private(set) var line = 1
  private var depth = 0
  private var values = 0
  private var kept = 0

  /// Calls `body` with each value of the outermost level.
  ///
  /// - Parameters:
  ///   - source: The document, in any encoding of Unicode.
  ///   - skip: Names of members whose values are checked but not kept.
  ///   - keptDepth: How deep below a value handed out anything is kept; 1 keeps its own members.
  ///   - limits: What the document may ask for.
  ///   - body: Receives each value; `false` ends the reading.
  /// - Throws: ``ImportFailure``, after the values that ended before the place; what `body` throws.
  static func read(
    _ source: some ByteSource,
    skip: Set<String> = [],
    keptDepth: Int = .max,
    limits: JSONLimits = .standard,
    _ body: (JSONValue) throws -> Bool
  ) throws {
    var reader = JSONReader(
      path: source.name,
      limits: limits,
      skip: skip,
      keptDepth: keptDepth,
      stream: try TextStream(source)
    )
    try reader.run(body)
  }

  private init(
    path: String,
    limits: JSONLimits,
    skip: Set<String>,
    keptDepth: Int,
    stream: any ByteStream
  ) {
    self.path = path
    self.limits = limits
    self.skip = skip
    self.keptDepth = keptDepth
    self.stream = stream
  }

  private mutating func run(_ body: (JSONValue) throws -> Bool) throws {
    var isInList = false
    var isEmpty = true
    while let byte = try peekSolid() {
      switch byte {
      case UInt8(ascii: "[") where !isInList:
        take()
        isInList = true
      case UInt8(ascii: "]") where isInList:
        take()
        isInList = false
      case UInt8(ascii: ","):
        // Some tools write several values without a list around them.
        take()
        continue
      default:
        values = 0
        kept = 0
        guard try body(try value(keeping: true)) else { return }
      }
      isEmpty = false
    }
    if isInList { throw failure(.truncated(inside: nil)) }
    if isEmpty { throw ImportFailure(path: path, .empty) }
  }

  // MARK: Values

  private mutating func value(keeping: Bool) throws -> JSONValue {
    guard let byte = try peekSolid() else { throw failure(.truncated(inside: nil)) }
    values += keeping ? 1 : 0
    guard values <= limits.values else {
      throw failure(.beyondLimits("values > \(limits.values)"))
    }
    switch byte {
    case UInt8(ascii: "{"): return try object(keeping: keeping)
    case UInt8(ascii: "["): return try list(keeping: keeping)
    case UInt8(ascii: "\""): return .text(try text(keeping: keeping))
    default: return try word(keeping: keeping)
    }
  }

  private mutating func object(keeping: Bool) throws -> JSONValue {
    try enter()
    var object = JSONObject(line: line)
    take()
    var isFirst = true
    while true {
      guard let byte = try peekSolid() else { throw failure(.truncated(inside: nil)) }
      if byte == UInt8(ascii: "}") { break }
      if !isFirst {
        try expect(UInt8(ascii: ","))
        // A comma too many before the end is a slip that many tools let pass.
        if try peekSolid() == UInt8(ascii: "}") { break }
      }
      isFirst = false
      guard try peekSolid() == UInt8(ascii: "\"") else { throw failure(unexpected()) }
      let isNear = keeping && depth <= keptDepth
      let name = try text(keeping: isNear)
      _ = try peekSolid()
      try expect(UInt8(ascii: ":"))
      let isKept = isNear && !skip.contains(name)
      let member = try value(keeping: isKept)
      if isKept { object.members.append(JSONObject.Member(name: name, value: member)) }
    }
    take()
    depth -= 1
    return keeping ? .object(object) : .null
  }

  private mutating func list(keeping: Bool) throws -> JSONValue {
    try enter()
    take()
    var items: [JSONValue] = []
    var isFirst = true
    while true {
      guard let byte = try peekSolid() else { throw failure(.truncated(inside: nil)) }
      if byte == UInt8(ascii: "]") { break }
      if !isFirst {
        try expect(UInt8(ascii: ","))
        if try peekSolid() == UInt8(ascii: "]") { break }
      }
      isFirst = false
      let item = try value(keeping: keeping)
      if keeping { items.append(item) }
    }
    take()
    depth -= 1
    return .list(items)
  }

  private mutating func enter() throws {
    depth += 1
    guard depth <= limits.depth else { throw failure(.beyondLimits("depth > \(limits.depth)")) }
  }

  /// A number, `true`, `false` or `null`.
  private mutating func word(keeping: Bool) throws -> JSONValue {
    var bytes: [UInt8] = []
    while let byte = try peek(), Self.isWordByte(byte) {
      bytes.append(byte)
      take()
      guard bytes.count <= 1_000 else { throw failure(.beyondLimits("number > 1000 bytes")) }
    }
    let word = String(decoding: bytes, as: UTF8.self)
    switch word {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "null", "NaN", "Infinity", "-Infinity": return .null
    default:
      // Swift reads hexadecimal and words as numbers too.
      let isNumber = bytes.allSatisfy { (0x2B...0x39).contains($0) || $0 | 0x20 == 0x65 }
      guard let first = bytes.first, first == UInt8(ascii: "-") || (0x30...0x39).contains(first),
        isNumber, Double(word) != nil
      else {
        throw failure(try peek() == nil && !word.isEmpty ? .truncated(inside: nil) : unexpected())
      }
      return .number(word)
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
  }
}

// MARK: Texts and bytes

extension JSONReader {
  private mutating func text(keeping: Bool) throws -> String {
    take()
    var bytes: [UInt8] = []
    while true {
      guard let byte = try peek() else { throw failure(.truncated(inside: nil)) }
      take()
      if byte == UInt8(ascii: "\"") { break }
      if byte == UInt8(ascii: "\\") {
        try escape(into: &bytes)
      } else {
        bytes.append(byte)
      }
      guard bytes.count <= limits.textBytes else {
        throw failure(.beyondLimits("text > \(limits.textBytes) bytes"))
      }
    }
    guard keeping else { return "" }
    kept += bytes.count
    guard kept <= limits.keptBytes else {
      throw failure(.beyondLimits("value > \(limits.keptBytes) bytes"))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func escape(into bytes: inout [UInt8]) throws {
    guard let byte = try peek() else { throw failure(.truncated(inside: nil)) }
    take()
    switch byte {
    case UInt8(ascii: "n"): bytes.append(0x0A)
    case UInt8(ascii: "r"): bytes.append(0x0D)
    case UInt8(ascii: "t"): bytes.append(0x09)
    case UInt8(ascii: "b"): bytes.append(0x08)
    case UInt8(ascii: "f"): bytes.append(0x0C)
    case UInt8(ascii: "u"):
      var scalar = try hexadecimal()
      if (0xD800...0xDBFF).contains(scalar), try peek() == UInt8(ascii: "\\") {
        take()
        guard try peek() == UInt8(ascii: "u") else {
          append(0xFFFD, to: &bytes)
          return try escape(into: &bytes)
        }
        take()
        let low = try hexadecimal()
        if (0xDC00...0xDFFF).contains(low) {
          scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
        } else {
          append(0xFFFD, to: &bytes)
          scalar = low
        }
      }
      append(scalar, to: &bytes)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): bytes.append(byte)
    default:
      // No escape of JSON: PHP and shell scripts write `\:` and mean both characters.
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    }
  }

  private func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    let letter = Unicode.Scalar(scalar) ?? "\u{FFFD}"
    bytes.append(contentsOf: UTF8.encode(letter).map { Array($0) } ?? [])
  }

  private mutating func hexadecimal() throws -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = try peek() else { throw failure(.truncated(inside: nil)) }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw failure(unexpected())
      }
      number = number << 4 | UInt32(digit)
      take()
    }
    return number
  }

  private mutating func expect(_ byte: UInt8) throws {
    guard let next = try peek() else { throw failure(.truncated(inside: nil)) }
    guard next == byte else { throw failure(unexpected()) }
    take()
  }

  private mutating func unexpected() -> ImportFailure.Reason {
    guard let byte = (try? peek()) ?? nil else { return .truncated(inside: nil) }
    return .damaged("JSON: " + String(Character(Unicode.Scalar(byte))))
  }

  private func failure(_ reason: ImportFailure.Reason) -> ImportFailure {
    ImportFailure(path: path, line: line, reason)
  }

  /// The next byte that is no blank, which stays where it is.
  private mutating func peekSolid() throws -> UInt8? {
    while let byte = try peek() {
      guard byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0 else { return byte }
      take()
    }
    return nil
  }

  @inline(__always)
  private mutating func peek() throws -> UInt8? {
    if position < buffer.count { return buffer[position] }
    guard let chunk = try stream.nextChunk() else { return nil }
    total += chunk.count
    guard total <= limits.totalBytes else {
      throw failure(.beyondLimits("> \(limits.totalBytes) bytes"))
    }
    buffer = chunk
    position = 0
    return buffer.first
  }

  @inline(__always)
  private mutating func take() {
    if buffer[position] == 0x0A { line += 1 }
    position += 1
  }
}
