import CLibXML2

/// libxml2's callbacks, which only pass on to the ``ParseState`` behind the user data.
enum ParseCallbacks {
  /// C function pointers capture nothing, so one table serves every parse.
  static var table: xmlSAXHandler {
    var table = xmlSAXHandler()
    table.initialized = XML_SAX2_MAGIC
    table.startElementNs = { user, name, _, namespace, _, _, count, _, attributes in
      guard let name else { return }
      ParseCallbacks.state(user)?.pointee.start(
        name,
        namespace: namespace,
        attributes: attributes,
        count: Int(count)
      )
    }
    table.endElementNs = { user, _, _, _ in ParseCallbacks.state(user)?.pointee.end() }
    table.characters = ParseCallbacks.characters
    // The same function, or libxml2 would try to guess which blanks matter.
    table.ignorableWhitespace = ParseCallbacks.characters
    table.cdataBlock = ParseCallbacks.characters
    table.serror = { user, error in
      guard let state = ParseCallbacks.state(user), let error else { return }
      ParseCallbacks.note(error.pointee, in: state)
    }
    refuseDeclarations(&table)
    return table
  }

  static func state(
    _ user: UnsafeMutableRawPointer?
  ) -> UnsafeMutablePointer<ParseState>? {
    user?.assumingMemoryBound(to: ParseState.self)
  }

  private static let characters: charactersSAXFunc = { user, bytes, count in
    guard let bytes, count > 0 else { return }
    ParseCallbacks.state(user)?.pointee.text(bytes, Int(count))
  }

  /// Lets a bare `<!DOCTYPE name>` pass, as nmap writes it, and nothing that could declare.
  private static func refuseDeclarations(_ table: inout xmlSAXHandler) {
    table.internalSubset = { user, _, publicIdentifier, systemIdentifier in
      guard let state = ParseCallbacks.state(user),
        let input = state.pointee.context?.pointee.input
      else { return }
      // libxml2 stands behind the identifiers here, before it reads any declaration.
      let opensSubset = input.pointee.cur < input.pointee.end && input.pointee.cur.pointee == 0x5B
      if publicIdentifier != nil || systemIdentifier != nil || opensSubset {
        state.pointee.refuse(.documentTypeRefused)
      }
    }
    // The rest cannot happen after that check; should a libxml2 move its place, they hold.
    // (libxml2 announces an external subset for a bare type too, then without identifiers.)
    table.externalSubset = { user, _, publicIdentifier, systemIdentifier in
      if publicIdentifier != nil || systemIdentifier != nil {
        ParseCallbacks.state(user)?.pointee.refuse(.documentTypeRefused)
      }
    }
    table.entityDecl = { user, _, _, _, _, _ in
      ParseCallbacks.state(user)?.pointee.refuse(.documentTypeRefused)
    }
    table.attributeDecl = { user, _, _, _, _, _, tree in
      xmlFreeEnumeration(tree)
      ParseCallbacks.state(user)?.pointee.refuse(.documentTypeRefused)
    }
    table.elementDecl = { user, _, _, _ in
      ParseCallbacks.state(user)?.pointee.refuse(.documentTypeRefused)
    }
    table.notationDecl = { user, _, _, _ in
      ParseCallbacks.state(user)?.pointee.refuse(.documentTypeRefused)
    }
    table.unparsedEntityDecl = { user, _, _, _, _ in
      ParseCallbacks.state(user)?.pointee.refuse(.documentTypeRefused)
    }
    // Asked only for names that XML does not predefine. An answer of nothing would be a mere
    // warning in some documents, and the text would be lost.
    table.getEntity = { user, name in
      let text = name.map { String(cString: $0) } ?? ""
      ParseCallbacks.state(user)?.pointee.refuse(.undeclaredEntity(text))
      return nil
    }
  }

  /// Keeps the first error that ends the parse; warnings and namespace errors do not.
  private static func note(_ error: xmlError, in state: UnsafeMutablePointer<ParseState>) {
    guard error.level == XML_ERR_FATAL, state.pointee.failure == nil else { return }
    state.pointee.failure = MarkupFailure(
      reason(error, in: state.pointee),
      line: error.line > 0 ? Int(error.line) + state.pointee.earlierLines : state.pointee.line,
      column: state.pointee.column(Int(error.int2), line: Int(error.line)),
      byteOffset: state.pointee.byteOffset
    )
  }

  private static func reason(_ error: xmlError, in state: ParseState) -> MarkupFailure.Reason {
    var words = line(error.message)
    if error.code == XML_ERR_TAG_NAME_MISMATCH.rawValue {
      let told = Int(error.int1)
      words = words.replacing(" line \(told) and ", with: " line \(state.startLine(told)) and ")
    }
    switch xmlParserErrors(rawValue: UInt32(bitPattern: error.code)) {
    case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_CHARREF, XML_ERR_INVALID_ENCODING:
      return .badCharacter(words)
    case XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING:
      return .unsupportedEncoding(words)
    case XML_ERR_NAME_TOO_LONG:
      return .nameTooLong(limit: state.limits.nameBytes)
    case XML_ERR_UNDECLARED_ENTITY:
      return .undeclaredEntity(words)
    case XML_ERR_DOCUMENT_EMPTY:
      return .notMarkup
    case XML_ERR_INTERNAL_ERROR where words.contains("Huge input lookup"):
      return .tagTooLong(limit: libraryLimit)
    case _ where words.contains("AttValue length too long"):
      return .attributeTooLong(limit: libraryLimit)
    default:
      break
    }
    // Nothing more comes and elements are open: whatever libxml2 missed, the file was cut.
    if state.inputEnded, let open = state.openElements.last {
      return .truncated(openElement: state.names.pointee.string(open))
    }
    return .malformed(words)
  }

  /// What libxml2 looks ahead at most, in bytes (its XML_MAX_LOOKUP_LIMIT).
  private static let libraryLimit = 10_000_000

  private static func line(_ message: UnsafePointer<CChar>?) -> String {
    guard let message else { return "" }
    let words = String(cString: message).split(whereSeparator: \.isWhitespace)
    return String(words.joined(separator: " ").prefix(200))
  }
}
