import Inventory

/// The pairs of records worth comparing: those that share a key which few others have.
struct Candidates {
  /// The pairs, each once, the smaller index first.
  private(set) var pairs: [(Int, Int)] = []
  /// Pairs that share an identifier which no other machine seems to have.
  private(set) var certain: [(Int, Int)] = []

  /// A block with more records than this tells too little to be worth its pairs.
  private static let largestBlock = 60

  init(_ machines: [MachineTraits], shared: SharedValues, values: ValueTable) {
    var blocks: [String: [Int]] = [:]
    var identifiers: [Int32: [Int]] = [:]
    for (index, machine) in machines.enumerated() {
      var keys: [String] = []
      for value in [machine.serial, machine.uuid, machine.tag].compactMap(\.self) + machine.macs {
        identifiers[value, default: []].append(index)
      }
      let plain = [machine.foldedSerial, machine.flatName].compactMap(\.self)
      for value in plain + machine.ips { keys.append("\(value)") }
      if let flat = machine.flatName {
        let text = values.text(flat)
        if text.count > 12 { keys.append("p" + text.prefix(12)) }
        if text.count >= 5 { keys += Self.oneLess(text) }
      }
      for key in keys { blocks[key, default: []].append(index) }
    }
    var seen: Set<Int64> = []
    func add(_ first: Int, _ second: Int) -> Bool {
      guard first != second,
        seen.insert(Int64(min(first, second)) << 32 | Int64(max(first, second)))
          .inserted
      else { return false }
      pairs.append((min(first, second), max(first, second)))
      return true
    }
    for (value, members) in identifiers.sorted(by: { $0.key < $1.key })
    where members.count > 1 && members.count <= Self.largestBlock {
      Self.eachPair(of: members) { first, second in
        let isNew = add(first, second)
        if isNew, !shared.isShared[Int(value)] { certain.append((first, second)) }
      }
    }
    for (_, members) in blocks.sorted(by: { $0.key < $1.key })
    where members.count > 1 && members.count <= Self.largestBlock {
      Self.eachPair(of: members) { _ = add($0, $1) }
    }
  }

  private static func oneLess(_ text: String) -> [String] {
    let letters = Array(text.utf8)
    var keys: Set<String> = ["e" + text]
    for index in letters.indices where letters[index] > 57 {
      var less = letters
      less.remove(at: index)
      keys.insert("e" + String(decoding: less, as: UTF8.self))
    }
    return keys.sorted()
  }

  private static func eachPair(of members: [Int], _ body: (Int, Int) -> Void) {
    for (offset, first) in members.enumerated() {
      for second in members[(offset + 1)...] { body(first, second) }
    }
  }
}
