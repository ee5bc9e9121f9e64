import Foundation
import TestSupport
import Testing

@Suite("Verified savings by the command")
struct MeterTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func table(_ name: String, _ lines: [String]) throws -> String {
    try folder.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: name)
  }

  /// Twelve months of a room's meter as Italians write them.
  private func room() throws -> String {
    try table(
      "sala.csv",
      ["mese;kWh"] + (1...6).map { "\($0)/2023;\(3_000 + $0),5" }
        + (1...6).map { "\($0)/2024;2000,0" }
    )
  }

  @Test("a meter’s months before and after give what was saved, in both languages and as JSON")
  func saved() throws {
    let path = try room()
    let times = ["--before", "2023-01..2023-06", "--after", "2024-01..2024-06"]
    for language in ["it", "en"] {
      let answer = try Program.run(["meter", path, "--language", language] + times)
      #expect(answer.code == 0 && answer.errors.isEmpty, "\(answer.errors)")
      #expect(answer.output.contains(language == "it" ? "kWh risparmiati" : "kWh saved"))
    }
    let answer = try Program.run(["meter", path, "--json"] + times)
    let meters = try #require(answer.objects.first?["meters"] as? [[String: Any]])
    let saved = try #require(meters.first?["savedKWh"] as? [String: Any])
    // 18 024 kWh in 181 days; 182 days of 2024 counted 12 000.
    let value = try #require(saved["value"] as? Double)
    #expect(abs(value - (18_024.0 / 181 * 182 - 12_000)) < 1e-6)
    #expect(meters.first?["option"] as? String == "C")
  }

  @Test("a server that is off and still draws ends the command with 1 and its name")
  func stillDraws() throws {
    let path = try table(
      "pdu.csv",
      ["date,server,W"]
        + (1...28).flatMap { ["2023-02-\($0),srv01,250", "2023-02-\($0),srv02,200"] }
        + (1...28).flatMap { ["2023-03-\($0),srv01,245", "2023-03-\($0),srv02,5"] }
    )
    let answer = try Program.run([
      "meter", path, "--before", "2023-02", "--after", "2023-03", "--option", "b",
      "--off", "srv01=2023-03-01", "--off", "srv02=2023-03-01", "--language", "en",
    ])
    #expect(answer.code == 1)
    let raised = answer.errors.split(separator: "\n").filter { $0.contains("meter.still-draws") }
    #expect(raised.count == 1 && raised.allSatisfy { $0.contains("pdu.csv: error: srv01: ") })
  }

  @Test("what cannot be read is told with file and line, and the rest is computed")
  func told() throws {
    let path = try table(
      "bad.csv",
      ["date,value,unit", "2023-01-01,24,kWh", "2023-01-02,24,furlong", "2023-01-03,24,kWh"]
        + ["2023-01-04,-4,kWh", "2023-01-05,24,kWh", "2023-02-01,12,kWh", "2023-02-02,12,kWh"]
    )
    let answer = try Program.run([
      "meter", path, "--before", "2023-01", "--after", "2023-02", "--language", "en",
    ])
    #expect(answer.code == 1)
    #expect(answer.errors.contains("bad.csv:3: warning: unknown unit “furlong”"))
    #expect(answer.errors.contains("bad.csv:5: warning: negative value, left out"))
    #expect(answer.output.contains("24"))
  }

  @Test(
    "a table without meters, and times that overlap, are refused",
    arguments: [(["name,colour", "a,b"], ["2022", "2023"], Int32(65))]
      + [(["date,kWh", "2022-01-01,1"], ["2023", "2022"], 64)]
  )
  func refused(lines: [String], times: [String], code: Int32) throws {
    let path = try table("t.csv", lines)
    let answer = try Program.run(["meter", path, "--before", times[0], "--after", times[1]])
    #expect(answer.code == code, "\(answer.errors)")
  }
}
