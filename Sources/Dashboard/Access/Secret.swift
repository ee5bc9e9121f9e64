import Crypto

/// A secret of 256 bits: who holds it is known by it.
///
/// Only its hash is kept, so that nobody who reads the memory or a file could use it.
struct Secret: Sendable {
  /// What the holder keeps: 64 hexadecimal digits.
  let text: String

  /// Makes a new one of 32 bytes of `random`.
  init(_ random: (Int) -> [UInt8]) {
    text = Self.hexadecimal(random(32))
  }

  /// What is kept here.
  var hash: String { Self.hash(of: text) }

  /// The hash of what somebody holds out; SHA-256, which is enough for what cannot be guessed.
  static func hash(of text: String) -> String { hexadecimal(SHA256.hash(data: Array(text.utf8))) }

  /// Whether two texts are the same, in a time that does not tell where they differ.
  static func isSame(_ one: String, _ other: String) -> Bool {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Writes bytes as hexadecimal digits.
  static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
      as: UTF8.self
    )
  }

  /// Reads hexadecimal digits; `nil` when they are none.
  static func bytes(_ text: String) -> [UInt8]? {
    let digits = text.utf8.map { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
      default: nil
      }
    }.compactMap(\.self)
    guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }
}
