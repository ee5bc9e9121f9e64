/// What libxml2 has to be given so that it can go on where ``PlainMarkup`` stopped.
///
/// It is made to believe that it has read the document from the beginning: it gets the start tags
/// of the open elements, with their namespaces, whose events are not passed on, and then the rest.
/// Before and after the root, it gets a comment and a closed root instead. libxml2 does not begin
/// before it has four bytes, hence the blank in each tag.
struct Handover {
  /// The tags, and how many they are.
  private(set) var prefix: [UInt8] = []
  private(set) var tagCount = 0

  /// The names of the open elements, and the lines of their tags.
  private(set) var openElements: [MarkupName] = []
  private(set) var openLines: [Int] = []

  /// Lines and bytes between the document's beginning and the place.
  let place: Place
  let line: Int
  let textRun: Int

  /// The bytes from the place on that have been read.
  let rest: [UInt8]

  init(_ plain: borrowing PlainMarkup) {
    place = plain.finalPlace()
    line = plain.line
    textRun = plain.textRun
    rest = plain.window.rest(from: plain.cursor)
    if plain.isRootClosed {
      prefix = Array("<r/>".utf8)
      tagCount = 1
    } else if plain.isPrologRead, plain.depth == 0 {
      prefix = Array("<!---->".utf8)
    }
    for index in 0..<plain.depth {
      let tagName = plain.tagNames[Int(plain.openTags[index])]
      openElements.append(tagName.name)
      openLines.append(plain.openLines[index])
      prefix.append(0x3C)
      append(tagName.whole)
      for declaration in plain.namespaces.declarations where declaration.depth == index + 1 {
        prefix += " xmlns".utf8
        if let prefix = declaration.prefix {
          self.prefix.append(0x3A)
          append(prefix)
        }
        prefix += "=\"".utf8
        append(declaration.address)
        prefix.append(0x22)
      }
      prefix += " >".utf8
      tagCount += 1
    }
  }

  private mutating func append(_ text: UnsafePointer<UInt8>) {
    var position = 0
    while text[position] != 0 {
      prefix.append(text[position])
      position += 1
    }
  }
}
