import Foundation
import TestSupport
import Testing

@Suite("Forms and regional figures by command")
struct FormTests {
  let folder: TemporaryFolder
  let workspace: String

  init() throws {
    folder = try TemporaryFolder()
    workspace = folder.file("demo.sqlite")
    #expect(try Program.run(["demo", "--output", folder.path]).code == 0)
  }

  private func run(_ arguments: [String]) throws -> Program.Answer {
    try Program.run(arguments + ["-w", workspace])
  }

  private func list(_ answer: Program.Answer) throws -> [[String: Any]] {
    let json = try JSONSerialization.jsonObject(with: Data(answer.output.utf8))
    return try #require(json as? [[String: Any]])
  }

  @Test("the annex lists what does not move, with reason and host; nothing of a project is in it")
  func staying() throws {
    let rows = try list(run(["form", "staying", "--agency", "COLLINE", "--json"]))
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { $0["application"] is String && $0["reason"] is String })
    let assigned = Set(rows.compactMap { $0["application"] as? String })
    #expect(!assigned.contains("PACS"))
  }

  @Test("a room is closed when all of its hardware is removed, and the whole stands last")
  func closure() throws {
    let before = try list(run(["form", "closure", "--agency", "COLLINE", "--json"]))
    #expect(before.last?["room"] as? String == "total")
    let servers = before.dropLast().compactMap { Int($0["servers"] as? String ?? "") }
    #expect(servers.reduce(0, +) == Int(before.last?["servers"] as? String ?? ""))
    #expect(before.allSatisfy { $0["closed"] as? String == "no" })
    for step in ["plan", "drain", "switch-off", "wipe", "remove"] {
      let answer = try run([
        "retire", "col-pacs01", step, "--waived-by", "D", "--reason", "r", "--by", "A", "--on",
        "2024-03-01",
      ])
      #expect(answer.code == 0, "\(answer.errors)")
    }
    let after = try list(run(["form", "closure", "--agency", "COLLINE", "--json"]))
    #expect(after.last?["removed"] as? String == "1")
    #expect(after.last?["dark"] as? String == "1")
    let custodian = try list(run(["form", "out-of-use", "--agency", "COLLINE", "--json"]))
    #expect(custodian.map { $0["name"] as? String } == ["col-pacs01"])
  }

  @Test("an attestation that the platform would send back is not written, and every reason is told")
  func attestation() throws {
    let path = folder.file("a.csv")
    let good = try run(["form", "attestation-servers", "--project", "COLLINE-P2", "-o", path])
    #expect(good.code == 0, "\(good.errors)")
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.first?.hasPrefix("Identificativo Data Center,Comune,Serial number") == true)
    #expect(lines.count > 1)
    #expect(lines.dropFirst().allSatisfy { $0.hasSuffix(",X") || $0.hasSuffix(",X,") })
    // Nothing tells in which town the hosts of this agency stand.
    let other = folder.file("b.csv")
    let refused = try run(["form", "attestation-servers", "--project", "LAGO-P1", "-o", other])
    #expect(refused.code == 1)
    #expect(refused.errors.contains("[form.missing-value]"))
    #expect(!FileManager.default.fileExists(atPath: other))
    #expect(try run(["form", "attestation-servers"]).code == 64)
    #expect(try run(["form", "register", "--project", "none"]).errors.contains("unknown-project"))
  }

  @Test("more machines than the form takes are refused")
  func tooMany() throws {
    let bench = try RegisterBench(servers: 41)
    let projects = try bench.table(
      ["Progetto;Codice IPA;Servizi", "P1;asl;Laboratorio analisi"],
      name: "progetti.csv"
    )
    let applications = try bench.table(
      ["Applicazione;Server;Servizio"] + (1...41).map { "LIS;srv\($0);Laboratorio analisi" },
      name: "applicativi.csv"
    )
    for arguments in [
      ["projects", "import", projects], ["import", applications, "--agency", "asl"], ["match"],
    ] {
      let answer = try bench.run(arguments)
      #expect(answer.code == 0, "\(answer.errors)")
    }
    let answer = try bench.run(["form", "attestation-servers", "--project", "P1"])
    #expect(answer.code == 1)
    #expect(answer.errors.contains("[form.too-many]"))
    #expect(!answer.errors.contains("[form.no-service]"))
  }

  @Test("a region adds what its agencies signed, without names, and refuses what was altered")
  func rollup() throws {
    let key = folder.file("k.pem")
    #expect(try Program.run(["key", "-o", key]).code == 0)
    var files: [String] = []
    for agency in ["COLLINE", "LAGO"] {
      let path = folder.file("\(agency).json")
      let answer = try run(["summary", "--agency", agency, "--key", key, "-o", path])
      #expect(answer.code == 0, "\(answer.errors)")
      files.append(path)
    }
    let text = try String(contentsOfFile: files[0], encoding: .utf8)
    for server in try run(["servers", "--json"]).objects {
      #expect(!text.contains(try #require(server["name"] as? String)))
    }
    let trusted = ["--key", key + ".pub", "--json"]
    let total = try #require(try Program.run(["rollup"] + files + trusted).objects.first)
    let agencies = try #require(total["agencies"] as? [[String: Any]])
    let counts = agencies.compactMap { ($0["plan"] as? [String: Int])?["retire"] }
    #expect((total["plan"] as? [String: Int])?["retire"] == counts.reduce(0, +))
    #expect(counts.count == 2 && counts.reduce(0, +) > 0)
    let reversed = try Program.run(["rollup"] + files.reversed() + trusted)
    #expect(reversed.output == (try Program.run(["rollup"] + files + trusted)).output)

    let retire = try #require(counts.first)
    let forged = text.replacing("\"retire\":\(retire)", with: "\"retire\":\(retire + 1)")
    let path = try folder.write(forged.utf8, to: "forged.json")
    let refused = try Program.run(["rollup", files[1], path])
    #expect(refused.code == 65 && refused.errors.contains("[signature.wrong]"))
    let twice = try Program.run(["rollup", files[0], files[0]])
    #expect(twice.code == 65 && twice.errors.contains("[rollup.twice]"))
    let other = folder.file("o.pem")
    #expect(try Program.run(["key", "-o", other]).code == 0)
    let stranger = try Program.run(["rollup", files[0], "--key", other + ".pub"])
    #expect(stranger.errors.contains("[signature.untrusted]"))
    let nothing = try Program.run(["rollup", key])
    #expect(nothing.errors.contains("[signature.not-a-summary]"))
  }
}
