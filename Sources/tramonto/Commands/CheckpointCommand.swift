import ArgumentParser
import Foundation
import Inventory
import Workspace

/// `tramonto checkpoint`: notes the end of a journal, signed, to be kept elsewhere.
struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Write the end of an agency’s journal, signed, to keep elsewhere.",
    discussion: """
      A chain of hashes shows every change but one: entries cut off its end, or all of it written
      anew. That shows against a checkpoint that somebody else keeps. Writes FILE and FILE.sig.

      Examples:
        tramonto checkpoint --agency ausltc --key tramonto.pem -o 2024-03.txt
        tramonto verify --checkpoint 2024-03.txt --key tramonto.pem.pub
        openssl pkeyutl -verify -pubin -inkey tramonto.pem.pub -rawin \\
          -in 2024-03.txt -sigfile 2024-03.txt.sig
      """
  )

  @Option(help: "The private key.")
  var key: String

  @Option(name: [.customShort("o"), .long], help: "The file.")
  var outputFile: String

  @OptionGroup var actor: ActorOptions
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let key = try KeyFiles.signingKey(at: key)
    let store = try workspace.openToWrite()
    let agency = try agencies.only(in: store)
    let head = try store.adopt(key.verification, in: agency.code, by: actor.known(), at: Clock.now)
    let text = Checkpoint(agency: agency.code, head: head).text
    try Output.write(text, to: outputFile)
    try Output.write(key.sign(Array(text.utf8)), to: outputFile + ".sig")
    let console = output.console
    if output.json {
      console.say(
        FactValue.object([
          .init("agency", .text(agency.code.description)), .init("entries", .integer(head.size)),
          .init("head", .text(head.hash)),
        ]).json
      )
    } else {
      console.say(
        console.language(
          "\(agency.code): \(head.size) voci, ultima \(head.hash)",
          "\(agency.code): \(head.size) entries, the last \(head.hash)"
        )
      )
    }
  }
}
