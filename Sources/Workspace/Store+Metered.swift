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
    var supplies: [EntityID: (input: [MeteredSeries], output: [MeteredSeries])] = [:]
    var rooms: [MeteredRoom] = []
    var loads: [EntityID: (number: Int, load: RecordedLoad)] = [:]
    for estate in estates {
      let agency = estate.agency.code
      let known = Set(estate.assets.map(\.id))
      func today(_ id: EntityID) throws -> EntityID {
        known.contains(id) ? id : try successor(of: id, in: agency, db) ?? id
      }
      var units: [EntityID: [MeteredSeries]] = [:]
      var facilities: [String: [MeteredSeries]] = [:]
      var inputs: [EntityID: [MeteredSeries]] = [:]
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
        case (.powerUnit(let id), let series?, _) where filed.side == .input:
          inputs[try today(id), default: []].append(series)
        case (.place(.room, let path), let series?, _) where filed.side == .facility:
          facilities[path, default: []].append(series)
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
      rooms += facilities.map { path, series in
        let own = places[.place(.room, path: path)] ?? []
        return MeteredRoom(
          agency: agency,
          path: path,
          facility: series,
          equipment: own.isEmpty ? estate.supply(of: path, units) : own
        )
      }
      for (unit, input) in inputs { supplies[unit] = (input, units[unit] ?? []) }
    }
    return Metering(
      machines: machines,
      groups: groups,
      loads: loads.mapValues(\.load),
      supplies: supplies,
      rooms: rooms,
      ended: ended
    )
  }
}

extension Estate {
  /// The series of the power units that stand in a room, each a feed of its machines.
  fileprivate func supply(
    of room: String,
    _ units: [EntityID: [MeteredSeries]]
  ) -> [MeteredSeries] {
    assets.filter {
      $0.kind == .powerUnit
        && MeteredGroup.path(of: $0.facts, .room)?.lowercased() == room.lowercased()
    }.flatMap { unit in
      (units[unit.id] ?? []).map { series in
        var series = series
        series.feed = "\(unit.id)\u{1F}\(series.feed)"
        return series
      }
    }
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
