import Inventory

/// The pairs of machines worth comparing: those that share a value which few others have.
struct Candidates: Sendable {
  /// The pairs, each once and in order, the smaller number first.
  private(set) var pairs: [(first: Int32, second: Int32)] = []
  /// Pairs of sets of places of machines that share an identifier which no other seems to have.
  private(set) var certainPlaces: [(Int32, Int32)] = []
  /// Names and addresses on so many machines that their pairs were not compared.
  private(set) var dropped: [(value: Int32, ground: IdentityLink.Ground)] = []

  /// A block with more machines than this is split by places, then left out.
  private static let largestBlock = 60

  init(_ machines: Machines, _ statistics: ValueStatistics, _ likeNames: LikeNames) {
    var keys: [UInt64] = []
    keys.reserveCapacity(6 * machines.machines.count)
    let placesOf = machines.machines.map { machine -> Int32? in
      machines.marks[machine.marks].first { $0.trait == Trait.places.rawValue }?.value
    }
    func addPairs(_ block: some Collection<Int32>, with others: some Collection<Int32>) {
      for one in block {
        for other in others where one != other {
          keys.append(UInt64(UInt32(min(one, other))) << 32 | UInt64(UInt32(max(one, other))))
        }
      }
    }
    for value in Int32(0)..<Int32(machines.values.count) {
      let holders = statistics.holders(value)
      guard holders.count > 1 else { continue }
      guard holders.count <= Self.largestBlock else {
        let isSplit = Self.forEachPlace(holders, placesOf, machines.places) { block in
          for (offset, one) in block.enumerated() {
            addPairs(CollectionOfOne(one), with: block[(offset + 1)...])
          }
        }
        if !isSplit, let ground = Self.ground(machines.values.traits[Int(value)]) {
          dropped.append((value, ground))
        }
        continue
      }
      let isCertain =
        statistics.levels[Int(value)] == .one && Self.isIdentifier(machines, value)
      var rest = holders
      while let one = rest.popFirst() {
        addPairs(CollectionOfOne(one), with: rest)
        guard isCertain, let place = placesOf[Int(one)] else { continue }
        for other in rest {
          if let second = placesOf[Int(other)] { certainPlaces.append((place, second)) }
        }
      }
    }
    for (one, other) in likeNames.pairs {
      let (a, b) = (statistics.holders(one), statistics.holders(other))
      if a.count * b.count <= Self.largestBlock { addPairs(a, with: b) }
    }
    keys.sort()
    pairs.reserveCapacity(keys.count)
    var last: UInt64?
    for key in keys where key != last {
      pairs.append((Int32(key >> 32), Int32(truncatingIfNeeded: key & 0xFFFF_FFFF)))
      last = key
    }
  }

  private static func isIdentifier(_ machines: Machines, _ value: Int32) -> Bool {
    switch machines.values.traits[Int(value)] {
    case .serial, .uuid, .macAddress, .assetTag: true
    default: false
    }
  }

  private static func ground(_ trait: Trait) -> IdentityLink.Ground? {
    switch trait {
    case .flatName: .hostName
    case .ipAddress: .ipAddress
    default: nil
    }
  }

  /// Hands out those of a large block that share a place; whether all parts were small enough.
  private static func forEachPlace(
    _ holders: ArraySlice<Int32>,
    _ placesOf: [Int32?],
    _ sets: PlaceSets,
    _ body: ([Int32]) -> Void
  ) -> Bool {
    var blocks: [Int32: [Int32]] = [:]
    for holder in holders {
      guard let set = placesOf[Int(holder)] else { continue }
      for word in sets.sets[Int(set)] { blocks[word, default: []].append(holder) }
    }
    var isWhole = true
    for block in blocks.values where block.count > 1 {
      if block.count <= largestBlock { body(block) } else { isWhole = false }
    }
    return isWhole
  }
}
