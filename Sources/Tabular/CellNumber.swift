import Glibc

/// Numbers and dates as a sheet stores them, and as text.
enum CellNumber {
  /// The value of a stored number, `nil` when it is none.
  static func value(_ bytes: ArraySlice<UInt8>) -> Double? {
    guard let first = bytes.first, bytes.count < 64 else { return nil }
    // strtod knows words and bases that no sheet has.
    guard first == 0x2D || first == 0x2B || first == 0x2E || (0x30...0x39).contains(first),
      !bytes.contains(where: { $0 | 0x20 == 0x78 })
    else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { text in
      for (index, byte) in bytes.enumerated() { text[index] = CChar(bitPattern: byte) }
      text[bytes.count] = 0
      guard let start = text.baseAddress else { return nil }
      var end: UnsafeMutablePointer<CChar>?
      let value = strtod(start, &end)
      return end == start + bytes.count && value.isFinite ? value : nil
    }
  }

  /// The value of a number that is written as ``text(_:)`` writes it, which most are; else `nil`.
  ///
  /// Up to 15 digits are exact in a `Double`, as is the power of ten to divide by, so the quotient
  /// is the nearest number; and no two such decimals have the same, so none is shorter.
  static func shortest(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var place = 0
    let isNegative = bytes.first == 0x2D
    if isNegative { place = 1 }
    guard bytes.count &- place <= 16, place < bytes.count else { return nil }
    var digits: Int64 = 0
    var count = 0
    var point = -1
    let first = place
    while place < bytes.count {
      let digit = bytes[place] &- 0x30
      if digit < 10 {
        digits = digits &* 10 &+ Int64(digit)
        count &+= 1
      } else if bytes[place] == 0x2E, point < 0, count > 0 {
        point = place
      } else {
        return nil
      }
      place &+= 1
    }
    guard count <= 15, digits != 0 || (count == 1 && point < 0 && !isNegative) else { return nil }
    // No zero in front of another digit, none at the end of a fraction.
    if bytes[first] == 0x30, count > 1, point != first &+ 1 { return nil }
    if point >= 0 {
      guard point < bytes.count - 1, bytes[bytes.count - 1] != 0x30 else { return nil }
      let value = Double(digits) / powerOfTen(bytes.count - 1 - point)
      return isNegative ? -value : value
    }
    return isNegative ? -Double(digits) : Double(digits)
  }

  private static func powerOfTen(_ exponent: Int) -> Double {
    var power: Int64 = 1
    for _ in 0..<exponent { power &*= 10 }
    return Double(power)
  }

  /// The shortest decimal that reads back as the same number: `2048`, `0.1`, never `2048.0`.
  static func text(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    let text = value.description
    guard let mark = text.firstIndex(of: "e") else {
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    guard let exponent = Int(text[text.index(after: mark)...]), abs(exponent) <= 30 else {
      return text
    }
    let mantissa = text[..<mark].drop { $0 == "-" }
    var digits = mantissa.filter { $0 != "." }
    if digits.count == 2, digits.hasSuffix("0") { digits.removeLast() }
    let sign = value < 0 ? "-" : ""
    if exponent < 0 {
      return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
    }
    return sign + digits + String(repeating: "0", count: max(0, exponent + 1 - digits.count))
  }

  /// The date of a serial number as ISO 8601, with a time when there is one.
  ///
  /// - Returns: A time alone below one day; `nil` for what Excel cannot show as a date.
  static func date(_ serial: Double, is1904: Bool) -> String? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    var days = Int(serial)
    var seconds = Int(((serial - Double(days)) * 86_400).rounded())
    if seconds == 86_400 {
      days += 1
      seconds = 0
    }
    let time =
      two(seconds / 3_600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60)
    if days == 0, !is1904 { return time }
    // Days since 1970. Excel believes that 1900 was a leap year, so its days before March 1900
    // are one less than they should be.
    let epochDays = is1904 ? days - 24_107 : days - (days < 60 ? 25_568 : 25_569)
    let date = civil(epochDays)
    return seconds == 0 ? date : date + " " + time
  }

  /// A date as markup writes it, `2023-02-15T00:00:00.000Z`, in the form of all dates here.
  ///
  /// On the day before the count of days begins it is a time alone.
  static func dateText(iso value: [UInt8]) -> [UInt8] {
    var text = value
    if text.last == 0x5A { text.removeLast() }
    if let point = text.firstIndex(of: 0x2E) { text.removeSubrange(point...) }
    guard let mark = text.firstIndex(of: 0x54) else { return text }
    if text.starts(with: "1899-12-3".utf8) { return Array(text[(mark + 1)...]) }
    text[mark] = 0x20
    if text[mark...].elementsEqual(" 00:00:00".utf8) { text.removeSubrange(mark...) }
    return text
  }

  private static func two(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }

  /// The date of a day since 1970, by counting from March of the year 0 in eras of 400 years.
  private static func civil(_ epochDays: Int) -> String {
    let shifted = epochDays + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(year)-\(two(month))-\(two(day))"
  }
}
