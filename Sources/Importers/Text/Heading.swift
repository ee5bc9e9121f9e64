/// A column heading, reduced to what does not change with the hand that wrote it.
///
/// Lower case without accents; blanks, punctuation and a leading `*` squeezed to one blank; a unit
/// in brackets taken off and kept.
struct Heading: Hashable {
  /// The words to compare.
  let key: String
  /// The unit that the heading names, lower case, such as `gb`; `nil` when it names none.
  let unit: String?

  init(_ raw: some StringProtocol) {
    var outside = ""
    var inside = ""
    var depth = 0
    for character in raw {
      switch character {
      case "(", "[":
        depth += 1
        outside.append(" ")
      case ")", "]":
        depth = max(0, depth - 1)
      default:
        if depth > 0 { inside.append(character) } else { outside.append(character) }
      }
    }
    var words = Self.words(outside)
    var unit = Self.words(inside).last { Self.units.contains($0) }
    if unit == nil, words.count > 1, let last = words.last, Self.units.contains(last) {
      unit = last
      words.removeLast()
    }
    // What stands in brackets and is no unit is a remark: "Nome server (hostname)".
    key = words.isEmpty ? Self.words(inside).joined(separator: " ") : words.joined(separator: " ")
    self.unit = unit
  }

  /// Whether `bytes`, which are not empty, can be a heading with this key, as far as its first word
  /// shows: says no to nearly all that are not, and makes no text.
  static func mayBe(_ key: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var key = key.utf8.makeIterator()
    for (index, byte) in bytes.enumerated() {
      let lower = byte &- 0x41 <= 25 ? byte | 0x20 : byte
      guard lower &- 0x61 <= 25 || lower &- 0x30 <= 9 else {
        // Brackets come first, or an accent follows: that takes a closer look.
        guard index > 0, byte < 0x80 else { return true }
        return key.next().map { $0 == 0x20 } ?? true
      }
      guard key.next() == lower else { return false }
    }
    return key.next().map { $0 == 0x20 } ?? true
  }

  /// The words of `text`: lower case, without accents, `#` and `%` words of their own.
  static func words(_ text: some StringProtocol) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in text.lowercased().unicodeScalars {
      let plain = plain(scalar)
      if plain.properties.isAlphabetic || plain.properties.numericType != nil {
        word.unicodeScalars.append(plain)
        continue
      }
      // A combining accent belongs to the letter before it.
      if (0x300...0x36F).contains(plain.value) { continue }
      if !word.isEmpty { words.append(word) }
      word = ""
      if plain == "#" || plain == "%" { words.append(String(Character(plain))) }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static let units: Set<String> = [
    "gb", "gib", "mb", "mib", "tb", "tib", "kb", "kib", "bytes", "byte", "ghz", "mhz", "hz", "w",
    "watt", "watts", "kw", "kwh",
  ]

  /// The letter without its accent, for the accents of western European languages.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "à", "á", "â", "ã", "ä", "å": "a"
    case "è", "é", "ê", "ë": "e"
    case "ì", "í", "î", "ï": "i"
    case "ò", "ó", "ô", "õ", "ö": "o"
    case "ù", "ú", "û", "ü": "u"
    case "ç": "c"
    case "ñ": "n"
    case "°", "º": "o"
    default: scalar
    }
  }
}
