import CLibXML2

/// One reading of a source: plain markup as far as it goes, then libxml2.
struct Parse: ~Copyable {
  /// Smaller chunks are put together, so that a call to libxml2 is worth its price.
  private static let smallestChunk = 4_096

  private var context: xmlParserCtxtPtr?
  private let events: MarkupEvents
  private let table: NameTable
  private let state: UnsafeMutablePointer<ParseState>
  private let limits: MarkupLimits
  private let endsAtRoot: Bool

  init(limits: MarkupLimits, events: MarkupEvents, endsAtRoot: Bool) {
    state = .allocate(capacity: 1)
    self.events = events
    table = NameTable()
    self.limits = limits
    self.endsAtRoot = endsAtRoot
    state.initialize(
      to: ParseState(
        limits: limits,
        events: Unmanaged.passUnretained(events),
        endsAtRoot: endsAtRoot,
        names: table.names
      )
    )
  }

  deinit {
    if let context { xmlFreeParserCtxt(context) }
    state.deinitialize(count: 1)
    state.deallocate()
  }

  var names: MarkupNames { MarkupNames(table: table) }

  /// Reads the document, or all that follow each other.
  mutating func run<Handler: MarkupHandler>(
    _ handler: UnsafeMutablePointer<Handler>,
    _ nextChunk: () throws -> [UInt8]?
  ) throws {
    let limits = limits
    var total = 0
    var hasEnded = false
    func next() throws -> [UInt8]? {
      guard !hasEnded, let chunk = try nextChunk() else {
        hasEnded = true
        return nil
      }
      total += chunk.count
      guard total <= limits.totalBytes else {
        throw MarkupFailure(.tooLarge(limit: limits.totalBytes), byteOffset: limits.totalBytes)
      }
      return chunk
    }
    var rest: [UInt8] = []
    var isFirst = true
    repeat {
      guard let start = try beginning(rest, isFirst: isFirst, next) else { return }
      isFirst = false
      rest = try document(start, handler, next) ?? []
    } while endsAtRoot && state.pointee.remainder != nil
  }

  /// Returns the first bytes of a document, blanks before it dropped; `nil` after the last.
  private func beginning(
    _ rest: [UInt8],
    isFirst: Bool,
    _ next: () throws -> [UInt8]?
  ) throws -> [UInt8]? {
    var head = rest
    while head.count < Prologue.wantedBytes || isBlank(head), let chunk = try next() {
      head = head.isEmpty ? chunk : head + chunk
    }
    if !isFirst {
      if isBlank(head) { return nil }
      state.pointee.remainder = nil
    }
    do {
      let prologue = try Prologue(head)
      state.pointee.earlierBytes += prologue.blankBytes
      state.pointee.earlierLines += prologue.blankLines
      head.removeFirst(prologue.blankBytes)
    } catch {
      var failure = error
      failure.byteOffset += state.pointee.earlierBytes
      if failure.line > 0 { failure.line += state.pointee.earlierLines }
      throw failure
    }
    return head
  }

  private func isBlank(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
  }

  /// Reads one document; returns what was read beyond its root when others may follow.
  private mutating func document<Handler: MarkupHandler>(
    _ start: [UInt8],
    _ handler: UnsafeMutablePointer<Handler>,
    _ next: () throws -> [UInt8]?
  ) throws -> [UInt8]? {
    var plain = PlainMarkup(state, head: start)
    switch try plain.read(handler, next) {
    case .document:
      return nil
    case .root:
      state.pointee.earlierLines = plain.line - 1
      state.pointee.earlierBytes += plain.finalPlace().bytes
      state.pointee.remainder = plain.window.rest(from: plain.cursor)
      return state.pointee.remainder
    case .handover:
      let handover = Handover(plain)
      openLibrary()
      state.pointee.take(over: handover)
      return try library(handover.prefix + handover.rest, next)
    }
  }

  /// Makes libxml2 ready for a document.
  private mutating func openLibrary() {
    if let context {
      xmlCtxtResetPush(context, nil, 0, nil, nil)
      return
    }
    tramonto_silence_libxml2()
    var table = ParseCallbacks.table
    guard let context = xmlCreatePushParserCtxt(&table, state, nil, 0, nil) else {
      preconditionFailure("libxml2 has no memory left for a parser")
    }
    state.pointee.names.pointee.serve(context)
    // NOENT resolves `&amp;` in attributes, which would else arrive as `&#38;`. It cannot expand
    // anything more: no entity is ever declared.
    let options = XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue
    xmlCtxtUseOptions(context, Int32(bitPattern: options))
    state.pointee.context = context
    self.context = context
  }

  /// Lets libxml2 read a document; returns what was read beyond its root when others may follow.
  private func library(_ start: [UInt8], _ next: () throws -> [UInt8]?) throws -> [UInt8]? {
    var pending = start
    while let chunk = try next() {
      if pending.isEmpty, chunk.count >= Self.smallestChunk {
        try push(chunk)
      } else {
        pending += chunk
        if pending.count >= Self.smallestChunk {
          try push(pending)
          pending.removeAll(keepingCapacity: true)
        }
      }
      if let remainder = state.pointee.remainder { return remainder + pending }
    }
    try push(pending)
    if let remainder = state.pointee.remainder { return remainder }
    state.pointee.inputEnded = true
    try push([], isLast: true)
    return nil
  }

  private func push(_ bytes: [UInt8], isLast: Bool = false) throws {
    guard let context else { return }
    // libxml2 counts in Int32, and looks ahead in all that it holds.
    let piece = 1 << 20
    var position = 0
    repeat {
      let count = min(piece, bytes.count - position)
      let code = bytes.withUnsafeBytes { buffer in
        xmlParseChunk(
          context,
          buffer.baseAddress.map { ($0 + position).assumingMemoryBound(to: CChar.self) },
          Int32(count),
          isLast ? 1 : 0
        )
      }
      position += count
      if let failure = state.pointee.failure { throw failure }
      if state.pointee.remainder != nil {
        state.pointee.remainder? += bytes[position...]
        return
      }
      if code != 0, context.pointee.disableSAX != 0 || context.pointee.wellFormed == 0 {
        // The one error without words is a conversion that cannot go on.
        throw MarkupFailure(
          .badCharacter(""),
          line: state.pointee.line,
          byteOffset: state.pointee.byteOffset
        )
      }
    } while position < bytes.count
  }
}
