import Foundation
import TestSupport
import Testing

/// A workspace of one agency with invented servers, and the program that works on it.
struct RegisterBench {
  let folder: TemporaryFolder
  let workspace: String

  /// Makes the workspace with servers `srv1` to `srvN`, each with one disk `D1` to `DN`.
  init(servers: Int) throws {
    folder = try TemporaryFolder()
    workspace = folder.file("w.sqlite")
    var table = "Nome server;Numero di serie;Modello;Armadio;Unità\n"
    for number in 1...servers {
      table += "srv\(number);CZ77\(1_000 + number);PowerEdge R640;R1;\(number % 40 + 1)\n"
    }
    let path = try folder.write(table.utf8, to: "ced.csv")
    for arguments in [
      ["init"], ["agencies", "add", "asl", "Azienda di prova"],
      ["import", path, "--agency", "asl"],
      ["match"], ["plan"],
    ] {
      let answer = try run(arguments)
      try #require(answer.code == 0, "\(arguments): \(answer.errors)")
    }
  }

  /// Runs the program on the workspace.
  @discardableResult
  func run(_ arguments: [String], locale: String = "C") throws -> Program.Answer {
    try Program.run(arguments + ["-w", workspace], locale: locale)
  }

  /// Runs `retire` as Anna Rossi, on 1 March 2024 unless told otherwise.
  @discardableResult
  func retire(_ arguments: String..., on day: String = "2024-03-01") throws -> Program.Answer {
    try run(["retire"] + arguments + ["--by", "Anna Rossi", "--on", day])
  }

  /// Writes a table of steps.
  func table(_ lines: [String], name: String = "passi.csv") throws -> String {
    try folder.write((lines.joined(separator: "\n") + "\n").utf8, to: name)
  }
}
