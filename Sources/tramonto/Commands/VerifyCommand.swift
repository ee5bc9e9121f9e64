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

      Given an evidence pack, checks that: manifest, signature, journal.

      Examples:
        tramonto verify
        tramonto verify pack.zip --key tramonto.pem.pub
        tramonto verify --checkpoint 2024-03.txt --key tramonto.pem.pub
      """
  )

  @Argument(help: "An evidence pack. Default: the workspace.")
  var pack: String?

  @Option(help: "A checkpoint that was kept elsewhere.")
  var checkpoint: String?

  @Option(help: "The public key that checkpoint or pack was signed with.")
  var key: String?

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    let language = console.language
    let key = try key.map { try KeyFiles.verificationKey(at: $0) }
    if let pack { return try verify(pack, key) }
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

  private func verify(_ pack: String, _ key: VerificationKey?) throws {
    let console = output.console
    let language = console.language
    let check = try PackCheck(path: pack, trusted: key)
    if output.json {
      console.say(check.fact(language).json)
    } else {
      for found in check.breaks {
        console.complain(
          "\(Excerpt(whole: pack)): \(language("errore", "error")): "
            + "\(found.text(in: language)) [\(found.code)]"
        )
      }
      if check.breaks.isEmpty {
        console.say(
          language(
            "integro: \(check.files) file, \(check.head?.size ?? 0) voci, chiave "
              + "\(check.fingerprint)",
            "whole: \(check.files) files, \(check.head?.size ?? 0) entries, key "
              + "\(check.fingerprint)"
          )
        )
        if key == nil {
          console.say(
            language(
              "Confrontare l’impronta della chiave con quella comunicata per altra via.",
              "Compare the key’s fingerprint with the one that you were told by another way."
            )
          )
        }
      }
    }
    if !check.breaks.isEmpty { throw ExitCode.problems }
  }
}

extension PackCheck {
  /// The findings as named values.
  fileprivate func fact(_ language: Language) -> FactValue {
    .object([
      .init("whole", .flag(breaks.isEmpty)), .init("files", .integer(files)),
      .init("entries", .integer(head?.size ?? 0)), .init("head", .text(head?.hash ?? "")),
      .init("fingerprint", .text(fingerprint)),
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
