import Foundation
import TestSupport
import Testing

@Suite("Retiring by command")
struct RetireTests {
  let bench: RegisterBench

  init() throws {
    bench = try RegisterBench(servers: 3)
  }

  @Test("a server goes all the way, with its evidence")
  func wholeWay() throws {
    let document = try bench.folder.write("certificato".utf8, to: "C-1.pdf")
    let steps: [([String], String, String)] = [
      (["plan", "--month", "2024-06"], "2024-03-01", "to retire"),
      (["drain", "--backup-by", "Rossi", "--retention-by", "Bianchi"], "2024-03-02", "drained"),
      (["switch-off", "--told", "Radiologia"], "2024-03-02", "off from 2024-04-02"),
      (
        [
          "wipe", "--disk", "D1", "--method", "sovrascrittura", "--standard", "NIST SP 800-88",
          "--certificate", "C-1", "--operator", "Verdi", "--evidence", document,
        ], "2024-04-02", "off → wiped"
      ),
      (["remove", "--rack", "R1", "--unit", "2", "--feed", "A1"], "2024-04-03", "removed"),
      (
        [
          "dispose", "--outcome", "RAEE", "--recipient", "Ecoraee", "--act", "12/2024",
          "--waste-form", "X 1", "--evidence", document,
        ], "2024-04-04", "disposed"
      ),
    ]
    for (arguments, day, expected) in steps {
      let answer = try bench.run(
        ["retire", "srv1"] + arguments + ["--by", "Anna Rossi", "--on", day]
      )
      #expect(answer.code == 0, "\(answer.errors)")
      #expect(answer.output.contains(expected), "\(answer.output)")
    }
    let row = try #require(try bench.run(["register", "--json"]).objects.first)
    #expect(row["state"] as? String == "disposed")
    #expect(row["entry"] as? Int == 6)
    let shown = try bench.run(["register", "show", "CZ771001", "--language", "it"]).output
    #expect(shown.contains("smaltito") && shown.contains("C-1.pdf") && shown.contains("sha256:"))
    #expect(try bench.run(["register", "show", "srv1", "--json"]).objects.count == 6)
    let verified = try bench.run(["verify"])
    #expect(verified.output == "asl: whole, 6 entries, 1 documents\n")
  }

  @Test("a refused step names every reason and its code, in both languages")
  func refused() throws {
    #expect(try bench.retire("srv1", "plan").code == 0)
    let answer = try bench.retire("srv1", "drain")
    #expect(answer.code == 1)
    #expect(answer.errors.contains("[retire.backup-not-verified]"))
    #expect(answer.errors.contains("[retire.retention-not-cleared]"))
    let italian = try bench.run(
      ["retire", "srv1", "wipe", "--by", "A", "--on", "2024-03-01"],
      locale: "it_IT.UTF-8"
    )
    #expect(italian.errors.contains("lo stato è “da dismettere”"))
    #expect(try bench.retire("srv9", "plan").errors.contains("[command.unknown-entity]"))
    #expect(try bench.retire("srv1", "vola").errors.contains("[retire.unknown-step]"))
    #expect(try bench.retire("srv1").code == 64)
  }

