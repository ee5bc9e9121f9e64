public import Inventory

/// Which machines power units feed, directly or through others.
public struct FedMachines: Sendable {
  private let agency: AgencyCode
  private let names: [EntityID: String]
  /// What feeds a device.
  private var feeds: [EntityID: [EntityID]] = [:]
  private let machines: [EntityID]

  /// Reads an estate's relations.
  ///
  /// - Complexity: O(assets + relations).
  public init(_ estate: Estate) {
    agency = estate.agency.code
    names = Dictionary(estate.assets.map { ($0.id, $0.name) }) { first, _ in first }
    machines = estate.assets.filter { $0.kind.isPhysical && $0.kind != .powerUnit }.map(\.id)
    for relation in estate.relations where relation.kind == .poweredBy {
      guard relation.from != relation.to,
        !(feeds[relation.from] ?? []).contains(relation.to)
      else { continue }
      feeds[relation.from, default: []].append(relation.to)
    }
  }

  /// The share of what a device draws that comes through a unit, feeds taken to share equally.
  public func share(of device: EntityID, through unit: EntityID) -> Double {
    share(of: device, through: unit, above: [])
  }

  private func share(
    of device: EntityID,
    through unit: EntityID,
    above: Set<EntityID>
  ) -> Double {
    guard let feeds = feeds[device], !above.contains(device) else { return 0 }
    return feeds.reduce(0) { sum, feed in
      sum
        + (feed == unit ? 1 : share(of: feed, through: unit, above: above.union([device])))
        / Double(feeds.count)
    }
  }

  /// The groups that metered units feed; see ``sideBySide(_:)``.
  public func groups(_ units: [EntityID: [MeteredSeries]]) -> [MeteredGroup] {
    sideBySide(Set(units.keys)).map { group in
      MeteredGroup(
        agency: agency,
        kind: .powerUnit,
        name: group.units.map { names[$0] ?? $0.description }.joined(separator: " + "),
        series: group.units.flatMap { unit in
          (units[unit] ?? []).map { series in
            var series = series
            if group.units.count > 1 { series.feed = "\(unit)\u{1F}\(series.feed)" }
            return series
          }
        },
        members: group.members
      )
    }
  }

  /// The sets of units that feed the same machines side by side, such as the two PDUs of a rack.
  ///
  /// What they carry adds up; one behind another does not.
  func sideBySide(_ units: Set<EntityID>) -> [(units: [EntityID], members: [EntityID: Double])] {
    var groups: [(units: [EntityID], members: [EntityID: Double])] = []
    for unit in units.sorted() {
      var members: [EntityID: Double] = [:]
      for machine in machines {
        let share = share(of: machine, through: unit)
        if share > 0 { members[machine] = share }
      }
      let place = groups.firstIndex { group in
        group.members.keys.contains { (members[$0] ?? 1) < 1 }
          && group.units.allSatisfy {
            share(of: $0, through: unit) == 0 && share(of: unit, through: $0) == 0
          }
      }
      if let place {
        groups[place].units.append(unit)
        groups[place].members.merge(members) { min(1, $0 + $1) }
      } else {
        groups.append(([unit], members))
      }
    }
    return groups
  }
}
