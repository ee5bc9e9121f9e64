/// What stands before the root of plain markup.
enum PlainProlog {
  /// Where the document goes on behind a byte order mark and a declaration of UTF-8; `nil` when
  /// the beginning is another one, or is not there as a whole.
  static func end(of head: UnsafeBufferPointer<UInt8>) -> Int? {
    var start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard start < head.count, head[start] == 0x3C else { return nil }
    guard head[start...].starts(with: "<?".utf8) else { return start }
    let declaration = head[start...].prefix { $0 != 0x3E }
    guard declaration.endIndex < head.count else { return nil }
    start = declaration.endIndex + 1
    // Few spellings are in use; what else is legal is left to who knows all of them.
    let text = String(decoding: declaration, as: UTF8.self).replacing("'", with: "\"")
    var words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.first == "<?xml", words.count > 1, words[1].hasPrefix("version=\"1.0\"") else {
      return nil
    }
    if words.last == "?" {
      words.removeLast()
    } else if let last = words.popLast(), last.hasSuffix("?") {
      words.append(last.dropLast())
    } else {
      return nil
    }
    var rest = words.dropFirst()
    guard rest.popFirst() == "version=\"1.0\"" else { return nil }
    if let encoding = rest.first, encoding.lowercased() == "encoding=\"utf-8\"" {
      // The word itself is told apart by case, its value is not.
      guard encoding.hasPrefix("encoding") else { return nil }
      rest = rest.dropFirst()
    }
    if rest.first == "standalone=\"yes\"" || rest.first == "standalone=\"no\"" {
      rest = rest.dropFirst()
    }
    return rest.isEmpty ? start : nil
  }
}
