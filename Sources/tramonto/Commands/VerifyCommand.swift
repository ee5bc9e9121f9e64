import ArgumentParser
import Inventory
import Workspace

/// `tramonto verify`: checks that what was recorded still is what was recorded.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check that journal, register and documents are as they were recorded.",
    discussion: """
      Walks each agency’s journal from the first entry and names the first break; holds the register
      against it, and reads every document again.

      Examples:
        tramonto verify
        tramonto verify --checkpoint 2024-03.txt --key tramonto.pem.pub
      """
  )

  @Option(help: "A checkpoint that was kept elsewhere.")
  var checkpoint: String?

  @Option(help: "The public key that the checkpoint was signed with.")
  var key: String?

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    let language = console.language
    let key = try key.map { try KeyFiles.verificationKey(at: $0) }
    let checkpoint = try checkpoint.map { try KeyFiles.checkpoint(at: $0, key: key) }
    let store = try workspace.openToRead()
    var isWhole = true
    let checked = try agencies.agencies(in: store)
    if let checkpoint, !checked.contains(where: { $0.code == checkpoint.agency }) {
      throw CommandFailure.unknownAgency(
        checkpoint.agency.description,
        known: checked.map(\.code.description)
      )
    }
    for agency in checked {
      let against = checkpoint.flatMap { $0.agency == agency.code ? $0.head : nil }
      let check = try store.verifyJournal(of: agency.code, against: against)
      if !check.breaks.isEmpty { isWhole = false }
      if output.json {
        console.say(check.fact(language).json)
        continue
      }
      for found in check.breaks {
        console.complain(
          "\(agency.code): \(language("errore", "error")): \(found.text(in: language)) "
            + "[\(found.code)]"
        )
      }
      guard check.breaks.isEmpty else { continue }
      console.say(
        language(
          "\(agency.code): integro, \(check.head.size) voci, \(check.documents) documenti",
          "\(agency.code): whole, \(check.head.size) entries, \(check.documents) documents"
        )
          + (against == nil
            ? "" : language(", conforme al punto di controllo", ", as the checkpoint says"))
      )
    }
    if !isWhole { throw ExitCode.problems }
  }
}

extension JournalCheck {
  /// The findings as named values.
  func fact(_ language: Language) -> FactValue {
    .object([
      .init("agency", .text(agency.description)), .init("whole", .flag(breaks.isEmpty)),
      .init("entries", .integer(head.size)), .init("head", .text(head.hash)),
      .init("documents", .integer(documents)),
      .init(
        "breaks",
        .list(
          breaks.map {
            .object([.init("code", .text($0.code)), .init("text", .text($0.text(in: language)))])
          }
        )
      ),
    ])
  }
}
