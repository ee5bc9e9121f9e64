import Inventory

/// How often values occur, and which are on too many machines to tell them apart.
struct SharedValues {
  /// The number of records with each value.
  private(set) var counts: [Int32]
  /// Whether each value is on more than one machine, as far as the data show.
  private(set) var isShared: [Bool]
  /// The number of different names with each value.
  private(set) var nameCounts: [Int32]
  /// The values that are on so many that they say nothing, with their ground.
  private(set) var dropped: [(value: Int32, ground: IdentityLink.Ground)] = []

  /// More different names than this on one value: clones, enclosures, fillers.
  private static let namesPerValue = 3

  init(_ machines: [MachineTraits], valueCount: Int) {
    counts = Array(repeating: 0, count: valueCount)
    isShared = Array(repeating: false, count: valueCount)
    nameCounts = counts
    var listedNames: [Int32: Set<Int64>] = [:]
    for machine in machines where machine.source.listsOnce {
      if let name = machine.flatName { listedNames[name, default: []].insert(machine.importNumber) }
    }
    var holders: [Int32: [Int]] = [:]
    var grounds: [Int32: IdentityLink.Ground] = [:]
    for (index, machine) in machines.enumerated() {
      func note(_ value: Int32?, _ ground: IdentityLink.Ground) {
        guard let value else { return }
        counts[Int(value)] += 1
        holders[value, default: []].append(index)
        grounds[value] = ground
      }
      note(machine.serial, .serial)
      note(machine.uuid, .uuid)
      note(machine.tag, .assetTag)
      for mac in machine.macs { note(mac, .macAddress) }
      for ip in machine.ips { note(ip, .ipAddress) }
      for value in [machine.name, machine.flatName, machine.foldedSerial, machine.model] {
        if let value { counts[Int(value)] += 1 }
      }
    }
    for (value, members) in holders.sorted(by: { $0.key < $1.key }) where members.count > 1 {
      guard let ground = grounds[value] else { continue }
      var names: Set<Int32> = []
      var listed: Set<Int64> = []
      var repeated = false
      for member in members {
        let machine = machines[member]
        if let name = machine.flatName, !machine.isManagementCard { names.insert(name) }
        if machine.source.listsOnce, !listed.insert(machine.importNumber).inserted {
          repeated = true
        }
      }
      // Two names of one list that names each machine once are two machines: a clone.
      var lists: Set<Int64> = []
      for name in names where !repeated {
        guard let list = listedNames[name] else { continue }
        repeated = ground != .ipAddress && !lists.isDisjoint(with: list)
        lists.formUnion(list)
      }
      nameCounts[Int(value)] = Int32(names.count)
      isShared[Int(value)] = repeated || names.count > Self.namesPerValue
      if names.count > 2 * Self.namesPerValue, ground != .ipAddress {
        dropped.append((value, ground))
      }
    }
  }
}
