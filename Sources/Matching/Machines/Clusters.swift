/// The clusters of a matching: their records, and the pairs of records that tie them.
struct Clusters: Sendable {
  /// How many there are.
  let count: Int
  /// A number for each cluster that changes when its records or their ties do, and else as good as
  /// never stays.
  private(set) var signatures: [UInt64]

  private let starts: [Int32]
  private var places: [Int32]
  private let tieStarts: [Int32]
  private var tied: [(first: Int32, second: Int32)]

  init(_ matching: MachineMatching) {
    let machines = matching.machines
    let roots = matching.clustering.roots
    var clusterOf = [Int32](repeating: -1, count: machines.machines.count)
    var sizes: [Int32] = []
    for machine in machines.machineOf {
      let root = Int(roots[Int(machine)])
      if clusterOf[root] < 0 {
        clusterOf[root] = Int32(sizes.count)
        sizes.append(0)
      }
      sizes[Int(clusterOf[root])] += 1
    }
    func cluster(of machine: Int32) -> Int { Int(clusterOf[Int(roots[Int(machine)])]) }
    count = sizes.count
    var starts = [Int32](repeating: 0, count: count + 1)
    for (index, size) in sizes.enumerated() { starts[index + 1] = starts[index] + size }
    var next = starts
    places = Array(repeating: 0, count: machines.machineOf.count)
    signatures = Array(repeating: 0xCBF2_9CE4_8422_2325, count: count)
    for (position, machine) in machines.machineOf.enumerated() {
      let cluster = cluster(of: machine)
      places[Int(next[cluster])] = Int32(position)
      next[cluster] += 1
      signatures[cluster] = Self.mixed(signatures[cluster], UInt64(position))
    }
    self.starts = starts
    // A cluster of n records has n − 1 ties: repeats first, then joins in the order made.
    tieStarts = (0...count).map { starts[$0] - Int32($0) }
    tied = Array(repeating: (0, 0), count: machines.machineOf.count - count)
    next = tieStarts
    let records = machines.machines
    let joins = matching.clustering.joins.lazy.map {
      (first: records[Int($0.first)].record, second: records[Int($0.second)].record)
    }
    for tie in machines.repeats { add(tie, cluster(of: machines.machineOf[Int(tie.first)])) }
    for tie in joins { add(tie, cluster(of: machines.machineOf[Int(tie.first)])) }
    func add(_ tie: (first: Int32, second: Int32), _ cluster: Int) {
      tied[Int(next[cluster])] = tie
      next[cluster] += 1
      let word = UInt64(UInt32(tie.first)) << 32 | UInt64(UInt32(tie.second))
      signatures[cluster] = Self.mixed(signatures[cluster], word)
    }
  }

  private static func mixed(_ signature: UInt64, _ word: UInt64) -> UInt64 {
    let mixed = (signature ^ word) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ mixed >> 29
  }

  /// The places of a cluster's records among the devices, in order.
  func members(_ cluster: Int) -> ArraySlice<Int32> {
    places[Int(starts[cluster])..<Int(starts[cluster + 1])]
  }

  /// The pairs of places that tie them, in the order they were tied.
  func ties(_ cluster: Int) -> ArraySlice<(first: Int32, second: Int32)> {
    tied[Int(tieStarts[cluster])..<Int(tieStarts[cluster + 1])]
  }
}
