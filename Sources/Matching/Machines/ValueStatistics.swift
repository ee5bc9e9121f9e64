import Inventory

/// Which machines have which values, and what the data show of how far a value tells machines apart.
struct ValueStatistics: Sendable {
  /// The level of two machines that agree on a value.
  private(set) var levels: [Level]
  /// The number of machines with each value.
  private(set) var counts: [Int32]
  /// Whether any source but a scan states a value.
  private(set) var isListed: [Bool]
  /// The values that are on so many that they say nothing, with their ground.
  private(set) var dropped: [(value: Int32, ground: IdentityLink.Ground)] = []

  private let starts: [Int32]
  private let members: [Int32]

  /// More different names than this on one value: clones, enclosures, fillers.
  private static let namesPerValue = 3
  /// Holders looked at to tell how many machines bear a value.
  private static let sample = 200

  init(_ machines: Machines) {
    let count = machines.values.count
    var counts = [Int32](repeating: 0, count: count)
    var starts = [Int32](repeating: 0, count: count + 1)
    var isListed = [Bool](repeating: false, count: count)
    for mark in machines.marks {
      let trait = Trait(rawValue: mark.trait)
      if trait == .places || trait == .memory || trait == .listing { continue }
      counts[Int(mark.value)] += 1
      if trait?.isBlocking == true { starts[Int(mark.value) + 1] += 1 }
      if mark.sources != SourceKind.scan.bit { isListed[Int(mark.value)] = true }
    }
    for value in 0..<count { starts[value + 1] += starts[value] }
    var members = [Int32](repeating: 0, count: Int(starts[count]))
    var next = starts
    for (index, machine) in machines.machines.enumerated() {
      for mark in machines.marks[machine.marks]
      where Trait(rawValue: mark.trait)?.isBlocking == true {
        members[Int(next[Int(mark.value)])] = Int32(index)
        next[Int(mark.value)] += 1
      }
    }
    self.counts = counts
    self.isListed = isListed
    self.starts = starts
    self.members = members
    levels = Array(repeating: .one, count: count)
    for value in 0..<count where starts[value + 1] - starts[value] > 1 {
      judge(Int32(value), machines)
    }
  }

  /// The machines with a value of a blocking trait, in order.
  func holders(_ value: Int32) -> ArraySlice<Int32> {
    members[Int(starts[Int(value)])..<Int(starts[Int(value) + 1])]
  }

  private mutating func judge(_ value: Int32, _ machines: Machines) {
    let trait = machines.values.traits[Int(value)]
    switch trait {
    case .flatName:
      let bearers = Self.bearers(holders(value), machines)
      levels[Int(value)] = bearers > 2 ? .several : bearers == 2 ? .two : .one
    case .name: break
    case .foldedSerial: break
    default:
      guard let ground = Self.ground(trait) else { return }
      let (names, isRepeated) = names(value, machines)
      let isAddress = trait == .ipAddress
      if isRepeated && !isAddress || names.count > Self.namesPerValue {
        levels[Int(value)] = isAddress ? .several : .shared
      } else {
        levels[Int(value)] = names.count > 2 ? .several : names.count == 2 ? .two : .one
      }
      if names.count > 2 * Self.namesPerValue, !isAddress { dropped.append((value, ground)) }
    }
  }

  private static func ground(_ trait: Trait) -> IdentityLink.Ground? {
    switch trait {
    case .serial: .serial
    case .uuid: .uuid
    case .macAddress: .macAddress
    case .ipAddress: .ipAddress
    case .assetTag: .assetTag
    default: nil
    }
  }

  /// The different names of a value's holders, and whether one list has it on two machines.
  private func names(
    _ value: Int32,
    _ machines: Machines
  ) -> (names: Set<Int32>, isRepeated: Bool) {
    var names: Set<Int32> = []
    var listed: Set<Int32> = []
    var isRepeated = false
    for holder in holders(value).prefix(Self.sample) {
      let machine = machines.machines[Int(holder)]
      for mark in machines.marks[machine.marks] {
        switch Trait(rawValue: mark.trait) {
        case .listing: if !listed.insert(mark.value).inserted { isRepeated = true }
        // The reverse name of an address may be its last holder's.
        case .flatName: if machine.source != .scan { names.insert(mark.value) }
        default: break
        }
      }
    }
    if !isRepeated, names.count > 1, names.count <= Self.namesPerValue {
      // Two names of one list that names each machine once are two machines: a clone.
      var lists: Set<Int32> = []
      for name in names {
        let own = self.lists(name, machines)
        if !lists.isDisjoint(with: own) { isRepeated = true }
        lists.formUnion(own)
      }
    }
    return (names, isRepeated)
  }

  private func lists(_ name: Int32, _ machines: Machines) -> Set<Int32> {
    var lists: Set<Int32> = []
    for holder in holders(name).prefix(Self.sample) {
      for mark in machines.marks[machines.machines[Int(holder)].marks].reversed() {
        guard Trait(rawValue: mark.trait) == .listing else { break }
        lists.insert(mark.value)
      }
    }
    return lists
  }

  /// How many machines seem to bear one name: as many as one list has, or as have identifiers.
  private static func bearers(_ holders: ArraySlice<Int32>, _ machines: Machines) -> Int {
    var serials: Set<Int32> = []
    var uuids: Set<Int32> = []
    var rows: [Int32: Int] = [:]
    for holder in holders.prefix(sample) {
      for mark in machines.marks[machines.machines[Int(holder)].marks] {
        switch Trait(rawValue: mark.trait) {
        case .serial: if mark.sources & SourceKind.table.bit == 0 { serials.insert(mark.value) }
        case .uuid: uuids.insert(mark.value)
        case .listing: rows[mark.value, default: 0] += 1
        default: break
        }
      }
    }
    return max(1, serials.count, uuids.count, rows.values.max() ?? 0)
  }
}
