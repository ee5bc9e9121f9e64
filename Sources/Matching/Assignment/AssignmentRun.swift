import Inventory

/// One assigning of an estate: applications first, then the machines beneath them.
struct AssignmentRun {
  let estate: Estate
  let projects: [ProjectPapers]
  var recogniser: ServiceRecogniser
  let siteNames: SiteNames
  private let records: [FiledRecord]
  /// Where the rows about applications stand among the records: copies would double what they take.
  private var rowPositions: [RecordID: Int] = [:]
  private var assetPositions: [EntityID: Int] = [:]
  var servers: [EntityID: [EntityID]] = [:]
  var applications: [EntityID: [EntityID]] = [:]
  private var guests: [EntityID: [EntityID]] = [:]
  var nameOf: [EntityID: String] = [:]
  var families: NameFamilies
  /// The moves of each service at each site; as few again.
  private var planned: [PlannedKey: ServiceMoves] = [:]

  private struct PlannedKey: Hashable {
    var project: ProjectCode
    var service: Int
    var site: String?
  }

  init(
    estate: Estate,
    records: [FiledRecord],
    projects: [Project],
    recogniser: ServiceRecogniser
  ) {
    self.estate = estate
    self.projects = projects.map { ProjectPapers($0, recogniser) }
    self.recogniser = recogniser
    siteNames = SiteNames(projects)
    families = NameFamilies(estate.assets.map { ($0.name, $0.facts.site) })
    self.records = records
    for (position, filed) in records.enumerated() where filed.record.kind == .application {
      rowPositions[filed.id] = position
    }
    assetPositions.reserveCapacity(estate.assets.count)
    for (position, asset) in estate.assets.enumerated() { assetPositions[asset.id] = position }
    for relation in estate.relations {
      switch relation.kind {
      case .runsOn:
        servers[relation.from, default: []].append(relation.to)
        applications[relation.to, default: []].append(relation.from)
      case .hostedOn: guests[relation.to, default: []].append(relation.from)
      case .dependsOn, .storedOn, .mountedIn, .poweredBy: continue
      }
    }
    for application in estate.applications { nameOf[application.id] = application.name }
    learnNames()
  }

  /// The row about an application with this id; `nil` for every other.
  func row(_ id: RecordID) -> Record? { rowPositions[id].map { records[$0].record } }

  /// The asset with this id; `nil` for none.
  func asset(_ id: EntityID) -> Asset? { assetPositions[id].map { estate.assets[$0] } }

  mutating func assignments(_ decisions: [AssignmentDecision]) -> [Assignment] {
    var made: [EntityID: Assignment] = [:]
    let verdicts = estate.applications.map { verdict(on: $0) }
    var plain: [Installation: Int] = [:]
    for case let verdict? in verdicts where verdict.ward == .none {
      plain[verdict.installation, default: 0] += 1
    }
    for (application, verdict) in zip(estate.applications, verdicts) {
      guard var verdict else {
        made[application.id] = Assignment(
          entity: application.id,
          isApplication: true,
          reasons: [.unrecognised(text: application.name)]
        )
        continue
      }
      // Of two that name no ward, one is a ward's, and nobody can tell which.
      if verdict.ward == .none, plain[verdict.installation] ?? 0 > 1 { verdict.ward = .untold }
      made[application.id] = conclude(application.id, isApplication: true, verdict)
    }
    hold(decisions, &made)
    var names = nameOf
    for asset in estate.assets { names[asset.id] = asset.name }
    let isHost = { (asset: Asset) in asset.kind == .host }
    let positions = estate.assets.indices
    // Hosts come after the machines on them.
    for position in positions.filter({ !isHost(estate.assets[$0]) })
      + positions.filter({ isHost(estate.assets[$0]) })
    {
      let asset = estate.assets[position]
      var below: [(Assignment, AssignmentReason)] = []
      for id in unique(applications[asset.id] ?? []) {
        guard let part = made[id] else { continue }
        below.append((part, .runs(application: id, name: names[id] ?? "")))
      }
      for id in unique(guests[asset.id] ?? []) {
        guard let part = made[id] else { continue }
        below.append((part, .hosts(machine: id, name: names[id] ?? "")))
      }
      made[asset.id] = below.isEmpty ? assignByItself(asset) : union(asset.id, below)
    }
    return made.values.sorted { $0.entity < $1.entity }
  }

  func unique(_ ids: [EntityID]) -> [EntityID] { Set(ids).sorted() }

  private func union(
    _ id: EntityID,
    _ parts: [(part: Assignment, reason: AssignmentReason)]
  ) -> Assignment {
    let projects = Set(parts.flatMap(\.part.projects)).sorted()
    let telling = parts.filter { projects.isEmpty || !$0.part.projects.isEmpty }
    return Assignment(
      entity: id,
      isApplication: false,
      projects: projects,
      service: telling.lazy.compactMap(\.part.service).first,
      isInfrastructure: parts.allSatisfy(\.part.isInfrastructure),
      month: parts.compactMap(\.part.month).max(),
      months: parts.reduce(into: [:]) { months, entry in
        months.merge(entry.part.months) { max($0, $1) }
      },
      reasons: telling.map(\.reason)
    )
  }

