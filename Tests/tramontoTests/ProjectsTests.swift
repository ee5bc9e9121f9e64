import Foundation
import TestSupport
import Testing

@Suite("Projects, and what persons decide, on the command line")
struct ProjectsTests {
  let folder: TemporaryFolder
  let workspace: String

  init() throws {
    folder = try TemporaryFolder()
    workspace = folder.file("demo.sqlite")
    let answer = try Program.run(["demo", "--output", folder.path])
    #expect(answer.code == 0, "\(answer.errors)")
  }

  private func run(_ arguments: String..., locale: String = "C") throws -> Program.Answer {
    try Program.run(arguments + ["-w", workspace], locale: locale)
  }

  private func importTables() throws {
    let projects = try folder.write(
      Array(
        """
        Progetto;Azienda;Fascia;Importo;Data decreto;Contratto previsto;Data contratto
        COLLINE-P1;Azienda Sanitaria delle Colline;AO-1;64.773,00;22/08/2023;dicembre 2023;
        COLLINE-P2;Azienda Sanitaria delle Colline;AO-1;1.000,00;22/08/2023;;01/07/2023
        """.utf8
      ),
      to: "progetti.csv"
    )
    let services = try folder.write(
      Array(
        """
        Progetto;Servizio;Classe;Modalità;Prezzo unitario
        COLLINE-P1;Ricovero ordinario per acuti;critico;A;
        COLLINE-P1;Centro unico di prenotazione;ordinario;B;
        COLLINE-P1;Protocollo informatico;ordinario;A;19.628
        COLLINE-P2;Laboratorio analisi;critico;B;900
        COLLINE-P2;Radiologia e diagnostica per immagini;critico;B;90
        """.utf8
      ),
      to: "servizi.csv"
    )
    let answer = try run("projects", "import", projects, services)
    #expect(answer.code == 0, "\(answer.errors)")
  }

  @Test("the five dates, classes, modes and prices are shown, in both languages and as JSON")
  func show() throws {
    try importTables()
    let shown = try run("projects", "show", "COLLINE-P1", locale: "it_IT.UTF-8").output
    #expect(shown.contains("decreto: data effettiva 2023-08-22"))
    #expect(shown.contains("contratto: data prevista 2023-12-31"))
    #expect(shown.contains("Centro unico di prenotazione · ordinario · B, aggiornamento"))
    #expect(
      try run("projects", "show", "COLLINE-P1").output.contains("contract: planned 2023-12-31")
    )
    let object = try #require(try run("projects", "show", "COLLINE-P1", "--json").objects.first)
    let dates = try #require(object["dates"] as? [String: [String: String]])
    #expect(dates == ["decree": ["actual": "2023-08-22"], "contract": ["planned": "2023-12-31"]])
    let services = try #require(object["services"] as? [[String: Any]])
    #expect(services.compactMap { $0["mode"] as? String } == ["A", "B", "A"])
    #expect(services.compactMap { $0["unitPriceEUR"] as? Double } == [19_628])
  }

  @Test("a sum that deviates and dates that contradict one another are told, and end with 1")
  func limits() throws {
    try importTables()
    let answer = try run("projects", "limits", "--on", "2024-01-10", "--json")
    #expect(answer.code == 1)
    func project(_ code: String) throws -> [String: Any] {
      try #require(answer.objects.first { $0["project"] as? String == code })
    }
    func dates(_ code: String) throws -> [String] {
      (try project(code)["dates"] as? [[String: String]] ?? []).compactMap { $0["code"] }
    }
    #expect(try project("COLLINE-P1")["verdict"] as? String == "agrees")
    #expect(try dates("COLLINE-P1") == ["schedule.overdue", "schedule.beyond-term"])
    #expect(try project("COLLINE-P2")["deviationEUR"] as? Double == 10)
    #expect(try dates("COLLINE-P2") == ["schedule.out-of-order"])
    let italian = try run("projects", "limits", "--on", "2023-12-31", locale: "it_IT.UTF-8").output
    #expect(italian.contains("non coincide"))
    #expect(!italian.contains("schedule.overdue"))
  }

  /// The id of the first machine or application of this name.
  private func id(_ name: String) throws -> String {
    let object = try #require(try run("explain", name, "--json").objects.first)
    return try #require(object["id"] as? String)
  }

  @Test("a relation is decided, moves the plan, is explained, listed and taken back")
  func relate() throws {
    let by = ["--by", "Anna Rossi", "--reason", "visto in sala"]
    func status(_ server: String) throws -> String? {
      try run("servers", "--json").objects.first { $0["name"] as? String == server }?["status"]
        as? String
    }
    let (server, application) = (try id("col-pacs01"), try id("PastoSano"))
    let before = try status("col-pacs01")
    #expect(before != "blocked")
    let decided = try Program.run(
      ["review", "relate", application, "runs-on", server, "-w", workspace] + by
    )
    #expect(decided.code == 0, "\(decided.errors)")
    for step in ["match", "plan"] { #expect(try run(step).code == 0) }
    #expect(try status("col-pacs01") == "blocked")
    #expect(try run("explain", server).output.contains("← decision 1"))
    #expect(try run("explain", server).output.contains(" %, "))
    let listed = try run("review", "decisions", "--json").objects
    #expect(listed.map { $0["verdict"] as? String } == ["relate"])
    #expect(listed.map { $0["kind"] as? String } == ["runsOn"])
    let agency = try #require(listed.first?["agency"] as? String)
    #expect(
      try run("review", "withdraw", "1", "--agency", agency, "--by", "Anna Rossi").code == 0
    )
    for step in ["match", "plan"] { #expect(try run(step).code == 0) }
    #expect(try status("col-pacs01") == before)
  }

  @Test("an exception counts as accepted; what cannot rest on it is refused with a way on")
  func accept() throws {
    let (server, by) = (try id("col-pacs01"), ["--by", "Anna Rossi", "--reason", "cache"])
    let accepted = try Program.run(
      ["review", "accept", server, "--ground", "imaging-cache", "-w", workspace] + by
    )
    #expect(accepted.code == 0, "\(accepted.errors)")
    let checks = try run("projects", "check", "--json").objects
    let grounds = checks.flatMap { $0["exceptions"] as? [[String: Any]] ?? [] }
      .compactMap { ($0["exception"] as? [String: Any])?["ground"] as? String }
    #expect(!grounds.isEmpty && Set(grounds) == ["imaging-cache"])
    let refused = try Program.run(
      ["review", "relate", server, "runs-on", server, "-w", workspace] + by
    )
    #expect(refused.code != 0)
    #expect(refused.errors.contains("review.one-entity"))
  }

  @Test("a host whose machines two projects move has the month of each")
  func months() throws {
    let host = try run("servers", "--json").objects.first { $0["name"] as? String == "col-esx01" }
    let months = try #require(host?["projectMonths"] as? [String: String])
    #expect(months == ["COLLINE-P1": "2023-11", "COLLINE-P2": "2023-10"])
  }
}
