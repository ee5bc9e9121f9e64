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
          groups[position].run(on: to, by: filed)
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

  /// Adds what the names of machines tell, where nothing else tells what runs on them.
  mutating func addFamilies(_ assets: [Asset], records: [FiledRecord]) {
    var byID: [RecordID: FiledRecord] = [:]
    for filed in records { byID[filed.id] = filed }
    let listed = here(assets.count)
    var families = NameFamilies()
    for (index, asset) in assets.enumerated() {
      let kinds = Set(listed[index].map { groups[$0].kind })
      if kinds.count == 1, let kind = kinds.first.flatMap(\.self) {
        families.learn(asset.name, kind)
      }
    }
    var bySite: [SiteService: [Int]] = [:]
    for (index, group) in groups.enumerated() {
      if let kind = group.kind {
        bySite[SiteService(site: group.site, kind: kind), default: []].append(index)
      }
    }
    for (index, asset) in assets.enumerated()
    where listed[index].isEmpty && asset.kind.isServer && asset.kind != .host
      && asset.facts.isTemplate != true
    {
      guard let kind = families.service(asset.name),
        let filed = asset.records.first.flatMap({ byID[$0] })
      else { continue }
      let place = SiteService(site: localities.sites[index], kind: kind)
      if bySite[place] == nil {
        bySite[place] = [groups.count]
        groups.append(
          Group(
            records: [],
            name: recogniser.services[kind].name,
            site: place.site,
            service: nil,
            servers: [],
            kind: kind,
            wards: []
          )
        )
      }
      for position in bySite[place] ?? [] { groups[position].run(on: index, by: filed) }
    }
  }
}
