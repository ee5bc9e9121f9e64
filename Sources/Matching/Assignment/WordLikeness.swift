/// How alike two words are, where one may be cut short or mistyped.
enum WordLikeness {
  /// The share of `word` that `text` stands for, from 0 for another word to 1 for the same.
  ///
  /// A beginning of three letters or more stands for the word; so does the word with one slip
  /// (a letter wrong, missing, too many, or two exchanged), from four letters on; and, in long
  /// words, with two. A beginning with a slip counts for less.
  static func share(_ text: [UInt8], of word: [UInt8]) -> Double {
    let (short, long) = (text.count, word.count)
    if text == word { return 1 }
    if short < long, short >= 2, word.starts(with: text) { return short == 2 ? 0.6 : 0.9 }
    guard min(short, long) >= 4, isNear(text, word[...]) else {
      return beginning(text, of: word)
    }
    return min(short, long) >= 6 ? 0.92 : 0.8
  }

  private static func beginning(_ text: [UInt8], of word: [UInt8]) -> Double {
    guard text.count >= 4, word.count > text.count, text.first == word.first else { return 0 }
    for length in [text.count, text.count - 1, text.count + 1] where length < word.count {
      if isNear(text, word[..<length]) { return 0.65 }
    }
    return 0
  }

  /// Whether one slip makes `text` of `word`.
  static func isNear(_ text: [UInt8], _ word: ArraySlice<UInt8>) -> Bool {
    guard abs(text.count - word.count) <= 1 else { return false }
    let start = word.startIndex
    var front = 0
    let least = min(text.count, word.count)
    while front < least, text[front] == word[start + front] { front += 1 }
    var back = 0
    while back < least - front, text[text.count - 1 - back] == word[word.endIndex - 1 - back] {
      back += 1
    }
    let (left, right) = (text.count - front - back, word.count - front - back)
    if max(left, right) <= 1 { return true }
    return left == 2 && right == 2 && text[front] == word[start + front + 1]
      && text[front + 1] == word[start + front]
  }
}
