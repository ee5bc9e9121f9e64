import Markup

/// Passes the events of any markup to the handler of a part of a workbook.
struct PartMarkup<Handler: PartHandler>: MarkupHandler {
  private let handler: UnsafeMutablePointer<Handler>

  /// The number of each name, by its place in the parse's table.
  private var names: [PartName] = []

  /// The attributes that are asked for, as the parse and as the handler call them.
  private var attributes: [(markup: MarkupName, part: PartName)] = []

  /// Creates a way to a handler that outlives the parse.
  init(_ handler: UnsafeMutablePointer<Handler>) {
    self.handler = handler
  }

  mutating func prepare(_ table: inout MarkupNames) {
    for text in Handler.elements { learn(text, table.intern(text.description)) }
    for text in Handler.attributes {
      attributes.append((table.intern(text.description), PartName(text)))
    }
  }

  private mutating func learn(_ text: StaticString, _ name: MarkupName) {
    while names.count <= Int(name.index) { names.append(.other) }
    names[Int(name.index)] = PartName(text)
  }

  private func part(_ name: MarkupName) -> PartName {
    Int(name.index) < names.count ? names[Int(name.index)] : .other
  }

  mutating func start(_ tag: borrowing StartTag) throws {
    var bytes: [UInt8] = []
    var values: [(name: PartName, range: Range<Int>)] = []
    for attribute in attributes {
      tag.withAttribute(attribute.markup) { value in
        guard let value else { return }
        values.append((attribute.part, bytes.count..<(bytes.count + value.count)))
        bytes += value
      }
    }
    let name = part(tag.name)
    try bytes.withUnsafeBufferPointer { bytes in
      let list = values.map { value in
        PlainAttribute(
          name: value.name,
          whole: UnsafeBufferPointer(start: nil, count: 0),
          value: UnsafeBufferPointer(rebasing: bytes[value.range])
        )
      }
      try list.withUnsafeBufferPointer { list in
        let tag = PartTag(name: name, attributes: list.baseAddress, count: list.count)
        try handler.pointee.start(tag)
      }
    }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    try handler.pointee.text(bytes)
  }

  mutating func end(_ name: MarkupName) throws {
    try handler.pointee.end(part(name))
  }
}
