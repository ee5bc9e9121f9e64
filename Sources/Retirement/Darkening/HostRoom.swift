/// The room that the hosts of a cluster have for its virtual machines when one of them fails.
struct HostRoom {
  struct Host {
    var size: Size
    var watts: Int
    /// Whether something runs on the host itself, so that it cannot be vacated.
    var isPinned: Bool
  }

  private let hosts: [Host]
  private let need: Size
  /// The most that a single machine is given.
  private let largest: Size

  /// Creates the room of `hosts` for `guests`, with `ratio` virtual processors for each core.
  init(hosts: [Host], guests: [Size], ratio: Double) {
    self.hosts = hosts
    need = Size(
      memory: guests.reduce(0) { $0 + $1.memory },
      cores: guests.reduce(0) { $0 + $1.cores } / ratio
    )
    largest = Size(
      memory: guests.map(\.memory).max() ?? 0,
      cores: guests.map(\.cores).max() ?? 0
    )
  }

  func watts(of chosen: [Int]) -> Int { chosen.reduce(0) { $0 + hosts[$1].watts } }

  /// Whether all fits on the hosts that are not `dark`, even when the largest of them fails.
  func fits(without dark: Set<Int>) -> Bool {
    guard dark.allSatisfy({ !hosts[$0].isPinned }) else { return false }
    let kept = hosts.indices.filter { !dark.contains($0) }.map { hosts[$0].size }
    let memory = kept.map(\.memory)
    let cores = kept.map(\.cores)
    let fitsOne = kept.count { $0.memory >= largest.memory && $0.cores >= largest.cores } > 1
    return fitsOne
      && memory.reduce(0, +) - (memory.max() ?? 0) >= need.memory
      && cores.reduce(0, +) - (cores.max() ?? 0) >= need.cores
  }

  /// The hosts that free most watts, all choices tried; of equals, the fewest, then the first.
  func best() -> (chosen: [Int], bound: Int) {
    var best: [Int] = []
    var most = 0
    for set in 1..<(1 << hosts.count) {
      let chosen = hosts.indices.filter { set >> $0 & 1 == 1 }
      let watts = watts(of: chosen)
      guard (watts, best.count) > (most, chosen.count), fits(without: Set(chosen)) else { continue }
      best = chosen
      most = watts
    }
    return (best, most)
  }

  /// Hosts chosen one by one, those first that free most watts for their memory, and a bound: what
  /// fractions of hosts could free of the memory that is not needed, if the smallest failed.
  func good() -> (chosen: [Int], bound: Int) {
    let order = hosts.indices.filter { !hosts[$0].isPinned }.sorted { left, right in
      let (one, other) = (hosts[left], hosts[right])
      let densities = (
        Double(one.watts) * other.size.memory, Double(other.watts) * one.size.memory
      )
      return densities.0 == densities.1 ? left < right : densities.0 > densities.1
    }
    var chosen: Set<Int> = []
    for host in order where hosts[host].watts > 0 && fits(without: chosen.union([host])) {
      chosen.insert(host)
    }
    let reserve = hosts.map(\.size.memory).min() ?? 0
    var spare = hosts.reduce(0) { $0 + $1.size.memory } - reserve - need.memory
    var bound = 0.0
    for host in order where spare > 0 {
      bound += Double(hosts[host].watts) * min(1, spare / hosts[host].size.memory)
      spare -= hosts[host].size.memory
    }
    let watts = watts(of: chosen.sorted())
    return (chosen.sorted(), max(watts, Int(bound.rounded(.up))))
  }
}
