import Foundation
import TestSupport
import Testing

@Suite("What the plan can be asked")
struct PlanQuestionTests {
  let folder: TemporaryFolder
  let workspace: String

  init() throws {
    folder = try TemporaryFolder()
    workspace = folder.file("demo.sqlite")
    let answer = try Program.run(["demo", "--output", folder.path])
    #expect(answer.code == 0, "\(answer.errors)")
  }

  private func plan(_ arguments: String..., locale: String = "C") throws -> Program.Answer {
    try Program.run(["plan", "-w", workspace] + arguments, locale: locale)
  }

  private func names(_ value: Any?) -> [String] {
    (value as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
  }

  @Test(
    "a rack, a host or a cluster goes dark by the moves that its fixtures lead to",
    arguments: [
      ("sala 1/a1", ["Magazzino farmaci e presidi"], true),
      ("lago-esx2", ["lago-dc1"], true), ("rack:Borgo Alto/CED A/R01", nil, true),
    ] as [(String, [String]?, Bool)]
  )
  func dark(place: String, moves: [String]?, exact: Bool) throws {
    let answer = try plan("--dark", place, "--json")
    let object = try #require(answer.objects.first, "\(answer.errors)")
    #expect(answer.objects.count == 1)
    if let moves { #expect(names(object["moves"]) == moves) }
    #expect(object["exact"] as? Bool == exact)
    #expect(try #require(object["kWhPerYear"] as? Double) > 0)
  }

  @Test("a place of no machine is refused with a way on, in both languages")
  func unknown() throws {
    let answer = try plan("--dark", "nowhere")
    #expect(answer.code == 65)
    #expect(answer.errors.contains("command.unknown-place"))
    #expect(try plan("--dark", "nowhere", locale: "it_IT.UTF-8").errors.contains("armadio"))
  }

  @Test("each place has a status, and what does not go what stands in its way")
  func places() throws {
    let places = try plan("--places", "--json").objects
    let keys = places.compactMap { $0["place"] as? String }
    #expect(keys.contains("rack:Borgo Alto/CED A/R01") && keys.contains("room:Riva/Sala 1"))
    for place in places {
      let status = try #require(place["status"] as? String)
      #expect((status == "retire") == (place["month"] != nil))
      #expect((status == "blocked") == (place["blockedBy"] != nil))
      #expect((place["reasons"] as? [String])?.isEmpty == false)
    }
    let cluster = try #require(places.first { $0["place"] as? String == "cluster:CLINICA" })
    #expect(cluster["month"] as? String == "2024-02")
    let words = try plan("--places", "--agency", "lago", locale: "it_IT.UTF-8").output
    #expect(words.contains("resta acceso: lago-magazzino") && !words.contains("Borgo Alto"))
    #expect(try plan(locale: "it_IT.UTF-8").output.contains("Luoghi"))
  }

  @Test(
    "a place is explained by its name, whatever servers have that in theirs, in both languages",
    arguments: [("sala 1/A1", "A1"), ("rack:Riva/Sala 1/A1", "A1"), ("A1", "A1"), ("prod", "PROD")]
  )
  func explanation(text: String, name: String) throws {
    let answer = try Program.run(["explain", text, "--json", "-w", workspace])
    let object = try #require(answer.objects.first, "\(answer.errors)")
    #expect((object["path"] as? String)?.hasSuffix(name) == true)
    #expect(object["status"] as? String == "blocked")
    let sections = try #require(object["sections"] as? [String: [String]])
    #expect(sections["blockers"]?.isEmpty == false && sections["machines"]?.isEmpty == false)
    let words = try Program.run(["explain", text, "-w", workspace], locale: "it_IT.UTF-8").output
    #expect(words.contains("Stato: bloccato") && words.contains("Che cosa resta"))
  }

  @Test("what names neither a machine nor a place is refused")
  func nothingCalledSo() throws {
    let nothing = try Program.run(["explain", "no such place", "-w", workspace])
    #expect(nothing.code == 65 && nothing.errors.contains("command.unknown-entity"))
  }

  @Test("waves free less and less for each move, and each names what moves")
  func waves() throws {
    let waves = try plan("--waves", "--json").objects
    #expect(waves.count > 2)
    let densities = waves.compactMap { $0["wattsPerMove"] as? Double }
    #expect(densities == densities.sorted(by: >))
    #expect(waves.allSatisfy { !names($0["moves"]).isEmpty && $0["exact"] as? Bool == true })
  }

  @Test("a project that slips delays its machines and no others, and asking changes no plan")
  func slip() throws {
    let before = try Program.run(["servers", "--json", "-w", workspace]).output
    let answer = try plan("--what-if", "slip=COLLINE-P2:3", "--json")
    let object = try #require(answer.objects.first, "\(answer.errors)")
    let later = Dictionary(
      uniqueKeysWithValues: (object["changes"] as? [[String: Any]] ?? []).map {
        ($0["name"] as? String ?? "", $0["monthsLater"] as? Int)
      }
    )
    // The host's other machines leave in November, the laboratory's would in January.
    #expect(
      later == [
        "col-esx01": 2, "col-pacs01": 3, "col-pacs02": 3, "col-lis-db01": 3, "col-lis-app01": 3,
      ]
    )
    #expect(try Program.run(["servers", "--json", "-w", workspace]).output == before)
  }

  @Test("the delay of a month costs what its measured machines draw in a twelfth of a year")
  func delay() throws {
    let projects = try plan("--delay", "--json").objects
    let project = try #require(projects.first { $0["project"] as? String == "COLLINE-P2" })
    let cost = try #require((project["month"] as? [String: Any])?["grossKWh"] as? Double)
    // As in the report: measured watts × 8,760 hours × 1.4; the host does not slip by a month.
    #expect(abs(cost - (310.5 + 298.0) * 8_760 * 1.4 / 1_000 / 12) < 0.5)
  }

  @Test("a dropped service keeps its servers on")
  func drop() throws {
    let answer = try plan("--what-if", "drop=radiologia e diagnostica per immagini", "--json")
    let changes = try #require(answer.objects.first?["changes"] as? [[String: Any]])
    #expect(Set(changes.compactMap { $0["statusAfter"] as? String }) == ["blocked"])
    #expect(names(changes).contains("col-pacs01"))
  }

  @Test("the picture shows each project with its servers")
  func picture() throws {
    let path = folder.file("plan.svg")
    #expect(try plan("--svg", path, locale: "it_IT.UTF-8").code == 0)
    let svg = try String(contentsOfFile: path, encoding: .utf8)
    for project in ["COLLINE-P1", "COLLINE-P2", "LAGO-P1", "LAGO-P2", "PINETA-P1"] {
      #expect(svg.contains(">\(project)</text>"))
    }
    #expect(svg.contains("PINETA-P1: 2023-09 1, 2023-12 3, scadenza 2023-12"))
    #expect(try plan("--svg", folder.file("no/such/folder.svg")).code == 65)
  }

  @Test("a service is complete once its last server stays by decision, and not before")
  func completeness() throws {
    func check() throws -> [String: Any] {
      let checks = try Program.run(["projects", "check", "LAGO-P1", "--json", "-w", workspace])
      #expect(checks.code == 0, "\(checks.errors)")
      #expect(checks.objects.count == 3)
      return try #require(
        checks.objects.first { $0["service"] as? String == "Anatomia patologica" }
      )
    }
    let before = try check()
    #expect(before["verdict"] as? String == "notComplete")
    #expect(names(before["left"]) == ["lago-apat01"])
    let kept = try Program.run([
      "retire", "lago-apat01", "keep", "--reason", "cache locale", "--by", "Anna Rossi", "-w",
      workspace,
    ])
    #expect(kept.code == 0, "\(kept.errors)")
    let after = try check()
    #expect(after["verdict"] as? String == "complete")
    #expect(names(after["exceptions"]) == ["lago-apat01"])
    #expect(try Program.run(["projects", "check", "P9", "-w", workspace]).code == 65)
  }

