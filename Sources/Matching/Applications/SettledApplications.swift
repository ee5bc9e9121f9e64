import Inventory

/// Words at a site that name an application, as rows of machines have them.
struct Wording: Hashable, Sendable {
  /// The words without the site's own, by ServiceText.
  var words: String
  /// The site of the machine; `nil` where it is unknown.
  var site: String?
}

/// What persons settled about applications: free of contradictions, by row and wording.
struct SettledApplications {
  /// The rows that are decided to be one, by position.
  let sameRows: [(Int, Int)]
  /// The rows that are decided to be two, by position; those decided one with them go with them.
  let differentRows: [(Int, Int)]
  /// What contradicts itself or names what is no more.
  let conflicts: [DecisionConflict]
  /// The decisions that hold, with what they name: a row's position, or past the rows a wording's.
  let standing: [(decision: IdentityDecision, first: Int, second: Int)]
  /// The wordings that decisions name.
  let wordings: [Wording]
  private let rowCount: Int
  private let numbers: [Wording: Int]
  /// For each row and wording that a decision names, the set of what is one with it.
  private let roots: [Int: Int]
  /// Which sets are kept apart.
  private let foes: Set<[Int]>

  /// Settles `decisions`, in the order they were made.
  ///
  /// - Parameters:
  ///   - decisions: What was decided about applications.
  ///   - rows: The records of rows about applications, in order of position.
  ///   - wording: What words in a machine's record mean; `nil` when the record is of none.
  /// - Complexity: O(rows) where there is a decision.
  init(
    _ decisions: [IdentityDecision],
    rows: [RecordID],
    wording: (RecordID, String) -> Wording?
  ) {
    rowCount = rows.count
    var wordings: [Wording] = []
    var numbers: [Wording: Int] = [:]
    let named = Set(decisions.flatMap { [$0.first, $0.second] })
    var positions: [RecordID: Int] = [:]
    if !named.isEmpty {
      for (position, row) in rows.enumerated() where named.contains(row) {
        positions[row] = position
      }
    }
    let settled = SettledDecisions(decisions) { record, mention in
      guard let mention else { return positions[record].map { Int32($0) } }
      guard let wording = wording(record, mention) else { return nil }
      if let number = numbers[wording] { return Int32(number) }
      let number = rows.count + wordings.count
      numbers[wording] = number
      wordings.append(wording)
      return Int32(number)
    }
    self.wordings = wordings
    self.numbers = numbers
    conflicts = settled.conflicts
    standing = settled.standing.map { ($0.decision, Int($0.first), Int($0.second)) }
    var sets = DisjointSets(settled.standing.isEmpty ? 0 : rows.count + wordings.count)
    for (one, other) in settled.same { _ = sets.join(Int(one), Int(other)) }
    var roots: [Int: Int] = [:]
    for (_, one, other) in settled.standing {
      for number in [Int(one), Int(other)] { roots[number] = sets.root(number) }
    }
    self.roots = roots
    foes = Set(
      settled.different.map { one, other in
        [sets.root(Int(one)), sets.root(Int(other))].sorted()
      }
    )
    // The root is the least number, and rows come before wordings.
    sameRows = roots.keys.sorted().compactMap { number in
      guard number < rows.count, let root = roots[number], root != number else { return nil }
      return (root, number)
    }
    differentRows = foes.filter { $0[1] < rows.count }.map { ($0[0], $0[1]) }.sorted { $0 < $1 }
  }

  /// The row that a wording is decided to mean; `nil` when none is.
  func row(of wording: Wording) -> Int? {
    numbers[wording].flatMap { roots[$0] }.flatMap { $0 < rowCount ? $0 : nil }
  }

  /// The other wordings that are decided to mean the same.
  func wordings(with wording: Wording) -> [Wording] {
    guard let number = numbers[wording], let root = roots[number] else { return [] }
    return wordings.enumerated().filter { offset, other in
      other != wording && roots[rowCount + offset] == root
    }.map(\.element)
  }

  /// The rows, by position, and wordings that are decided to mean another application than a wording.
  func others(than wording: Wording) -> (rows: [Int], wordings: [Wording]) {
    guard !foes.isEmpty, let number = numbers[wording], let root = roots[number] else {
      return ([], [])
    }
    let apart = roots.keys.sorted().filter { other in
      roots[other].map { foes.contains([min(root, $0), max(root, $0)]) } == true
    }
    return (
      apart.filter { $0 < rowCount },
      apart.filter { $0 >= rowCount }.map { wordings[$0 - rowCount] }
    )
  }
}
