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
      var parse = Parse(limits: limits, events: events, endsAtRoot: allowsConcatenatedDocuments)
      var names = parse.names
      handler.pointee.prepare(&names)
      try parse.run(handler, nextChunk)
    }
  }
}
