import Inventory

extension MachineUUID {
  /// The serial number that HP and Dell write into their machines' UUIDs; `nil` for all others.
  ///
  /// HP: the ASCII of the last ten bytes, the third group swapped (`…-435a-3332-303538304a33` is
  /// `CZ320580J3`). Dell: `4c4c4544-00XX-YY10-80ZZ-WWc04fAABBCC` spells the tag `WXYZABC`.
  var vendorSerial: String? {
    let given = Self.bytes(description)
    guard given.count == 16 else { return nil }
    for bytes in [given, Self.swapped(given)] {
      if bytes[0...3] == [0x4C, 0x4C, 0x45, 0x44], bytes[11...12] == [0xC0, 0x4F] {
        return Self.ascii([bytes[10], bytes[5], bytes[6], bytes[9]] + bytes[13...15])
      }
      if Self.ascii(bytes[0..<6]) != nil, let serial = Self.ascii(bytes[6...]) {
        // Ten letters and figures; the first three bytes of others are random.
        return bytes[6] == 0x43 || bytes[6] == 0x55 || bytes[6] == 0x4D ? serial : nil
      }
    }
    return nil
  }

  /// The sixteen bytes of a UUID in lower case with hyphens.
  private static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    var half: UInt8?
    for letter in text.utf8 where letter != 0x2D {
      let digit = letter &- (letter < 0x40 ? 0x30 : 0x57)
      if let high = half {
        bytes.append(high << 4 | digit)
        half = nil
      } else {
        half = digit
      }
    }
    return bytes
  }

  /// The bytes with the first three groups the other way round.
  private static func swapped(_ bytes: [UInt8]) -> [UInt8] {
    bytes[0...3].reversed() + bytes[4...5].reversed() + bytes[6...7].reversed() + bytes[8...]
  }

  private static func ascii(_ bytes: some Sequence<UInt8>) -> String? {
    var text = ""
    for byte in bytes {
      guard byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5A else { return nil }
      text.unicodeScalars.append(Unicode.Scalar(byte))
    }
    return text
  }
}
