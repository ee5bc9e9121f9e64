import Foundation
import TestSupport
import Testing

@Suite("Estimates by the command")
struct EstimateTests {
  let folder: TemporaryFolder
  let workspace: String

  init() throws {
    folder = try TemporaryFolder()
    workspace = folder.file("w.sqlite")
    try #require(try Program.run(["init", "-w", workspace]).code == 0)
    try #require(try Program.run(["agencies", "add", "asl", "ASL", "-w", workspace]).code == 0)
    let table = try write(
      "s.csv",
      [
        "nome;numero di serie;modello;sala;processore",
        "srv1;CZ123456;PowerEdge R640;CED;Xeon Gold 6148",
        "srv2;CZ123457;PowerEdge R640;CED;Xeon Gold 6148",
      ]
    )
    for step in [["import", table, "-a", "asl"], ["match"], ["plan"]] {
      try #require(try Program.run(step + ["-w", workspace]).code == 0)
    }
    // Both are off by the register, so that something is saved.
    for name in ["srv1", "srv2"] {
      for step in ["plan", "drain", "switch-off"] {
        let waiver = step == "plan" ? [] : ["--waived-by", "Anna Rossi", "--reason", "prova"]
        let answer = try Program.run(
          ["retire", name, step, "--by", "Anna Rossi", "--on", "2024-03-05"] + waiver
            + ["-w", workspace]
        )
        try #require(answer.code == 0, "\(answer.errors)")
      }
    }
  }

  private func write(_ name: String, _ lines: [String]) throws -> String {
    try folder.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: name)
  }

  private func estimate(_ arguments: String...) throws -> Program.Answer {
    try Program.run(["estimate"] + arguments + ["-w", workspace])
  }

  private func total(_ arguments: [String]) throws -> [String: Any] {
    let answer = try Program.run(["estimate", "--json", "-w", workspace] + arguments)
    return try #require(answer.objects.first?["total"] as? [String: Any])
  }

  @Test("what the register has off is saved, whether planned or not, and the move is told once")
  func register() throws {
    let total = try total([])
    #expect(total["machines"] as? Int == 2)
    for key in ["move", "firstYearNet"] { #expect(total[key] is [String: Any], "\(key)") }
    let italian = try estimate("--language", "it").output
    #expect(italian.contains("il trasloco consuma una volta sola"))
    #expect(italian.contains("totale netto del primo anno"))
    #expect(!italian.contains("market-based"))
  }

  @Test("market-based emissions, water and embodied carbon appear where their factors are set")
  func optional() throws {
    let keys = ["grid-intensity-market=40", "water=1.8", "embodied-server=1200"]
    let set = keys.flatMap { ["--set", $0] }
    let gross = try #require(try total(set)["gross"] as? [String: Any])
    #expect(gross["kgCO2eMarket"] is [String: Any] && gross["litres"] is [String: Any])
    let text = try Program.run(["estimate", "--language", "en", "-w", workspace] + set).output
    for words in ["market-based", "water", "emitted already"] { #expect(text.contains(words)) }
  }

  @Test("an estimate beside meters takes factors to try too; one that cannot be is told")
  func meter() throws {
    let meter = try write(
      "m.csv",
      ["date,kWh"] + (1...28).map { "2024-02-\($0),40" } + (10...30).map { "2024-03-\($0),30" }
    )
    let times = ["meter", meter, "--before", "2024-02", "--after", "2024-03-10..2024-03-30"]
    func estimated(_ pue: String) throws -> (Double?, Program.Answer) {
      let answer = try Program.run(
        times + ["-a", "asl", "--set", "pue=\(pue)", "--json", "-w", workspace]
      )
      let meters = answer.objects.first?["meters"] as? [[String: Any]]
      let comparison = meters?.first?["comparison"] as? [String: Any]
      return ((comparison?["estimatedKWh"] as? [String: Any])?["value"] as? Double, answer)
    }
    let (low, high) = (try #require(try estimated("1").0), try #require(try estimated("2").0))
    // The room is closed: all of the PUE counts.
    #expect(abs(high / low - 2) < 1e-9)
    let refused = try estimated("0.5").1
    #expect(refused.code == 1 && refused.errors.contains("setting.out-of-range"))
    #expect(try Program.run(times + ["--set", "pue=1"]).code == 64)
  }

  @Test("recorded loads are used; what cannot be, and machines that nobody knows, are told")
  func loads() throws {
    func watts(_ cells: [String]) throws -> (Double, Program.Answer) {
      let table = try write("l.csv", ["host,cpu"] + cells)
      let answer = try estimate("--loads", table, "--json", "--language", "en")
      let total = try #require(answer.objects.first?["total"] as? [String: Any])
      let gross = try #require(total["gross"] as? [String: Any])
      let energy = try #require(gross["kWh"] as? [String: Any])
      return (try #require(energy["value"] as? Double), answer)
    }
    let (low, fine) = try watts(["srv1,5", "srv2,5"])
    let (high, _) = try watts(["srv1,80", "srv2,90"])
    #expect(high > low && fine.code == 0 && fine.errors.isEmpty)
    let (_, bad) = try watts(["srv1,5", "srv1,200", "nobody,4"])
    #expect(bad.code == 1)
    #expect(bad.errors.contains("l.csv:3: warning: srv1: a load of “200” cannot be"))
    #expect(bad.errors.contains("[command.unknown-entity]"))
    let none = try estimate("--loads", try write("n.csv", ["a,b", "1,2"]))
    #expect(none.code == 65 && none.errors.contains("command.no-load-columns"))
  }
}
