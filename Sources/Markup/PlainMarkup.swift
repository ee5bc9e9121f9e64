import CByteMask

/// Reads what exports are made of: tags, text, comments, sections and instructions, in UTF-8.
///
/// It is several times as fast as libxml2 because it does nothing else. It decides nothing: at
/// the first place that it does not understand, be it wrong, rare or beyond a limit, it stops, and
/// libxml2 goes on from there (see ``Handover``). So what is an error, and which, is libxml2's
/// word alone, and what is read here must be what libxml2 would have read. (If a document is both
/// wrong and cut within a few bytes, libxml2 may name the other of the two, having seen less.)
///
/// Nothing is taken in part: a tag or reference that the window cuts is looked at again when more
/// has come, and one that does not fit into the window is left to libxml2.
struct PlainMarkup: ~Copyable {
  /// How the reading ended.
  enum Ending {
    /// The document and the input are at their end.
    case document
    /// The root is closed, and another document may follow.
    case root
    /// libxml2 has to go on.
    case handover
  }

  /// What a look at the next bytes led to.
  enum Step {
    case done
    /// The bytes that have come do not decide.
    case needsMore
    case handover
  }

  /// Deeper elements are left to libxml2.
  static let greatestDepth = 256

  /// Tags with more attributes are left to libxml2.
  static let mostAttributes = 32

  let state: UnsafeMutablePointer<ParseState>
  var window: ByteWindow
  var tagNames = TagNames()
  var namespaces = Namespaces()

  /// Where the next token begins in the window, and its line, from 1 as the file has it.
  var cursor = 0
  var line: Int
  private(set) var place = Place()

  /// The numbers of the open elements' names, outermost first, and the lines of their tags.
  let openTags: UnsafeMutablePointer<Int32>
  let openLines: UnsafeMutablePointer<Int>
  var depth = 0
  private(set) var isPrologRead = false
  private(set) var isRootClosed = false
  var textRun = 0

  /// The attributes of a tag as libxml2 would give them, five pointers each.
  let attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>
  let attributePrefixes: UnsafeMutablePointer<UnsafePointer<UInt8>?>

  /// Attribute values that are not in the window as they should be read.
  var decoded = DecodedValues()

  /// Gets ready to read the document that begins with `head`.
  init(_ state: UnsafeMutablePointer<ParseState>, head: [UInt8]) {
    self.state = state
    window = ByteWindow(head)
    line = state.pointee.earlierLines + 1
    openTags = .allocate(capacity: Self.greatestDepth)
    openLines = .allocate(capacity: Self.greatestDepth)
    attributes = .allocate(capacity: Self.mostAttributes * 5)
    attributes.initialize(repeating: nil, count: Self.mostAttributes * 5)
    attributePrefixes = .allocate(capacity: Self.mostAttributes)
    attributePrefixes.initialize(repeating: nil, count: Self.mostAttributes)
  }

  deinit {
    openTags.deallocate()
    openLines.deallocate()
    attributes.deallocate()
    attributePrefixes.deallocate()
  }

  /// Reads on until the end, or until libxml2 has to go on at ``cursor``.
  mutating func read<Handler: MarkupHandler>(
    _ handler: UnsafeMutablePointer<Handler>,
    _ next: () throws -> [UInt8]?
  ) throws -> Ending {
    isPrologRead = skipProlog()
    guard isPrologRead else { return .handover }
    while true {
      let step: Step
      if window.bytes[cursor] == 0x3C {
        switch window.bytes[cursor &+ 1] {
        case 0x2F: step = try endTag(handler)
        case 0x21: step = try declaration(handler)
        case 0x3F: step = instruction()
        default: step = try startTag(handler)
        }
      } else {
        step = try text(handler)
      }
      switch step {
      case .done:
        guard depth == 0 else { continue }
        isRootClosed = true
        return state.pointee.endsAtRoot ? .root : try skipEpilog(next)
      case .needsMore:
        guard try refill(next) else { return .handover }
      case .handover:
        return .handover
      }
    }
  }

  /// Passes over all that precedes the root; false, with nothing passed, if it is not plain.
  private mutating func skipProlog() -> Bool {
    let lineBefore = line
    cursor =
      Prologue.plainLength(UnsafeBufferPointer(start: window.bytes, count: window.count)) ?? -1
    guard cursor >= 0 else {
      cursor = 0
      return false
    }
    line += newlines(0..<cursor)
    // Nothing is dropped yet, so that libxml2 can still begin at the beginning.
    var hasType = false
    while true {
      skipBlanks()
      guard window.bytes[cursor] == 0x3C else { break }
      let step: Step
      switch window.bytes[cursor &+ 1] {
      case 0x3F: step = instruction()
      case 0x21 where window.bytes[cursor &+ 2] == 0x2D: step = comment()
      case 0x21 where !hasType:
        step = documentType()
        hasType = true
      case let byte where isNamePart(byte, isFirst: true): return true
      default: step = .handover
      }
      guard step == .done else { break }
    }
    cursor = 0
    line = lineBefore
    return false
  }

  /// Passes over what may follow the root.
  private mutating func skipEpilog(_ next: () throws -> [UInt8]?) throws -> Ending {
    while true {
      skipBlanks()
      if cursor == window.count {
        guard try refill(next) else { return .document }
      } else {
        guard window.bytes[cursor] == 0x3C else { return .handover }
        let step: Step
        switch window.bytes[cursor &+ 1] {
        case 0x3F: step = instruction()
        case 0x21 where window.bytes[cursor &+ 2] == 0x2D: step = comment()
        default: step = .handover
        }
        switch step {
        case .done: break
        case .needsMore: guard try refill(next) else { return .handover }
        case .handover: return .handover
        }
      }
    }
  }

  private mutating func skipBlanks() {
    while true {
      switch window.bytes[cursor] {
      case 0x0A: line &+= 1
      case 0x20, 0x09, 0x0D: break
      default: return
      }
      cursor &+= 1
    }
  }

  private mutating func refill(_ next: () throws -> [UInt8]?) throws -> Bool {
    place.pass(window.bytes, cursor)
    let dropped = cursor
    cursor = 0
    return try window.refill(dropping: dropped, next)
  }

  func newlines(_ range: Range<Int>) -> Int {
    range.reduce(0) { $0 &+ (window.bytes[$1] == 0x0A ? 1 : 0) }
  }

  /// Where `cursor` is in the file.
  func finalPlace() -> Place {
    var place = place
    place.pass(window.bytes, cursor)
    return place
  }
}

/// How far a reading has come.
struct Place {
  /// The bytes before the place.
  private(set) var bytes = 0

  /// The characters between the last newline and the place.
  private(set) var characters = 0

  /// Goes on by the first `count` of some bytes.
  mutating func pass(_ passed: UnsafePointer<UInt8>, _ count: Int) {
    bytes += count
    var start = count
    while start > 0, passed[start - 1] != 0x0A { start -= 1 }
    if start > 0 { characters = 0 }
    for index in start..<count where passed[index] & 0xC0 != 0x80 { characters += 1 }
  }
}
