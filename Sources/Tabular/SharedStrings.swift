import Markup

/// The texts that the cells of a workbook share, one after the other in one piece of memory.
struct SharedStrings: MarkupHandler, Sendable {
  private let limits: TableLimits
  private var bytes: [UInt8] = []

  /// Where each text ends.
  private var ends: [Int] = []

  private var item = MarkupName(index: -1)
  private var text = MarkupName(index: -1)
  private var phonetic = MarkupName(index: -1)
  private var isText = false
  private var phoneticDepth = 0

  init(limits: TableLimits) {
    self.limits = limits
  }

  var count: Int { ends.count }

  /// Appends the text at `index` to `target`; `false` when there is none.
  func append(_ index: Int, to target: inout [UInt8]) -> Bool {
    guard ends.indices.contains(index) else { return false }
    target += bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    return true
  }

  mutating func prepare(_ names: inout MarkupNames) {
    item = names.intern("si")
    text = names.intern("t")
    phonetic = names.intern("rPh")
  }

  mutating func start(_ tag: borrowing StartTag) throws {
    if tag.name == phonetic { phoneticDepth += 1 }
    isText = tag.name == text && phoneticDepth == 0
  }

  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) throws {
    guard isText else { return }
    bytes += piece
    guard bytes.count <= limits.sharedStringBytes else {
      throw TabularFailure(
        .sharedStringsTooLarge(limit: limits.sharedStringBytes),
        name: "sharedStrings"
      )
    }
  }

  mutating func end(_ name: MarkupName) throws {
    isText = false
    if name == phonetic { phoneticDepth -= 1 }
    guard name == item else { return }
    let start = ends.last ?? 0
    EscapedCharacters.decode(&bytes, from: start)
    ends.append(bytes.count)
  }
}

/// Excel's way to write characters that XML forbids: `_x000D_` for a carriage return.
enum EscapedCharacters {
  /// Replaces the escapes of `bytes`, from `start` on; `_x005F_` is the underscore itself.
  static func decode(_ bytes: inout [UInt8], from start: Int) {
    var target = start
    var position = start
    guard bytes[start...].contains(0x5F) else { return }
    while position < bytes.count {
      if let value = value(bytes, at: position) {
        // Only a control character or an underscore is ever written so by a program.
        bytes[target] = value
        position += 7
      } else {
        bytes[target] = bytes[position]
        position += 1
      }
      target += 1
    }
    bytes.removeSubrange(target...)
  }

  private static func value(_ bytes: [UInt8], at position: Int) -> UInt8? {
    guard position + 7 <= bytes.count, bytes[position] == 0x5F,
      bytes[position + 1] | 0x20 == 0x78, bytes[position + 6] == 0x5F,
      let value = UInt16(
        String(decoding: bytes[(position + 2)..<(position + 6)], as: UTF8.self),
        radix: 16
      ),
      value < 0x20 || value == 0x5F
    else { return nil }
    return UInt8(value)
  }
}
