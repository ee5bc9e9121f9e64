import Estimation
import Inventory
import Retirement

extension Report {
  /// Finds the racks that hold a machine of the report, with all that stands in them.
  static func racks(_ scope: Scope, servers: [ServerLine]) -> [RackLine] {
    let selected = Set(servers.map(\.entity))
    return scope.estates.flatMap { racks(of: $0, scope, selected) }.sorted { left, right in
      if (left.dark == nil) != (right.dark == nil) { return left.dark != nil }
      if let one = left.dark, let other = right.dark, one != other { return one < other }
      return (left.agency, left.place, left.name) < (right.agency, right.place, right.name)
    }
  }

  private static func racks(
    of estate: Estate,
    _ scope: Scope,
    _ selected: Set<EntityID>
  ) -> [RackLine] {
    let plan = Dictionary(estate.plan.map { ($0.entity, $0) }) { first, _ in first }
    var racks: [String: (line: RackLine, isSelected: Bool, stays: Bool)] = [:]
    for asset in estate.assets.sorted(by: { $0.id < $1.id }) {
      guard asset.kind.isPhysical, asset.kind != .rack, let name = asset.facts.rack else {
        continue
      }
      let entry = plan[asset.id]
      guard entry?.status != .gone else { continue }
      let place = [asset.facts.site ?? asset.facts.dataCentre, asset.facts.room]
        .compactMap(\.self).joined(separator: " / ")
      let key = (place + "\u{1F}" + name).lowercased()
      var rack =
        racks[key]
        ?? (
          RackLine(
            agency: estate.agency.name,
            place: place,
            name: name,
            devices: [],
            dark: nil,
            energy: .zero
          ),
          false, false
        )
      rack.line.devices.append(
        RackLine.Device(
          entity: asset.id,
          name: asset.name,
          unit: asset.facts.rackUnit.flatMap { (1...99).contains($0) ? $0 : nil },
          status: entry?.status,
          month: entry?.status == .retire ? entry?.month : nil,
          isDark: scope.register[asset.id]?.state.isDark ?? false
        )
      )
      if let energy = scope.machines[asset.id]?.yearly.energy.value { rack.line.energy += energy }
      rack.isSelected = rack.isSelected || selected.contains(asset.id)
      // What the plan does not speak of, such as a power strip, goes with the servers.
      if let entry, entry.status != .retire || entry.month == nil { rack.stays = true }
      if entry == nil, asset.kind.isServer { rack.stays = true }
      racks[key] = rack
    }
    return racks.values.filter(\.isSelected).map { rack in
      var line = rack.line
      line.devices.sort { left, right in
        let (one, other) = (left.unit ?? 0, right.unit ?? 0)
        return one == other ? (left.name, left.entity) < (right.name, right.entity) : one > other
      }
      line.dark = rack.stays ? nil : line.devices.compactMap(\.month).max()
      return line
    }
  }
}
