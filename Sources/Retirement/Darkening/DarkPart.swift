import Inventory

/// Machines that are tied to one another by what keeps them on, numbered.
struct DarkPart {
  /// What can move, in order.
  private(set) var moves: [EntityID]
  private var machines: [DarkLoad]
  /// For each machine, the positions of what still keeps it on.
  private var blockers: [[Int]]

  /// The number of moves and machines.
  var size: Int { moves.count + machines.count }

  private init(_ machines: [DarkLoad]) {
    self.machines = machines
    moves = machines.reduce(into: Set<EntityID>()) { $0.formUnion($1.blockers) }.sorted()
    let positions = Dictionary(uniqueKeysWithValues: zip(moves, moves.indices))
    blockers = machines.map { $0.blockers.compactMap { positions[$0] }.sorted() }
  }

  /// The parts of `loads` that share no move, in the order of their first machine.
  static func parts(of loads: [DarkLoad]) -> [DarkPart] {
    let loads = loads.filter { !$0.blockers.isEmpty }.sorted { $0.machine < $1.machine }
    var byMove: [EntityID: [Int]] = [:]
    for (index, load) in loads.enumerated() {
      for move in load.blockers { byMove[move, default: []].append(index) }
    }
    var isTaken = Array(repeating: false, count: loads.count)
    var parts: [DarkPart] = []
    for start in loads.indices where !isTaken[start] {
      isTaken[start] = true
      var members = [start]
      var next = 0
      while next < members.count {
        for move in loads[members[next]].blockers {
          for index in byMove.removeValue(forKey: move) ?? [] where !isTaken[index] {
            isTaken[index] = true
            members.append(index)
          }
        }
        next += 1
      }
      parts.append(DarkPart(members.sorted().map { loads[$0] }))
    }
    return parts
  }

  /// The set of moves that frees most watts for each, and that density.
  func densest() -> (chosen: Set<Int>, bound: Double) {
    var chosen = Set(moves.indices)
    var watts = freed(by: chosen)
    while true {
      // Densities are compared as fractions, so that the answer is exact.
      let better = denser(than: watts, over: chosen.count)
      guard !better.isEmpty else { break }
      let freed = freed(by: better)
      guard freed * chosen.count > watts * better.count else { break }
      chosen = better
      watts = freed
    }
    return (chosen, Double(watts) / Double(chosen.count))
  }

  private func freed(by chosen: Set<Int>) -> Int {
    zip(machines, blockers).reduce(0) { sum, pair in
      pair.1.allSatisfy { chosen.contains($0) } ? sum + pair.0.watts : sum
    }
  }

  /// The moves of the set S with the most of watts(S) × `moves` − `watts` × |S|; empty where none
  /// has more than 0.
  private func denser(than watts: Int, over count: Int) -> Set<Int> {
    let source = 0
    let sink = 1
    var network = FlowNetwork(2 + moves.count + machines.count)
    for move in moves.indices { network.connect(2 + move, sink, watts) }
    for (index, machine) in machines.enumerated() where machine.watts > 0 {
      let node = 2 + moves.count + index
      network.connect(source, node, machine.watts * count)
      for move in blockers[index] { network.connect(node, 2 + move, .max / 4) }
    }
    network.fill(from: source, to: sink)
    let reached = network.reachable(from: source)
    return Set(moves.indices.filter { reached[2 + $0] })
  }

  /// A dense set of moves, by peeling off what frees least, and a bound of what could be.
  func peeled() -> (chosen: Set<Int>, bound: Double) {
    var machinesOf: [[Int]] = Array(repeating: [], count: moves.count)
    var shares = Array(repeating: 0.0, count: moves.count)
    var degrees = Array(repeating: 0, count: moves.count)
    for (index, list) in blockers.enumerated() {
      for move in list {
        machinesOf[move].append(index)
        degrees[move] += machines[index].watts
        // Each machine's watts, shared among what keeps it: no set frees more than its shares.
        shares[move] += Double(machines[index].watts) / Double(list.count)
      }
    }
    var heap = PeelQueue()
    for move in moves.indices { heap.push(Peel(degree: degrees[move], move: move)) }
    var isLit = Array(repeating: true, count: machines.count)
    var isGone = Array(repeating: false, count: moves.count)
    var watts = machines.reduce(0) { $0 + $1.watts }
    var left = moves.count
    var best = (watts: watts, count: left, step: 0)
    var order: [Int] = []
    while let next = heap.pop() {
      guard !isGone[next.move], next.degree == degrees[next.move] else { continue }
      isGone[next.move] = true
      order.append(next.move)
      left -= 1
      for index in machinesOf[next.move] where isLit[index] {
        isLit[index] = false
        watts -= machines[index].watts
        for other in blockers[index] where !isGone[other] {
          degrees[other] -= machines[index].watts
          heap.push(Peel(degree: degrees[other], move: other))
        }
      }
      if left > 0, watts * best.count > best.watts * left { best = (watts, left, order.count) }
    }
    let chosen = Set(moves.indices).subtracting(order.prefix(best.step))
    let bound = max(shares.max() ?? 0, Double(best.watts) / Double(best.count))
    return (chosen, bound)
  }

  /// Takes a wave out of the part: what moves, and what goes dark by it.
  mutating func take(_ chosen: Set<Int>, bound: Double) -> DarkWave {
    var dark: [DarkLoad] = []
    var lit: [DarkLoad] = []
    let moved = Set(chosen.map { moves[$0] })
    for (machine, list) in zip(machines, blockers) {
      if list.allSatisfy({ chosen.contains($0) }) {
        dark.append(machine)
      } else {
        var machine = machine
        machine.blockers.subtract(moved)
        lit.append(machine)
      }
    }
    self = DarkPart(lit)
    return DarkWave(
      moves: moved.sorted(),
      machines: dark.map(\.machine),
      watts: dark.reduce(0) { $0 + $1.watts },
      bound: bound
    )
  }
}
