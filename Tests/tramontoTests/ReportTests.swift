import Foundation
import TestSupport
import Testing

@Suite("The report command")
struct ReportTests {
  private let folder: TemporaryFolder
  private let workspace: String

  init() throws {
    folder = try TemporaryFolder()
    workspace = folder.file("demo.sqlite")
    #expect(try Program.run(["demo", "--output", folder.path]).code == 0)
  }

  private func report(_ arguments: [String]) throws -> Program.Answer {
    try Program.run(["report", "-w", workspace] + arguments)
  }

  private func json(_ arguments: [String]) throws -> [String: Any] {
    let path = folder.file("r.json")
    let answer = try report(arguments + ["-o", path])
    #expect(answer.code == 0, "\(answer.errors)")
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
  }

  @Test("every kind is written in every form")
  func kinds() throws {
    let kinds = [
      ("programme", []), ("agency", ["--agency", "LAGO"]), ("project", ["--project", "PINETA-P1"]),
      ("decommissioning", []), ("energy", []), ("quality", []), ("evidence", []),
    ]
    for (kind, narrowing) in kinds {
      #expect(try json(["--kind", kind] + narrowing)["kind"] as? String == kind)
      for form in ["html", "xlsx", "csv", "md"] {
        let path = folder.file("\(kind).\(form)")
        let answer = try report(["--kind", kind, "-o", path] + narrowing)
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(FileManager.default.fileExists(atPath: path))
      }
    }
  }

  @Test("the register, its journal and the services that moved whole are in their kinds")
  func register() throws {
    let evidence = try json(["--kind", "evidence"])
    #expect((evidence["register"] as? [Any])?.count == 4)
    #expect((evidence["journal"] as? [Any])?.count == 9)
    let journals = try #require(evidence["journals"] as? [[String: Any]])
    #expect(journals.map { $0["entries"] as? Int } == [0, 0, 9])
    #expect(journals.allSatisfy { $0["isWhole"] as? Bool == true })
    let project = try json(["--kind", "project", "--project", "PINETA-P1"])
    let services = try #require(project["services"] as? [[String: Any]])
    #expect(services.count { $0["verdict"] as? String == "complete" } == 3)
    #expect(services.count { $0["verdict"] as? String == "notComplete" } == 1)
  }

  @Test("a meter is set beside the estimate")
  func meter() throws {
    let meter = folder.file("meter.csv")
    let rows = ["2022", "2024"].flatMap { year in
      (1...12).map { "\(year)-\($0 < 10 ? "0" : "")\($0);\(year == "2022" ? 900 : 500)" }
    }
    try Data((["mese;kWh"] + rows).joined(separator: "\n").utf8)
      .write(to: URL(fileURLWithPath: meter))
    let report = try json([
      "--kind", "energy", "--meter", meter, "--before", "2022", "--after", "2024",
    ])
    let verified = try #require(report["verified"] as? [[String: Any]])
    let saved = try #require(verified.first?["savedKWhPerYear"] as? [String: Any])
    #expect(abs((saved["value"] as? Double ?? 0) - 4_800) < 30)
    #expect(try self.report(["-o", "x.html", "--meter", meter]).code == 64)
  }

  @Test("what is not told is asked for, in one line")
  func asked() throws {
    for (arguments, code) in [
      (["--kind", "project", "-o", "x.html"], "command.project-needed"),
      (["--kind", "agency", "-o", "x.html"], "command.agency-needed"),
      (["--table", "poem", "-o", "x.csv"], "command.unknown-table"),
      (["-o", "x.doc"], "command.unknown-report-form"),
    ] {
      let answer = try report(arguments)
      #expect(answer.code == 65 && answer.errors.contains("[\(code)]"), "\(answer.errors)")
    }
    #expect(try report(["--kind", "poem", "-o", "x.html"]).code == 64)
    #expect(try report([]).code == 64)
  }

  @Test("the schema is printed as it is")
  func schema() throws {
    let answer = try report(["--schema"])
    let schema = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any]
    #expect(schema?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
  }
}