  @Test("servers that nobody may need are listed with their signs, and stay as they are")
  func zombies() throws {
    let table = folder.file("elenco.csv")
    try Data(
      """
      Hostname;Tipo;Numero di serie;Applicativo;Ultimo inventario;Uso CPU
      srv1;Server;CZ1000001;Protocollo;2022-06-01;1
      srv2;Server;CZ1000002;;2022-06-01;1
      srv3;Server;CZ1000003;;2023-02-20;40
      """.utf8
    ).write(to: URL(fileURLWithPath: table))
    let other = folder.file("other.sqlite")
    for command in [
      ["init"], ["agencies", "add", "asl", "Azienda"], ["import", table, "--agency", "asl"],
      ["match"], ["plan"],
    ] {
      let answer = try Program.run(command + ["-w", other])
      #expect(answer.code == 0, "\(answer.errors)")
    }
    let found = try Program.run(["servers", "--zombies", "--json", "-w", other]).objects
    #expect(found.map { $0["name"] as? String } == ["srv2"])
    let signs = found.first?["signs"] as? [[String: Any]] ?? []
    #expect(
      signs.compactMap { $0["code"] as? String }
        == ["zombie.not-seen", "zombie.low-use", "zombie.no-application"]
    )
    #expect(found.first?["status"] as? String == "review")
    #expect(try Program.run(["servers", "--zombies", "--all", "-w", other]).code == 64)
  }

  @Test("a cluster of which one host stays can do without none, and says why")
  func consolidate() throws {
    let clusters = try plan("--consolidate", "--json").objects
    #expect(clusters.compactMap { $0["cluster"] as? String } == ["INFRA", "PROD"])
    for cluster in clusters {
      #expect((cluster["dark"] as? [String])?.isEmpty == true)
      #expect((cluster["obstacle"] as? String)?.contains("one host") == true)
    }
  }

  @Test("the services of the projects of one code are counted together")
  func limits() throws {
    let counts = try Program.run(["projects", "limits", "--json", "-w", workspace]).objects
    #expect(counts.compactMap { $0["cup"] as? String }.count == 3)
    let colline = try #require(counts.first { $0["agency"] as? String == "COLLINE" })
    #expect(colline["projects"] as? [String] == ["COLLINE-P1", "COLLINE-P2"])
    let sum = ["ordinary", "critical", "strategic", "unknown"].reduce(0) {
      $0 + (colline[$1] as? Int ?? 0)
    }
    #expect(sum == 5)
  }

  @Test(
    "what touches nothing, or is no question, is refused",
    arguments: [
      (["--what-if", "drop=Mensa"], 65), (["--what-if", "slip=XX:1"], 65),
      (["--what-if", "slip=COLLINE-P2"], 64), (["--what-if", "slip=COLLINE-P2:999"], 64),
      (["--what-if", "slip=:1"], 64), (["--waves", "--delay"], 64),
      (["--waves", "--as-of", "2023-02-28"], 64),
    ] as [([String], Int32)]
  )
  func refused(arguments: [String], code: Int32) throws {
    let answer = try Program.run(["plan", "-w", workspace] + arguments)
    #expect(answer.code == code, "\(answer.errors)")
    #expect(answer.output.isEmpty)
  }
}
