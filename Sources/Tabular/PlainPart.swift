/// Splits the parts of a workbook that programs write into tags and texts, several times faster
/// than a parser for all of XML.
///
/// Plain is UTF-8 without a document type, comments, instructions and CDATA, with names in ASCII
/// and no blank around the `=` of an attribute. What is plain is checked in full: characters,
/// references, attributes that occur twice, tags that do not match, what stands beside the root.
/// At anything else, broken markup included, the reading ends, and the caller begins again with
/// ``Markup``, which reads what is legal and says what is not. So nothing here has to explain.
///
/// Names are told by their bytes alone, so this costs less than half of the plain way of Markup,
/// which knows namespaces and the place of each tag.
struct PlainPart: ~Copyable {
  /// What became of one step.
  enum Outcome {
    case done, incomplete, notPlain
  }

  /// How far one may read beyond the content.
  private static let padding = 16

  /// The longest tag, in bytes; it has to lie in the buffer as a whole.
  private static let capacity = 1 << 17
  private static let mostAttributes = 64
  private static let greatestDepth = 64
  private static let longestName = 64
  private static let longestText = 1 << 20

  private let bytes: UnsafeMutablePointer<UInt8>
  private var end: UnsafeMutablePointer<UInt8>
  private let attributes: UnsafeMutablePointer<PlainAttribute>

  /// The names of the open elements with their prefixes, one in each slot.
  private let open: UnsafeMutablePointer<UInt8>
  private let openLengths: UnsafeMutablePointer<Int>
  private var depth = 0
  private var hasRoot = false
  private var textRun = 0

  private init() {
    bytes = .allocate(capacity: Self.capacity + Self.padding)
    bytes.initialize(repeating: 0, count: Self.capacity + Self.padding)
    end = bytes
    attributes = .allocate(capacity: Self.mostAttributes)
    open = .allocate(capacity: Self.greatestDepth * Self.longestName)
    openLengths = .allocate(capacity: Self.greatestDepth)
  }

  deinit {
    bytes.deallocate()
    attributes.deallocate()
    open.deallocate()
    openLengths.deallocate()
  }

  /// Passes the events of a document to `handler` for as long as it is plain.
  ///
  /// - Returns: Whether the whole document was, and is well-formed.
  static func read<Handler: PartHandler>(
    _ stream: inout any ByteStream,
    _ handler: inout Handler
  ) throws -> Bool {
    var markup = PlainPart()
    return try markup.run(&stream, &handler)
  }

  private mutating func run<Handler: PartHandler>(
    _ stream: inout any ByteStream,
    _ handler: inout Handler
  ) throws -> Bool {
    var place = bytes
    // The declaration is looked at once, so all of it has to be there.
    while end - bytes < 256, try fill(&place, &stream) {}
    guard let start = PlainProlog.end(of: UnsafeBufferPointer(start: bytes, count: end - bytes))
    else { return false }
    place = bytes + start
    while true {
      var outcome = try text(&place, &handler)
      if outcome == .done {
        outcome =
          place[1] == 0x2F ? try endTag(&place, &handler) : try startTag(&place, &handler)
      }
      switch outcome {
      case .done:
        break
      case .notPlain:
        return false
      case .incomplete:
        guard try fill(&place, &stream) else {
          return place == end && depth == 0 && hasRoot
        }
      }
    }
  }

  /// Moves what is left to the front and reads more behind it; `false` when there is no more, or
  /// no room.
  private mutating func fill(
    _ place: inout UnsafeMutablePointer<UInt8>,
    _ stream: inout any ByteStream
  ) throws -> Bool {
    let rest = end - place
    if place != bytes { bytes.update(from: place, count: rest) }
    place = bytes
    end = bytes + rest
    let room = Self.capacity - rest
    let came =
      room == 0
      ? 0 : try stream.read(into: UnsafeMutableRawBufferPointer(start: end, count: room))
    end += came
    // A zero is not allowed in markup, so each loop ends here without looking for the end.
    for offset in 0..<Self.padding { end[offset] = 0 }
    return came > 0
  }

  /// Passes on the text as far as the next tag.
  @inline(__always)
  private mutating func text<Handler: PartHandler>(
    _ place: inout UnsafeMutablePointer<UInt8>,
    _ handler: inout Handler
  ) throws -> Outcome {
    if place.pointee == 0x3C {
      textRun = 0
      return place + 1 < end ? .done : .incomplete
    }
    return try longText(&place, &handler)
  }

  private mutating func longText<Handler: PartHandler>(
    _ place: inout UnsafeMutablePointer<UInt8>,
    _ handler: inout Handler
  ) throws -> Outcome {
    while true {
      let start = place
      var next = start
      while PlainByte.isText(next.pointee) { next += 1 }
      var step = PlainByte.Step.notPlain
      while true {
        step = PlainByte.step(in: next, end)
        guard case .text(let length) = step else { break }
        next += length
        while PlainByte.isText(next.pointee) { next += 1 }
      }
      place = next
      if next > start {
        textRun += next - start
        guard textRun <= Self.longestText else { return .notPlain }
        if depth == 0 {
          let piece = UnsafeBufferPointer(start: UnsafePointer(start), count: next - start)
          guard piece.allSatisfy(PlainByte.isBlank) else { return .notPlain }
        } else {
          try handler.text(UnsafeBufferPointer(start: start, count: next - start))
        }
      }
      switch step {
      case .tag:
        textRun = 0
        return next + 1 < end ? .done : .incomplete
      case .incomplete: return .incomplete
      case .notPlain, .text: return .notPlain
      case .replaced(let length, let scalar):
        // Blanks beside the root may end in carriage returns; a reference may not stand there.
        guard depth > 0 || next.pointee == 0x0D else { return .notPlain }
        place += length
        textRun += length
        if depth > 0 { try Self.deliver(scalar, &handler) }
      }
    }
  }

