/// Cuts texts of ASCII and of the accented letters of Italian into words, byte by byte.
///
/// It says what the general way of ``ServiceText`` says, without asking Unicode's tables about
/// every letter: an assignment cuts the same kind of text hundreds of thousands of times.
enum PlainWords {
  /// The words of `text`, lower case and without accents; `nil` when it has other letters.
  static func of(_ text: String) -> [String]? {
    var text = text
    return text.withUTF8 { bytes in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: max(1, bytes.count)) { plain in
        guard let count = fold(bytes, into: plain), let base = plain.baseAddress else { return nil }
        var folded = UnsafeBufferPointer(start: base, count: count)
        for mark in marks {
          guard let cut = first(mark, in: folded) else { continue }
          if cut == 0 { return [] }
          folded = UnsafeBufferPointer(rebasing: folded[..<cut])
        }
        return cut(folded)
      }
    }
  }

  private static let marks = ServiceText.remarks.map { Array($0.utf8) }

  /// Writes the text in lower case and without accents; `nil` when it cannot.
  private static func fold(
    _ bytes: UnsafeBufferPointer<UInt8>,
    into plain: UnsafeMutableBufferPointer<UInt8>
  ) -> Int? {
    var count = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      var letter = byte
      if byte < 0x80 {
        if byte &- 0x41 <= 25 { letter = byte | 0x20 }
        if byte == 0x60 { letter = 0x27 }
        index += 1
      } else if byte == 0xC3, index + 1 < bytes.count, let base = unaccented(bytes[index + 1]) {
        letter = base
        index += 2
      } else if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80,
        bytes[index + 2] == 0x99
      {
        letter = 0x27
        index += 3
      } else {
        return nil
      }
      plain[count] = letter
      count += 1
    }
    return count
  }

  /// The letter under the accent, for the second byte of U+00C0 to U+00FF in UTF-8.
  private static func unaccented(_ byte: UInt8) -> UInt8? {
    switch byte | 0x20 {
    case 0xA0, 0xA1, 0xA2, 0xA4: 0x61
    case 0xA8...0xAB: 0x65
    case 0xAC...0xAE: 0x69
    case 0xB2...0xB4, 0xB6: 0x6F
    case 0xB9...0xBC: 0x75
    default: nil
    }
  }

  /// Where `mark` first stands.
  private static func first(_ mark: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes.count >= mark.count else { return nil }
    return (0...(bytes.count - mark.count)).first { start in
      bytes[start] == mark[0] && bytes[start...].starts(with: mark)
    }
  }

  private static func cut(_ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    var words: [String] = []
    var start = 0
    while start < bytes.count {
      guard isWordByte(bytes[start]) else {
        start += 1
        continue
      }
      var end = start
      var hasPoint = false
      var hasLetter = false
      while end < bytes.count, isWordByte(bytes[end]) {
        if bytes[end] == 0x2E { hasPoint = true } else if bytes[end] >= 0x61 { hasLetter = true }
        end += 1
      }
      // Points part an abbreviation; they belong to a number.
      if hasPoint, hasLetter {
        for part in bytes[start..<end].split(separator: 0x2E) {
          words.append(String(decoding: part, as: UTF8.self))
        }
      } else {
        words.append(String(decoding: bytes[start..<end], as: UTF8.self))
      }
      start = end
    }
    return words
  }

  /// Letters, which are lower case here, figures and points.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte &- 0x61 <= 25 || byte &- 0x30 <= 9 || byte == 0x2E
  }
}
