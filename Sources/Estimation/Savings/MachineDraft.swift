import Inventory

/// A machine's figures before they are summed, with each cause of error kept apart.
struct MachineDraft {
  var entity: EntityID
  var agency: AgencyCode
  /// The number of the factors that hold where it stands.
  var place: Int
  /// Whether it is a server or host, not what serves them.
  var isServer: Bool
  /// Where it stands; `nil` where no source tells the room.
  var room: Room?
  /// The site that it stands at, in lower case; `nil` where no source tells.
  var site: String?
  /// The average power at the plug, in service, in watts.
  var watts: Double
  var basis: Basis
  /// What machines share their model's error with: processor and case; `nil` for none.
  var family: String?
  /// The error of the model, common to its family.
  var modelSpread: Spread
  /// The error of the average load, common to all.
  var loadSpread: Spread
  /// The machine's own error, independent of all others.
  var ownSpread: Spread
  /// The error of the in-service factor, common to all; none where it was not applied.
  var serviceSpread: Spread
  var workload: Workload
  var retires: Month?
  /// The share of that month in which it is off already, by the register.
  var offShare = 0.0
  /// What of its share of the room's fixed overhead goes, by month.
  var releases: [RoomOverhead.Release] = []
  /// Which part of the hardware goes on drawing elsewhere, from 0 to 1.
  var reused: Double
  /// Whether it has disks to be wiped.
  var isWiped: Bool
  /// The size of its largest disk, which is wiped last, in gigabytes; `nil` where none is known.
  var diskSize: Double?
  var shares: [MachineEstimate.ProjectShare]
  var steps: [EstimateStep]
  /// How many of the steps lead to its power.
  var powerSteps: Int

  /// What goes to the destination when the machine is emptied.
  enum Workload {
    /// Nothing.
    case none
    /// A share of what the machine draws: its size is unknown.
    case proportional
    /// Virtual machines of this many processors and gibibytes.
    case sized(processors: Double, memory: Double)
  }

  /// What of its share of the room's fixed overhead goes in the end.
  var released: Double { releases.reduce(0) { $0 + $1.part } }

  /// The spread of the power in service.
  var powerSpread: Spread {
    modelSpread.combined(with: loadSpread).combined(with: ownSpread).combined(with: serviceSpread)
  }

  /// The project with the greatest share; the first of equals.
  var leadingProject: ProjectCode? {
    shares.enumerated().max { left, right in
      (left.element.share.value, -left.offset) < (right.element.share.value, -right.offset)
    }?.element.project
  }
}