  private static func deliver<Handler: PartHandler>(
    _ scalar: Unicode.Scalar,
    _ handler: inout Handler
  ) throws {
    var text = String(Character(scalar))
    try text.withUTF8 { try handler.text($0) }
  }

  @inline(__always)
  private mutating func endTag<Handler: PartHandler>(
    _ place: inout UnsafeMutablePointer<UInt8>,
    _ handler: inout Handler
  ) throws -> Outcome {
    guard depth > 0 else { return .notPlain }
    let name = open + (depth &- 1) &* Self.longestName
    let length = openLengths[depth &- 1]
    var next = place + 2
    guard end - next > length else { return .incomplete }
    var local = 0
    for offset in 0..<length {
      guard next[offset] == name[offset] else { return .notPlain }
      if name[offset] == 0x3A { local = offset &+ 1 }
    }
    let part = PartName(next + local, length &- local)
    next += length
    while PlainByte.isBlank(next.pointee) { next += 1 }
    guard next.pointee == 0x3E else { return next >= end ? .incomplete : .notPlain }
    place = next + 1
    depth &-= 1
    try handler.end(part)
    return .done
  }

  @inline(__always)
  private mutating func startTag<Handler: PartHandler>(
    _ place: inout UnsafeMutablePointer<UInt8>,
    _ handler: inout Handler
  ) throws -> Outcome {
    let start = place + 1
    var next = start
    guard let local = PlainByte.name(&next) else { return next >= end ? .incomplete : .notPlain }
    let length = next - start
    let name = PartName(local, next - local)
    var count = 0
    var isEmpty = false
    while true {
      if next.pointee == 0x3E {
        next += 1
        break
      }
      let gap = next
      while PlainByte.isBlank(next.pointee) { next += 1 }
      if next.pointee == 0x3E { continue }
      if next.pointee == 0x2F {
        guard next[1] == 0x3E else { return next + 1 >= end ? .incomplete : .notPlain }
        next += 2
        isEmpty = true
        break
      }
      guard next > gap else { return next >= end ? .incomplete : .notPlain }
      guard count < Self.mostAttributes else { return .notPlain }
      let outcome = attribute(&next, Handler.attributes, count)
      guard outcome == .done else { return outcome }
      count &+= 1
    }
    guard length <= Self.longestName, depth < Self.greatestDepth, depth > 0 || !hasRoot else {
      return .notPlain
    }
    hasRoot = true
    place = next
    try handler.start(PartTag(name: name, attributes: attributes, count: count))
    if isEmpty {
      try handler.end(name)
    } else {
      let slot = open + depth &* Self.longestName
      for offset in 0..<length { slot[offset] = start[offset] }
      openLengths[depth] = length
      depth &+= 1
    }
    return .done
  }

  /// Reads one attribute into the list of the tag's.
  @inline(__always)
  private func attribute(
    _ next: inout UnsafeMutablePointer<UInt8>,
    _ wanted: @autoclosure () -> [StaticString],
    _ count: Int
  ) -> Outcome {
    let start = next
    guard let local = PlainByte.name(&next) else { return next >= end ? .incomplete : .notPlain }
    let whole = UnsafeBufferPointer(start: UnsafePointer(start), count: next - start)
    let isDeclaration = Self.isDeclaration(whole)
    let name = isDeclaration ? PartName.other : PartName(local, next - local)
    guard next.pointee == 0x3D else { return next >= end ? .incomplete : .notPlain }
    let quote = next[1]
    guard quote == 0x22 || quote == 0x27 else { return next + 1 >= end ? .incomplete : .notPlain }
    next += 2
    let value = next
    var isAsWritten = true
    while true {
      let byte = next.pointee
      if byte == quote { break }
      if PlainByte.isText(byte), byte >= 0x20 {
        next += 1
        continue
      }
      switch PlainByte.step(in: next, end) {
      case .text(let length):
        // Tabs and line ends of a value mean blanks.
        if byte < 0x20 { isAsWritten = false }
        next += length
      case .replaced(let length, _):
        isAsWritten = false
        next += length
      case .incomplete:
        return .incomplete
      case .notPlain, .tag:
        return .notPlain
      }
    }
    for other in 0..<count {
      guard !attributes[other].isTwin(of: name, whole) else { return .notPlain }
    }
    guard isAsWritten || !wanted().contains(where: { PartName($0) == name }) else {
      return .notPlain
    }
    (attributes + count).initialize(
      to: PlainAttribute(
        name: name,
        whole: whole,
        value: UnsafeBufferPointer(start: value, count: next - value)
      )
    )
    next += 1
    return .done
  }

  /// Whether an attribute declares a namespace, `xmlns` or `xmlns:r`, and so is none of the tag's.
  @inline(__always)
  private static func isDeclaration(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard name.count >= 5, name[0] == 0x78 else { return false }
    return name.starts(with: "xmlns".utf8) && (name.count == 5 || name[5] == 0x3A)
  }
}
