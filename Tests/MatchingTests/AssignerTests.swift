import Inventory
import Matching
import Testing

@Suite("Assigner")
struct AssignerTests {
  private static let catalogue = [
    Service(name: "Laboratorio analisi", synonyms: ["LIS"]),
    Service(name: "Radiologia e diagnostica per immagini", synonyms: ["RIS"]),
    Service(name: "Assistenza farmaceutica"), Service(name: "Cardiologia"),
    Service(name: "Pronto soccorso"),
    Service(name: "Backup", isInfrastructure: true),
  ]

  private static let projects = [
    Project(
      code: ProjectCode("P1"),
      agency: Rows.code("asl"),
      title: "Uno",
      deadline: Month(year: 2023, month: 12),
      services: [
        ProjectService(service: "Laboratorio analisi"),
        ProjectService(service: "Assistenza farmaceutica"),
        ProjectService(service: "Radiologia e diagnostica per immagini"),
        ProjectService(service: "Cardiologia", sites: ["San Luca"]),
      ],
      moves: [
        PlannedMove(
          application: "Laboratorio analisi ProvaLab - San Luca",
          service: "Laboratorio analisi",
          site: "San Luca",
          month: Month(year: 2023, month: 4)
        )
      ],
      source: "prova"
    ),
    Project(
      code: ProjectCode("P2"),
      agency: Rows.code("asl"),
      title: "Due",
      deadline: Month(year: 2024, month: 6),
      services: [ProjectService(service: "Cardiologia", sites: ["Ospedale Nuovo"])],
      source: "prova"
    ),
  ]

  private func assign(_ rows: [FiledRecord], catalogue: [Service] = catalogue) -> [Assignment] {
    let result = Rows.reconcile(rows)
    let estate = Estate(
      agency: Rows.agency,
      assets: result.assets,
      applications: result.applications,
      relations: result.relations
    )
    return Assigner(catalogue: catalogue, projects: Self.projects).assign(estate, records: rows)
  }

  private func application(
    _ name: String,
    site: String? = nil,
    service: String? = nil
  )
    -> Assignment?
  {
    let row = Rows.row(1, .application, "table-csv") {
      $0.name = name
      $0.site = site
      $0.service = service
    }
    return assign([row]).first
  }

  @Test(
    "a service is recognised by name, synonym, abbreviation, product and slip",
    arguments: [
      ("Laboratorio analisi", "Laboratorio analisi"), ("LIS", "Laboratorio analisi"),
      ("gestione LIS (test)", "Laboratorio analisi"), ("ProvaLab", "Laboratorio analisi"),
      ("Assis. far.", "Assistenza farmaceutica"),
      ("Assistenza farmaceutca", "Assistenza farmaceutica"),
      ("Radi. e dia. imma.", "Radiologia e diagnostica per immagini"),
    ]
  )
  func recognition(_ name: String, _ service: String) {
    let found = application(name)
    #expect(found?.service == service)
    #expect(found?.projects == [ProjectCode("P1")])
  }

  @Test("the move that names the application tells its month, else the deadline does")
  func month() {
    #expect(application("ProvaLab", site: "San Luca")?.month == Month(year: 2023, month: 4))
    #expect(application("Assis. far.")?.month == Month(year: 2023, month: 12))
  }

  @Test(
    "a service split by site goes with its site's project",
    arguments: [("San Luca", ["P1"]), ("Ospedale Nuovo", ["P2"]), ("Altrove", [])]
  )
  func splitBySite(_ site: String, _ projects: [String]) {
    let found = application("Cardiologia", site: site)
    #expect(found?.projects.map(\.description) == projects)
    if projects.isEmpty {
      #expect(found?.reasons.last == .otherSite(service: "Cardiologia", site: site))
    }
  }

  @Test("a service that two projects move is flagged; a renounced project moves nothing")
  func severalProjects() throws {
    var second = Self.projects[1]
    second.services.append(ProjectService(service: "Laboratorio analisi"))
    func assigned() -> Assignment? {
      let row = Rows.row(1, .application) { $0.name = "LIS" }
      let estate = Estate(agency: Rows.agency, applications: Rows.reconcile([row]).applications)
      return Assigner(catalogue: Self.catalogue, projects: [Self.projects[0], second])
        .assign(estate, records: [row]).first
    }
    let both = [ProjectCode("P1"), ProjectCode("P2")]
    #expect(assigned()?.projects == both)
    let flag = AssignmentReason.severalProjects(service: "Laboratorio analisi", projects: both)
    #expect(assigned()?.reasons.last == flag)
    second.state = .renounced
    #expect(assigned()?.projects == [ProjectCode("P1")])
    #expect(assigned()?.reasons.contains(flag) == false)
  }

