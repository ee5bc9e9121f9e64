import Foundation
import TestSupport
import Testing

@Suite("Review at the command line")
struct ReviewCommandTests {
  let folder: TemporaryFolder
  let workspace: String

  /// Two lists that have an application of one name and nothing else, and a machine's words.
  init() throws {
    folder = try TemporaryFolder()
    workspace = folder.file("w.sqlite")
    let tables = [
      "uno.csv": "Applicativo;Server;Fornitore\nAlfaNet;;Uno\n",
      "due.csv": "Applicativo;Server;Fornitore\nAlfaNet;;Due\n",
      "ced.csv": "Nome server;Seriale;Modello;Applicativo\nsrvuno;CZ1001;PE;Qwxyz\n",
    ]
    var paths: [String] = []
    for name in tables.keys.sorted() {
      paths.append(try folder.write(Array((tables[name] ?? "").utf8), to: name))
    }
    for arguments in [
      ["init"], ["agencies", "add", "azp", "Prova"], ["agencies", "add", "azq", "Altra"],
      ["import"] + paths + ["--agency", "azp"], ["match"],
    ] {
      let answer = try Program.run(arguments + ["-w", workspace])
      try #require(answer.code == 0, "\(arguments): \(answer.errors)")
    }
  }

  private func review(_ arguments: String..., locale: String = "C") throws -> Program.Answer {
    try Program.run(["review"] + arguments + ["-w", workspace], locale: locale)
  }

  /// The rows' numbers, from the one question.
  private func question() throws -> (first: String, second: String) {
    let answer = try review("--json", "--agency", "azp")
    let questions = answer.objects.first?["questions"] as? [[String: Any]] ?? []
    let question = try #require(questions.first { $0["subject"] as? String == "application" })
    return (
      "\(try #require(question["first"] as? Int))", "\(try #require(question["second"] as? Int))"
    )
  }

  @Test("a question is answered by numbers, told by explain, contradicted and taken back")
  func answer() throws {
    let (one, other) = try question()
    #expect(try review("--agency", "azp").output.contains("\(one) · \(other)"))
    let reason = ["--reason", "due installazioni", "--by", "Anna Rossi"]
    let apart = try Program.run(["review", "different", one, other] + reason + ["-w", workspace])
    #expect(apart.code == 0 && apart.output.contains("\(one) ≠ \(other)"), "\(apart.errors)")
    let same = try Program.run(["review", "same", one, other] + reason + ["-w", workspace])
    #expect(same.output.contains("instead of decision 1"))
    #expect(try Program.run(["match", "-w", workspace]).code == 0)
    let told = try Program.run(["explain", "AlfaNet", "-w", workspace])
    #expect(told.output.contains("joined by a decision"))
    #expect(told.output.contains("Why they are one application"))
    let it = try Program.run(["explain", "AlfaNet", "-w", workspace], locale: "it_IT.UTF-8")
    #expect(it.output.contains("unite per decisione"))
    // Only one agency has a decision of that number.
    #expect(try review("withdraw", "2", "--by", "Anna Rossi").code == 0)
    let decisions = try review("decisions", "--json").objects
    #expect(decisions.map { $0["subject"] as? String } == ["application", "application"])
    #expect(decisions.map { $0["withdrawnBy"] != nil } == [false, true])
  }

  @Test(
    "words in a machine's row are named with its number; other words are told with what it says"
  )
  func words() throws {
    let (one, _) = try question()
    let reason = ["--reason", "lo stesso", "--by", "Anna Rossi", "-w", workspace]
    let machine = try #require(
      (1...3).map(String.init).first { number in
        try Program.run(["review", "same", one, "\(number):qwxyz"] + reason + ["--agency", "azp"])
          .code == 0
      }
    )
    let wrong = try Program.run(["review", "same", one, "\(machine):altro"] + reason)
    #expect(wrong.code != 0)
    #expect(wrong.errors.contains("“Qwxyz”") && wrong.errors.contains("command.no-mention"))
    let mixed = try Program.run(["review", "same", one, "srvuno"] + reason)
    #expect(mixed.code != 0 && mixed.errors.contains("review.machine-and-application"))
  }

  @Test(
    "an application is assigned to projects that are, or to none",
    arguments: [
      (["--none"], 0, "azp-A"), (["P9"], 65, "review.no-such-project"), ([], 64, "--none"),
    ] as [([String], Int32, String)]
  )
  func assign(projects: [String], code: Int32, words: String) throws {
    let answer = try Program.run(
      ["review", "assign", "Qwxyz"] + projects
        + ["--reason", "resta", "--by", "Anna Rossi", "-w", workspace]
    )
    #expect(answer.code == code, "\(answer.errors)")
    #expect((answer.output + answer.errors).contains(words))
  }
}
