import Estimation
import Inventory
import Retirement

extension Report {
  /// Finds the places that hold, or feed, a machine of the report, with all that is in them: those
  /// that go dark first, then by agency and name.
  static func places(_ scope: Scope, servers: [ServerLine]) -> [PlaceLine] {
    let selected = Set(servers.map(\.entity))
    return scope.estates.flatMap { estate in
      let assets = Dictionary(estate.assets.map { ($0.id, $0) }) { first, _ in first }
      let plan = Dictionary(estate.plan.map { ($0.entity, $0) }) { first, _ in first }
      return DarkPlace.all(in: estate)
        .filter { place in
          (place.kind == .rack || place.kind == .room || place.kind == .powerUnit)
            && place.machines.contains { selected.contains($0) }
        }
        .compactMap { line($0, of: estate, assets, plan, scope) }
    }.sorted { left, right in
      if (left.dark == nil) != (right.dark == nil) { return left.dark != nil }
      if let one = left.dark, let other = right.dark, one != other { return one < other }
      return (left.agency, left.place, left.name) < (right.agency, right.place, right.name)
    }
  }

  /// The line of a place; `nil` for one that all has left.
  private static func line(
    _ place: DarkPlace,
    of estate: Estate,
    _ assets: [EntityID: Asset],
    _ plan: [EntityID: PlanEntry],
    _ scope: Scope
  ) -> PlaceLine? {
    let present = place.machines.filter { plan[$0]?.status != .gone }
    guard !present.isEmpty else { return nil }
    // What the plan does not speak of, such as a power strip, draws power as well.
    let all = present + place.others
    return PlaceLine(
      agency: estate.agency.name,
      kind: place.kind,
      place: place.names.dropLast().joined(separator: " / "),
      name: place.names.last ?? "",
      status: estate.plan.isEmpty ? nil : place.outlook.status,
      dark: place.outlook.month,
      reasons: place.reasons { assets[$0]?.name ?? $0.description },
      machines: present.count,
      retire: present.count { plan[$0]?.status == .retire },
      off: present.count { scope.register[$0]?.state.isDark ?? false },
      devices: place.kind == .rack ? devices(all.compactMap { assets[$0] }, plan, scope) : [],
      energy: all.reduce(.zero) { sum, device in
        sum + (scope.machines[device]?.yearly.energy.value ?? .zero)
      }
    )
  }

  /// The devices of a rack from the top.
  private static func devices(
    _ assets: [Asset],
    _ plan: [EntityID: PlanEntry],
    _ scope: Scope
  ) -> [PlaceLine.Device] {
    assets.map { asset in
      let entry = plan[asset.id]
      return PlaceLine.Device(
        entity: asset.id,
        name: asset.name,
        unit: asset.facts.rackUnit.flatMap { (1...99).contains($0) ? $0 : nil },
        status: entry?.status,
        month: entry?.status == .retire ? entry?.month : nil,
        isDark: scope.register[asset.id]?.state.isDark ?? false
      )
    }.sorted { left, right in
      let (one, other) = (left.unit ?? 0, right.unit ?? 0)
      return one == other ? (left.name, left.entity) < (right.name, right.entity) : one > other
    }
  }
}
