import ArgumentParser
import Inventory
import Workspace

/// `tramonto evidence`: the evidence of a project or an agency, in one signed file.
struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Write the evidence of a project or an agency as one signed zip.",
    discussion: """
      Register, erasures, the list for the custodian, journal, baselines, certificates and acts,
      plan and estimate with their basis, as CSV, JSON and HTML; a manifest of hashes, signed. The
      zip tells how to check it with sha256sum and openssl alone. Made twice from the same state, it
      is the same to the byte.

      Examples:
        tramonto evidence --project D11C23000560006 --key tramonto.pem -o pack.zip
        tramonto evidence --agency ausltc --key tramonto.pem -o pack.zip --language it
        tramonto verify pack.zip --key tramonto.pem.pub
      """
  )

  @Option(help: "Only this project: its code or its CUP.")
  var project: String?

  @Option(help: "The private key to sign with; “tramonto key” makes one.")
  var key: String

  @Option(name: [.customShort("o"), .long], help: "The zip to write.")
  var outputFile: String

  @OptionGroup var actor: ActorOptions
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let key = try KeyFiles.signingKey(at: key)
    let store = try workspace.openToWrite()
    let agency = try EvidenceScope(of: agencies, project: project, in: store).agency
    // The journal says from where on packs are signed with this key.
    let head = try store.adopt(key.verification, in: agency.code, by: actor.known(), at: Clock.now)
    let scope = try EvidenceScope(of: agencies, project: project, in: store)
    let console = output.console
    try EvidencePack.write(scope, of: store, key: key, to: outputFile, console.language)
    if output.json {
      console.say(
        FactValue.object([
          .init("file", .text(outputFile)), .init("agency", .text(agency.code.description)),
          .init("devices", .integer(scope.devices.count)),
          .init("documents", .integer(scope.documents.count)),
          .init("entries", .integer(head.size)), .init("head", .text(head.hash)),
          .init("fingerprint", .text(key.verification.fingerprint)),
        ]).json
      )
      return
    }
    console.say(
      console.language(
        "Scritto: \(outputFile), \(scope.devices.count) apparati, \(scope.documents.count) "
          + "documenti, \(head.size) voci",
        "Written: \(outputFile), \(scope.devices.count) devices, \(scope.documents.count) "
          + "documents, \(head.size) entries"
      )
    )
  }
}
