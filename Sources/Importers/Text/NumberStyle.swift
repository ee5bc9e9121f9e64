/// How the numbers of one column are written.
struct NumberStyle: Hashable {
  /// The mark before decimals.
  var decimal: Character = "."
  /// The mark between groups of three digits, `nil` when there is none.
  var grouping: Character?

  /// Reads a number written in this style, with nothing but blanks around it.
  func number(_ text: some StringProtocol) -> Double? {
    var plain = ""
    var digits = 0
    for character in text where !character.isWhitespace {
      switch character {
      case "0"..."9":
        digits += 1
        plain.append(character)
      case decimal: plain.append(".")
      case grouping: continue
      case "'", "’": continue
      case "-", "+": plain.append(character)
      default: return nil
      }
    }
    guard digits > 0, digits <= 18, let number = Double(plain), number.isFinite else { return nil }
    return number
  }

  /// Splits `text` into its first number, in this style, and the words before and after it.
  func measure(_ text: some StringProtocol) -> (number: Double, before: String, after: String)? {
    let characters = Array(text)
    guard let start = characters.firstIndex(where: { $0.isASCII && $0.isNumber }) else {
      return nil
    }
    var end = start
    while end < characters.count {
      let character = characters[end]
      let isMark = character == "." || character == "," || character == "'"
      let digitFollows =
        end + 1 < characters.count && characters[end + 1].isASCII
        && characters[end + 1].isNumber
      guard character.isASCII && character.isNumber || isMark && digitFollows else { break }
      end += 1
    }
    // An exponent changes the number beyond recognition; whoever writes one is a program gone wrong.
    if end + 1 < characters.count, characters[end] == "e" || characters[end] == "E",
      characters[end + 1].isNumber || characters[end + 1] == "+"
    {
      return nil
    }
    let first = start > 0 && characters[start - 1] == "-" ? start - 1 : start
    guard let number = number(String(characters[first..<end])) else { return nil }
    return (
      number, String(characters[..<first]),
      String(characters[end...].drop(while: \.isWhitespace))
    )
  }
}

/// Counts how the numbers of a column are written, to decide what its marks mean.
struct NumberSurvey {
  private var pointGroups = 0
  private var pointOther = 0
  private var commaGroups = 0
  private var commaOther = 0
  private var pointThenComma = 0
  private var commaThenPoint = 0

  /// Whether any cell has a point or comma.
  var hasMarks: Bool {
    pointGroups + pointOther + commaGroups + commaOther + pointThenComma + commaThenPoint > 0
  }

  /// Whether a comma can only be a decimal mark.
  var provesDecimalComma: Bool { commaOther > 0 && commaThenPoint == 0 || pointThenComma > 0 }

  /// Counts the numbers in one cell.
  mutating func note(_ cell: some StringProtocol) {
    for run in Substring(cell).split(whereSeparator: {
      !($0.isASCII && $0.isNumber || $0 == "." || $0 == ",")
    })
    where run.contains(where: \.isNumber) {
      count(run)
    }
  }

  private mutating func count(_ run: Substring) {
    var run = run
    while let last = run.last, last == "." || last == "," { run.removeLast() }
    while let first = run.first, first == "." || first == "," { run.removeFirst() }
    let point = run.lastIndex(of: ".")
    let comma = run.lastIndex(of: ",")
    switch (point, comma) {
    case (let point?, let comma?):
      if point < comma { pointThenComma += 1 } else { commaThenPoint += 1 }
    case (_?, nil): if Self.isGrouped(run, by: ".") { pointGroups += 1 } else { pointOther += 1 }
    case (nil, _?): if Self.isGrouped(run, by: ",") { commaGroups += 1 } else { commaOther += 1 }
    case (nil, nil): return
    }
  }

  private static func isGrouped(_ run: Substring, by mark: Character) -> Bool {
    let groups = run.split(separator: mark, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), first != "0" else {
      return false
    }
    return groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// Decides the style.
  ///
  /// A mark that always leaves groups of exactly three digits parts thousands where the column
  /// counts whole things, or where the other mark is seen to part decimals; else it is decimal.
  ///
  /// - Parameters:
  ///   - isWhole: Whether the column's values have no decimals by their nature.
  ///   - usesDecimalComma: Whether the file elsewhere shows decimal commas, or is parted by `;`.
  /// - Returns: The style; with a point for decimals where the cells show neither mark.
  func style(isWhole: Bool, usesDecimalComma: Bool) -> NumberStyle {
    if pointThenComma > 0, commaThenPoint == 0 { return NumberStyle(decimal: ",", grouping: ".") }
    if commaThenPoint > 0, pointThenComma == 0 { return NumberStyle(decimal: ".", grouping: ",") }
    let pointParts = pointGroups > 0 && pointOther == 0 && (isWhole || usesDecimalComma)
    let commaParts = commaGroups > 0 && commaOther == 0 && (isWhole || !usesDecimalComma)
    if pointParts && !commaParts { return NumberStyle(decimal: ",", grouping: ".") }
    if commaParts && !pointParts { return NumberStyle(decimal: ".", grouping: ",") }
    if commaOther + commaGroups > 0, pointOther + pointGroups == 0 {
      return NumberStyle(decimal: ",")
    }
    return NumberStyle()
  }
}
