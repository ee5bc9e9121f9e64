import Inventory

/// An invented agency as matching leaves it, with its projects.
///
/// The same seed gives the same; rates are assumptions.
///
/// Seven machines of ten are virtual, twenty to a host, hosts in clusters of eight with an array;
/// one application to four machines, on one to four of them, named by its service, its product and
/// its site, as inventories do. Two projects move two thirds of the services. Flows join machines of
/// one application, and each machine to the directory. A few hosts rest on one another in a circle.
struct InventedLandscape {
  private(set) var estate: Estate
  private(set) var records: [FiledRecord] = []
  private(set) var projects: [Project] = []
  private(set) var catalogue: [Service] = []
  private var random: SplitMix
  private let agency: AgencyCode
  private let sites: Int

  private static let nouns = [
    "Laboratorio", "Radiologia", "Cardiologia", "Farmacia", "Ricoveri", "Ambulatori",
    "Vaccinazioni", "Protocollo", "Contabilita", "Personale", "Magazzino", "Dialisi", "Endoscopia",
    "Oncologia",
    "Trasfusionale", "Screening", "Veterinaria", "Consultori", "Riabilitazione", "Prenotazioni",
  ]
  private static let uses = ["analisi", "territoriale", "centrale"]

  /// Invents an agency of about `machines` machines.
  init(machines: Int, seed: UInt64, agency: Agency) {
    random = SplitMix(state: seed)
    self.agency = agency.code
    estate = Estate(agency: agency)
    // An agency has a few dozen hospitals, however large they are.
    sites = max(1, min(40, machines / 400))
    addCatalogue()
    addMachines(machines)
    addApplications(machines / 4)
    addProjects()
  }

  private mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(max(1, count))) }

  private func id(_ number: Int) -> EntityID { EntityID("\(agency)-" + padded(number)) }

  private func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 7 - digits.count)) + digits
  }

  private func site(_ number: Int) -> String { "Presidio Localita\(number)" }

  private mutating func addCatalogue() {
    for noun in Self.nouns {
      for use in Self.uses {
        catalogue.append(
          Service(
            name: "\(noun) \(use)",
            synonyms: ["\(noun.prefix(4))\(use.prefix(3))net"],
            serviceClass: use == "centrale" ? .critical : .ordinary
          )
        )
      }
    }
    catalogue.append(
      Service(name: "Directory", synonyms: ["Active Directory"], isInfrastructure: true)
    )
  }

  private mutating func add(_ kind: AssetKind, at site: Int, _ change: (inout Record) -> Void) {
    let number = estate.assets.count
    var facts = Record(kind: .machine, locator: Locator(number: 1))
    facts.hostname = "s\(site)m\(number)"
    facts.site = self.site(site)
    change(&facts)
    estate.assets.append(
      Asset(
        id: id(number),
        kind: kind,
        name: facts.hostname ?? "",
        facts: facts,
        origins: [:],
        records: [],
        links: [],
        lastSeen: CalendarDate(year: 2023, month: 2, day: 20)
      )
    )
  }

  private mutating func relate(_ kind: Relation.Kind, _ from: EntityID, _ to: EntityID) {
    estate.relations.append(Relation(kind: kind, from: from, to: to, record: RecordID(1)))
  }

  /// Hosts in clusters with their arrays, then virtual machines on them, then other servers.
  private mutating func addMachines(_ count: Int) {
    let hosts = max(1, count * 7 / 200)
    for host in 0..<hosts {
      let cluster = host / 8
      if host % 8 == 0 { add(.storage, at: cluster % sites) { $0.rack = "R\(cluster)" } }
      let array = estate.assets.count - 1 - host % 8
      add(.host, at: cluster % sites) { facts in
        facts.cluster = "CL\(cluster)"
        facts.rack = "R\(cluster)"
        facts.room = "CED"
      }
      let own = estate.assets.count - 1
      relate(.storedOn, id(own), id(array))
      if host % 1_000 == 9 {
        relate(.hostedOn, id(own), id(own - 1))
        relate(.hostedOn, id(own - 1), id(own))
      }
    }
    let placed = estate.assets.count
    let hostNumbers = estate.assets.indices.filter { estate.assets[$0].kind == .host }
    for index in 0..<max(0, count - placed) {
      guard index % 10 < 7 else {
        add(.server, at: index % sites) { $0.rack = "P\(index / 300)" }
        continue
      }
      let host = hostNumbers[index / 20 % hostNumbers.count]
      add(.virtualMachine, at: host / 9 % sites) { _ in }
      relate(.hostedOn, id(estate.assets.count - 1), id(host))
    }
  }

  private mutating func addApplications(_ count: Int) {
    let servers = estate.assets.indices.filter {
      estate.assets[$0].kind == .virtualMachine || estate.assets[$0].kind == .server
    }
    for number in 0..<count {
      let service = number % 50 == 0 ? catalogue.count - 1 : pick(catalogue.count - 1)
      let first = number * servers.count / max(1, count)
      let place = estate.assets[servers[first]].facts.site ?? ""
      var record = Record(kind: .application, locator: Locator(number: number + 2))
      record.name = "\(catalogue[service].name) Prodotto\(service) - \(place)"
      record.site = place
      let filed = FiledRecord(
        id: RecordID(Int64(number + 2)),
        importID: ImportID(1),
        format: "inventory-table",
        asOf: nil,
        record: record
      )
      records.append(filed)
      let own = EntityID("\(agency)-A" + padded(number))
      estate.applications.append(
        Application(
          id: own,
          name: record.name ?? "",
          site: place,
          service: nil,
          records: [filed.id]
        )
      )
      let used = (0...pick(4)).map { servers[(first + $0) % servers.count] }
      for server in used { relate(.runsOn, own, id(server)) }
      for (one, other) in zip(used, used.dropFirst()) { relate(.dependsOn, id(one), id(other)) }
    }
  }

  private mutating func addProjects() {
    for number in 0..<2 {
      var project = Project(
        code: ProjectCode("P\(number + 1)"),
        agency: agency,
        title: "Progetto",
        deadline: Month(year: 2024, month: 6),
        source: "benchmark"
      )
      for (index, service) in catalogue.dropLast().enumerated() where index % 3 == number {
        project.services.append(ProjectService(service: service.name))
        for site in 0..<sites {
          project.moves.append(
            PlannedMove(
              application: "\(service.name) Prodotto\(index) - \(self.site(site))",
              service: service.name,
              site: self.site(site),
              month: Month(year: 2023, month: 3 + (index + site) % 10)
            )
          )
        }
      }
      projects.append(project)
    }
  }
}

/// A generator that gives the same numbers for the same seed.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