  @Test("a table is recorded as a whole or not at all, with all problems and a ledger")
  func table() throws {
    let lines = [
      "Passi di marzo",
      "Apparato;Passo;Data;Registrato da;Backup verificato da;Conservazione verificata da;"
        + "Deroga di;Motivo;Matricola disco;Metodo;Standard;Operatore;Certificato;Documenti",
      "srv1;pianifica;01/03/2024;Anna;;;;;;;;;;", "srv1;svuota;01/03/2024;Luca;R;B;;;;;;;;",
      "srv1;spegni;01/03/2024;;;;Direttore;sala allagata;;;;;;",
      "srv1;cancella;02/03/2024;;;;;;D1;distruzione;garante;Verdi;C1;cert.pdf",
      "srv1;cancella;02/03/2024;;;;;;D2;punzonatura;garante;Verdi;C2;cert.pdf", "",
      "srv2;pianifica;03/03/2024;;;;;;;;;;;",
    ]
    try bench.folder.write("x".utf8, to: "cert.pdf")
    let good = try bench.table(lines)
    var broken = lines
    broken[3] = "srv1;svuota;31/02/2024;Luca;;B;;;;;;;;"
    broken.append("srv7;pianifica;03/03/2024;;;;;;;;;;;")
    let bad = try bench.table(broken, name: "errati.csv")
    let refused = try bench.run(["retire", "--from", bad, "--by", "Anna"])
    #expect(refused.code == 1)
    #expect(
      refused.errors.contains("row 4") && refused.errors.contains("[retire.unreadable-value]")
    )
    #expect(
      refused.errors.contains("row 10") && refused.errors.contains("[command.unknown-entity]")
    )
    #expect(refused.output.contains("0 recorded"))
    #expect(try bench.run(["verify", "--json"]).objects.first?["entries"] as? Int == 0)

    let dry = try bench.run(["retire", "--from", good, "--by", "Anna", "--dry-run", "--json"])
    #expect(dry.code == 0, "\(dry.errors)\(dry.output)")
    #expect(dry.objects.last?["recorded"] as? Int == 0)
    #expect(try bench.run(["verify", "--json"]).objects.first?["entries"] as? Int == 0)

    let recorded = try bench.run(["retire", "--from", good, "--by", "Anna", "--json"])
    #expect(recorded.code == 0, "\(recorded.errors)")
    let counts = try #require(recorded.objects.last)
    #expect(counts["rows"] as? Int == 9)
    #expect(counts["skipped"] as? Int == 3)
    #expect(counts["steps"] as? Int == 5)
    #expect(counts["recorded"] as? Int == 5)
    let entries = try bench.run(["register", "show", "srv1", "--json"]).objects
    #expect(entries.compactMap { $0["by"] as? String } == ["Anna", "Luca", "Anna", "Anna"])
    let evidence = entries.last?["evidence"] as? [String: Any]
    let disks = (evidence?["disks"] as? [[String: Any]])?.compactMap { $0["serial"] as? String }
    #expect(disks == ["D1", "D2"])
  }

  @Test("who gives back an old listing is told what others recorded since")
  func oldListing() throws {
    #expect(try bench.retire("srv1", "plan").code == 0)
    let listing = try bench.run(["register", "--csv", "--language", "it"]).output
    var lines = listing.split(separator: "\n").map(String.init)
    #expect(try bench.retire("srv1", "keep", "--reason", "serve ancora").code == 0)
    lines[0] += ",Passo,Motivo,Data"
    lines[1] += ",revoca,non serve,2024-03-02"
    let answer = try bench.run(["retire", "--from", try bench.table(lines), "--by", "Luca"])
    #expect(answer.code == 1)
    #expect(answer.errors.contains("[retire.changed-since]"))
    #expect(answer.errors.contains("2: Anna Rossi, 2024-03-01"))
  }

  @Test(
    "a table files documents of its own folder only",
    arguments: ["/etc/hostname", "../x.pdf", "link"]
  )
  func foreignDocument(path: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: bench.folder.file("link"),
      withDestinationPath: "/etc/hostname"
    )
    let table = try bench.table(["Apparato;Passo;Documenti", "srv1;plan;\(path)"])
    let answer = try bench.run(["retire", "--from", table, "--by", "A"])
    #expect(answer.code == 1)
    #expect(answer.errors.contains("[retire.unreadable-value]"))
    #expect(try bench.run(["register", "--json"]).objects.isEmpty)
  }

  @Test("several who record at the same time lose nothing, and the chain stays one")
  func together() throws {
    let names = ["Anna", "Luca", "Ugo", "Ida"]
    let tables = try names.enumerated().map { index, name in
      try bench.table(
        ["Apparato;Passo;Motivo;Data"]
          + (0..<6).map { "srv\(index % 3 + 1);\($0 % 2 == 0 ? "lose" : "find");x;2024-03-01" },
        name: name + ".csv"
      )
    }
    // Two of them work on the same server: whoever comes second goes on from where it stands.
    let runs = try zip(names, tables).map { name, table in
      try Program.start(["retire", "--from", table, "--by", name, "-w", bench.workspace])
    }
    for run in runs { run.waitUntilExit() }
    #expect(runs.map(\.terminationStatus) == [0, 0, 0, 0])
    let check = try #require(try bench.run(["verify", "--json"]).objects.first)
    #expect(check["whole"] as? Bool == true)
    #expect(check["entries"] as? Int == 24)
  }

  @Test("a table without the columns of a step is refused")
  func foreignTable() throws {
    let answer = try bench.run(["retire", "--from", bench.table(["a;b", "1;2"]), "--by", "A"])
    #expect(answer.code == 65)
  }

  @Test("a checkpoint is signed, checked by openssl's forms, and shows a cut tail")
  func checkpoint() throws {
    #expect(try bench.retire("srv1", "plan").code == 0)
    let key = bench.folder.file("k.pem")
    let file = bench.folder.file("c.txt")
    #expect(try Program.run(["key", "-o", key]).code == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try Program.run(["key", "-o", key]).code == 65, "a key is not overwritten")
    #expect(try bench.run(["checkpoint", "--key", key, "-o", file, "--by", "A"]).code == 0)
    // Adopting the key is an entry, once.
    #expect(try bench.run(["checkpoint", "--key", key, "-o", file, "--by", "A"]).code == 0)
    let check = ["verify", "--checkpoint", file, "--key", key + ".pub"]
    #expect(
      try bench.run(check).output == "asl: whole, 2 entries, 0 documents, as the checkpoint says\n"
    )
    #expect(try bench.retire("srv1", "keep", "--reason", "x").code == 0)
    #expect(try bench.run(check).code == 0, "a journal that went on agrees")

    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing("entries 2", with: "entries 9").write(
      toFile: file,
      atomically: true,
      encoding: .utf8
    )
    let forged = try bench.run(check)
    #expect(forged.code == 65 && forged.errors.contains("[signature.wrong]"))
    let cut = try bench.run(["verify", "--checkpoint", file])
    #expect(cut.code == 1 && cut.errors.contains("[verify.cut-off]"))
  }
}
