import Inventory

/// When the fixed part of a room's overhead goes, and whose leaving it is credited to.
///
/// The fixed part, fixed share × (PUE − 1) × all that the room draws, hangs on its modules: UPS
/// modules, cooling units, in the end the room itself. With *m* equal ones, the *k*-th can be
/// switched off when *k* ÷ *m* of the load is gone, the last only with the last machine. What goes is
/// credited to the machines that left, the first to leave first, each no more than its own part: so
/// a machine never saves more than PUE × what it draws, and all of them together never more than the
/// room. With one module, the room as a whole, nothing goes before all machines have left.
struct RoomOverhead {
  /// A part of a machine's own share of the fixed overhead that goes with a month.
  struct Release: Hashable {
    /// The month whose following one is the first to save it.
    var month: Month
    /// From 0 to 1.
    var part: Double
  }

  /// Machines that left a room in one month, and how far their own share has gone.
  private struct Cohort {
    var members: [Int]
    var watts: Double
    var filled = 0.0
  }

  /// Gives the machines of one agency what goes when their rooms empty.
  ///
  /// A machine whose room nobody knows may stand in any room of its site, so that none closes before
  /// it leaves.
  static func release(_ drafts: inout [MachineDraft], _ places: [FactorsInUse]) {
    var rooms: [Room: [Int]] = [:]
    for (index, draft) in drafts.enumerated() {
      if let room = draft.room { rooms[room, default: []].append(index) }
    }
    let strays = drafts.filter { $0.room == nil }
    for (room, members) in rooms.sorted(by: { $0.key < $1.key }) {
      let near = strays.filter { stray in
        guard let site = stray.site, let own = room.site else { return true }
        return site == own
      }
      let modules = places[drafts[members[0]].place][.modules].value.rounded()
      // Without a month, one stays for good.
      let last = near.contains { $0.retires == nil } ? nil : near.compactMap(\.retires).max()
      release(&drafts, members, Int(modules), isFree: near.isEmpty, lastStray: last)
    }
  }

  private static func release(
    _ drafts: inout [MachineDraft],
    _ members: [Int],
    _ modules: Int,
    isFree: Bool,
    lastStray: Month?
  ) {
    let all = members.reduce(0) { $0 + drafts[$1].watts }
    guard all > 0, modules > 0 else { return }
    let leaving = Dictionary(grouping: members.filter { drafts[$0].retires != nil }) {
      drafts[$0].retires
    }
    var months = Set(members.compactMap { drafts[$0].retires })
    if let lastStray { months.insert(lastStray) }
    var cohorts: [Cohort] = []
    var freed = 0
    for month in months.sorted() {
      if let members = leaving[month] {
        cohorts.append(
          Cohort(members: members, watts: members.reduce(0) { $0 + drafts[$1].watts })
        )
      }
      let gone = cohorts.reduce(0) { $0 + $1.watts } / all
      var count = Int(gone * Double(modules) + 1e-9)
      // The last holds for whatever may stand there too.
      if count == modules, !isFree, lastStray.map({ $0 > month }) ?? true { count -= 1 }
      var rest = Double(count - freed) / Double(modules) * all
      freed = count
      for index in cohorts.indices where rest > 0 {
        let cohort = cohorts[index]
        let taken = min(rest, (1 - cohort.filled) * cohort.watts)
        guard taken > 0 else { continue }
        cohorts[index].filled += taken / cohort.watts
        rest -= taken
        for member in cohort.members {
          drafts[member].releases.append(Release(month: month, part: taken / cohort.watts))
        }
      }
    }
  }
}

/// A room of one agency, its names in lower case.
struct Room: Hashable, Comparable {
  var site: String?
  var name: String

  /// The room that a machine stands in; `nil` when nobody knows.
  init?(_ facts: Record) {
    guard let room = facts.room else { return nil }
    site = Self.site(of: facts)
    name = room.lowercased()
  }

  /// The site that a machine stands at.
  static func site(of facts: Record) -> String? { (facts.site ?? facts.dataCentre)?.lowercased() }

  static func < (left: Self, right: Self) -> Bool {
    (left.site ?? "", left.name) < (right.site ?? "", right.name)
  }
}