  @Test("no project is an answer with a reason")
  func none() {
    #expect(
      application("Pronto soccorso")?.reasons.last
        == .serviceInNoProject(service: "Pronto soccorso")
    )
    #expect(application("Xyzzq")?.reasons == [.unrecognised(text: "Xyzzq")])
  }

  @Test("projects that name no service yet leave the answer open")
  func servicesUnknown() {
    let row = Rows.row(1, .application) { $0.name = "Pronto soccorso" }
    let project = Project(
      code: ProjectCode("P9"),
      agency: Rows.code("asl"),
      title: "Nove",
      source: "prova"
    )
    let result = Rows.reconcile([row])
    let estate = Estate(
      agency: Rows.agency,
      assets: result.assets,
      applications: result.applications,
      relations: result.relations
    )
    let found = Assigner(catalogue: Self.catalogue, projects: [project])
      .assign(estate, records: [row]).first
    #expect(found?.reasons.last == .servicesUnknown)
    #expect(found?.service == nil)
  }

  /// One product at two sites, with an installation of a ward's own at the first.
  private static let installations = Project(
    code: ProjectCode("P3"),
    agency: Rows.code("asl"),
    title: "Tre",
    deadline: Month(year: 2024, month: 12),
    services: [ProjectService(service: "Laboratorio analisi")],
    moves: [
      ("Laboratorio analisi ProvaLab - San Luca", "San Luca", 3),
      ("Laboratorio analisi ProvaLab Ostetricia - San Luca", "San Luca", 5),
      ("Laboratorio analisi ProvaLab - Villa Serena", "Villa Serena", 8),
    ].map { name, site, month in
      PlannedMove(
        application: name,
        service: "Laboratorio analisi",
        site: site,
        month: Month(year: 2024, month: month)
      )
    },
    source: "prova"
  )

  @Test(
    "the month is that of the installation's own move; in doubt it is the latest",
    arguments: [
      ("ProvaLab", "San Luca", 3), ("ProvaLab Ostetricia", "San Luca", 5),
      ("LIS ostet. ProvaLab", "San Luca", 5), ("ProvaLab", "Villa Serena", 8),
      ("ProvaLab @ Serena", nil, 8), ("ProvaLab", nil, 8), ("ProvaLab Urologia", "San Luca", 12),
    ]
  )
  func installation(name: String, site: String?, month: Int) {
    let row = Rows.row(1, .application) {
      $0.name = name
      $0.site = site
    }
    let result = Rows.reconcile([row])
    let estate = Estate(
      agency: Rows.agency,
      assets: result.assets,
      applications: result.applications,
      relations: result.relations
    )
    let found = Assigner(catalogue: Self.catalogue, projects: [Self.installations])
      .assign(estate, records: [row]).first
    #expect(found?.month == Month(year: 2024, month: month))
  }

  @Test("infrastructure is told from services for people")
  func infrastructure() {
    let found = application("BACKUP")
    #expect(found?.isInfrastructure == true)
    #expect(found?.projects == [])
    #expect(found?.reasons.last == .infrastructure(service: "Backup"))
  }

  @Test("services that only projects name are recognised without a catalogue")
  func noCatalogue() {
    let row = Rows.row(1, .application) { $0.name = "laboratorio  ANALISI" }
    #expect(assign([row], catalogue: []).first?.projects == [ProjectCode("P1")])
  }

  @Test("a machine has the projects of all it carries, and the latest month; so has its host")
  func union() {
    let rows = [
      Rows.row(1, .server) { $0.hostname = "esx01" },
      Rows.row(2, .virtualMachine, "rvtools-csv") {
        $0.name = "db01"
        $0.host = "esx01"
      },
      Rows.row(3, .application, "table-csv", import: 9) {
        $0.name = "LIS"
        $0.databaseServers = ["db01"]
      },
      Rows.row(4, .application, "table-csv", import: 9) {
        $0.name = "Cardiologia"
        $0.site = "Ospedale Nuovo"
        $0.databaseServers = ["db01"]
      },
    ]
    let machines = assign(rows).filter { !$0.isApplication }
    for machine in machines {
      #expect(machine.projects.map(\.description) == ["P1", "P2"])
      #expect(machine.month == Month(year: 2024, month: 6))
    }
    #expect(machines.count == 2)
  }

  @Test("an application of no telling name is told by its server")
  func neighbours() {
    let rows = [
      Rows.row(1, .virtualMachine, "rvtools-csv") {
        $0.name = "srv7"
        $0.folder = "DC/vm/Laboratorio analisi"
      },
      Rows.row(2, .application, "table-csv") {
        $0.name = "Qwxyz"
        $0.servers = ["srv7"]
      },
    ]
    let found = assign(rows).first { $0.isApplication }
    #expect(found?.service == "Laboratorio analisi")
  }

  @Test("every assignment has a reason")
  func reasons() {
    let rows = ReconcilerTests.estate()
    let found = assign(rows)
    #expect(found.count == 20)
    #expect(found.allSatisfy { !$0.reasons.isEmpty })
  }
}
