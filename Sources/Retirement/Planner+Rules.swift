import Inventory

/// What is known of the things on one machine: what leaves, what stays, what nobody can tell.
private struct Occupants {
  var lastMove: (month: Month, reason: PlanReason)?
  var blockers: [(entity: EntityID, reason: PlanReason)] = []
  var doubts: [PlanReason] = []
  var infrastructure: [(entity: EntityID, name: String, service: String)] = []
  var count = 0

  mutating func leaves(in month: Month, _ reason: PlanReason) {
    count += 1
    if let lastMove, lastMove.month >= month { return }
    lastMove = (month, reason)
  }

  mutating func stays(_ entity: EntityID, _ reason: PlanReason) {
    count += 1
    blockers.append((entity, reason))
  }

  mutating func isUnclear(_ reason: PlanReason) {
    count += 1
    if !doubts.contains(reason) { doubts.append(reason) }
  }
}

extension Planner {
  /// The entry of one asset, when those of everything that rests on it are known.
  func conclusion(
    on index: Int,
    in graph: EstateGraph,
    given conclusions: [PlanEntry?],
    today: CalendarDate?
  ) -> PlanEntry {
    let asset = graph.assets[index]
    if asset.facts.isTemplate == true {
      return PlanEntry(entity: asset.id, status: .review, reasons: [.template])
    }
    let present = graph.tenants[index].filter { tenant in
      guard let status = conclusions[tenant.index]?.status else { return true }
      return status != .gone && graph.assets[tenant.index].facts.isTemplate != true
    }
    if present.isEmpty, asset.kind == .server,
      let reason = replacement(of: index, in: graph, today: today)
    {
      guard let today else {
        return PlanEntry(entity: asset.id, status: .review, reasons: [reason])
      }
      return PlanEntry(entity: asset.id, status: .retire, month: Month(today), reasons: [reason])
    }
    if present.isEmpty, let reason = absence(of: asset, today: today) {
      return PlanEntry(entity: asset.id, status: .gone, reasons: [reason])
    }
    var occupants = Occupants()
    let applications = graph.applications[index]
    // A product that is installed may be in use or not: by itself it switches nothing off.
    if present.isEmpty, let products = graph.products[index],
      applications.allSatisfy(products.contains)
    {
      for application in applications {
        let name = graph.applicationNames[application] ?? application.description
        occupants.isUnclear(.onlyInstalled(name: name))
      }
      return conclude(on: asset, with: occupants, own: graph.machineAssignments[asset.id])
    }
    for application in applications { add(application, in: graph, to: &occupants) }
    for tenant in present {
      add(tenant, graph: graph, entry: conclusions[tenant.index], to: &occupants)
    }
    return conclude(on: asset, with: occupants, own: graph.machineAssignments[asset.id])
  }

  /// The entries of assets that rest on one another in a circle, when those of everything else that
  /// rests on them are known.
  func circleConclusions(
    on part: [Int],
    in graph: EstateGraph,
    given conclusions: [PlanEntry?]
  ) -> [PlanEntry] {
    let members = Set(part)
    var occupants = Occupants()
    var seen: Set<Int> = []
    for application in Set(part.flatMap { graph.applications[$0] }).sorted() {
      add(application, in: graph, to: &occupants)
    }
    for tenant in part.flatMap({ graph.tenants[$0] })
    where !members.contains(tenant.index) && seen.insert(tenant.index).inserted {
      guard conclusions[tenant.index]?.status != .gone,
        graph.assets[tenant.index].facts.isTemplate != true
      else { continue }
      add(tenant, graph: graph, entry: conclusions[tenant.index], to: &occupants)
    }
    return part.map { index in
      let asset = graph.assets[index]
      guard occupants.count > 0 else {
        return PlanEntry(entity: asset.id, status: .review, reasons: [.cycle])
      }
      var entry = conclude(on: asset, with: occupants, own: nil)
      entry.reasons.append(.cycle)
      return entry
    }
  }

