/// Reads documents whose parts are small, one part at a time.
public enum ElementStream {
  /// Calls `body` with each complete subtree whose path is one of `paths`.
  ///
  /// A path begins at the root and names one element a step, by local name and by case, with `*`
  /// for any name: `"REQUEST/CONTENT/CPUS"` is each of these, `"REQUEST/CONTENT/*"` each child
  /// of `CONTENT`, `"nmaprun"` the whole document. Inside a collected subtree no path is looked
  /// for. Memory holds one subtree; everything else is skipped.
  ///
  /// - Parameters:
  ///   - paths: What to collect, 64 paths at most.
  ///   - skip: Names of elements that are left out wherever they stand, with all they hold.
  ///   - allowsConcatenatedDocuments: Whether another root may follow the end of the root.
  ///   - limits: What the document may ask for.
  ///   - nextChunk: Returns the next bytes, `nil` at the end.
  ///   - root: Is told the name, namespace and attributes of each root before anything in it.
  ///   - body: Receives the path of the subtree, as it stands in the document, and the subtree.
  /// - Throws: ``MarkupFailure``, after the subtrees that ended before the place; the errors of
  ///   the closures unchanged.
  public static func read(
    paths: [String],
    skip: Set<String> = [],
    allowsConcatenatedDocuments: Bool = false,
    limits: MarkupLimits = .standard,
    nextChunk: () throws -> [UInt8]?,
    root: (Element) throws -> Void = { _ in },
    _ body: (_ path: String, Element) throws -> Void
  ) throws {
    precondition(paths.count <= 64, "more than 64 paths in one reading")
    try withoutActuallyEscaping(root) { root in
      try withoutActuallyEscaping(body) { body in
        var collector = SubtreeCollector(
          paths: paths.map { $0.split(separator: "/").map(String.init) },
          skip: skip,
          limits: limits,
          root: root,
          body: body
        )
        try MarkupReader.read(
          limits: limits,
          allowsConcatenatedDocuments: allowsConcatenatedDocuments,
          handler: &collector,
          nextChunk: nextChunk
        )
      }
    }
  }
}

/// Builds one subtree after the other out of the events.
private struct SubtreeCollector: MarkupHandler {
  private let paths: [[String]]
  private let skip: Set<String>
  private let limits: MarkupLimits
  private let root: (Element) throws -> Void
  private let body: (String, Element) throws -> Void

  /// The names that each path asks for, `nil` for any.
  private var patterns: [[MarkupName?]] = []
  private var skipped: Set<MarkupName> = []
  private var names: MarkupNames?

  /// For each open element, one bit for each path that agrees so far.
  private var agreeing: [UInt64] = []
  private var openNames: [MarkupName] = []

  /// The elements of the subtree that are open, outermost first, and their text so far.
  private var growing: [Element] = []
  private var texts: [[UInt8]] = []
  private var elementCount = 0
  private var byteCount = 0

  /// How many elements are open inside one that is skipped, itself included.
  private var skipDepth = 0
  private var line = 0

  init(
    paths: [[String]],
    skip: Set<String>,
    limits: MarkupLimits,
    root: @escaping (Element) throws -> Void,
    body: @escaping (String, Element) throws -> Void
  ) {
    self.paths = paths
    self.skip = skip
    self.limits = limits
    self.root = root
    self.body = body
  }

  mutating func prepare(_ names: inout MarkupNames) {
    for path in paths { patterns.append(path.map { $0 == "*" ? nil : names.intern($0) }) }
    for name in skip { skipped.insert(names.intern(name)) }
    self.names = names
  }

  mutating func start(_ tag: borrowing StartTag) throws {
    if tag.depth == 1 { try root(element(tag)) }
    if skipDepth > 0 || skipped.contains(tag.name) {
      skipDepth += 1
      return
    }
    line = tag.line
    if !growing.isEmpty { return try grow(tag) }
    openNames.append(tag.name)
    let candidates = agreeing.last ?? ~0
    var agrees: UInt64 = 0
    var isComplete = false
    if candidates != 0 {
      for (index, pattern) in patterns.enumerated()
      where candidates & (1 << UInt64(index)) != 0 && pattern.count >= tag.depth {
        if let wanted = pattern[tag.depth - 1], wanted != tag.name { continue }
        agrees |= 1 << UInt64(index)
        isComplete = isComplete || pattern.count == tag.depth
      }
    }
    agreeing.append(agrees)
    if isComplete {
      elementCount = 0
      byteCount = 0
      try grow(tag)
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    guard !growing.isEmpty, skipDepth == 0 else { return }
    let depth = growing.count - 1
    // Blanks before the first letter are indentation, and most of a pretty-printed file.
    if texts[depth].isEmpty, bytes.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
      return
    }
    byteCount += bytes.count
    try checkSize()
    texts[depth].append(contentsOf: bytes)
  }

  mutating func end(_ name: MarkupName) throws {
    if skipDepth > 0 {
      skipDepth -= 1
      return
    }
    guard var done = growing.popLast() else {
      agreeing.removeLast()
      openNames.removeLast()
      return
    }
    let depth = growing.count
    if !texts[depth].isEmpty {
      done.text = trimmed(texts[depth])
      texts[depth].removeAll(keepingCapacity: true)
    }
    if depth > 0 {
      growing[depth - 1].children.append(done)
      return
    }
    let path = openNames.map { names?[$0] ?? "" }.joined(separator: "/")
    agreeing.removeLast()
    openNames.removeLast()
    try body(path, done)
  }

  private mutating func grow(_ tag: borrowing StartTag) throws {
    let element = element(tag)
    elementCount += 1
    for value in element.attributes.values { byteCount += value.utf8.count }
    try checkSize()
    growing.append(element)
    if texts.count < growing.count { texts.append([]) }
  }

  private func checkSize() throws {
    guard elementCount <= limits.subtreeElements else {
      throw MarkupFailure(.subtreeTooLarge(limit: limits.subtreeElements), line: line)
    }
    guard byteCount <= limits.subtreeBytes else {
      throw MarkupFailure(.subtreeTooLarge(limit: limits.subtreeBytes), line: line)
    }
  }

  private func element(_ tag: borrowing StartTag) -> Element {
    var element = Element(name: tag.localName, namespace: tag.namespace, line: tag.line)
    guard tag.attributeCount > 0 else { return element }
    let names = names
    tag.forEachAttribute { name, value in
      let key = names?[name] ?? ""
      if element.attributes[key] == nil { element.attributes[key] = value }
    }
    return element
  }

  private func trimmed(_ bytes: [UInt8]) -> String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }),
      let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}
