import Inventory
import Matching
import Testing

@Suite("Applications")
struct ApplicationTests {
  private static let services = [
    Service(name: "Laboratorio analisi", synonyms: ["LIS", "esami di laboratorio"]),
    Service(name: "Pronto soccorso", synonyms: ["PS", "triage"]),
    Service(name: "Nefrologia e dialisi", synonyms: ["dialisi", "nefrologia"]),
    Service(name: "Ristorazione e dietetica", synonyms: ["dietetica", "pasti"]),
    Service(name: "Backup", synonyms: ["BCK"], isInfrastructure: true),
  ]

  private static let project = Project(
    code: ProjectCode("P1"),
    agency: Rows.code("asl"),
    title: "Uno",
    deadline: Month(year: 2024, month: 12),
    services: services.map { ProjectService(service: $0.name) },
    moves: [
      ("Laboratorio analisi ProvaLab - San Luca", "Laboratorio analisi", 3),
      ("Ristorazione e dietetica PastoProva - San Luca", "Ristorazione e dietetica", 4),
      ("Ristorazione e dietetica PastoProva Urologia - San Luca", "Ristorazione e dietetica", 9),
      ("Pronto soccorso TriageProva Urologia - San Luca", "Pronto soccorso", 10),
    ].map { name, service, month in
      PlannedMove(
        application: name,
        service: service,
        site: "San Luca",
        month: Month(year: 2024, month: month)
      )
    },
    source: "prova"
  )

  /// The estate of `rows`, assigned.
  private func estate(_ rows: [FiledRecord]) -> Estate {
    let found = Reconciler(services: Self.services, projects: [Self.project])
      .reconcile(rows, of: Rows.agency, previous: [:])
    var estate = Estate(
      agency: Rows.agency,
      assets: found.assets,
      applications: found.applications,
      relations: found.relations
    )
    estate.assignments = Assigner(catalogue: Self.services, projects: [Self.project])
      .assign(estate, records: rows)
    return estate
  }

  /// The services of the applications that run on the machine called `name`.
  private func services(on name: String, in estate: Estate) -> Set<String?> {
    let ids = Set(estate.assets.filter { $0.name == name }.map(\.id))
    let running = Set(
      estate.relations.filter { $0.kind == .runsOn && ids.contains($0.to) }.map(\.from)
    )
    return Set(estate.assignments.filter { running.contains($0.entity) }.map(\.service))
  }

  private func machine(
    _ id: Int64,
    _ name: String,
    _ fill: (inout Record) -> Void = { _ in }
  ) -> FiledRecord {
    Rows.row(id, .virtualMachine, "rvtools-csv", import: 1) {
      $0.name = name
      $0.host = "esx1"
      fill(&$0)
    }
  }

  private func application(
    _ id: Int64,
    _ name: String,
    import number: Int64 = 2,
    on servers: [String] = [],
    _ fill: (inout Record) -> Void = { _ in }
  ) -> FiledRecord {
    Rows.row(id, .application, "table-csv", import: number) {
      $0.name = name
      $0.servers = servers
      fill(&$0)
    }
  }

  @Test("rows of two lists that mean one service at one site are one application, without servers")
  func sameService() {
    let rows = [
      application(1, "LIS") { $0.site = "San Luca" },
      application(2, "Esami di laboratorio", import: 3) { $0.site = "San Luca" },
      application(3, "Laboratorio analisi", import: 3) { $0.site = "Villa Serena" },
    ]
    let groups = estate(rows).applications.map { $0.records.map(\.number) }
    #expect(groups == [[1, 2], [3]])
  }

