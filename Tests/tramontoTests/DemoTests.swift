import Foundation
import TestSupport
import Testing

@Suite("The whole path on the invented estate")
struct DemoTests {
  /// A machine as `fixtures/estate-expected.csv` has it.
  struct Expected {
    var agency: String
    var name: String
    var status: String
    var month: String
    var blockedBy: [String]

    static func all() throws -> [Expected] {
      let text = try String(
        contentsOfFile: Fixtures.path("estate-expected.csv"),
        encoding: .utf8
      )
      return text.split(separator: "\n").dropFirst().map { line in
        let cells = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        return Expected(
          agency: cells[0],
          name: cells[1],
          status: cells[2],
          month: cells[3],
          blockedBy: cells[4].split(separator: "|").map(String.init)
        )
      }
    }
  }

  let folder: TemporaryFolder
  let workspace: String

  init() throws {
    folder = try TemporaryFolder()
    workspace = folder.file("demo.sqlite")
    let answer = try Program.run(["demo", "--output", folder.path], locale: "it_IT.UTF-8")
    #expect(answer.code == 0, "\(answer.errors)")
    #expect(answer.output.contains("report.html"))
  }

  @Test("every machine has the status, month and blockers that its fixtures lead to")
  func statuses() throws {
    let servers = try Program.run(["servers", "--json", "-w", workspace]).objects
    let names = Dictionary(
      uniqueKeysWithValues: servers.map { ($0["id"] as? String ?? "", $0["name"] as? String ?? "") }
    )
    let expected = try Expected.all()
    #expect(servers.count == expected.count)
    for machine in expected {
      let found = servers.filter {
        $0["agency"] as? String == machine.agency && $0["name"] as? String == machine.name
      }
      try #require(found.count == 1, "\(machine.name)")
      #expect(found[0]["status"] as? String == machine.status, "\(machine.name)")
      #expect(found[0]["month"] as? String ?? "" == machine.month, "\(machine.name)")
      let blockers = (found[0]["blockedBy"] as? [String] ?? []).map { names[$0] ?? "" }
      // Applications are blockers too, and are no servers: their names are left out here.
      #expect(
        Set(blockers).subtracting([""]) == Set(machine.blockedBy).intersection(names.values),
        "\(machine.name)"
      )
    }
  }

  @Test("the report's figures are those of the fixtures")
  func figures() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("report.json")))
    let report = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let headline = try #require(report["headline"] as? [String: Any])
    let counts = try #require(headline["servers"] as? [String: Any])
    let expected = try Expected.all()
    let present = expected.filter { $0.status != "gone" }
    #expect(counts["total"] as? Int == present.count)
    for status in ["retire", "blocked", "review", "keep"] {
      #expect(counts[status] as? Int == expected.count { $0.status == status }, "\(status)")
    }
    // The room's meter counts for each measured watt, over 8,760 hours, the marginal overhead of
    // a PUE of 1.8 of which half is fixed: 1 + 0.5 × 0.8.
    let measured = ["col-pacs01": 310.5, "col-pacs02": 298.0, "lago-apat01": 245.0]
    let servers = try #require(report["servers"] as? [[String: Any]])
    for (name, watts) in measured {
      let row = try #require(servers.first { $0["name"] as? String == name })
      let energy = try #require(
        row["kWhPerYear"] as? Double ?? (row["kWhPerYear"] as? [String: Any])?["value"] as? Double
      )
      #expect(abs(energy - watts * 8_760 * 1.4 / 1_000) < 0.5, "\(name): \(energy)")
    }
  }

  @Test("the report shows how far the register is, and what to measure")
  func progress() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("report.json")))
    let report = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let headline = try #require(report["headline"] as? [String: Any])
    let register = try #require(headline["register"] as? [String: Int])
    #expect(register["total"] == 4)
    #expect((register["off"], register["drained"], register["planned"]) == (2, 1, 1))
    #expect(headline["doneKWhPerYear"] as? Double ?? 0 > 0)
    #expect(!(try #require(report["unknowns"] as? [Any])).isEmpty)
  }

  @Test("the same files again change nothing, and neither does planning again")
  func again() throws {
    let before = try Program.run(["servers", "--json", "-w", workspace]).output
    let answer = try Program.run([
      "import", folder.file("colline"), "--agency", "COLLINE", "--json", "-w", workspace,
    ])
    let outcomes = Set(answer.objects.compactMap { $0["outcome"] as? String })
    #expect(outcomes == ["unchanged"])
    for command in [["match"], ["plan"]] {
      #expect(try Program.run(command + ["-w", workspace]).code == 0)
    }
    #expect(try Program.run(["servers", "--json", "-w", workspace]).output == before)
  }

  @Test("a fact leads back to its file and row")
  func explanation() throws {
    let answer = try Program.run(["explain", "col-pacs01", "-w", workspace])
    #expect(answer.code == 0)
    #expect(answer.output.contains("colline_ced.csv: row 9"))
    #expect(answer.output.contains("colline_pacs01.ocs"))
    #expect(answer.output.contains("310.5"))
  }

  @Test("an Italian explanation has no English words or decimal points in its figures")
  func italianExplanation() throws {
    let servers = try Program.run(["servers", "--json", "-w", workspace]).objects
    // What is gone draws nothing and has no figures.
    let machines = servers.filter {
      ["host", "server"].contains($0["kind"] as? String) && $0["status"] as? String != "gone"
    }
    try #require(!machines.isEmpty)
    for id in machines.compactMap({ $0["id"] as? String }) {
      let text = try Program.run(["explain", id, "--language", "it", "-w", workspace]).output
      let power = try #require(text.split(separator: "Potenza media").last, "\(id)")
      for word in ["assumption", "ratio", "share", "linear between", "power ×"] {
        #expect(!power.contains(word), "\(id): \(word)")
      }
      #expect(text.contains("1,4") && !text.contains("× 1.4"), "\(id)")
    }
  }

  @Test("the plan and the report name the same blockers in the same order")
  func blockers() throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file("report.json")))
    let report = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let named = try #require(report["blockers"] as? [[String: Any]])
    let plan = try Program.run(["plan", "--language", "en", "-w", workspace]).output
    let table = try #require(
      plan.split(separator: "What blocks most:").last?.split(separator: "─").last
    )
    // The last words of a line: id, servers, by this alone.
    let lines = table.split(separator: "\n").map { $0.split(separator: " ").suffix(3) }
    #expect(!lines.isEmpty)
    #expect(
      lines.map { $0.joined(separator: " ") }
        == named.prefix(10).map { "\($0["id"] ?? "") \($0["servers"] ?? "") \($0["alone"] ?? "")" }
    )
  }

  @Test("a report on one agency has the refused files of no other")
  func refusedOfAgency() throws {
    let bad = folder.file("bad.xlsx")
    try Data("PK\u{3}\u{4} no archive".utf8).write(to: URL(fileURLWithPath: bad))
    _ = try Program.run(["import", bad, "--agency", "COLLINE", "-w", workspace])
    let agencies = try Program.run(["agencies", "--json", "-w", workspace]).objects
      .compactMap { $0["code"] as? String }
    try #require(agencies.count > 1)
    for agency in agencies {
      let path = folder.file("one.json")
      let answer = try Program.run(["report", "-o", path, "--agency", agency, "-w", workspace])
      #expect(answer.code == 0, "\(answer.errors)")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.contains("bad.xlsx") == (agency.uppercased() == "COLLINE"), "\(agency)")
    }
  }

  @Test(
    "the tables for other programs have their columns",
    arguments: [
      ("records", "file,record,entity_id"), ("assignments", "kind,entity_id,project_ids"),
      ("status", "entity_id,status,month,blocked_by"),
      ("record-projects", "file,record,project_ids"),
    ]
  )
  func tables(name: String, header: String) throws {
    let answer = try Program.run([
      "export", name, "--relative-to", folder.path, "-w", workspace,
    ])
    let lines = answer.output.split(separator: "\n")
    #expect(lines.first.map(String.init) == header)
    #expect(lines.count > 20)
    #expect(Set(lines).count == lines.count)
  }
}
