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
    let answer = try run([
      "form", "attestation-machines", "--project", "COLLINE-P1", "-o", path,
    ])
    if answer.code == 0 {
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let lines = text.split(separator: "\n")
      #expect(lines.dropFirst().allSatisfy { $0.contains("X") })
    } else {
      #expect(answer.code == 1)
      #expect(answer.errors.contains("[form."))
      #expect(!FileManager.default.fileExists(atPath: path))
    }
    #expect(try run(["form", "attestation-servers"]).code == 64)
    #expect(try run(["form", "register", "--project", "none"]).errors.contains("unknown-project"))
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
