import Estimation
public import Inventory
import Retirement

extension Report {
  /// Computes the figures of a report from `input`, with words in `language`.
  ///
  /// A filter narrows the lists, the counts and the savings; readings and refused files are narrowed
  /// by agency only. The same input makes the same report.
  ///
  /// - Complexity: O(n log n) for n machines.
  public init(_ input: ReportInput, language: Language) {
    let scope = Scope(input)
    let all = scope.estates.flatMap { Self.servers(of: $0, scope: scope, language) }
    let selected = all.filter { scope.includes($0) }
    let entities = Set(selected.map(\.entity))
    let register = input.register.filter { scope.includes($0, among: entities) }
      .sorted { ($0.agency, $0.entity) < ($1.agency, $1.entity) }
    let done = DoneWork(register, scope)
    let imports = input.imports.filter { scope.includes($0.agency) }.sorted { $0.id < $1.id }

    kind = input.kind
    self.language = language
    servers = Self.listed(selected, kind: input.kind)
    cover = Cover(
      programme: input.programme,
      workspace: input.workspace,
      agency: input.filter.agency.map { scope.agencyName($0) },
      project: input.filter.project.map { code in
        input.projects.first { $0.code == code }?.title ?? code.description
      },
      made: input.made,
      version: input.version
    )
    headline = Headline(
      counts: Self.counts(selected),
      savings: scope.total,
      register: Self.counts(register),
      done: done.yearly,
      complete: scope.complete
    )
    progress = Self.progress(scope, servers: selected, register: register, done)
    months = Self.months(scope, done, made: input.made)
    agencies = Self.agencies(scope, servers: selected)
    projects = Self.projects(scope, servers: selected)
    withoutProject = scope.withoutProject.map { saved in
      ProjectlessLine(counts: Self.counts(selected.filter(\.projects.isEmpty)), savings: saved)
    }
    services = Self.services(input.checks, scope)
    (blockers, freed) = Self.blockers(scope, servers: selected, language)
    let places = Self.places(scope, servers: selected)
    rooms = places.filter { $0.kind != .rack }
    racks = places.filter { $0.kind == .rack }
    unknowns = input.savings.unknowns
    verified = input.verified
    self.imports = imports
    refused = input.refused.filter { scope.includes($0.agency) }
      .sorted { ($0.agency, $0.path, $0.code) < ($1.agency, $1.path, $1.code) }
    rejections = imports.filter { !$0.isSuperseded }.flatMap { filed in
      filed.ledger.rejections.map { finding in
        RejectionLine(
          agency: filed.agency,
          file: filed.files.indices.contains(finding.at.file)
            ? filed.files[finding.at.file].path : "",
          finding: finding
        )
      }
    }
    unused = Self.unused(imports)
    conflicts = Self.conflicts(input.records, scope, imports)
    gaps = Self.gaps(scope)
    self.register = register
    journal = input.journal.filter { scope.includes($0.agency) }
      .filter { entry in
        input.filter.project == nil || entry.entity.map { entities.contains($0) } ?? false
      }.map { JournalLine($0, language) }
    journals = input.journals.filter { scope.includes($0.agency) }.sorted { $0.agency < $1.agency }
    factors = input.savings.factors
    plug = Self.plug(scope, input.savings.factors)
    sources = Self.sources(
      imports: imports,
      projects: scope.projects,
      papers: Set(factors.map { $0.source.text(in: language) }).sorted()
    )
  }

  /// What a report of this kind lists of the machines.
  private static func listed(_ servers: [ServerLine], kind: Kind) -> [ServerLine] {
    switch kind {
    case .programme, .agency, .project, .quality, .evidence: servers
    case .decommissioning: servers.filter { $0.status == .retire || $0.state != nil }
    case .energy:
      servers.enumerated().filter { $0.element.energy != nil }.sorted { left, right in
        let (one, other) = (left.element.energy?.value, right.element.energy?.value)
        return (other ?? .zero, left.offset) < (one ?? .zero, right.offset)
      }.map(\.element)
    }
  }

  static func counts(_ servers: some Sequence<ServerLine>) -> StatusCounts {
    var counts = StatusCounts()
    for server in servers where server.kind.isServer { counts.add(server.status) }
    return counts
  }

  private static func servers(
    of estate: Estate,
    scope: Scope,
    _ language: Language
  ) -> [ServerLine] {
    let plan = Dictionary(estate.plan.map { ($0.entity, $0) }) { first, _ in first }
    let assignments = Dictionary(estate.assignments.map { ($0.entity, $0) }) { first, _ in first }
    let lines = estate.assets.compactMap { asset -> ServerLine? in
      let entry = plan[asset.id]
      // Devices that are no servers show only where the plan speaks of them.
      guard asset.kind.isServer || entry != nil else { return nil }
      let facts = asset.facts
      let model = [facts.manufacturer, facts.model].compactMap(\.self)
      return ServerLine(
        entity: asset.id,
        agencyCode: estate.agency.code,
        agency: estate.agency.name,
        name: asset.name,
        kind: asset.kind,
        model: joined(model),
        serial: facts.serial?.description,
        site: facts.site ?? facts.location,
        room: facts.room ?? facts.dataCentre,
        rack: facts.rack,
        rackUnit: facts.rackUnit,
        status: entry?.status,
        month: entry?.status == .retire ? entry?.month : nil,
        state: scope.register[asset.id]?.state,
        offFrom: scope.register[asset.id]?.offFrom,
        projects: assignments[asset.id]?.projects ?? [],
        reason: (entry?.reasons ?? []).map { $0.text(in: language) }.joined(separator: "; "),
        energy: scope.machines[asset.id]?.yearly.energy
      )
    }
    return lines.sorted(by: precedes)
  }

  /// Maker and model, without the maker twice where the model already begins with it.
  private static func joined(_ parts: [String]) -> String? {
    guard let last = parts.last else { return nil }
    guard let first = parts.first, parts.count == 2,
      !last.lowercased().hasPrefix(first.lowercased())
    else { return last }
    return first + " " + last
  }

  private static func precedes(_ left: ServerLine, _ right: ServerLine) -> Bool {
    let leftRank = rank(left.status)
    let rightRank = rank(right.status)
    guard leftRank == rightRank else { return leftRank < rightRank }
    guard left.month == right.month else {
      return left.month.map { month in right.month.map { month < $0 } ?? true } ?? false
    }
    return (left.name, left.entity) < (right.name, right.entity)
  }

  private static func rank(_ status: RetirementStatus?) -> Int {
    switch status {
    case .retire: 0
    case .blocked: 1
    case .review: 2
    case .keep: 3
    case nil: 4
    case .gone: 5
    }
  }
}
