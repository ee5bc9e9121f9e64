import Inventory

/// The attestation of physical servers and virtual machines: a row a machine, a column a service of
/// the projects, `X` where the machine carries the service.
///
/// The shape and the rules are those of the form that PA digitale 2026 has for other public bodies:
/// whole numbers, no serial twice, at least one `X` a row, at most 40 physical servers and 400
/// virtual machines.
struct AttestationForm {
  /// Which half of the attestation.
  enum Half {
    case servers
    case machines

    /// The most rows that the platform takes.
    var limit: Int { self == .servers ? 40 : 400 }
  }

  /// Something that the platform would send back.
  enum Problem: Message, Hashable {
    case tooMany(found: Int, limit: Int)
    case empty
    case noService(EntityID, name: String)
    case missing(EntityID, name: String, column: String)
    case twice(String, EntityID)

    var code: String {
      switch self {
      case .tooMany: "form.too-many"
      case .empty: "form.empty"
      case .noService: "form.no-service"
      case .missing: "form.missing-value"
      case .twice: "form.twice"
      }
    }

    func text(in language: Language) -> String {
      switch self {
      case .tooMany(let found, let limit):
        language(
          "\(found) righe, il modulo ne ammette \(limit): dividere il progetto",
          "\(found) rows, the form takes \(limit): split the project"
        )
      case .empty:
        language(
          "nessuna macchina è attribuita al progetto: eseguire tramonto match",
          "no machine belongs to the project: run tramonto match"
        )
      case .noService(let entity, let name):
        language(
          "“\(Excerpt(name))” (\(entity)) non sostiene alcun servizio del progetto: attribuirla o "
            + "escluderla",
          "“\(Excerpt(name))” (\(entity)) carries no service of the project: assign it or leave it out"
        )
      case .missing(let entity, let name, let column):
        language(
          "“\(Excerpt(name))” (\(entity)): manca “\(column)”: completare l’inventario e importarlo",
          "“\(Excerpt(name))” (\(entity)): “\(column)” is missing: complete the inventory and import it"
        )
      case .twice(let value, let entity):
        language(
          "“\(Excerpt(value))” compare due volte, la seconda per \(entity): correggere l’inventario",
          "“\(Excerpt(value))” stands twice, the second time for \(entity): correct the inventory"
        )
      }
    }
  }

  /// The table; to be written only when there are no problems.
  let table: EvidenceTable
  /// Everything that the platform would send back.
  private(set) var problems: [Problem] = []

  /// Makes one half of the attestation of a scope's projects.
  init(_ half: Half, of scope: EvidenceScope) {
    let services = Set(scope.projects.flatMap { $0.services.map(\.service) }).sorted()
    let carried = ServicesCarried(in: scope.estate)
    let codes = Set(scope.projects.map(\.code))
    let own = Set(
      scope.estate.assignments.filter { !codes.isDisjoint(with: $0.projects) }.map(\.entity)
    )
    let columns = Self.columns(of: half)
    var table = EvidenceTable(
      columns.map { .init($0, $0, $0) } + services.map { .init($0, $0, $0) }
    )
    var problems: [Problem] = []
    var seen: Set<String> = []
    for asset in scope.estate.assets where own.contains(asset.id) {
      let isWanted =
        half == .machines
        ? asset.kind == .virtualMachine : asset.kind == .server || asset.kind == .host
      guard isWanted else { continue }
      let cells = Self.cells(of: asset, half, scope.agency)
      for (column, cell) in zip(columns, cells) where cell.isEmpty {
        problems.append(.missing(asset.id, name: asset.name, column: column))
      }
      let key = cells[2]
      if !key.isEmpty, !seen.insert(key.uppercased()).inserted {
        problems.append(.twice(key, asset.id))
      }
      let marks = services.map { carried.services(of: asset.id).contains($0) ? "X" : "" }
      if marks.allSatisfy(\.isEmpty) { problems.append(.noService(asset.id, name: asset.name)) }
      table.add(cells + marks)
    }
    if table.rows.isEmpty { problems.append(.empty) }
    if table.rows.count > half.limit {
      problems.append(.tooMany(found: table.rows.count, limit: half.limit))
    }
    self.table = table
    self.problems = problems
  }

  /// The headings, as the form has them.
  private static func columns(of half: Half) -> [String] {
    switch half {
    case .servers:
      ["Identificativo Data Center", "Comune", "Serial number", "Modello", "Marca"]
    case .machines:
      [
        "Ragione sociale fornitore", "Denominazione infrastruttura",
        "Identificativo macchina virtuale", "Numero vCPU", "vRAM (GB)", "Storage (GB)",
      ]
    }
  }

  private static func cells(of asset: Asset, _ half: Half, _ agency: Agency) -> [String] {
    let facts = asset.facts
    switch half {
    case .servers:
      return [
        facts.dataCentre ?? facts.room ?? facts.site ?? "", facts.site ?? facts.location ?? "",
        facts.serial?.description ?? "", facts.model ?? "", facts.manufacturer ?? "",
      ]
    case .machines:
      let storage = facts.storage?.value ?? facts.disks.compactMap(\.capacity?.value).reduce(0, +)
      return [
        agency.name, facts.virtualCentre ?? facts.cluster ?? facts.dataCentre ?? facts.site ?? "",
        facts.uuid?.description ?? asset.name, facts.cpuCores.map { String($0) } ?? "",
        whole(facts.memory.map { $0.value / 1_024 }), whole(storage > 0 ? storage : nil),
      ]
    }
  }

  /// The number rounded up to a whole one, as the form takes no decimals.
  private static func whole(_ number: Double?) -> String {
    guard let number, number > 0, number < 1e9 else { return "" }
    return String(Int(number.rounded(.up)))
  }
}

/// Which services each machine carries: those of the applications on it and on its guests.
struct ServicesCarried {
  private var byMachine: [EntityID: Set<String>] = [:]

  /// Follows the relations of an estate.
  init(in estate: Estate) {
    var byApplication: [EntityID: String] = [:]
    for assignment in estate.assignments {
      guard let service = assignment.service else { continue }
      if assignment.isApplication {
        byApplication[assignment.entity] = service
      } else {
        byMachine[assignment.entity, default: []].insert(service)
      }
    }
    for relation in estate.relations where relation.kind == .runsOn {
      guard let service = byApplication[relation.from] else { continue }
      byMachine[relation.to, default: []].insert(service)
    }
    for relation in estate.relations where relation.kind == .hostedOn {
      byMachine[relation.to, default: []].formUnion(byMachine[relation.from] ?? [])
    }
  }

  /// The services that a machine carries.
  func services(of machine: EntityID) -> Set<String> { byMachine[machine] ?? [] }
}