  private func add(_ id: EntityID, in graph: EstateGraph, to occupants: inout Occupants) {
    let name = graph.applicationNames[id] ?? id.description
    guard let assignment = graph.assignments[id] else {
      return occupants.isUnclear(.applicationUnclear(name: name))
    }
    // What runs beside an application is a hint at its service, and no more than that.
    if assignment.isGuess {
      occupants.isUnclear(.applicationUnclear(name: name))
    } else if let project = assignment.projects.first {
      if let month = assignment.month {
        occupants.leaves(in: month, .lastApplicationMoves(name: name, month: month))
      } else {
        occupants.isUnclear(.noMonth(project: project))
      }
    } else if assignment.isInfrastructure {
      occupants.count += 1
      occupants.infrastructure.append((id, name, assignment.service ?? name))
    } else if assignment.service != nil {
      occupants.stays(id, .applicationStays(name: name))
    } else {
      occupants.isUnclear(.applicationUnclear(name: name))
    }
  }

  private func add(
    _ tenant: EstateGraph.Tenant,
    graph: EstateGraph,
    entry: PlanEntry?,
    to occupants: inout Occupants
  ) {
    let asset = graph.assets[tenant.index]
    guard let entry, entry.status == .retire, let month = entry.month else {
      guard tenant.isCertain else {
        return occupants.isUnclear(.mayStandInRack(name: asset.name))
      }
      return occupants.stays(asset.id, .machineStays(name: asset.name))
    }
    let reason: PlanReason =
      switch tenant.kind {
      case .storedOn: .lastHostLeaves(name: asset.name, month: month)
      case .mountedIn: .lastDeviceLeaves(name: asset.name, month: month)
      default: .lastMachineLeaves(name: asset.name, month: month)
      }
    occupants.leaves(in: month, reason)
  }

  private func conclude(
    on asset: Asset,
    with occupants: Occupants,
    own assignment: Assignment?
  ) -> PlanEntry {
    guard occupants.count > 0 else { return unoccupied(asset, own: assignment) }
    let services = occupants.infrastructure
    if let first = services.first, services.count == occupants.count {
      return PlanEntry(
        entity: asset.id,
        status: .keep,
        reasons: [.infrastructureOnly(service: first.service)]
      )
    }
    if !occupants.blockers.isEmpty || (!services.isEmpty && occupants.lastMove != nil) {
      let blockers =
        (occupants.blockers
        + services.map { ($0.entity, PlanReason.applicationStays(name: $0.name)) })
        .sorted { $0.entity < $1.entity }
      return PlanEntry(
        entity: asset.id,
        status: .blocked,
        blockers: blockers.map(\.entity),
        reasons: blockers.map(\.reason) + occupants.doubts
      )
    }
    guard occupants.doubts.isEmpty, let last = occupants.lastMove else {
      return PlanEntry(entity: asset.id, status: .review, reasons: occupants.doubts)
    }
    return PlanEntry(
      entity: asset.id,
      status: .retire,
      month: last.month,
      reasons: [last.reason]
    )
  }

  /// A machine of which no source says what runs on it.
  ///
  /// That its own name or notes sound like a service that moves is no proof that nothing else runs
  /// there; that they sound like the infrastructure is reason enough to keep it.
  private func unoccupied(_ asset: Asset, own assignment: Assignment?) -> PlanEntry {
    if asset.kind == .host {
      return PlanEntry(entity: asset.id, status: .review, reasons: [.noMachines])
    }
    if asset.kind == .storage {
      return PlanEntry(entity: asset.id, status: .review, reasons: [.noHosts])
    }
    if let assignment, assignment.isInfrastructure, assignment.projects.isEmpty {
      return PlanEntry(
        entity: asset.id,
        status: .keep,
        reasons: [.infrastructureOnly(service: assignment.service ?? asset.name)]
      )
    }
    return PlanEntry(entity: asset.id, status: .review, reasons: [.nothingKnown])
  }
}
