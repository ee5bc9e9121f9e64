import Inventory

extension AssignmentRun {
  /// A service at a site, of which there may be several installations.
  struct Installation: Hashable {
    var service: Int
    var site: String?
  }

  /// What a thing was found to be.
  struct Verdict {
    var installation: Installation
    var ward: Ward
    var reasons: [AssignmentReason]
  }

  /// What speaks for each service that an application may be of.
  private struct Evidence {
    /// By the application's own names and service fields.
    var own: [Int: (strength: Double, match: ServiceRecogniser.Match, text: String)] = [:]
    /// By the machines that carry it.
    var near: [Int: (strength: Double, servers: [EntityID])] = [:]
    /// The wards named beside it.
    var ward = Ward.any
  }

  private mutating func evidence(on application: Application) -> Evidence {
    let rows = application.records.compactMap { row($0) }
    var found = Evidence()
    var wards: Set<String> = []
    var texts: [String] = []
    for text in [application.name] + rows.compactMap(\.name) + rows.compactMap(\.service)
    where !texts.contains(text) {
      texts.append(text)
      let reading = recogniser.read(text)
      wards.formUnion(reading.wards)
      for match in reading.matches {
        let old = found.own[match.service]
        let isBetter = match.strength > old?.match.strength ?? 0
        found.own[match.service] = (
          min(
            1.5,
            (old?.strength ?? 0) * (isBetter ? 0.4 : 1) + match.strength * (isBetter ? 1 : 0.4)
          ),
          isBetter ? match : old?.match ?? match, isBetter ? text : old?.text ?? text
        )
      }
    }
    if !rows.isEmpty || !wards.isEmpty { found.ward = Ward(wards) }
    for server in unique(servers[application.id] ?? []) {
      guard let asset = asset(server), (applications[server] ?? []).count <= 2 else { continue }
      for (service, strength) in hints(of: asset) {
        var old = found.near[service] ?? (0, [])
        old.strength = max(old.strength, strength)
        old.servers.append(server)
        found.near[service] = old
      }
    }
    return found
  }

  /// What a machine's folder, notes and name hint at, up to 0.8.
  private mutating func hints(of asset: Asset) -> [Int: Double] {
    var found: [Int: Double] = [:]
    for text in Self.texts(of: asset) {
      guard let match = recogniser.recognise(text), match.strength > 0.6 else { continue }
      found[match.service] = 0.4
    }
    if let service = families.service(asset.name, at: asset.facts.site) {
      found[service, default: 0] += 0.4
    }
    return found
  }

  /// What an application is, by its own names and the machines that carry it; `nil` when unclear.
  mutating func verdict(on application: Application) -> Verdict? {
    let evidence = evidence(on: application)
    let site = siteNames.site(namedIn: application.name) ?? application.site
    var total: [Int: Double] = evidence.near.mapValues(\.strength)
    for (service, own) in evidence.own { total[service, default: 0] += own.strength }
    let sorted = total.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let best = sorted.first, best.value >= 0.4,
      sorted.count < 2 || best.value - sorted[1].value >= 0.05
    else { return nil }
    var why: [AssignmentReason] = []
    if let own = evidence.own[best.key], own.strength >= 0.3 {
      why = [reason(own.match, own.text)]
    } else {
      let service = recogniser.services[best.key].name
      for server in (evidence.near[best.key]?.servers ?? []).prefix(3) {
        why.append(.neighbours(of: server, service: service))
      }
    }
    guard !why.isEmpty else { return nil }
    return Verdict(
      installation: Installation(service: best.key, site: site),
      ward: evidence.ward == .none
        ? Ward(wards(near: application.id, best.key)) : evidence.ward,
      reasons: why
    )
  }

  /// The wards that the machines' own texts name beside the service.
  private mutating func wards(near application: EntityID, _ service: Int) -> Set<String> {
    var found: Set<String> = []
    for server in unique(servers[application] ?? []) {
      guard let asset = asset(server), (applications[server] ?? []).count == 1 else { continue }
      for text in Self.texts(of: asset) {
        let reading = recogniser.read(text)
        if reading.matches.first?.service == service { found.formUnion(reading.wards) }
      }
    }
    return found
  }
}
