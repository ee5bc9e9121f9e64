import Estimation
import Importers
import Inventory
import TestSupport
import Testing

@testable import Workspace

@Suite("Conclusions in a workspace")
struct StepsTests {
  let folder: TemporaryFolder
  let agency: AgencyCode
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    agency = try #require(AgencyCode("asl"))
    store = try folder.store(agency: agency)
    for number in 1...4 {
      let mac = "00:50:56:00:00:0\(number)"
      try folder.write(
        "in/\(number).xml",
        inventory("srv0\(number)", serial: "CZ\(number)", mac: mac)
      )
    }
    try store.importExports(ExportFinder.find(at: [folder.path + "/in"]), into: agency, at: 0)
  }

  @Test("every attribute comes back through records and assets")
  func everyAttribute() throws {
    let record = try fullRecord()
    try store.write { db in
      let writer = try ImportWriter(of: agency, in: db)
      try writer.write(record, id: 100, of: ImportID(1))
      let day = try #require(CalendarDate(year: 2023, month: 2, day: 3))
      let asset = Asset(
        id: EntityID("asl-000007"),
        kind: .host,
        name: "nome",
        facts: record,
        origins: [.name: RecordID(100), .port: RecordID(1)],
        records: [RecordID(100), RecordID(1)],
        links: [
          IdentityLink(
            first: RecordID(1),
            second: RecordID(100),
            ground: .macAddress,
            value: "a\"b"
          )
        ],
        lastSeen: day
      )
      let application = Application(
        id: EntityID("asl-A00001"),
        name: "LIS",
        site: nil,
        service: "Laboratorio",
        records: [RecordID(1)]
      )
      let relation = Relation(
        kind: .runsOn,
        from: application.id,
        to: asset.id,
        record: RecordID(1)
      )
      let assignment = Assignment(
        entity: asset.id,
        isApplication: false,
        projects: [ProjectCode("P2"), ProjectCode("P1")],
        service: "s",
        isInfrastructure: true,
        month: Month(day),
        reasons: [.nothingRuns, .infrastructure(service: "s")]
      )
      let entry = PlanEntry(
        entity: asset.id,
        status: .blocked,
        month: Month(day),
        blockers: [application.id],
        reasons: [.cycle]
      )
      let estates = EstateWriter(of: agency, in: db)
      try estates.write(assets: [asset], applications: [application], relations: [relation])
      try estates.write([assignment])
      try estates.write([entry])
      let estate = try store.estate(of: agency, in: db)
      #expect(estate.assets == [asset])
      #expect(estate.applications == [application])
      #expect(estate.relations == [relation])
      #expect(estate.assignments == [assignment])
      #expect(estate.plan == [entry])
    }
    #expect(try store.record(RecordID(100))?.record == record)
    // Equality of UUIDs and serials is looser than their spelling, which is kept as well.
    let back = try #require(try store.record(RecordID(100))?.record)
    for attribute in Attribute.allCases {
      #expect(back.value(of: attribute) == record.value(of: attribute))
    }
  }

  @Test("matching again keeps ids and facts, to the byte")
  func again() throws {
    let first = try store.match(agency, at: 1_700_000_000)
    #expect(first.assets == 4)
    #expect(first.new == 4)
    let before = try store.estate(of: agency)
    let second = try store.match(agency, at: 1_700_000_000)
    #expect(second.new == 0)
    #expect(second.merged == 0)
    let after = try store.estate(of: agency)
    #expect(after.assets == before.assets)
    #expect(after.assignments == before.assignments)
  }

  @Test("assets keep their ids when exports come and supersede")
  func stable() throws {
    try store.match(agency, at: 1_700_000_000)
    let ids = Dictionary(
      uniqueKeysWithValues: try store.estate(of: agency).assets.map { ($0.name, $0.id) }
    )
    try folder.write("in/0.xml", inventory("aaa", serial: "CZ0", mac: "00:50:56:00:00:09"))
    try folder.write(
      "in/3.xml",
      inventory("srv03", serial: "CZ3", mac: "00:50:56:00:00:03", memory: 65_536)
    )
    try store.importExports(ExportFinder.find(at: [folder.path + "/in"]), into: agency, at: 0)
    let outcome = try store.match(agency, at: 1_700_000_000)
    #expect(outcome.new == 1)
    #expect(outcome.gone == 0)
    let assets = try store.estate(of: agency).assets
    for asset in assets where asset.name != "aaa" { #expect(ids[asset.name] == asset.id) }
    #expect(assets.first { $0.name == "srv03" }?.facts.memory == Mebibytes(65_536))
  }

  @Test("an id once given never names another thing")
  func idsNeverReturn() throws {
    try store.match(agency, at: 1_700_000_000)
    let highest = try #require(try store.estate(of: agency).assets.map(\.id).max())
    // The last asset goes: its record is taken for part of the first.
    try store.write { db in
      try db.prepared(
        """
        UPDATE record SET serial = 'CZ1', name = 'srv01', hostname = 'srv01',
          mac_addresses = '00:50:56:00:00:01' WHERE id = 4
        """
      ).run()
    }
    #expect(try store.match(agency, at: 1_700_000_000).merged == 1)
    try folder.write("in/9.xml", inventory("new", serial: "CZ9", mac: "00:50:56:00:00:0a"))
    try store.importExports(ExportFinder.find(at: [folder.path + "/in"]), into: agency, at: 0)
    #expect(try store.match(agency, at: 1_700_000_000).new == 1)
    let assets = try store.estate(of: agency).assets
    let new = try #require(assets.first { $0.name == "new" })
    #expect(new.id > highest)
  }

  @Test("a plan is kept, and dropped when what it rests on changes")
  func planning() throws {
    try store.match(agency, at: 1_700_000_000)
    let outcome = try store.plan(agency, asOf: CalendarDate(year: 2023, month: 2, day: 28))
    let plan = try store.estate(of: agency).plan
    #expect(plan.count == 4)
    #expect(outcome.counts.map(\.count).reduce(0, +) == 4)
    #expect(outcome.counts.map(\.status) == RetirementStatus.allCases)
    let planned = try store.planned(agency, asOf: CalendarDate(year: 2023, month: 2, day: 28))
    #expect(planned.plan == plan)
    #expect(planned.assets == (try store.estate(of: agency).assets))
    try store.match(agency, at: 1_700_000_000)
    #expect(try store.estate(of: agency).plan == [])
  }

  @Test("an estimate is filed as a run; a reader can estimate without filing")
  func estimating() throws {
    try store.match(agency, at: 1_700_000_000)
    try store.plan(agency, asOf: nil)
    let savings = try store.estimate(asOf: nil, at: 77)
    let runs = try store.estimateRuns()
    #expect(runs.map(\.agency) == [nil, agency])
    #expect(runs.map(\.run) == [1, 1])
    #expect(runs.first?.at == 77)
    #expect(runs.first?.gross == savings.total.gross.energy)
    #expect(runs.first?.net == savings.total.net.energy)
    let reader = try Store.open(at: store.path, readOnly: true)
    #expect(try reader.savings(of: [agency], asOf: nil).machines == savings.machines)
    #expect(reason { _ = try reader.estimate(asOf: nil, at: 78) } == .notWritable)
    try store.estimate([agency], asOf: nil, at: 79)
    #expect(try store.estimateRuns().map(\.run) == [1, 1, 2, 2])
  }

  @Test(
    "people find assets by whatever they know",
    arguments: [
      ("asl-000002", EntityMatch.Ground.id), ("ASL-000002", .id), ("cz2", .serial),
      ("00-50-56-00-00-02", .macAddress), ("SRV02", .name), (" srv02 ", .name),
    ]
  )
  func find(query: String, ground: EntityMatch.Ground) throws {
    try store.match(agency, at: 1_700_000_000)
    let matches = try store.find(query)
    #expect(matches.map(\.entity) == [EntityID("asl-000002")])
    #expect(matches.map(\.ground) == [ground])
  }

  @Test("what several have, or part of a name, finds all of them; nonsense finds none")
  func findMany() throws {
    try store.match(agency, at: 1_700_000_000)
    #expect(try store.find("10.1.2.3").count == 4)
    #expect(try store.find("10.1.2.3", limit: 2).count == 2)
    #expect(try store.find("10.1.2").isEmpty, "no address is part of another")
    #expect(try store.find("rv0").map(\.ground) == Array(repeating: .partOfName, count: 4))
    #expect(try store.find("%' OR 1=1 --").isEmpty)
    #expect(try store.find(" ").isEmpty)
    #expect(try store.find("srv01", in: AgencyCode("altra")).isEmpty)
  }

  @Test("a programme is merged by code, and merging it again changes nothing")
  func programme() throws {
    let month = try #require(Month(year: 2024, month: 12))
    var project = Project(
      code: ProjectCode("F1"),
      agency: agency,
      title: "Migrazione",
      cup: "D81C2300",
      measure: .cloudEnablement,
      amount: Euros(1_234.5),
      decreed: CalendarDate(year: 2023, month: 5, day: 6),
      state: .paid,
      destination: .other("Altrove"),
      deadline: month,
      services: [
        ProjectService(
          service: "LIS",
          sites: ["A", "B"],
          serviceClass: .strategic,
          mode: .replatform,
          unitPrice: Euros(12.5)
        ), ProjectService(service: "PS"),
      ],
      moves: [PlannedMove(application: "App", service: "LIS", site: "A", month: month)],
      source: "prova"
    )
    project.bracket = .middleHospital
    project.schedule[.contract] = MilestoneDates(
      planned: CalendarDate(year: 2023, month: 9, day: 1),
      actual: CalendarDate(year: 2023, month: 10, day: 2)
    )
    project.schedule[.payment].planned = CalendarDate(year: 2025, month: 1, day: 3)
    let services = [
      Service(
        name: "LIS",
        synonyms: ["Laboratorio"],
        serviceClass: .critical,
        destination: .regionalCloud
      ),
      Service(name: "Backup", isInfrastructure: true),
    ]
    let first = try store.merge(services: services, projects: [project])
    #expect(first.projects.added == 1)
    #expect(first.services.added == 2)
    #expect(try store.services() == services)
    #expect(try store.projects(of: agency) == [project])
    let second = try store.merge(services: services, projects: [project])
    #expect(second.projects.unchanged == 1)
    #expect(second.services.unchanged == 2)
    project.moves = []
    project.title = "Altro titolo"
    #expect(try store.merge(projects: [project]).projects.changed == 1)
    #expect(try store.projects() == [project])
    var orphan = project
    orphan.code = ProjectCode("F2")
    orphan.agency = try #require(AgencyCode("nessuna"))
    var good = project
    good.code = ProjectCode("F3")
    #expect(throws: StoreFailure.self) { try store.merge(projects: [good, orphan]) }
    #expect(try store.projects() == [project], "all of a programme or nothing")
  }
}
