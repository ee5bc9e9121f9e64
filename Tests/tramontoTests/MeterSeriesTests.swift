import Foundation
import TestSupport
import Testing

@Suite("Series of meters by the command")
struct MeterSeriesTests {
  let folder: TemporaryFolder
  let workspace: String

  init() throws {
    folder = try TemporaryFolder()
    workspace = folder.file("w.sqlite")
    #expect(try Program.run(["init", "-w", workspace]).code == 0)
    let added = try Program.run(["agencies", "add", "asl", "Azienda di prova", "-w", workspace])
    #expect(added.code == 0)
    let table = try write(
      "s.csv",
      ["nome;numero di serie;cpu;socket;sede;sala;armadio"]
        + (1...4).map {
          "srv\($0);CZ12345\($0);Intel Xeon E5-2640 v3;2;Pisa;CED;A\($0 == 4 ? 2 : 1)"
        }
    )
    #expect(try Program.run(["import", table, "-a", "asl", "-w", workspace]).code == 0)
    #expect(try Program.run(["match", "-w", workspace]).code == 0)
  }

  private func write(_ name: String, _ lines: [String]) throws -> String {
    try folder.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: name)
  }

  private func meter(_ arguments: String...) throws -> Program.Answer {
    try Program.run(["meter"] + arguments + ["-w", workspace, "--language", "en"])
  }

  private func power(of machine: String) throws -> String {
    let answer = try Program.run(["explain", machine, "-w", workspace, "--language", "en"])
    return String(
      answer.output.split(separator: "\n").first { $0.hasPrefix("Average power") } ?? ""
    )
  }

  @Test("a server's series lasts, with who and line; a dry run adds nothing; withdrawn, it is gone")
  func own() throws {
    let before = try power(of: "srv1")
    let path = try write(
      "ilo.csv",
      ["date,server,W"] + (1...28).map { "2023-02-\($0),srv1,240" }
        + ["2023-02-01,srv2,0", "2023-02-02,srv2,0"]
        + ["2023-02-01,srv9,100", "2023-02-02,srv9,100", "2023-02-03,srv1,-5", "2023-03-01,srv1,x"]
    )
    let dry = try meter("add", path, "--by", "Anna", "--dry-run")
    #expect(dry.code == 1 && dry.output.hasPrefix("dry run, nothing is written: asl: srv1"))
    #expect(try meter("list").output == "no series: tramonto meter add adds some\n")
    let added = try meter("add", path, "--by", "Anna", "--reason", "iLO")
    #expect(added.output.hasPrefix("asl 1: srv1 (asl-000001): 240.0 W; 2023-02-01–2023-02-28; "))
    #expect(added.errors.contains("ilo.csv:34: warning: srv1: negative value, left out"))
    #expect(added.errors.contains("nothing is called “srv9”"))
    #expect(added.errors.contains("“x” is not a number"))
    #expect(added.errors.contains("srv2: nothing but noughts"))
    #expect(try power(of: "srv1").hasPrefix("Average power: 240 W "))
    let facts = try #require(try meter("list", "--json").objects.first)
    #expect(facts["by"] as? String == "Anna" && facts["line"] as? Int == 2)
    let estimate = try Program.run(["estimate", "--json", "-w", workspace])
    let meters = try #require(estimate.objects.first?["meters"] as? [[String: Any]])
    #expect(meters.map { $0["code"] as? String } == ["meter.measured"])
    // One that cannot be withdrawn keeps the others too.
    let refused = try meter("withdraw", "1", "99", "--by", "Bruno")
    #expect(refused.code == 1 && refused.output.isEmpty && refused.errors.contains("99"))
    #expect(try meter("withdraw", "1", "--by", "Bruno").code == 0)
    #expect(try meter("withdraw", "1", "--by", "Bruno").code == 1)
    #expect(try power(of: "srv1") == before)
    #expect(try meter("list", "--history").output.contains("withdrawn by Bruno"))
  }

  @Test("a rack's meter brings its machines to it, and calibrates the others, in both languages")
  func rack() throws {
    let before = try power(of: "srv4")
    let path = try write("rack.csv", ["date,kWh"] + (1...28).map { "2023-02-\($0),15" })
    let unknown = try meter("add", path, "--of", "rack:CED/A9", "--by", "Anna")
    #expect(unknown.code == 1 && unknown.output.isEmpty)
    #expect(try meter("add", path, "--of", "rack:CED/A1", "--by", "Anna").code == 0)
    #expect(try power(of: "srv4") != before)
    let explained = try Program.run(["explain", "srv1", "-w", workspace, "--language", "en"])
    #expect(explained.output.contains("brought to what is metered at rack Pisa/CED/A1: × "))
    #expect(explained.output.contains("measured: series 1, 2023-02-01 to 2023-02-28"))
    let italian = try Program.run(["meter", "list", "-w", workspace, "--language", "it"])
    #expect(italian.output.contains("macchine senza contatore proprio: 3, riportate a × "))
    // The same file again changes nothing, and is said.
    let again = try meter("add", path, "--of", "rack:CED/A1", "--by", "Anna")
    #expect(again.code == 0 && again.errors.contains("not added again: 1"))
  }

  @Test("what was added verifies too, by the names of what it counts")
  func verifies() throws {
    let path = try write(
      "outlet.csv",
      ["month,kWh"] + (1...6).flatMap { ["2023-0\($0),150", "2024-0\($0),20"] }
    )
    // The months between are told, and nothing is supposed of them.
    #expect(try meter("add", path, "--of", "srv1", "--by", "Anna").errors.contains("meter.gap"))
    let answer = try meter(
      "--before",
      "2023-01..2023-06",
      "--after",
      "2024-01..2024-06",
      "--option",
      "B",
      "--off",
      "srv1=2024-01-01"
    )
    #expect(answer.output.contains("srv1"), "\(answer.errors)")
    #expect(!answer.errors.contains("meter.still-draws"))
    let none = try meter("--before", "2021", "--after", "2022")
    #expect(none.code == 1 && none.errors.contains("meter.unread"))
  }

  @Test("a UPS's losses and a room's measured PUE are in the estimate, with their parts")
  func supply() throws {
    let table = try write(
      "u.csv",
      [
        "nome;tipo;modello;numero di serie;sede;sala",
        "ups1;UPS;Sentinel Dual 3 kVA;UPSAB1234;Pisa;CED",
      ]
    )
    #expect(try Program.run(["import", table, "-a", "asl", "-w", workspace]).code == 0)
    #expect(try Program.run(["match", "-w", workspace]).code == 0)
    let days = { (kWh: String) in ["date,kWh"] + (1...28).map { "2023-02-\($0),\(kWh)" } }
    let all = try write("sala.csv", days("36"))
    let own = try write("it.csv", days("24"))
    _ = try meter("add", all, "--of", "room:CED", "--facility", "--by", "Anna")
    _ = try meter("add", own, "--of", "room:CED", "--by", "Anna")
    let estimate = try Program.run(["estimate", "--language", "it", "-w", workspace])
    #expect(estimate.output.contains("asl, UPS ups1: carico "), "\(estimate.output)")
    #expect(estimate.output.contains("dentro il PUE: a vuoto "))
    let listed = try meter("list")
    #expect(listed.output.contains("PUE measured: 1.5 [meter.effectiveness]"), "\(listed.output)")
    let json = try Program.run(["estimate", "--json", "-w", workspace])
    let ups = try #require(json.objects.first?["ups"] as? [[String: Any]])
    #expect(ups.count == 1 && ups.first?["ratedW"] as? Double == 2_400)
    let explained = try Program.run(["explain", "srv1", "-w", workspace, "--language", "en"])
    #expect(explained.output.contains("losses of the UPS ups1, within the PUE"))
  }

  @Test("loads of monitoring last, beside a meter in the same table")
  func loads() throws {
    let path = try write(
      "zabbix.csv",
      ["timestamp,host,cpu (%),W"]
        + (0..<24).map { "2023-02-01 \($0 < 10 ? "0" : "")\($0):00,srv2,\($0 * 2),200" }
    )
    let added = try meter("add", path, "--by", "Anna")
    #expect(added.code == 0, "\(added.errors)")
    #expect(added.output.contains("200.0 W; ") && added.output.contains("CPU 23.0 %; 1.0 d; "))
  }

  @Test("two feeds of one server add up; one meter of a table can be tied by its name")
  func feeds() throws {
    let path = try write(
      "outlets.csv",
      ["date,outlet,W"] + (1...9).flatMap { ["2023-02-\($0),o1,100", "2023-02-\($0),o2,90"] }
    )
    let one = try meter("add", path, "--of", "o1=srv3", "--feed", "A", "--by", "Anna")
    #expect(one.code == 1 && one.errors.contains("nothing is called “o2”"))
    _ = try meter("add", path, "--of", "o2=srv3", "--feed", "B", "--by", "Anna")
    #expect(try power(of: "srv3").hasPrefix("Average power: 190 W "))
  }
}
