import Importers
import Inventory
import TestSupport
import Testing

@Suite("Tables of a programme")
struct ProgrammeReaderTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ text: String, knowing agencies: [Agency] = []) throws -> ProgrammeReading {
    let path = try folder.write(Array(text.utf8), to: "table.csv")
    return try ProgrammeReader(agencies: agencies).read(path: path)
  }

  @Test("the sixteen projects of Tuscany sum to the euro, two for each of eight agencies")
  func toscana() throws {
    let reading = try BuiltInProgramme.toscana.read()
    #expect(reading.projects.count == 16)
    #expect(reading.agencies.count == 8)
    #expect(reading.projects.compactMap(\.amount?.value).reduce(0, +) == 11_873_361)
    for agency in reading.agencies {
      let own = reading.projects.filter { $0.agency == agency.code }
      #expect(
        own.compactMap(\.measure).sorted { $0.rawValue < $1.rawValue }
          == [.infrastructure, .cloudEnablement]
      )
      #expect(Set(own.compactMap(\.cup)).count == 1)
      #expect(own.allSatisfy { $0.decreed == CalendarDate(year: 2023, month: 8, day: 22) })
      #expect(own.allSatisfy { $0.state != nil })
    }
  }

  @Test(
    "what each project of Tuscany is granted pays whole numbers of services of its agency's size"
  )
  func toscanaSums() throws {
    let projects = try BuiltInProgramme.toscana.read().projects
    for project in projects {
      let bracket = try #require(project.bracket)
      let ordinary = try #require(bracket.price(of: .ordinary)?.value)
      let critical = try #require(bracket.price(of: .critical)?.value)
      let amount = try #require(project.amount?.value)
      let counts = (0...15).flatMap { one in (0...26).map { (one, $0) } }
        .filter { Double($0.0) * ordinary + Double($0.1) * critical == amount }
      #expect(counts.count == 1, "\(project.code)")
    }
  }

  static let dateHeadings: [(String, Milestone, Bool)] = [
    ("Data decreto", .decree, false), ("Decreto previsto", .decree, true),
    ("Data contratto", .contract, false), ("Contratto (previsto)", .contract, true),
    ("Completamento", .completion, false), ("Data completamento prevista", .completion, true),
    ("Data asseverazione", .asseveration, false), ("Asseverazione prevista", .asseveration, true),
    ("Data erogazione", .payment, false), ("Pagamento previsto", .payment, true),
    ("Decree date", .decree, false), ("Planned contract", .contract, true),
    ("Actual completion date", .completion, false), ("Asseveration due", .asseveration, true),
    ("Payment date", .payment, false),
  ]

  @Test(
    "the five dates are read, planned and actual, by headings of both languages",
    arguments: dateHeadings
  )
  func dates(heading: String, milestone: Milestone, isPlanned: Bool) throws {
    let reading = try read("Progetto;Azienda;\(heading)\nP1;Uno;22/08/2023\n")
    let dates = try #require(reading.projects.first).schedule[milestone]
    let day = CalendarDate(year: 2023, month: 8, day: 22)
    #expect(dates == (isPlanned ? MilestoneDates(planned: day) : MilestoneDates(actual: day)))
    #expect(reading.projects.first?.schedule.known == [milestone])
    #expect(reading.ledger.unmapped.isEmpty)
  }

  @Test("a month is planned for its last day; reached it is on a day")
  func plannedMonth() throws {
    let reading = try read(
      "Progetto;Azienda;Contratto previsto;Data contratto\nP1;Uno;febbraio 2024;febbraio 2024\n"
    )
    #expect(
      reading.projects.first?.schedule[.contract]
        == MilestoneDates(planned: CalendarDate(year: 2024, month: 2, day: 29))
    )
    #expect(reading.ledger.rejections.map(\.reason) == [.notADay])
  }

  @Test(
    "a project's services are read with class, mode and price",
    arguments: [
      "Progetto;Servizio;Classe;Modalità;Prezzo unitario\nP1;LIS;critico;B - aggiornamento;1.234,50\n",
      "Project;Service;Class;Mode;Unit price\nP1;LIS;critical;replatform;1234.50\n",
    ]
  )
  func projectServices(text: String) throws {
    let reading = try read(text)
    #expect(reading.projectServices.map(\.project.description) == ["P1"])
    #expect(
      reading.projectServices.map(\.service) == [
        ProjectService(
          service: "LIS",
          serviceClass: .critical,
          mode: .replatform,
          unitPrice: Euros(1_234.5)
        )
      ]
    )
    #expect(reading.ledger.isBalanced && reading.ledger.rejections.isEmpty)
  }

  @Test("what a table tells of a service goes to the service of that name, at all of its sites")
  func takenServices() throws {
    var project = try #require(
      try read("Progetto;Azienda;Servizi\nP1;Uno;LIS|RIS\n").projects.first
    )
    project.services[0].sites = ["A"]
    project.take([
      ProjectService(service: "lis", serviceClass: .critical, unitPrice: Euros(5)),
      ProjectService(service: "PACS", mode: .rehost),
    ])
    project.take([ProjectService(service: "LIS", mode: .replatform)])
    #expect(
      project.services == [
        ProjectService(
          service: "LIS",
          sites: ["A"],
          serviceClass: .critical,
          mode: .replatform,
          unitPrice: Euros(5)
        ), ProjectService(service: "RIS"), ProjectService(service: "PACS", mode: .rehost),
      ]
    )
  }

  @Test("the catalogue begins with the seven services that the programme names")
  func catalogue() throws {
    let services = try BuiltInProgramme.catalogue()
    #expect(
      services.prefix(7).map(\.name) == [
        "Rischio clinico", "Assistenza farmaceutica", "Attività trasfusionali",
        "Ricovero ordinario per acuti", "Specialistica ambulatoriale", "Day hospital",
        "Day surgery",
      ]
    )
    #expect(services.prefix(7).allSatisfy { $0.destination != nil && $0.serviceClass != nil })
    #expect(services.contains { $0.isInfrastructure })
    #expect(Set(services.map(\.name)).count == services.count)
  }

  @Test("projects read with Italian headings, amounts and months")
  func italianProjects() throws {
    let reading = try read(
      """
      Elenco dei progetti;;;;;;
      Progetto;Azienda;Destinazione;Scadenza;Importo (EUR);Servizi;Servizi suddivisi per sede
      ASL-P1;Azienda Sanitaria Prova;SCT;dicembre 2023;1.886.000,50;LIS | RIS;Cardiologia: Uno, Due
      ASL-P2;Azienda Sanitaria Prova;PSN;05/2024;964.000,00;Pronto soccorso;
      """
    )
    #expect(reading.agencies.map(\.code.description) == ["ASL"])
    let first = try #require(reading.projects.first)
    #expect(first.amount == Euros(1_886_000.5))
    #expect(first.deadline == Month(year: 2023, month: 12))
    #expect(first.destination == .regionalCloud)
    #expect(first.services.map(\.service) == ["LIS", "RIS", "Cardiologia"])
    #expect(first.services.last?.sites == ["Uno", "Due"])
    #expect(reading.projects.last?.destination == .nationalHub)
    #expect(reading.ledger.isBalanced)
    #expect(reading.ledger.skipped == 2)
  }

  @Test("English headings read the same")
  func englishProjects() throws {
    let reading = try read(
      """
      Project,Agency,Destination,Deadline,Amount,Services
      X-1,Trust,Elsewhere,2024-03,1000.50,A|B
      """
    )
    #expect(reading.projects.first?.destination == .other("Elsewhere"))
    #expect(reading.projects.first?.services.count == 2)
  }

  @Test("an agency known by a longer name is the same agency")
  func knownAgency() throws {
    let code = try #require(AgencyCode("ausltc"))
    let known = Agency(code: code, name: "Azienda Unità Sanitaria Locale Toscana Centro")
    let reading = try read(
      "Progetto;Azienda;Servizi\nP1;Azienda USL Toscana Centro;LIS\n",
      knowing: [known]
    )
    #expect(reading.projects.first?.agency == code)
  }

  @Test(
    "months read as people write them, and what is no month is told",
    arguments: [("giu-23", true), ("Maggio 2023", true), ("2023-10", true), ("presto", false)]
  )
  func moves(month: String, isRead: Bool) throws {
    let reading = try read(
      "Progetto;Applicazione;Servizio;Sede;Mese previsto\nP1;LabNet;LIS;Uno;\(month)\n"
    )
    #expect(reading.moves.count == 1)
    #expect((reading.moves.first?.move.month != nil) == isRead)
    #expect(reading.ledger.rejections.isEmpty == isRead)
    #expect(reading.ledger.isBalanced)
  }

  @Test("a row without project is rejected, the others are read")
  func withoutProject() throws {
    let reading = try read("Progetto;Azienda;Servizi\n;Uno;LIS\nP1;Uno;LIS\n")
    #expect(reading.projects.count == 1)
    #expect(reading.ledger.rejected == 1)
    #expect(reading.ledger.isBalanced)
  }

  @Test("a table without a column leaves what is known of it alone")
  func partialTable() throws {
    let whole = try read(
      "Progetto;Azienda;Scadenza;Importo;Servizi\nP1;Uno;2024-03;1000;LIS|RIS\n"
    )
    let part = try read(
      "Progetto;Azienda;Titolo\nP1;Uno;Nuovo titolo\n",
      knowing: whole.agencies
    )
    var known = whole.projects
    known[0].schedule[.contract].planned = CalendarDate(year: 2024, month: 1, day: 2)
    known[0].bracket = .largeLocal
    let merged = try #require(part.projects(completedFrom: known).first)
    #expect(merged.schedule == known[0].schedule)
    #expect(merged.bracket == .largeLocal)
    #expect(merged.title == "Nuovo titolo")
    #expect(merged.deadline == Month(year: 2024, month: 3))
    #expect(merged.amount == Euros(1_000))
    #expect(merged.services.count == 2)
  }

  @Test(
    "words that stand for nothing are told with their column",
    arguments: [("1,1", "A"), ("1.1", "Finanziatto")]
  )
  func unknownWords(measure: String, state: String) throws {
    let reading = try read("Progetto;Azienda;Misura;Stato\nP1;Uno;\(measure);\(state)\n")
    #expect(reading.projects.count == 1)
    #expect(reading.ledger.rejections.count == 1)
    #expect(reading.ledger.rejections.first?.at.column != nil)
  }

  static let badCells: [(String, String, String, FindingReason)] = [
    ("Progetto;Applicazione", "Mese previsto", "presto", .notAMonth),
    ("Project;Application", "Planned month", "soon", .notAMonth),
    ("Progetto;Azienda", "Scadenza", "presto", .notAMonth),
    ("Progetto;Azienda", "Data decreto", "ieri", .notADay),
    ("Progetto;Azienda", "Importo", "molto", .notAnAmount),
    ("Progetto;Azienda", "Asseverazione prevista", "mai", .notADay),
    ("Progetto;Servizio", "Modalità", "C", .unknownWord(allowed: "A, B")),
    ("Progetto;Servizio", "Prezzo unitario", "caro", .notAnAmount),
    ("Servizio;Sinonimi", "Infrastruttura", "forse", .unknownWord(allowed: "sì, no")),
    (
      "Servizio;Sinonimi", "Classe", "criticone",
      .unknownWord(allowed: "ordinario, critico, strategico")
    ),
  ]

  @Test(
    "a value that is not understood is told with its heading, and the row kept",
    arguments: badCells
  )
  func badCell(columns: String, heading: String, cell: String, reason: FindingReason) throws {
    let titled = columns.hasPrefix("Progetto;Azienda") ? ";Titolo" : ""
    let reading = try read(
      "\(columns);\(heading)\(titled)\nP1;Uno;\(cell)\(titled.isEmpty ? "" : ";T")\n"
    )
    #expect(reading.ledger.records == 1)
    #expect(reading.ledger.rejections.map(\.reason) == [reason])
    #expect(reading.ledger.rejections.first?.at.column == heading)
  }

  @Test(
    "words for yes and no are understood",
    arguments: [("sì", true), ("N", false), ("", false)]
  )
  func infrastructure(word: String, isInfrastructure: Bool) throws {
    let reading = try read("Servizio;Sinonimi;Infrastruttura\nDNS;x;\(word)\n")
    #expect(reading.services.map(\.isInfrastructure) == [isInfrastructure])
    #expect(reading.ledger.rejections.isEmpty)
  }

  @Test("a code that stands twice is rejected the second time; columns nobody takes are listed")
  func repeatedCode() throws {
    let reading = try read("Progetto;Azienda;Servizi;Note\nP1;Uno;LIS;x\nP1;Uno;RIS;\n")
    #expect(reading.projects.map(\.services.count) == [1])
    #expect(reading.ledger.rejections.map(\.reason) == [.duplicateRow])
    #expect(reading.ledger.unmapped == [UnmappedColumn(name: "Note", filled: 1)])
    #expect(reading.ledger.isBalanced)
  }

  @Test("a table that is none of a programme is refused")
  func otherTable() throws {
    #expect(throws: ImportFailure.self) { try read("a;b\n1;2\n") }
  }
}
