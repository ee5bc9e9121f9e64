/// What tells machines apart, in the order in which a cluster keeps its marks.
enum Trait: UInt8, CaseIterable, Sendable {
  case serial
  case foldedSerial
  case uuid
  case macAddress
  case ipAddress
  case assetTag
  case name
  case flatName
  case places
  case cores
  case memory
  case system
  case model
  /// An export that names each machine once.
  case listing

  /// Whether records that share a value of it are compared.
  var isBlocking: Bool {
    switch self {
    case .serial, .foldedSerial, .uuid, .macAddress, .ipAddress, .assetTag, .flatName: true
    default: false
    }
  }
}

/// One value of one trait, with the kinds of source that state it, in one word.
///
/// Marks order by trait, then by value, so that two clusters are compared by walking two short
/// arrays.
struct Mark: Comparable, Hashable, Sendable {
  var word: UInt64

  init(_ trait: Trait, _ value: Int32, _ source: SourceKind) {
    word =
      UInt64(trait.rawValue) << 40 | UInt64(UInt32(bitPattern: value)) << 8 | UInt64(source.bit)
  }

  private init(word: UInt64) { self.word = word }

  /// Trait and value, without the sources.
  var key: UInt64 { word >> 8 }
  var trait: UInt8 { UInt8(truncatingIfNeeded: word >> 40) }
  var value: Int32 { Int32(truncatingIfNeeded: word >> 8) }
  /// The kinds of source, a bit each.
  var sources: UInt8 { UInt8(truncatingIfNeeded: word) }

  /// The same value, stated by the sources of both.
  func joined(_ other: Mark) -> Mark { Mark(word: word | other.word) }

  static func < (left: Mark, right: Mark) -> Bool { left.word < right.word }
}

/// Numbers for the distinct values of one reconciling.
struct ValueTable: Sendable {
  private var numbers: [[String: Int32]] = Array(repeating: [:], count: Trait.allCases.count)
  private var addresses: [UInt64: Int32] = [:]
  private(set) var texts: [String] = []
  private(set) var traits: [Trait] = []

  /// The number of values.
  var count: Int { texts.count }

  /// The number of `text`, a new one the first time.
  mutating func number(_ trait: Trait, _ text: String) -> Int32 {
    if let number = numbers[Int(trait.rawValue)][text] { return number }
    let number = Int32(texts.count)
    numbers[Int(trait.rawValue)][text] = number
    texts.append(text)
    traits.append(trait)
    return number
  }

  /// The number of a hardware address, a new one the first time; `text` is its spelling.
  mutating func number(address: UInt64, _ text: @autoclosure () -> String) -> Int32 {
    if let number = addresses[address] { return number }
    let number = Int32(texts.count)
    addresses[address] = number
    texts.append(text())
    traits.append(.macAddress)
    return number
  }

  /// The text of a value.
  func text(_ number: Int32) -> String { texts[Int(number)] }
}

/// The numbers of values by the spellings that sources have for them: few, each met often.
struct SpellingCache: Sendable {
  private var numbers: [String: Int32?] = [:]

  /// The number of the value that `text` spells; `nil` when it spells none.
  mutating func number(
    _ text: String?,
    _ trait: Trait,
    _ values: inout ValueTable,
    _ value: (String) -> String?
  ) -> Int32? {
    guard let text else { return nil }
    if let known = numbers[text] { return known }
    let number = value(text).map { values.number(trait, $0) }
    numbers[text] = .some(number)
    return number
  }
}
