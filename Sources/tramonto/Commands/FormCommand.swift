import ArgumentParser
import Inventory
import Workspace

/// `tramonto form`: the tables that people must hand in.
struct FormCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "form",
    abstract: "Write a table to hand in: attestation, erasures, out of use, annex, closure.",
    discussion: """
      register              how far each device is, with the day of each gate
      erasures              per disk: method, standard, certificate, operator
      out-of-use            for the custodian of the books
      attestation-servers   physical servers × services of a project (at most 40)
      attestation-machines  virtual machines × services of a project (at most 400)
      staying               applications that do not move, why, and what hosts them
      closure               rooms, closed and planned, with the measures of the US DCOI

      An attestation is checked first: what the platform would send back is listed, and nothing is
      written.

      Examples:
        tramonto form erasures --agency ausltc -o cancellazioni.csv --language it
        tramonto form attestation-servers --project USLTC-P1 -o server.csv
        tramonto form closure --agency ausltc --json
      """
  )

  /// The forms.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case register
    case erasures
    case outOfUse = "out-of-use"
    case attestationServers = "attestation-servers"
    case attestationMachines = "attestation-machines"
    case staying
    case closure
  }

  @Argument(help: "The form: \(Form.allCases.map(\.rawValue).joined(separator: ", ")).")
  var form: Form

  @Option(help: "Only this project: its code or its CUP.")
  var project: String?

  @Option(name: [.customShort("o"), .long], help: "The CSV file. Default: standard output.")
  var outputFile: String?

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if form == .attestationServers || form == .attestationMachines, project == nil {
      throw ValidationError("An attestation is on a project: add --project.")
    }
  }

  func run() throws {
    let store = try workspace.openToRead()
    let scope = try EvidenceScope(of: agencies, project: project, in: store)
    let language = output.console.language
    let table: EvidenceTable
    switch form {
    case .register: table = scope.register(in: language)
    case .erasures: table = scope.erasures(in: language)
    case .outOfUse: table = scope.outOfUse(in: language)
    case .staying: table = scope.stayingServices(in: language)
    case .closure: table = scope.closure(in: language)
    case .attestationServers, .attestationMachines:
      let half: AttestationForm.Half = form == .attestationServers ? .servers : .machines
      let attestation = AttestationForm(half, of: scope)
      for problem in attestation.problems { output.console.report(problem) }
      guard attestation.problems.isEmpty else { throw ExitCode.problems }
      table = attestation.table
    }
    try Output.write(output.json ? table.json : table.csv(in: language), to: outputFile)
  }
}