  private mutating func assignByItself(_ asset: Asset) -> Assignment {
    let texts = Self.texts(of: asset)
    guard let (match, text) = best(of: texts), match.strength >= 0.6 else {
      return Assignment(
        entity: asset.id,
        isApplication: false,
        reasons: [asset.facts.applications.first.map { .unrecognised(text: $0) } ?? .nothingRuns]
      )
    }
    return conclude(
      asset.id,
      isApplication: false,
      Verdict(
        installation: Installation(service: match.service, site: asset.facts.site),
        ward: Ward(recogniser.read(text).wards),
        reasons: [reason(match, text)]
      )
    )
  }

  /// What a machine's own records say of its use: applications, notes, folder, the name shown.
  static func texts(of asset: Asset) -> [String] {
    ApplicationMention.all(in: asset.facts).map(\.text)
  }

  private mutating func best(of texts: [String]) -> (ServiceRecogniser.Match, String)? {
    var best: (ServiceRecogniser.Match, String)?
    for text in texts {
      guard let match = recogniser.recognise(text) else { continue }
      if match.strength > best?.0.strength ?? 0 { best = (match, text) }
    }
    return best
  }

  func reason(_ match: ServiceRecogniser.Match, _ text: String) -> AssignmentReason {
    let service = recogniser.services[match.service].name
    return match.synonym.map { .synonym(text: text, synonym: $0, service: service) }
      ?? .serviceName(text: text, service: service)
  }

  /// From the service to the projects of the agency, by site where projects split it.
  private mutating func conclude(
    _ id: EntityID,
    isApplication: Bool,
    _ verdict: Verdict
  ) -> Assignment {
    let service = verdict.installation.service
    let site = verdict.installation.site
    let entry = recogniser.services[service]
    var result = Assignment(
      entity: id,
      isApplication: isApplication,
      service: entry.name,
      isInfrastructure: entry.isInfrastructure,
      reasons: verdict.reasons
    )
    var isElsewhere = false
    var paying: [ProjectCode] = []
    for papers in projects {
      guard let entries = papers.services[service] else { continue }
      let project = papers.project
      let everywhere = entries.contains { $0.sites.isEmpty }
      guard everywhere || entries.flatMap(\.sites).contains(where: { SiteNames.same($0, site) })
      else {
        isElsewhere = true
        continue
      }
      result.projects.append(project.code)
      if everywhere || entries.flatMap(\.sites).contains(where: { SiteNames.equal($0, site) }) {
        paying.append(project.code)
      }
      result.reasons.append(
        .projectMoves(project: project.code, service: entry.name, site: everywhere ? nil : site)
      )
      let key = PlannedKey(project: project.code, service: service, site: site)
      let moves =
        planned[key]
        ?? ServiceMoves(
          papers.moves[service] ?? [],
          at: site,
          deadline: project.deadline,
          recogniser: &recogniser
        )
      planned[key] = moves
      let choice = moves.choice(for: verdict.ward)
      if let named = choice.named {
        result.reasons.append(.named(application: named.application, project: project.code))
      }
      let month = choice.month ?? project.deadline
      result.months[project.code] = month
      result.month = [result.month, month].compactMap(\.self).max()
    }
    if paying.count > 1 {
      result.reasons.append(.severalProjects(service: entry.name, projects: paying))
    }
    guard result.projects.isEmpty else {
      result.isInfrastructure = false
      return result
    }
    if entry.isInfrastructure {
      result.reasons.append(.infrastructure(service: entry.name))
    } else if !projects.isEmpty, projects.allSatisfy(\.saysNothing) {
      // To say that no project moves it would be to know what the projects move.
      result.service = nil
      result.reasons.append(.servicesUnknown)
    } else if isElsewhere {
      // At a site that no project knows by that name it may be either project's, or none's.
      if !siteNames.isKnown(site) { result.service = nil }
      result.reasons.append(.otherSite(service: entry.name, site: site ?? "?"))
    } else {
      result.reasons.append(.serviceInNoProject(service: entry.name))
    }
    return result
  }

  /// Learns the rule of the machines' names from those whose applications are known.
  private mutating func learnNames() {
    for asset in estate.assets {
      var kinds: Set<Int?> = []
      for id in applications[asset.id] ?? [] {
        guard let name = nameOf[id] else { continue }
        kinds.insert(recogniser.recognise(name)?.service)
      }
      if kinds.count == 1, let kind = kinds.first.flatMap(\.self) {
        families.learn(asset.name, at: asset.facts.site, kind)
      }
    }
  }
}