  @Test("a ward beside the service tells installations apart, and is not the service")
  func wards() {
    let rows = [
      application(1, "Dietetica - Urologia") { $0.site = "San Luca" },
      application(2, "Dietetica - Nefrologia", import: 3) { $0.site = "San Luca" },
    ]
    let estate = estate(rows)
    #expect(estate.applications.map { $0.records.map(\.number) } == [[1], [2]])
    #expect(
      estate.assignments.map(\.service) == Array(repeating: "Ristorazione e dietetica", count: 2)
    )
  }

  @Test(
    "the month is that of the ward's own installation; in doubt it is later, never earlier",
    arguments: [
      ("Dietetica", 4), ("Dietetica - Urologia", 9), ("PastoProva Urol.", 9),
      ("Dietetica - Pediatria", 12), ("Triage", 12), ("PS Urologia", 10),
    ]
  )
  func month(_ name: String, _ month: Int) {
    let found = estate([application(1, name) { $0.site = "San Luca" }]).assignments.first
    #expect(found?.month == Month(year: 2024, month: month))
  }

  @Test("a name that machines of two sites bear means the one at the row's site")
  func ambiguousName() {
    let sites = [("San Luca", "DC-SL"), ("Villa Serena", "DC-VS")]
    let machines = sites.enumerated().flatMap { index, site in
      (0..<4).map { number in
        machine(Int64(index * 10 + number + 1), "srvlis0\(number)") {
          $0.site = site.0
          $0.dataCentre = site.1
          $0.uuid = MachineUUID("421bba5e-0102-0304-8506-0708090a0b\(index)\(number)")
        }
      }
    }
    let rows = machines + [application(99, "LIS", on: ["SRVLIS2"]) { $0.site = "Villa Serena" }]
    let estate = estate(rows)
    let listed = estate.relations.filter { $0.kind == .runsOn && $0.record == RecordID(99) }
    let records = estate.assets.filter { asset in listed.contains { $0.to == asset.id } }.map(
      \.records
    )
    #expect(records == [[RecordID(13)]])
  }

  @Test("a flow to a database carries the caller's application; one to a backup does not")
  func flows() {
    func flow(_ id: Int64, to target: String, port: Int) -> FiledRecord {
      Rows.row(id, .dependency, "azure-dependency-csv", import: 4) {
        $0.source = "web7"
        $0.target = target
        $0.port = port
      }
    }
    let rows = [
      machine(1, "web7"), machine(2, "data7"), machine(3, "vault7"),
      application(4, "LIS", on: ["web7"]), flow(5, to: "data7", port: 1521),
      flow(6, to: "vault7", port: 9102),
    ]
    let estate = estate(rows)
    #expect(services(on: "data7", in: estate) == ["Laboratorio analisi"])
    #expect(services(on: "vault7", in: estate) == [])
  }

  @Test("what a machine's folder or note names runs there, beside what is listed")
  func folder() {
    let rows = [
      machine(1, "vm1") { $0.folder = "DC/vm/Pronto soccorso" },
      machine(2, "vm2") { $0.annotation = "dialisi" },
      machine(3, "vm3") { $0.folder = "DC/vm/Discovered virtual machine" },
      application(4, "LIS", on: ["vm1"]),
    ]
    let estate = estate(rows)
    #expect(services(on: "vm1", in: estate) == ["Pronto soccorso", "Laboratorio analisi"])
    #expect(services(on: "vm2", in: estate) == ["Nefrologia e dialisi"])
    #expect(services(on: "vm3", in: estate) == [])
  }

  @Test(
    "an installed product ties an application of the site's lists, surely meant and not by itself",
    arguments: [
      ("ProvaLab Application Server", "Laboratorio analisi"), ("ProvaLab", "Laboratorio analisi"),
      ("TriageProva Server", nil), ("ProvaLab Pronto soccorso", nil), ("Altro Server", nil),
      ("BCK Server", nil),
    ] as [(String, String?)]
  )
  func installed(product: String, service: String?) {
    let rows = [
      machine(1, "srv1") { $0.site = "San Luca" },
      machine(2, "srv2") { record in
        record.site = "San Luca"
        record.software = [product]
      },
      application(3, "LIS", on: ["srv1"]) { $0.site = "San Luca" },
    ]
    let estate = estate(rows)
    #expect(services(on: "srv2", in: estate) == Set(service.map { [$0] } ?? []))
    #expect(estate.applications.count == 1)
    let edge = estate.relations.first { $0.basis == .software }
    #expect((edge != nil) == (service != nil))
    if let edge { #expect(edge.confidence < 0.5) }
  }

  @Test("an installed product that a list confirms is one more record of the same relation")
  func confirmed() throws {
    let rows = [
      machine(1, "srv1") { record in
        record.site = "San Luca"
        record.software = ["ProvaLab Server"]
      }, application(3, "LIS", on: ["srv1"]) { $0.site = "San Luca" },
    ]
    let relation = try #require(estate(rows).relations.first { $0.kind == .runsOn })
    #expect(relation.basis == .listed)
    #expect(relation.seen == 2)
    #expect(relation.confidence > 0.9)
  }

  @Test("machines named by a rule carry what their family carries, when a source sees them alive")
  func families() {
    let names = ["srv-lis-app1", "srv-lis-db1", "srv-ps-app1", "srv-ps-web1", "srv-dia-app1"]
    var rows = names.enumerated().map { machine(Int64($0 + 1), $1) }
    rows += [
      machine(6, "srv-lis-web2"),
      Rows.row(7, .server, "table-csv", import: 5) { $0.name = "srv-ps-db9" },
      machine(8, "donatello7"),
      application(10, "LIS", on: ["srv-lis-app1", "srv-lis-db1"]),
      application(11, "PS", on: ["srv-ps-app1", "srv-ps-web1"]),
    ]
    let estate = estate(rows)
    #expect(services(on: "srv-lis-web2", in: estate) == ["Laboratorio analisi"])
    #expect(services(on: "srv-ps-db9", in: estate) == [])
    #expect(services(on: "donatello7", in: estate) == [])
  }

  @Test("a service that one neighbour tells is a guess; two that agree are not")
  func guesses() {
    let names = ["srv-lis-app1", "srv-lis-db1", "srv-lis-web1", "srv-lis-web2", "srv-lis-web3"]
    let rows =
      names.enumerated().map { machine(Int64($0 + 1), $1) } + [
        application(10, "LIS", on: ["srv-lis-app1", "srv-lis-db1"]),
        application(11, "Qwxyz", on: ["srv-lis-web1"]),
        application(12, "Zyxwq", on: ["srv-lis-web2", "srv-lis-web3"]),
      ]
    let estate = estate(rows)
    for (name, isGuess) in [("Qwxyz", true), ("Zyxwq", false)] {
      let id = estate.applications.first { $0.name == name }?.id
      let found = estate.assignments.first { $0.entity == id }
      #expect(found?.service == "Laboratorio analisi")
      #expect(found?.isGuess == isGuess)
    }
  }

  @Test("a site that no project knows by name leaves a service split by site open")
  func unknownSite() {
    var project = Self.project
    project.services = [ProjectService(service: "Pronto soccorso", sites: ["San Luca"])]
    project.moves = []
    let rows = [application(1, "PS") { $0.site = "Altrove" }]
    let found = Reconciler(services: Self.services, projects: [project])
      .reconcile(rows, of: Rows.agency, previous: [:])
    let estate = Estate(agency: Rows.agency, applications: found.applications)
    let assigned = Assigner(catalogue: Self.services, projects: [project])
      .assign(estate, records: rows).first
    #expect(assigned?.projects == [])
    #expect(assigned?.service == nil)
    #expect(assigned?.reasons.last == .otherSite(service: "Pronto soccorso", site: "Altrove"))
  }

  @Test("the answer does not depend on the order of the records", arguments: 1...8)
  func order(seed: UInt64) {
    let rows = (0..<12).flatMap { number -> [FiledRecord] in
      let id = Int64(number * 4)
      return [
        machine(id + 1, "srv-\(number % 3 == 0 ? "lis" : "ps")-app\(number)") {
          $0.site = "San Luca"
        },
        application(id + 2, number % 3 == 0 ? "LIS" : "Triage", on: ["srv-lis-app\(number)"]),
        application(id + 3, "Dietetica", import: 3, on: ["srv-ps-app\(number)"]),
      ]
    }
    var random = SeededGenerator(state: seed)
    #expect(estate(rows.shuffled(using: &random)).assignments == estate(rows).assignments)
  }
}
