import Inventory

extension Language {
  /// A number with the digits that it needs and no more, in the reader's way: `0,28`.
  func shortest(_ value: Double) -> String {
    FactValue.shortest(value).replacing(".", with: self(",", "."))
  }

  /// A number in the reader's way: `1.234,5` in Italian, `1,234.5` in English.
  func number(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return "–" }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e15 else { return String(value) }
    let digits = String(Int64(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(decimals)
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped += self(".", ",") }
      grouped.append(digit)
    }
    let sign = value < 0 && scaled > 0 ? "−" : ""
    return sign + grouped + (decimals > 0 ? self(",", ".") + padded.suffix(decimals) : "")
  }
}
