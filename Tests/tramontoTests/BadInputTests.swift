import Foundation
import TestSupport
import Testing

@Suite("Bad input")
struct BadInputTests {
  /// A bad file, what its name must be followed by, and the stable code of the reason.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var code: String

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "empty.csv", bytes: [], code: "file.empty"),
    Case(
      name: "truncated.xml",
      bytes: Array("<?xml version=\"1.0\"?><REQUEST><CONTENT><HARDWARE><NAME>A".utf8),
      code: "file.truncated"
    ),
    Case(
      name: "old.xls",
      bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 64),
      code: "file.binary-workbook"
    ),
    Case(
      name: "login.csv",
      bytes: Array("<!DOCTYPE html><html><body>Login</body></html>".utf8),
      code: "file.web-page"
    ),
    Case(
      name: "quote.csv",
      bytes: Array(
        "*Server name,*Cores,*Memory (In MB),*OS name\n\"srv1,2,4096,Linux\nsrv2,2,4096,Linux\n"
          .utf8
      ),
      code: "csv.unterminated-quote"
    ),
    Case(
      name: "bomb.xml",
      bytes: Array(
        "<!DOCTYPE r [<!ENTITY a \"b\">]><REQUEST><CONTENT>&a;</CONTENT></REQUEST>".utf8
      ),
      code: "xml.document-type"
    ),
  ]

  let folder: TemporaryFolder
  let workspace: String

  init() throws {
    folder = try TemporaryFolder()
    workspace = folder.file("w.sqlite")
    let made = try Program.run(["init", "-w", workspace])
    #expect(made.code == 0)
    #expect(try Program.run(["agencies", "add", "A", "Azienda", "-w", workspace]).code == 0)
  }

  @Test("a bad file is refused by name, with the way out, and leaves nothing", arguments: cases)
  func refused(bad: Case) throws {
    let path = try folder.write(bad.bytes, to: bad.name)
    let answer = try Program.run(["import", path, "-w", workspace])
    #expect(answer.code == 1)
    #expect(answer.errors.contains(path))
    #expect(answer.errors.contains("[\(bad.code)]"), "\(answer.errors)")
    #expect(answer.errors.split(separator: "\n").count == 1)
    #expect(try imports().isEmpty)
  }

  @Test("a bad file beside a good one does not keep the good one out")
  func besideGood() throws {
    try folder.write([], to: "empty.csv")
    try folder.write(Array("hostname;seriale;modello\nsrv1;CZ12345678;DL380\n".utf8), to: "ok.csv")
    let answer = try Program.run([
      "import", folder.file("empty.csv"), folder.file("ok.csv"), "-w", workspace,
    ])
    #expect(answer.code == 1)
    #expect(try imports().count == 1)
  }

  @Test("a folder without files, and a path that is not there, are refused")
  func missing() throws {
    let answer = try Program.run(["import", folder.file("nothing-here"), "-w", workspace])
    #expect(answer.code == 1)
    #expect(answer.errors.contains("[file.cannot-open]"))
  }

  @Test("a table whose rows name no machine rejects each of them with its place")
  func withoutNames() throws {
    let path = try folder.write(
      Array("hostname;seriale;modello\n;;DL380\nsrv1;CZ12345678;DL380\n".utf8),
      to: "holes.csv"
    )
    let answer = try Program.run(["import", path, "-w", workspace])
    #expect(answer.code == 1)
    #expect(answer.errors.contains("row 2"))
    #expect(answer.errors.contains("[row.no-identity]"), "\(answer.errors)")
  }

  @Test("rejected rows can be written, corrected and imported again")
  func corrections() throws {
    let path = try folder.write(
      Array("Elenco\nhostname;seriale;RAM (GB)\n;;16\nsrv1;CZ12345678;tanta\nsrv2;CZ2;8\n".utf8),
      to: "holes.csv"
    )
    #expect(try Program.run(["import", path, "-w", workspace]).code == 1)
    let folderPath = folder.file("corrections")
    let written = try Program.run(["imports", "--rows-to", folderPath, "-w", workspace])
    let file = try #require(written.output.split(separator: "\n").first.map(String.init))
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first?.hasPrefix("\"hostname\";\"seriale\"") == true)
    let corrected = text.replacing("\"\";\"\";\"16\"", with: "\"srv3\";\"CZ3\";\"16\"")
      .replacing("tanta", with: "32")
    try Data(corrected.utf8).write(to: URL(fileURLWithPath: file))
    let again = try Program.run(["import", folderPath, "-w", workspace])
    #expect(again.code == 0, "\(again.errors)")
    #expect(try Program.run(["match", "-w", workspace]).code == 0)
    let servers = try Program.run(["servers", "--json", "-w", workspace]).objects
    #expect(Set(servers.compactMap { $0["name"] as? String }) == ["srv1", "srv2", "srv3"])
    let first = servers.first { $0["name"] as? String == "srv1" }
    #expect((first?["facts"] as? [String: Any])?["memoryMiB"] as? Int == 32_768)
  }

  @Test("a mapping reads a table that nothing recognises, and the same file anew")
  func mapping() throws {
    let path = try folder.write(
      Array("Elenco\nDenominazione;Codice;Capienza\nsrv1;CZ12345678;16\n".utf8),
      to: "list.csv"
    )
    #expect(try Program.run(["import", path, "-w", workspace]).code == 1)
    let file = folder.file("list.yaml")
    let written = try Program.run(["inspect", path, "--mapping-template", file])
    #expect(written.code == 0, "\(written.errors)")
    let template = try String(contentsOfFile: file, encoding: .utf8)
    #expect(template.contains("Codice: none"))
    let edited = template.replacing("Codice: none", with: "Codice: serial")
      .replacing("Capienza: none", with: "Capienza: {attribute: memoryMiB, unit: GB}")
    try Data(edited.utf8).write(to: URL(fileURLWithPath: file))
    let answer = try Program.run(["import", path, "--mapping", file, "--json", "-w", workspace])
    #expect(answer.code == 0, "\(answer.errors)")
    #expect(answer.objects.first?["outcome"] as? String == "imported")
    #expect(answer.objects.first?["records"] as? Int == 1)
  }

  @Test(
    "a mapping that makes no sense is told with its place",
    arguments: [
      ("columns: [a\n", "command.settings-file"),
      ("colums:\n  a: name\n", "mapping.unknown-setting"),
      ("a: &x 1\nb: *x\n", "mapping.unknown-setting"),
      ("headerRow: many\n", "mapping.invalid-value"),
    ]
  )
  func badMapping(text: String, code: String) throws {
    let path = try folder.write(Array("hostname;seriale\nsrv1;CZ1\n".utf8), to: "list.csv")
    let file = try folder.write(Array(text.utf8), to: "bad.yaml")
    let answer = try Program.run(["import", path, "--mapping", file, "-w", workspace])
    #expect(answer.code == 65)
    #expect(answer.errors.contains("[\(code)]"), "\(answer.errors)")
    #expect(try imports().isEmpty)
  }

  @Test("a mistyped path makes no workspace")
  func mistypedPath() throws {
    let absent = folder.file("absent.sqlite")
    let answer = try Program.run(["import", folder.file("nowhere"), "-a", "A", "-w", absent])
    #expect(answer.code == 65)
    #expect(answer.errors.contains("[file.cannot-open]"))
    #expect(!FileManager.default.fileExists(atPath: absent))
  }

  @Test("files of one name in two folders are two sources")
  func sameName() throws {
    for name in ["uno", "due"] {
      let inside = folder.file(name)
      try FileManager.default.createDirectory(atPath: inside, withIntermediateDirectories: true)
      try folder.write(
        Array("hostname;seriale;modello\nsrv-\(name);CZ\(name)1;DL380\n".utf8),
        to: name + "/server.csv"
      )
      #expect(try Program.run(["import", inside + "/server.csv", "-w", workspace]).code == 0)
    }
    #expect(try imports().filter { $0["superseded"] as? Bool == true }.isEmpty)
  }

  @Test("conclusions older than an import are told as such")
  func stale() throws {
    try folder.write(Array("hostname;seriale;modello\nsrv1;CZ1;DL380\n".utf8), to: "a.csv")
    try folder.write(Array("hostname;seriale;modello\nsrv2;CZ2;DL380\n".utf8), to: "b.csv")
    for command in [["import", folder.file("a.csv")], ["match"], ["plan"]] {
      #expect(try Program.run(command + ["-w", workspace]).code == 0)
    }
    #expect(try Program.run(["servers", "-w", workspace]).errors.isEmpty)
    #expect(try Program.run(["import", folder.file("b.csv"), "-w", workspace]).code == 0)
    #expect(try Program.run(["servers", "-w", workspace]).errors.contains("warning"))
    #expect(try Program.run(["match", "-w", workspace]).code == 0)
    #expect(try Program.run(["servers", "-w", workspace]).errors.contains("tramonto plan"))
  }

  @Test("a status that no server has is an empty list, not a failure")
  func noHits() throws {
    let path = try folder.write(
      Array("hostname;seriale;modello\nsrv1;CZ1;DL380\n".utf8),
      to: "a.csv"
    )
    for command in [["import", path], ["match"], ["plan"]] {
      #expect(try Program.run(command + ["-w", workspace]).code == 0)
    }
    #expect(try Program.run(["servers", "--status", "blocked", "-w", workspace]).code == 0)
  }

  @Test(
    "numbers that no server has do not stop the power table",
    arguments: ["1e300", "nan", "-3"]
  )
  func hostilePower(number: String) throws {
    let path = try folder.write(
      Array("id,cpuModel,cpuSockets\na,Xeon Gold 6130,\(number)\n".utf8),
      to: "p.csv"
    )
    let answer = try Program.run(["power", path])
    #expect(answer.code == 0)
    #expect(answer.output.split(separator: "\n").count == 2)
  }

  @Test("a table without any column that tells a machine is told as such")
  func withoutColumns() throws {
    let path = try folder.write(Array("colore;peso\nrosso;12\nblu;14\n".utf8), to: "other.csv")
    let answer = try Program.run(["import", path, "-w", workspace])
    #expect(answer.code == 1)
    #expect(answer.errors.contains("[import.no-assets]"))
    #expect(answer.errors.contains(path))
    #expect(try imports().isEmpty)
  }

  @Test("a table of an inventory that lists no machine is told as such")
  func withoutRows() throws {
    let path = try folder.write(Array("hostname;seriale;modello\n".utf8), to: "none.csv")
    let answer = try Program.run(["import", path, "-w", workspace])
    #expect(answer.code == 1)
    #expect(answer.errors.contains("[command.nothing-read]"))
  }

  @Test("of planned moves only those count whose project is known")
  func moves() throws {
    let path = try folder.write(
      Array("Progetto;Azienda;Servizi\nP1;A;LIS\n".utf8),
      to: "projects.csv"
    )
    let moves = try folder.write(
      Array("Progetto;Applicazione\nP1;LabNet\nP9;Altro\nP9;Terzo\n".utf8),
      to: "moves.csv"
    )
    let answer = try Program.run(["projects", "import", path, moves, "--json", "-w", workspace])
    #expect(answer.code == 1)
    #expect(answer.errors.contains("P9"))
    #expect(answer.objects.last?["moves"] as? Int == 1)
  }

  @Test("two partial tables of one call each add to a project")
  func partialProjects() throws {
    let first = try folder.write(Array("Progetto;Azienda;Importo\nP1;A;1000\n".utf8), to: "a.csv")
    let second = try folder.write(Array("Progetto;Azienda;Titolo\nP1;A;Uno\n".utf8), to: "b.csv")
    #expect(try Program.run(["projects", "import", first, second, "-w", workspace]).code == 0)
    let shown = try Program.run(["projects", "show", "P1", "--json", "-w", workspace])
    #expect(shown.objects.last?["title"] as? String == "Uno")
    #expect(shown.objects.last?["amountEUR"] as? Double == 1_000)
  }

  @Test("a dry run keeps nothing")
  func dryRun() throws {
    let path = try folder.write(
      Array("hostname;seriale;modello\nsrv1;CZ12345678;DL380\n".utf8),
      to: "ok.csv"
    )
    #expect(try Program.run(["import", path, "--dry-run", "-w", workspace]).code == 0)
    #expect(try imports().isEmpty)
    let absent = folder.file("absent.sqlite")
    let answer = try Program.run(["import", path, "--dry-run", "-a", "A", "--json", "-w", absent])
    #expect(answer.code == 0, "\(answer.errors)")
    #expect(answer.objects.last?["new"] as? [String] == ["srv1"])
    #expect(!FileManager.default.fileExists(atPath: absent))
  }

  @Test("strict refuses a file with a rejected row")
  func strict() throws {
    let path = try folder.write(
      Array("hostname;seriale;modello\n;;DL380\nsrv1;CZ12345678;DL380\n".utf8),
      to: "holes.csv"
    )
    let answer = try Program.run(["import", path, "--strict", "-w", workspace])
    #expect(answer.code == 1)
    #expect(answer.errors.contains("[import.not-clean]"))
    #expect(try imports().isEmpty)
  }

  @Test(
    "what cannot be done is said in one line with exit code 65",
    arguments: [
      ["servers", "-w", "no-such-file.sqlite"], ["import", "x", "--agency", "NOBODY"],
      ["explain", "nobody"], ["report", "-o", "report.pdf"], ["projects", "show", "NOTHING"],
    ]
  )
  func impossible(arguments: [String]) throws {
    let full = arguments.contains("-w") ? arguments : arguments + ["-w", workspace]
    let answer = try Program.run(full)
    #expect(answer.code == 65, "\(answer.errors)")
    #expect(answer.errors.split(separator: "\n").count == 1, "\(answer.errors)")
    #expect(answer.errors.contains("error:"))
  }

  @Test(
    "a setting that cannot be is told and left out, and the rest is computed",
    arguments: [
      ("pue=0.5", "setting.out-of-range"), ("utilisation-host=2", "setting.out-of-range"),
      ("storage-watts=-1", "setting.out-of-range"), ("nonsense=1", "setting.unknown"),
      ("pue", "command.setting"), ("pue=high", "command.setting"),
    ]
  )
  func setting(pair: String, code: String) throws {
    let answer = try Program.run([
      "estimate", "--set", pair, "--set", "hours=8000", "--json", "-w", workspace,
    ])
    #expect(answer.code == 1, "\(answer.errors)")
    #expect(answer.errors.split(separator: "\n").count == 1 && answer.errors.contains("[\(code)]"))
    let factors = try #require(answer.objects.first?["factors"] as? [[String: Any]])
    let values = Dictionary(
      uniqueKeysWithValues: factors.map { ($0["key"] as? String ?? "", $0["value"] as? Double) }
    )
    #expect(values["pue"] == 1.8 && values["hours"] == 8_000)
  }

  @Test("a workspace is never made over another file")
  func noOverwriting() throws {
    #expect(try Program.run(["init", "-w", workspace]).code == 65)
    let other = try folder.write(Array("not a database".utf8), to: "notes.txt")
    #expect(try Program.run(["servers", "-w", other]).code == 65)
    #expect(try String(contentsOfFile: other, encoding: .utf8) == "not a database")
  }

  @Test("wrong usage has exit code 64")
  func usage() throws {
    #expect(try Program.run(["servers", "--status", "perhaps"]).code == 64)
    #expect(try Program.run(["import"]).code == 64)
  }

  private func imports() throws -> [[String: Any]] {
    try Program.run(["imports", "--json", "-w", workspace]).objects
  }
}

@Suite("Help")
struct HelpTests {
  @Test(
    "every subcommand helps with examples",
    arguments: [
      "demo", "init", "inspect", "import", "imports", "agencies", "projects", "services", "match",
      "servers", "explain", "plan", "estimate", "report", "export", "power",
    ]
  )
  func help(command: String) throws {
    let answer = try Program.run([command, "--help"])
    #expect(answer.code == 0)
    #expect(answer.output.contains("tramonto \(command)"))
    #expect(answer.output.contains("Example"))
  }

  @Test("the programme of Tuscany sums to what was granted")
  func programme() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("w.sqlite")
    let made = try Program.run(["init", "--programme", "toscana", "--json", "-w", path])
    #expect(made.objects.first?["amountEUR"] as? Int == 11_873_361)
    #expect(made.objects.first?["projects"] as? Int == 16)
    #expect(made.objects.first?["agencies"] as? Int == 8)
  }

  @Test(
    "errors come in the language asked for",
    arguments: [["--language", "it"], ["--language=it"]]
  )
  func language(option: [String]) throws {
    let folder = try TemporaryFolder()
    let answer = try Program.run(["plan", "-w", folder.file("none.tramonto")] + option)
    #expect(answer.errors.contains("errore"))
  }
}
