import Foundation
import TestSupport
import Testing

@Suite("Factors by the command")
struct SettingsTests {
  let folder: TemporaryFolder
  let workspace: String

  init() throws {
    folder = try TemporaryFolder()
    workspace = folder.file("w.sqlite")
    #expect(try Program.run(["init", "-w", workspace]).code == 0)
    let added = try Program.run(["agencies", "add", "asl", "Azienda di prova", "-w", workspace])
    #expect(added.code == 0)
    let table = try folder.write(
      Array("nome;numero di serie;sala\nsrv1;CZ123456;CED\n".utf8),
      to: "s.csv"
    )
    #expect(try Program.run(["import", table, "-a", "asl", "-w", workspace]).code == 0)
    #expect(try Program.run(["match", "-w", workspace]).code == 0)
  }

  private func settings(_ arguments: String...) throws -> Program.Answer {
    try Program.run(
      ["settings"] + arguments + ["-w", workspace, "--language", "en"]
    )
  }

  private func factors() throws -> [[String: Any]] {
    let answer = try Program.run(["estimate", "--json", "-w", workspace])
    return try #require(answer.objects.first?["factors"] as? [[String: Any]])
  }

  @Test("a factor set once holds for every estimate until it is unset; --set is for a trial")
  func lasting() throws {
    let set = try settings("set", "pue=1,6", "--by", "Anna Rossi", "--reason", "UPS 2023")
    #expect(set.code == 0 && set.output == "everywhere: pue = 1.6\n", "\(set.errors)")
    func pue() throws -> Double? {
      try factors().first { $0["key"] as? String == "pue" }?["value"] as? Double
    }
    #expect(try pue() == 1.6)
    let listed = try settings("list")
    #expect(listed.output.contains("Anna Rossi, ") && listed.output.contains("UPS 2023"))
    let trial = try Program.run(["estimate", "--set", "pue=2", "--json", "-w", workspace])
    #expect(trial.output.contains("\"key\":\"pue\",\"value\":2,"))
    #expect(try pue() == 1.6)
    let unset = try settings("unset", "pue", "--by", "Anna Rossi")
    #expect(unset.code == 0 && unset.output.contains("no longer set"))
    #expect(try pue() == 1.8)
    let history = try settings("list", "--history", "--json").objects
    #expect(history.first?["withdrawnBy"] as? String == "Anna Rossi")
    #expect(try settings("unset", "pue", "--by", "Anna Rossi").code == 1)
  }

  @Test("a dry run sets nothing; a room without machines is told")
  func dryRun() throws {
    let dry = try settings("set", "pue=1.6", "--reason", "r", "--by", "A", "--dry-run")
    #expect(dry.code == 0 && dry.output.hasPrefix("dry run, nothing is written: "))
    #expect(try settings("list", "--history").output.isEmpty)
    for (room, isKnown) in [("ced", true), ("Nord", false)] {
      let answer = try settings(
        "set",
        "pue=1.9",
        "-a",
        "asl",
        "--room",
        room,
        "--by",
        "A",
        "--reason",
        "r"
      )
      #expect(answer.code == 0)
      #expect(answer.output.contains("no machine known in this room") != isKnown)
    }
  }

  @Test("a file sets what it can; the rest is told with a code and left out")
  func file() throws {
    let path = try folder.write(
      Array(
        """
        pue: 0.5
        hours: 8000
        colour: red
        electricity-price: {value: 0.24, low: 0.22, high: 0.26, source: bolletta}
        agencies:
          asl:
            electricity-price: {value: 0.23, from: x}
            rooms:
              CED: {pue: 1.9, hours: 1}
          nessuna:
            pue: 2
        """.utf8
      ),
      to: "f.yaml"
    )
    let dry = try settings("import", path, "--by", "A", "--reason", "r", "--dry-run")
    let answer = try settings("import", path, "--by", "A", "--reason", "r")
    for run in [dry, answer] {
      #expect(run.code == 1)
      for code in [
        "setting.out-of-range", "command.settings-entry", "setting.place",
        "workspace.unknown-agency",
      ] {
        #expect(run.errors.contains("[\(code)]"), "\(code) \(run.errors)")
      }
    }
    let held = try settings("list", "--history", "--json").objects
    #expect(held.map { $0["key"] as? String } == ["hours", "electricity-price", "pue"])
    #expect(held.last?["room"] as? String == "CED")
    #expect(held.dropFirst().first?["source"] as? String == "bolletta")
  }

  @Test(
    "without a reason, with half a pair, or with a room of nobody nothing is set",
    arguments: [
      (["set", "pue=1.6", "--by", "A"], Int32(1), "review.no-reason"),
      (["set", "pue", "--by", "A", "--reason", "r"], 1, "command.setting"),
      (["set", "pue=-1", "--by", "A", "--reason", "r"], 1, "setting.out-of-range"),
      (["set", "pue=2", "--room", "CED", "--by", "A", "--reason", "r"], 64, "--agency"),
      (
        ["set", "pue=2", "hours=1", "--low", "1", "--by", "A", "--reason", "r"], 64, "one at a time"
      ),
    ]
  )
  func refused(arguments: [String], code: Int32, words: String) throws {
    let answer = try Program.run(["settings"] + arguments + ["-w", workspace])
    #expect(answer.code == code && answer.errors.contains(words), "\(answer.errors)")
    #expect(try settings("list", "--history").output.isEmpty)
  }
}
