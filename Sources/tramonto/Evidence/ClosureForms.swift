import Inventory
import Retirement

extension EvidenceScope {
  /// The applications that do not move, with the last word on why and what hosts them: the annex of a
  /// migration plan.
  func stayingServices(in language: Language) -> EvidenceTable {
    var table = EvidenceTable([
      .init("service", "servizio", "service"), .init("application", "applicativo", "application"),
      .init("site", "sede", "site"), .init("reason", "motivo", "reason"),
      .init("infrastructure", "infrastruttura ospitante", "hosting infrastructure"),
    ])
    let assets = Dictionary(estate.assets.map { ($0.id, $0) }) { first, _ in first }
    let names = Dictionary(estate.applications.map { ($0.id, $0) }) { first, _ in first }
    var hosts: [EntityID: [String]] = [:]
    for relation in estate.relations where relation.kind == .runsOn {
      guard let host = assets[relation.to] else { continue }
      hosts[relation.from, default: []].append(host.name)
    }
    for assignment in estate.assignments
    where assignment.isApplication && assignment.projects.isEmpty {
      guard let application = names[assignment.entity] else { continue }
      table.add([
        assignment.service ?? application.service, application.name, application.site,
        assignment.reasons.last?.text(in: language),
        Set(hosts[application.id] ?? []).sorted().joined(separator: " | "),
      ])
    }
    return table
  }

  /// What became of each room: its hardware, how much of it is dark or gone, and whether it is
  /// closed; the last row is the whole.
  ///
  /// The measures are those of the United States’ Data Center Optimization Initiative (OMB M-19-19):
  /// closures, virtualisation, metering, under-used servers.
  func closure(in language: Language) -> EvidenceTable {
    var table = EvidenceTable([
      .init("room", "sala", "room"), .init("servers", "server fisici", "physical servers"),
      .init("otherDevices", "altri apparati", "other devices"),
      .init("virtualMachines", "macchine virtuali", "virtual machines"),
      .init("dark", "spenti", "off"), .init("removed", "rimossi", "removed"),
      .init("closed", "chiusa", "closed"), .init("planned", "chiusura prevista", "planned closure"),
      .init("virtualised", "virtualizzati %", "virtualised %"),
      .init("metered", "misurati %", "metered %"),
      .init("underused", "sottoutilizzati %", "under-used %"),
    ])
    let states = Dictionary(
      devices.map { ($0.entity, $0.retirement.state(on: day)) },
      uniquingKeysWith: { first, _ in first }
    )
    let plan = Dictionary(estate.plan.map { ($0.entity, $0) }) { first, _ in first }
    var rooms: [String: RoomCount] = [:]
    var whole = RoomCount()
    for asset in estate.assets where asset.kind.isServer || asset.kind.isRackDevice {
      let facts = asset.facts
      let place = [facts.site ?? facts.dataCentre, facts.room].compactMap(\.self)
      let room =
        place.isEmpty ? language("non indicata", "not told") : place.joined(separator: " · ")
      // A virtual machine stands where its host does, which its own facts do not tell.
      let isVirtual = asset.kind == .virtualMachine
      if !isVirtual {
        rooms[room, default: RoomCount()].add(asset, states[asset.id], plan[asset.id])
      }
      whole.add(asset, states[asset.id], plan[asset.id])
    }
    for room in rooms.keys.sorted() {
      guard let count = rooms[room], count.devices > 0 else { continue }
      table.add([room] + count.cells(language))
    }
    table.add([language("totale", "total")] + whole.cells(language))
    return table
  }
}

/// The hardware of a room, counted.
private struct RoomCount {
  private var servers = 0
  private var others = 0
  private var machines = 0
  private var dark = 0
  private var removed = 0
  private var metered = 0
  private var measured = 0
  private var underused = 0
  private var last: Month?
  private var stays = false

  mutating func add(_ asset: Asset, _ state: RetirementState?, _ entry: PlanEntry?) {
    if asset.kind == .virtualMachine {
      machines += 1
      return
    }
    // What no longer exists is neither there nor closed by us.
    guard entry?.status != .gone || state != nil else { return }
    if asset.kind.isServer { servers += 1 } else { others += 1 }
    if state?.isDark == true { dark += 1 }
    if state == .removed || state == .disposed { removed += 1 }
    if asset.facts.measuredPower != nil { metered += 1 }
    if let use = asset.facts.cpuUtilization {
      measured += 1
      if use.value < 0.1 { underused += 1 }
    }
    if state?.isDark == true { return }
    if let month = entry?.month {
      last = max(last ?? month, month)
    } else {
      stays = true
    }
  }

  /// The pieces of hardware.
  var devices: Int { servers + others }

  func cells(_ language: Language) -> [String?] {
    let all = devices
    let isClosed = all > 0 && removed == all
    return [
      String(servers), String(others), machines > 0 ? String(machines) : nil, String(dark),
      String(removed), isClosed ? language("sì", "yes") : "no",
      isClosed || stays ? nil : last?.description,
      machines > 0 ? Self.share(machines, of: machines + servers) : nil,
      Self.share(metered, of: all), Self.share(underused, of: measured),
    ]
  }

  private static func share(_ part: Int, of whole: Int) -> String? {
    whole == 0 ? nil : String((part * 100 + whole / 2) / whole)
  }
}

extension AssetKind {
  /// Whether it fills a rack beside the servers.
  fileprivate var isRackDevice: Bool {
    self == .storage || self == .networkDevice || self == .powerUnit
  }
}
