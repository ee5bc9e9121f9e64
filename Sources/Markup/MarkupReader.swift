import CLibXML2

/// Reads markup as a stream of events.
public enum MarkupReader {
  /// Reads one document and passes its events to `handler`.
  ///
  /// The bytes come from `nextChunk` only: no file is opened and nothing is fetched. The result
  /// does not depend on how the bytes are cut into chunks. Memory does not grow with the
  /// document.
  ///
  /// - Parameters:
  ///   - limits: What the document may ask for.
  ///   - allowsConcatenatedDocuments: Whether another root may follow the end of the root, as in
  ///     files put together from several; each is reported at depth 1. UTF-8 only.
  ///   - handler: What receives the events.
  ///   - nextChunk: Returns the next bytes, `nil` at the end. An empty chunk is no end.
  /// - Throws: ``MarkupFailure`` when the document is refused or broken; the errors of `handler`
  ///   and `nextChunk` unchanged. Events before the place have been delivered.
  public static func read<Handler: MarkupHandler>(
    limits: MarkupLimits = .standard,
    allowsConcatenatedDocuments: Bool = false,
    handler: inout Handler,
    nextChunk: () throws -> [UInt8]?
  ) throws {
    try withUnsafeMutablePointer(to: &handler) { handler in
      let events = HandlerEvents(handler)
      let parse = PushParse(limits: limits, events: events, endsAtRoot: allowsConcatenatedDocuments)
      var names = parse.names
      handler.pointee.prepare(&names)
      try parse.run(nextChunk)
    }
  }
}

/// One libxml2 parser and the state that its callbacks share.
private struct PushParse: ~Copyable {
  /// Smaller chunks are put together, so that a call to libxml2 is worth its price.
  private static let smallestChunk = 4_096

  private let context: xmlParserCtxtPtr
  private let events: MarkupEvents
  private let state: UnsafeMutablePointer<ParseState>
  private let limits: MarkupLimits
  private let endsAtRoot: Bool

  init(limits: MarkupLimits, events: MarkupEvents, endsAtRoot: Bool) {
    xmlInitParser()
    tramonto_silence_libxml2()
    state = .allocate(capacity: 1)
    var table = ParseCallbacks.table
    guard let context = xmlCreatePushParserCtxt(&table, state, nil, 0, nil),
      let dictionary = context.pointee.dict
    else { preconditionFailure("libxml2 has no memory left for a parser") }
    // NOENT resolves `&amp;` in attributes, which would else arrive as `&#38;`. It cannot expand
    // anything more: no entity is ever declared.
    let options = XML_PARSE_NOENT.rawValue | XML_PARSE_NONET.rawValue
    xmlCtxtUseOptions(context, Int32(bitPattern: options))
    self.context = context
    self.events = events
    self.limits = limits
    self.endsAtRoot = endsAtRoot
    state.initialize(
      to: ParseState(
        limits: limits,
        events: Unmanaged.passUnretained(events),
        endsAtRoot: endsAtRoot,
        context: context,
        names: NameTable(dictionary: dictionary)
      )
    )
  }

  deinit {
    xmlFreeParserCtxt(context)
    state.deinitialize(count: 1)
    state.deallocate()
  }

  var names: MarkupNames { MarkupNames(table: state.pointee.names) }

  func run(_ nextChunk: () throws -> [UInt8]?) throws {
    var total = 0
    func next() throws -> [UInt8]? {
      guard let chunk = try nextChunk() else { return nil }
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
      rest = try document(start, next) ?? []
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
      head += chunk
    }
    if !isFirst {
      if isBlank(head) { return nil }
      xmlCtxtResetPush(context, nil, 0, nil, nil)
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

  /// Parses one document; returns what was read beyond its root when others may follow.
  private func document(
    _ start: [UInt8],
    _ next: () throws -> [UInt8]?
  ) throws -> [UInt8]? {
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
