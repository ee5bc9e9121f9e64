import ArgumentParser
import Foundation
import Importers
import Inventory
import Workspace

/// `tramonto imports`: what was read, and what could not be.
struct ImportsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imports",
    abstract: "List the imports with their account, or every rejected row and value.",
    discussion: """
      Examples:
        tramonto imports
        tramonto imports --rejected --agency ausltc
        tramonto imports --rows-to corrections/   then correct, and import that folder
      """
  )

  @Flag(help: "List every rejected row and value, and every refused file.")
  var rejected = false

  @Option(help: "Write the rejected rows of each table to a file in this folder, to correct them.")
  var rowsTo: String?

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let store = try workspace.openToRead()
    for agency in try agencies.agencies(in: store) {
      let imports = try store.imports(of: agency.code)
      if let rowsTo {
        try writeRows(of: imports, in: store, to: rowsTo + "/" + agency.code.description)
      } else if rejected {
        try listRejected(imports, store.refusals(of: agency.code))
      } else {
        list(imports, of: agency)
      }
    }
  }

  private func list(_ imports: [FiledImport], of agency: Agency) {
    let console = output.console
    let language = console.language
    var table = TextTable([
      ("n.", .right), (language("formato", "format"), .left), (language("al", "as of"), .left),
      (language("lette", "read"), .right), (language("registrate", "records"), .right),
      (language("saltate", "skipped"), .right), (language("rifiutate", "rejected"), .right),
      (language("file", "file"), .left),
    ])
    for filed in imports {
      if output.json {
        console.say(filed.fact.json)
        continue
      }
      let ledger = filed.ledger
      table.add(
        [String(filed.id.number), filed.format.description, filed.asOf?.description ?? ""]
          + [ledger.read, ledger.records, ledger.skipped, ledger.rejected].map(String.init)
          + [
            (filed.files.first?.path ?? "")
              + (filed.files.count > 1 ? " (+\(filed.files.count - 1))" : "")
              + (filed.isSuperseded ? language(" (sostituito)", " (superseded)") : "")
          ]
      )
    }
    guard !output.json else { return }
    console.say("\(agency.code)  \(Excerpt(agency.name))")
    for line in table.lines { console.say("  " + line) }
  }

  /// Writes one table for each file of which something was rejected.
  private func writeRows(of imports: [FiledImport], in store: Store, to folder: String) throws {
    let console = output.console
    for filed in imports where !filed.isSuperseded {
      for (position, file) in filed.files.enumerated()
      where filed.ledger.rejections.contains(where: { $0.at.file == position }) {
        guard store.isUnchanged(file) else {
          console.report(CommandFailure.changedSince(path: file.path))
          continue
        }
        guard
          let text = try RejectedRows.table(
            of: file.path,
            position: position,
            ledger: filed.ledger,
            language: console.language
          )
        else { continue }
        do {
          try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
          )
        } catch {
          throw CommandFailure.cannotWrite(path: folder, errno: errno)
        }
        let name = file.path.split(separator: "/").last.map(String.init) ?? "table"
        let path = "\(folder)/\(filed.id.number)-\(name).csv"
        try Output.write(text, to: path)
        console.say(path)
      }
    }
  }

  private func listRejected(_ imports: [FiledImport], _ refusals: [Refusal]) throws {
    let console = output.console
    let language = console.language
    for refusal in refusals {
      if output.json {
        console.say(
          FactValue.object([
            .init("path", .text(refusal.path)), .init("code", .text(refusal.code)),
            .init("reason", .text(refusal.text(in: language))),
          ]).json
        )
      } else {
        console.say(
          "\(Excerpt(path: refusal.path)): \(refusal.text(in: language)) [\(refusal.code)]"
        )
      }
    }
    for filed in imports where !filed.isSuperseded {
      for finding in filed.ledger.rejections {
        let path =
          filed.files.indices.contains(finding.at.file)
          ? filed.files[finding.at.file].path : ""
        let at = finding.at.text(in: language)
        let reason = finding.reason.text(in: language)
        if output.json {
          console.say(
            FactValue.object([
              .init("path", .text(path)), .init("at", .text(at)),
              .init("value", .text(finding.value)), .init("code", .text(finding.reason.code)),
              .init("reason", .text(reason)),
            ]).json
          )
        } else {
          console.say(
            "\(Excerpt(path: path)): \(at): “\(Excerpt(finding.value))”: \(reason) "
              + "[\(finding.reason.code)]"
          )
        }
      }
    }
  }
}

extension FiledImport {
  /// The import as named values.
  fileprivate var fact: FactValue {
    .object(
      [
        .init("import", .integer(Int(id.number))), .init("agency", .text(agency.description)),
        .init(
          "files",
          .list(
            files.map {
              .object([
                .init("path", .text($0.path)), .init("sha256", .text($0.sha256)),
                .init("bytes", .integer(Int($0.size))),
              ])
            }
          )
        ),
        .init("format", .text(format.description)),
        asOf.map { .init("asOf", .text($0.description)) },
        .init("superseded", .flag(isSuperseded)), .init("rows", ledger.rowsFact),
      ].compactMap(\.self)
    )
  }
}
