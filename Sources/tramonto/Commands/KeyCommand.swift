import ArgumentParser
import Foundation
import Inventory
import Workspace

/// `tramonto key`: makes a key to sign with.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key",
    abstract: "Make an Ed25519 key to sign checkpoints and evidence with.",
    discussion: """
      Writes the private key, which only you may read, and beside it the public one (.pub) for those
      who check. The fingerprint is what to tell them by another way.

      Examples:
        tramonto key -o tramonto.pem
        openssl pkey -pubin -in tramonto.pem.pub -text
      """
  )

  @Option(name: [.customShort("o"), .long], help: "The file of the private key.")
  var outputFile = "tramonto.pem"

  @OptionGroup var output: OutputOptions

  func run() throws {
    let key = SigningKey()
    for path in [outputFile, outputFile + ".pub"]
    where FileManager.default.fileExists(atPath: path) {
      throw SigningFailure.alreadyThere(path: path)
    }
    try Output.write(key.pem, to: outputFile, mode: 0o600)
    try Output.write(key.verification.pem, to: outputFile + ".pub")
    let console = output.console
    if output.json {
      console.say(
        FactValue.object([
          .init("privateKey", .text(outputFile)), .init("publicKey", .text(outputFile + ".pub")),
          .init("fingerprint", .text(key.verification.fingerprint)),
        ]).json
      )
      return
    }
    console.say(
      console.language(
        "Chiave privata: \(outputFile) (da custodire), pubblica: \(outputFile).pub",
        "Private key: \(outputFile) (keep it safe), public: \(outputFile).pub"
      )
    )
    console.say(
      console.language("Impronta SHA-256: ", "SHA-256 fingerprint: ")
        + key.verification.fingerprint
    )
  }
}
