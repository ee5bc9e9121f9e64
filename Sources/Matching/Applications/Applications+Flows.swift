import Inventory

extension Applications {
  /// The ports on which databases answer: SQL Server, Oracle, MySQL, PostgreSQL, Db2, MongoDB.
  private static let databasePorts: Set<Int> = [1433, 1434, 1521, 1526, 3306, 5432, 50_000, 27_017]

  /// Adds the databases that flows show: where a machine calls one, its applications keep data.
  ///
  /// A machine with an application that is known to keep data there explains the call. Calls to
  /// other ports glue nothing together: everything calls the directory, the backup, the monitoring.
  mutating func addFlows(_ records: [FiledRecord], assets: [Asset], names: AssetNames) {
    var listed = here(assets.count)
    for filed in records {
      guard filed.record.kind == .dependency, let port = filed.record.port,
        Self.databasePorts.contains(port), let source = filed.record.source,
        let target = filed.record.target
      else { continue }
      for (from, to) in ends(names.candidates(source), names.candidates(target)) where from != to {
        let callers = listed[from].filter { position in
          groups[position].kind.map { !recogniser.services[$0].isInfrastructure } ?? true
        }
        if callers.contains(where: { listed[to].contains($0) }) { continue }
        for position in callers {
          groups[position].run(on: to, by: filed, .flow)
          listed[to].append(position)
        }
      }
    }
  }

  /// The machines that a flow joins: those of both names that stand at one site.
  private func ends(_ from: [Int], _ to: [Int]) -> [(Int, Int)] {
    if from.count == 1, to.count == 1 { return [(from[0], to[0])] }
    var found: [(Int, Int)] = []
    for source in from {
      for target in to where localities.sites[source] != nil {
        if localities.sites[source] == localities.sites[target] { found.append((source, target)) }
      }
    }
    // Machines of one name at several sites each call their own; two at one site tell nothing.
    let sites = Set(found.map { localities.sites[$0.0] })
    return sites.count == found.count ? found : []
  }

  /// Adds what the names of machines tell, where nothing else tells of that service on them.
  ///
  /// Only of machines that a source sees alive: an old list goes on naming what is long gone.
  mutating func addFamilies(_ assets: [Asset], newest: CalendarDate?) {
    let listed = here(assets.count)
    var families = NameFamilies(zip(assets, localities.sites).map { ($0.name, $1) })
    for (index, asset) in assets.enumerated() {
      let kinds = Set(listed[index].map { groups[$0].kind })
      if kinds.count == 1, let kind = kinds.first.flatMap(\.self) {
        families.learn(asset.name, at: localities.sites[index], kind)
      }
    }
    let bySite = groupsBySite()
    for (index, asset) in assets.enumerated()
    where asset.kind.isServer && asset.kind != .host && asset.facts.isTemplate != true {
      let site = localities.sites[index]
      let family = families.family(asset.name, at: site)
      let kind =
        families.service(asset.name, at: site)
        ?? family.flatMap { recogniser.service(calledExactly: $0) }
      guard let kind, !listed[index].contains(where: { groups[$0].kind == kind }),
        let filed = asset.records.compactMap({ self.filed($0) }).first(where: {
          Self.seesAlive($0, newest: newest)
        })
      else { continue }
      let place = SiteService(site: site, kind: kind)
      for position in found(place, among: bySite[place] ?? []) {
        groups[position].run(on: index, by: filed, .name)
      }
    }
  }

  /// Whether a record is of a source that looked at the machine itself, within a year.
  private static func seesAlive(_ filed: FiledRecord, newest: CalendarDate?) -> Bool {
    let record = filed.record
    guard !filed.isSuperseded else { return false }
    // A hypervisor lists what it has, on the day of the list.
    if record.host != nil { return true }
    guard record.uuid != nil || !record.macAddresses.isEmpty || record.kind == .discoveredAddress,
      let newest, let seen = record.lastSeen ?? filed.asOf
    else { return false }
    return newest.dayNumber - seen.dayNumber < 365
  }
}
