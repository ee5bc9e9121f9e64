import Markup

/// An Excel workbook: its parts, found by their relations and not by their usual names.
struct Workbook: Sendable {
  let archive: ZipArchive
  let sharedStrings: SharedStrings
  let styles: WorkbookStyles
  let usesDate1904: Bool
  private let parts: [String: ZipArchive.Entry]

  /// The sheets of a workbook, in the workbook's order.
  static func tables(_ source: some ByteSource, limits: TableLimits) throws -> [Table] {
    let archive = try ZipArchive(source, limits: limits)
    var parts: [String: ZipArchive.Entry] = [:]
    for entry in archive.entries { parts[entry.partName] = entry }
    let finder = PartFinder(archive: archive, parts: parts)
    // Nothing in it is needed, but a workbook whose first part is damaged is a damaged workbook.
    if finder.has("[content_types].xml") {
      var unused = RelationReader(folder: "")
      try finder.read("[content_types].xml", &unused)
    }
    let workbookPart = try finder.workbookPart()
    let relations = try finder.relations(of: workbookPart)
    var outline = WorkbookOutline()
    try finder.read(workbookPart, &outline)

    var sharedStrings = SharedStringsPart(limits: limits)
    if let part = relations.first(where: { $0.isKind("sharedStrings") })?.target,
      finder.has(part)
    {
      try finder.read(part, &sharedStrings)
    }
    var styles = WorkbookStyles()
    if let part = relations.first(where: { $0.isKind("styles") })?.target, finder.has(part) {
      try finder.read(part, &styles)
    }
    let workbook = Workbook(
      archive: archive,
      sharedStrings: try sharedStrings.finished(),
      styles: styles,
      usesDate1904: outline.usesDate1904,
      parts: parts
    )
    return outline.sheets.compactMap { sheet in
      let relation = relations.first { $0.id == sheet.relation }
      // Sheets that are charts or dialogues have no rows.
      if let relation, !relation.isKind("worksheet") { return nil }
      return Table(
        rows: Sheet(workbook: workbook, part: relation?.target ?? sheet.relation, limits: limits),
        name: sheet.name,
        isHidden: sheet.isHidden,
        usesDate1904: outline.usesDate1904
      )
    }
  }

  /// Reads a part that may be long; the failures name the part.
  func read<Handler: PartHandler>(_ part: String, _ handler: inout Handler) throws {
    try PartFinder(archive: archive, parts: parts).read(part, &handler)
  }
}

/// Finds and reads the parts of a workbook.
struct PartFinder {
  let archive: ZipArchive
  let parts: [String: ZipArchive.Entry]

  func has(_ part: String) -> Bool { parts[part] != nil }

  /// The part that the package declares to be the workbook; else the one so called.
  func workbookPart() throws -> String {
    if let part = try relations(of: "").first(where: { $0.isKind("officeDocument") })?.target,
      has(part)
    {
      return part
    }
    guard let part = parts.keys.filter({ ("/" + $0).hasSuffix("/workbook.xml") }).min() else {
      throw TabularFailure(.missingPart("xl/workbook.xml"), name: archive.name)
    }
    return part
  }

  /// The relations of a part; none when it has no list of them.
  func relations(of part: String) throws -> [WorkbookRelation] {
    let folder = part.split(separator: "/").dropLast().joined(separator: "/")
    let file = part.split(separator: "/").last ?? ""
    let list = (folder.isEmpty ? "" : folder + "/") + "_rels/" + file + ".rels"
    guard has(list) else { return [] }
    var reader = RelationReader(folder: folder)
    try read(list, &reader)
    return reader.relations
  }

  /// Reads a part that may be long: as plain markup, and if it is not, from the start as any.
  func read<Handler: PartHandler>(_ part: String, _ handler: inout Handler) throws {
    guard let entry = parts[part] else {
      throw TabularFailure(.missingPart(part), name: archive.name)
    }
    var stream = try archive.open(entry)
    if try PlainPart.read(&stream, &handler) { return }
    handler.restart()
    try withUnsafeMutablePointer(to: &handler) { handler in
      var markup = PartMarkup(handler)
      try read(part, &markup)
    }
  }

  /// Reads a part as markup.
  func read<Handler: MarkupHandler>(_ part: String, _ handler: inout Handler) throws {
    guard let entry = parts[part] else {
      throw TabularFailure(.missingPart(part), name: archive.name)
    }
    var stream = try archive.open(entry)
    do {
      try MarkupReader.read(limits: archive.limits.markup, handler: &handler) {
        try stream.nextChunk()
      }
    } catch let failure as MarkupFailure {
      throw TabularFailure(
        .markup(failure),
        name: archive.name + "!" + entry.name,
        line: failure.line
      )
    }
  }
}

/// A relation of one part of a workbook to another.
struct WorkbookRelation {
  var id: String
  var type: String
  var target: String

  /// Whether the relation is of a kind; the namespaces of both editions end in the same word.
  func isKind(_ kind: String) -> Bool { type.hasSuffix("/" + kind) }
}

private struct RelationReader: MarkupHandler {
  let folder: String
  var relations: [WorkbookRelation] = []
  private var known: [MarkupName] = []

  init(folder: String) {
    self.folder = folder
  }

  mutating func prepare(_ names: inout MarkupNames) {
    known = ["Relationship", "Id", "Type", "Target", "TargetMode"].map { names.intern($0) }
  }

  mutating func start(_ tag: borrowing StartTag) throws {
    guard tag.name == known[0], let target = tag.attribute(known[3]),
      tag.attribute(known[4]) != "External"
    else { return }
    relations.append(
      WorkbookRelation(
        id: tag.attribute(known[1]) ?? "",
        type: tag.attribute(known[2]) ?? "",
        target: resolve(target)
      )
    )
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}

  mutating func end(_ name: MarkupName) throws {}

  /// The part that a target means: from the root, or from the folder of the part.
  private func resolve(_ target: String) -> String {
    let target = target.lowercased().map { $0 == "\\" ? "/" : $0 }
    var steps = target.first == "/" ? [] : folder.split(separator: "/").map(String.init)
    for step in target.split(separator: "/") {
      switch String(step) {
      case ".": break
      case "..": _ = steps.popLast()
      case let name: steps.append(name)
      }
    }
    return steps.joined(separator: "/")
  }
}

/// What the workbook part says about its sheets.
private struct WorkbookOutline: MarkupHandler {
  struct Sheet {
    var name: String
    var relation: String
    var isHidden: Bool
  }

  var sheets: [Sheet] = []
  var usesDate1904 = false
  private var known: [MarkupName] = []

  init() {}

  mutating func prepare(_ names: inout MarkupNames) {
    known = ["sheet", "name", "id", "state", "workbookPr", "date1904"].map { names.intern($0) }
  }

  mutating func start(_ tag: borrowing StartTag) throws {
    if tag.name == known[0] {
      sheets.append(
        Sheet(
          name: tag.attribute(known[1]) ?? "",
          relation: tag.attribute(known[2]) ?? "",
          isHidden: (tag.attribute(known[3]) ?? "visible") != "visible"
        )
      )
    } else if tag.name == known[4] {
      usesDate1904 = ["1", "true"].contains(tag.attribute(known[5]))
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {}

  mutating func end(_ name: MarkupName) throws {}
}
