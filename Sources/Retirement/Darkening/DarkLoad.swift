public import Inventory

/// A machine that could be dark, and what has to move away first.
public struct DarkLoad: Sendable, Hashable {
  /// The machine.
  public var machine: EntityID
  /// What it draws, in whole watts; at least 0.
  public var watts: Int
  /// What keeps it on: applications, or machines of which nobody knows what they carry.
  public var blockers: Set<EntityID>

  /// Creates a load.
  public init(machine: EntityID, watts: Int, blockers: Set<EntityID>) {
    self.machine = machine
    self.watts = max(0, watts)
    self.blockers = blockers
  }

  /// Collects the planned machines of `estate` that something keeps on.
  ///
  /// A machine whose chain runs in a circle, which nothing at its end keeps, is left out.
  ///
  /// - Parameters:
  ///   - estate: The estate with its plan.
  ///   - watts: What a machine draws by itself; 0 for a virtual one.
  /// - Returns: The loads, by id of the machine in order.
  /// - Complexity: O(*b* × *c*) for *b* blocked machines and chains of *c* things.
  public static func all(in estate: Estate, watts: (EntityID) -> Int) -> [DarkLoad] {
    let plan = Dictionary(estate.plan.map { ($0.entity, $0) }) { first, _ in first }
    return estate.plan.filter { $0.status == .blocked }.map(\.entity).sorted()
      .map { machine in
        DarkLoad(
          machine: machine,
          watts: watts(machine),
          blockers: Blocker.roots(of: machine, in: plan)
        )
      }
      .filter { !$0.blockers.isEmpty }
  }
}
