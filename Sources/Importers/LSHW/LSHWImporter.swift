public import Inventory
import Markup
import Tabular

/// Reads what `lshw -xml` and `lshw -json` print: the tree of devices of one machine.
///
/// Trees of several machines may stand in one file. A tree that does not begin with the machine
/// itself, such as of `lshw -class`, describes no asset and is skipped.
public struct LSHWImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["lshw"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    if let root = preview.root {
      // libvirt's test driver has a <node> too, which has no class.
      let isNode = root.name == "node" && root.attributes["class"] != nil
      let isList = root.name == "list" && root.children.contains("node")
      return isNode || isList ? formats[0] : nil
    }
    guard let object = preview.object, object.texts["class"] != nil, object.texts["id"] != nil,
      Self.signs.contains(where: { object.names.contains($0) })
    else { return nil }
    return formats[0]
  }

  /// Members that only lshw puts beside `id` and `class`.
  private static let signs = ["claimed", "children", "handle", "capabilities", "physid", "businfo"]

  /// Reads `export` as a stream into records and the account of its machines.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (index, path) in export.paths.enumerated() {
      var tree = Tree(file: index)
      let source = try DocumentSource.at(path)
      if try ContentKind.sniff(source) == .json {
        try JSONReader.read(source, skip: ["capabilities"]) { value in
          guard let object = value.object else { return true }
          try tree.file(LSHWNode(object), into: &reading, emit: emit)
          return true
        }
      } else {
        var stream = try source.open()
        try ElementStream.read(
          paths: ["list/node", "node"],
          skip: ["capabilities", "resources"],
          allowsConcatenatedDocuments: true,
          nextChunk: { try stream.nextChunk() }
        ) { _, element in
          try tree.file(LSHWNode(element), into: &reading, emit: emit)
        }
      }
      reading.ledger.decisions += tree.values.decisions
    }
  }
}

extension LSHWImporter {
  /// What one file has shown so far.
  struct Tree {
    let file: Int
    private(set) var values = Values()
    private var number = 0

    init(file: Int) {
      self.file = file
    }

    mutating func file(
      _ root: LSHWNode,
      into reading: inout Reading,
      emit: (Record) throws -> Void
    ) throws {
      number += 1
      reading.ledger.read += 1
      let place = Locator(file: file, number: number, line: root.line, path: "node")
      guard root.kind == "system" else {
        reading.ledger.skipped += 1
        reading.ledger.skips.append(
          Finding(at: place, value: root.kind, reason: .noInventory, rows: 1)
        )
        return
      }
      let record = machine(root, at: place)
      reading.ledger.rejections += values.takeRejections()
      reading.ledger.records += 1
      try emit(record)
    }

    mutating func with<Result>(_ body: (inout Values) -> Result) -> Result { body(&values) }
  }
}
