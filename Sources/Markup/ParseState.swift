import CLibXML2

/// Where the events of one parse go.
///
/// A class to override rather than closures: calling one would count references for every event.
class MarkupEvents {
  func start(_ tag: borrowing StartTag) throws {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}
  func end(_ name: MarkupName) throws {}
}

/// Passes the events on to the caller's handler, which outlives the parse.
final class HandlerEvents<Handler: MarkupHandler>: MarkupEvents {
  private let handler: UnsafeMutablePointer<Handler>

  init(_ handler: UnsafeMutablePointer<Handler>) {
    self.handler = handler
  }

  override func start(_ tag: borrowing StartTag) throws { try handler.pointee.start(tag) }
  override func text(_ bytes: UnsafeBufferPointer<UInt8>) throws { try handler.pointee.text(bytes) }
  override func end(_ name: MarkupName) throws { try handler.pointee.end(name) }
}

/// What libxml2's callbacks share; they reach it through the parser's user data.
///
/// It is a struct in memory of its own rather than a class: each callback would pay for
/// counting references and for checking exclusive access.
struct ParseState {
  let limits: MarkupLimits
  /// Kept alive by who runs the parse.
  let events: Unmanaged<MarkupEvents>
  let endsAtRoot: Bool
  var context: xmlParserCtxtPtr?
  let names: UnsafeMutablePointer<NameIndex>
  var openElements: [MarkupName] = []
  var textRun = 0

  /// Start tags that libxml2 will report only because of a ``Handover``.
  var suppressedTags = 0

  /// The lines of the open elements among them.
  var suppressedLines: [Int] = []

  /// What to add to a column of libxml2's first line.
  var columnShift = 0

  /// Lines and bytes that lie before what libxml2 was given.
  var earlierLines = 0
  var earlierBytes = 0

  /// What ends the parse: the handler's own error, or a ``MarkupFailure``.
  var failure: (any Error)?

  /// Whether libxml2 has been told that no more input comes.
  var inputEnded = false

  /// What follows the root's end, when documents may follow each other.
  var remainder: [UInt8]?

  mutating func start(
    _ pointer: UnsafePointer<UInt8>,
    namespace: UnsafePointer<UInt8>?,
    attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?,
    count: Int
  ) {
    guard failure == nil else { return }
    if suppressedTags > 0 {
      suppressedTags -= 1
      return
    }
    textRun = 0
    let depth = openElements.count &+ 1
    guard depth <= limits.depth else { return refuse(.tooDeep(limit: limits.depth)) }
    guard count <= limits.attributesPerElement else {
      return refuse(.tooManyAttributes(limit: limits.attributesPerElement))
    }
    if count > 0, let attributes {
      guard check(attributes, count: count) else { return }
    }
    guard let name = names.pointee.find(pointer) ?? learn(pointer) else { return }
    openElements.append(name)
    let tag = StartTag(
      name: name,
      line: line,
      depth: depth,
      names: names,
      namespace: namespace,
      attributes: attributes,
      attributeCount: count
    )
    do { try events._withUnsafeGuaranteedRef { try $0.start(tag) } } catch { stop(error) }
  }

  mutating func text(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    guard failure == nil else { return }
    textRun &+= count
    guard textRun <= limits.textBytes else {
      return refuse(.textTooLong(limit: limits.textBytes))
    }
    let piece = UnsafeBufferPointer(start: bytes, count: count)
    do { try events._withUnsafeGuaranteedRef { try $0.text(piece) } } catch { stop(error) }
  }

  mutating func end() {
    guard failure == nil, let name = openElements.popLast() else { return }
    textRun = 0
    if openElements.count < suppressedLines.count { suppressedLines.removeLast() }
    do { try events._withUnsafeGuaranteedRef { try $0.end(name) } } catch { return stop(error) }
    if openElements.isEmpty, endsAtRoot { takeRemainder() }
  }

  /// Lines counted from 1, those before libxml2's input included.
  var line: Int {
    guard let input = context?.pointee.input else { return 0 }
    return Int(input.pointee.line) &+ earlierLines
  }

  mutating func refuse(_ reason: MarkupFailure.Reason) {
    let input = context?.pointee.input?.pointee
    let found = input.map { column(Int($0.col), line: Int($0.line)) } ?? 0
    stop(MarkupFailure(reason, line: line, column: found, byteOffset: byteOffset))
  }

  /// The line in the file of the start tag of the innermost open element.
  func startLine(_ line: Int) -> Int {
    if openElements.count == suppressedLines.count, let known = suppressedLines.last {
      return known
    }
    return line + earlierLines
  }

  /// The column in the file of one that libxml2 tells.
  func column(_ column: Int, line: Int) -> Int {
    line == 1 && column > 0 ? column + columnShift : column
  }

  /// Makes ready for libxml2 to go on where another reading stopped.
  mutating func take(over handover: Handover) {
    suppressedTags = handover.tagCount
    suppressedLines = handover.openLines
    openElements = handover.openElements
    textRun = handover.textRun
    earlierLines = handover.line - 1
    earlierBytes += handover.place.bytes - handover.prefix.count
    columnShift = handover.place.characters - handover.prefix.count
  }

  mutating func stop(_ error: any Error) {
    if failure == nil { failure = error }
    if let context { xmlStopParser(context) }
  }

  var byteOffset: Int {
    guard let context, let input = context.pointee.input else { return earlierBytes }
    let consumed = xmlByteConsumed(context)
    // libxml2 answers -1 when it cannot map its converted text back to the file's bytes.
    guard consumed >= 0 else {
      return earlierBytes + Int(input.pointee.consumed) + (input.pointee.cur - input.pointee.base)
    }
    return earlierBytes + consumed
  }

  /// Ends this document at its root and keeps what was read beyond it.
  private mutating func takeRemainder() {
    guard let context, let input = context.pointee.input, input.pointee.buf != nil,
      input.pointee.buf.pointee.encoder == nil
    else { return }
    earlierBytes = byteOffset
    earlierLines = line - 1
    remainder = Array(
      UnsafeBufferPointer(start: input.pointee.cur, count: input.pointee.end - input.pointee.cur)
    )
    xmlStopParser(context)
  }

  private mutating func learn(_ pointer: UnsafePointer<UInt8>) -> MarkupName? {
    guard names.pointee.count < limits.names else {
      refuse(.tooManyNames(limit: limits.names))
      return nil
    }
    guard Int(xmlStrlen(pointer)) <= limits.nameBytes else {
      refuse(.nameTooLong(limit: limits.nameBytes))
      return nil
    }
    return names.pointee.add(pointer)
  }

  private mutating func check(
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>,
    count: Int
  ) -> Bool {
    var bytes = 0
    for index in 0..<count {
      guard let name = attributes[index &* 5], let start = attributes[index &* 5 &+ 3],
        let end = attributes[index &* 5 &+ 4]
      else { continue }
      bytes &+= end - start
      guard names.pointee.find(name) ?? learn(name) != nil else { return false }
    }
    guard bytes <= limits.attributeBytes else {
      refuse(.attributeTooLong(limit: limits.attributeBytes))
      return false
    }
    return true
  }
}
