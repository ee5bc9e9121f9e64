/// The sets of words by which records tell where a machine stands, each set once.
struct PlaceSets: Sendable {
  /// The words of each set, by number, in order.
  private(set) var sets: [[Int32]] = []
  /// The words, the first letter telling their sort.
  private(set) var words: [String] = []

  private var numbers: [String: Int32] = [:]
  private var setNumbers: [[Int32]: Int32] = [:]

  /// The number of the set of `words`; `nil` for none.
  mutating func number(of words: [String]) -> Int32? {
    guard !words.isEmpty else { return nil }
    var set: [Int32] = []
    set.reserveCapacity(words.count)
    for word in words {
      if let number = numbers[word] {
        set.append(number)
      } else {
        numbers[word] = Int32(self.words.count)
        set.append(Int32(self.words.count))
        self.words.append(word)
      }
    }
    set.sort()
    if let known = setNumbers[set] { return known }
    let number = Int32(sets.count)
    setNumbers[set] = number
    sets.append(set)
    return number
  }
}
