public import Estimation
import GRDB
public import Inventory

extension Store {
  /// What the series of some agencies say of their estates.
  ///
  /// - Throws: ``StoreFailure`` when the workspace cannot be read.
  /// - Complexity: O(series and their spans + assets + relations).
  public func metering(of agencies: [AgencyCode]) throws -> Metering {
    try read { db in
      // Without series, the estates need not be read.
      guard try db.integer("SELECT count(*) FROM meter_series WHERE withdrawn_by IS NULL") != 0
      else { return Metering() }
      var ended: [EntityID: RegisteredEnd] = [:]
      for agency in agencies { ended.merge(try ends(of: agency, in: db)) { first, _ in first } }
      return try metering(
        of: try agencies.map { try estate(of: $0, in: db) },
        ended: ended,
        in: db
      )
    }
  }

  func metering(
    of estates: [Estate],
    ended: [EntityID: RegisteredEnd],
    in db: Database
  ) throws -> Metering {
    let holding = try meterSeries(in: db).filter { $0.withdrawn == nil }
    guard !holding.isEmpty else { return Metering() }
    var machines: [EntityID: [MeteredSeries]] = [:]
    var groups: [MeteredGroup] = []
    var loads: [EntityID: (number: Int, load: RecordedLoad)] = [:]
    for estate in estates {
      let agency = estate.agency.code
      let known = Set(estate.assets.map(\.id))
      func today(_ id: EntityID) throws -> EntityID {
        known.contains(id) ? id : try successor(of: id, in: agency, db) ?? id
      }
      var units: [EntityID: [MeteredSeries]] = [:]
      var places: [FiledSeries.Subject: [MeteredSeries]] = [:]
      for filed in holding where filed.agency == agency {
        switch (filed.subject, filed.series, filed.load) {
        case (.machine(let id), let series?, _):
          machines[try today(id), default: []].append(series)
        case (.machine(let id), _, let load?):
          // What was added later counts.
          loads[try today(id)] = (filed.number, load)
        case (.powerUnit(let id), let series?, _) where filed.side == .output:
          units[try today(id), default: []].append(series)
        case (.place, let series?, _) where filed.side == .output:
          places[filed.subject, default: []].append(series)
        default: continue
        }
      }
      groups += places.compactMap { subject, series in
        guard case .place(let kind, let path) = subject else { return nil }
        return MeteredGroup(in: estate, kind, path, series)
      }
      groups += FedMachines(estate).groups(units)
    }
    return Metering(
      machines: machines,
      groups: groups,
      loads: loads.mapValues(\.load),
      ended: ended
    )
  }
}

extension MeteredGroup {
  /// The machines of a rack or room.
  fileprivate init(in estate: Estate, _ kind: Kind, _ path: String, _ series: [MeteredSeries]) {
    let name = path.lowercased()
    let members = estate.assets.filter { asset in
      asset.kind.isPhysical && Self.path(of: asset.facts, kind)?.lowercased() == name
    }
    self.init(
      agency: estate.agency.code,
      kind: kind,
      name: path,
      series: series,
      members: Dictionary(members.map { ($0.id, 1) }) { first, _ in first }
    )
  }
}

/// Which machines power units feed, directly or through others.
struct FedMachines {
  private let agency: AgencyCode
  private let names: [EntityID: String]
  /// What feeds a device.
  private var feeds: [EntityID: [EntityID]] = [:]
  private let machines: [EntityID]

  init(_ estate: Estate) {
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
  func share(of device: EntityID, through unit: EntityID) -> Double {
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

  /// The groups that metered units feed.
  ///
  /// Units that feed the same machines side by side, such as the two PDUs of a rack, make one group:
  /// what they count adds up. One behind another does not.
  func groups(_ units: [EntityID: [MeteredSeries]]) -> [MeteredGroup] {
    var groups: [(units: [EntityID], members: [EntityID: Double])] = []
    for unit in units.keys.sorted() {
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
    return groups.map { group in
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
}
