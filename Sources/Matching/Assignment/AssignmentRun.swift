import Inventory

/// One assigning of an estate: applications first, then the machines beneath them.
struct AssignmentRun {
  let estate: Estate
  let projects: [Project]
  var recogniser: ServiceRecogniser
  private let siteNames: SiteNames
  private var recordOf: [RecordID: Record] = [:]
  private var assetOf: [EntityID: Asset] = [:]
  private var servers: [EntityID: [EntityID]] = [:]
  private var applications: [EntityID: [EntityID]] = [:]
  private var guests: [EntityID: [EntityID]] = [:]
  /// What each text was recognised as; the same few texts stand on thousands of machines.
  private var known: [String: ServiceRecogniser.Match?] = [:]
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
    self.projects = projects
    self.recogniser = recogniser
    siteNames = SiteNames(projects)
    for filed in records { recordOf[filed.id] = filed.record }
    for asset in estate.assets { assetOf[asset.id] = asset }
    for relation in estate.relations {
      switch relation.kind {
      case .runsOn:
        servers[relation.from, default: []].append(relation.to)
        applications[relation.to, default: []].append(relation.from)
      case .hostedOn: guests[relation.to, default: []].append(relation.from)
      case .dependsOn, .storedOn, .mountedIn: continue
      }
    }
    learnNames()
  }

  mutating func assignments() -> [Assignment] {
    var made: [EntityID: Assignment] = [:]
    for application in estate.applications { made[application.id] = assign(application) }
    var names: [EntityID: String] = [:]
    for application in estate.applications { names[application.id] = application.name }
    for asset in estate.assets { names[asset.id] = asset.name }
    let isHost = { (asset: Asset) in asset.kind == .host }
    for asset in estate.assets.filter({ !isHost($0) }) + estate.assets.filter(isHost) {
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

  private func unique(_ ids: [EntityID]) -> [EntityID] { Set(ids).sorted() }

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
      reasons: telling.map(\.reason)
    )
  }

  private mutating func assign(_ application: Application) -> Assignment {
    let rows = application.records.compactMap { recordOf[$0] }
      .filter { $0.kind == .application }
    var texts = [application.name] + rows.compactMap(\.name)
    if let service = application.service { texts.append(service) }
    texts += rows.compactMap(\.service)
    let site =
      siteNames.site(namedIn: application.name) ?? application.site
      ?? Applications.commonest(
        (servers[application.id] ?? []).compactMap { assetOf[$0]?.facts.site }
      )
    if let (match, text) = best(of: texts) {
      return conclude(
        application.id,
        isApplication: true,
        match.service,
        site: site,
        texts: texts,
        reason: reason(match, text)
      )
    }
    for server in unique(servers[application.id] ?? []) {
      guard let asset = assetOf[server], let (match, _) = best(of: Self.texts(of: asset)) else {
        continue
      }
      return conclude(
        application.id,
        isApplication: true,
        match.service,
        site: site,
        texts: texts,
        reason: .neighbours(of: server, service: recogniser.services[match.service].name)
      )
    }
    return Assignment(
      entity: application.id,
      isApplication: true,
      reasons: [.unrecognised(text: application.name)]
    )
  }

  private mutating func assignByItself(_ asset: Asset) -> Assignment {
    let texts = Self.texts(of: asset)
    guard let (match, text) = best(of: texts) else {
      return Assignment(
        entity: asset.id,
        isApplication: false,
        reasons: [asset.facts.applications.first.map { .unrecognised(text: $0) } ?? .nothingRuns]
      )
    }
    return conclude(
      asset.id,
      isApplication: false,
      match.service,
      site: asset.facts.site,
      texts: texts,
      reason: reason(match, text)
    )
  }

  /// What a machine's own records say of its use: applications, notes, folder, the name shown.
  private static func texts(of asset: Asset) -> [String] {
    var texts = asset.facts.applications
    if let note = asset.facts.annotation { texts.append(note) }
    if let folder = asset.facts.folder?.split(separator: "/").last { texts.append(String(folder)) }
    if let name = asset.facts.name, let cut = name.firstRange(of: " - ") {
      texts.append(String(name[cut.upperBound...]))
    }
    return texts
  }

  private mutating func best(of texts: [String]) -> (ServiceRecogniser.Match, String)? {
    var best: (ServiceRecogniser.Match, String)?
    for text in texts {
      let found = known[text] ?? recogniser.recognise(text)
      known[text] = .some(found)
      guard let match = found else { continue }
      if match.strength > best?.0.strength ?? 0 { best = (match, text) }
    }
    return best
  }

  private func reason(_ match: ServiceRecogniser.Match, _ text: String) -> AssignmentReason {
    let service = recogniser.services[match.service].name
    return match.synonym.map { .synonym(text: text, synonym: $0, service: service) }
      ?? .serviceName(text: text, service: service)
  }

  /// From the service to the projects of the agency, by site where projects split it.
  private mutating func conclude(
    _ id: EntityID,
    isApplication: Bool,
    _ service: Int,
    site: String?,
    texts: [String],
    reason: AssignmentReason
  ) -> Assignment {
    let entry = recogniser.services[service]
    var result = Assignment(
      entity: id,
      isApplication: isApplication,
      service: entry.name,
      isInfrastructure: entry.isInfrastructure,
      reasons: [reason]
    )
    var isElsewhere = false
    for project in projects {
      let entries = project.services.filter { recogniser.number(of: $0.service) == service }
      guard !entries.isEmpty else { continue }
      let everywhere = entries.contains { $0.sites.isEmpty }
      guard everywhere || entries.flatMap(\.sites).contains(where: { SiteNames.same($0, site) })
      else {
        isElsewhere = true
        continue
      }
      result.projects.append(project.code)
      result.reasons.append(
        .projectMoves(project: project.code, service: entry.name, site: everywhere ? nil : site)
      )
      let key = PlannedKey(project: project.code, service: service, site: site)
      let moves =
        planned[key]
        ?? ServiceMoves(of: service, site: site, in: project, recogniser: recogniser)
      planned[key] = moves
      let choice = moves.choice(for: texts)
      if let named = choice.named {
        result.reasons.append(.named(application: named.application, project: project.code))
      }
      let month = choice.month ?? project.deadline
      result.month = [result.month, month].compactMap(\.self).max()
    }
    guard result.projects.isEmpty else {
      result.isInfrastructure = false
      return result
    }
    if entry.isInfrastructure {
      result.reasons.append(.infrastructure(service: entry.name))
    } else if !projects.isEmpty, projects.allSatisfy({ $0.services.isEmpty && $0.moves.isEmpty }) {
      // To say that no project moves it would be to know what the projects move.
      result.service = nil
      result.reasons.append(.servicesUnknown)
    } else if isElsewhere {
      result.reasons.append(.otherSite(service: entry.name, site: site ?? "?"))
    } else {
      result.reasons.append(.serviceInNoProject(service: entry.name))
    }
    return result
  }

  /// Learns products from rows that name both a service and something else, where they agree.
  private mutating func learnNames() {
    var votes: [String: [Int: Int]] = [:]
    for application in estate.applications {
      for id in application.records {
        guard let row = recordOf[id], row.kind == .application, let name = row.name else {
          continue
        }
        let parts = ServiceText(name, sites: recogniser.siteWords).parts
        let known = parts.compactMap { recogniser.recognise($0.joined(separator: " ")) }
          .first { $0.strength > 0.8 }
        let told = row.service.flatMap { recogniser.recognise($0) }
        guard let service = (told ?? known)?.service else { continue }
        let pieces = parts.count > 1 ? parts.dropFirst() : parts[...]
        for words in pieces
        where recogniser.recognise(words.joined(separator: " ")) == nil {
          votes[words.joined(separator: " "), default: [:]][service, default: 0] += 1
        }
      }
    }
    for (text, counts) in votes.sorted(by: { $0.key < $1.key }) {
      let total = counts.values.reduce(0, +)
      guard let best = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        best.value * 3 >= total * 2, text.count >= 3
      else { continue }
      recogniser.learn(text.split(separator: " ").map(String.init), as: best.key, strength: 0.85)
    }
  }
}
