import ArgumentParser
import Inventory
import Matching
import Retirement
import Workspace

extension ReviewCommand {
  /// `tramonto review relate`: one thing rests on another, whatever the exports say.
  struct Relate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide that one thing rests on another.",
      discussion: """
        Kinds: runs-on (an application on a server), hosted-on (a virtual machine on its host),
        depends-on (calls), stored-on (a server on an array), mounted-in (a device in a rack),
        powered-by (a device on a power unit). What is hosted on a host or stands in a rack by
        decision is so on no other. Then run tramonto match and tramonto plan.

        Examples:
          tramonto review relate "LIS Santa Chiara" runs-on srvlis01 --reason "asked the ward"
          tramonto review relate esx01 stored-on netapp1 --by "Anna Rossi" --reason "SAN diagram"
          tramonto review relate srv07 powered-by ups2 --reason "label on the cable"
        """
    )
    @OptionGroup var edge: EdgeOptions
    func run() throws { try edge.decide(holds: true) }
  }

  /// `tramonto review unrelate`: one thing does not rest on another, whatever the exports say.
  struct Unrelate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide that one thing does not rest on another.",
      discussion: """
        Kinds are those of tramonto review relate; tramonto explain shows what is related.

        Example:
          tramonto review unrelate ausltc-A00012 runs-on srvlis01 --reason "moved in March"
        """
    )
    @OptionGroup var edge: EdgeOptions
    func run() throws { try edge.decide(holds: false) }
  }

  /// `tramonto review accept`: a machine may stay though its services move.
  struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Accept that a server stays though the services above it move.",
      discussion: """
        tramonto projects check then counts it as an accepted exception.

        Examples:
          tramonto review accept srvpacs03 --ground imaging-cache --reason "cache of the PACS"
          tramonto review accept srvtac1 --ground site-equipment --project ASL-P1 --reason "drives \\
            the scanner"
        """
    )
    @Argument(help: "The server, by id, name, serial number or address.") var server: String
    @Option(help: "imaging-cache, site-equipment or other.") var ground: GroundArgument
    @Option(help: "Only for the services of the project of this code.") var project: String?
    @Option(help: "Why.") var reason: String
    @OptionGroup var actor: ActorOptions
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let store = try workspace.openToWrite()
      let match = try store.entity(called: server, in: agencies.code(in: store))
      if let project, try !store.projects().contains(where: { $0.code.description == project }) {
        throw CommandFailure.unknownProject(project)
      }
      let filed = try store.accept(
        match.entity,
        ground: ground.ground,
        project: project.map { ProjectCode($0) },
        of: match.agency,
        by: actor.name,
        reason: reason,
        at: Clock.now
      )
      output.say(filed, of: match.agency)
    }
  }
}

extension ReviewCommand {
  /// `tramonto review assign`: these projects move an application, or none does.
  struct Assign: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Decide which projects move an application, or that none does.",
      discussion: """
        Machines follow the applications that run on them. Then run tramonto match and tramonto plan.

        Examples:
          tramonto review assign "LIS Santa Chiara" ASL-P1 --reason "agreed with the ward"
          tramonto review assign ausltc-A00012 ASL-P1 ASL-P2 --reason "two installations"
          tramonto review assign ausltc-A00013 --none --reason "stays with the ward"
        """
    )
    @Argument(help: "The application, by id or name.") var application: String
    @Argument(help: "The codes of the projects.") var projects: [String] = []
    @Flag(help: "No project moves it.") var none = false
    @Option(help: "Why.") var reason: String
    @OptionGroup var actor: ActorOptions
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
      if none != projects.isEmpty {
        throw ValidationError("name one project or more, or say --none")
      }
    }

    func run() throws {
      let store = try workspace.openToWrite()
      let match = try store.entity(called: application, in: agencies.code(in: store))
      let filed = try store.assign(
        match.entity,
        to: projects.map { ProjectCode($0) },
        of: match.agency,
        by: actor.name,
        reason: reason,
        at: Clock.now
      )
      output.say(filed, of: match.agency)
    }
  }
}

/// Why a server may stay, as an argument.
struct GroundArgument: ExpressibleByArgument {
  let ground: AcceptedException.Ground

  init?(argument: String) {
    guard let ground = AcceptedException.Ground(rawValue: argument.lowercased()) else { return nil }
    self.ground = ground
  }
}

/// A kind of relation as an argument: `runs-on`, `runsOn` and the like.
struct RelationKindArgument: ExpressibleByArgument {
  let kind: Relation.Kind

  init?(argument: String) {
    let letters = argument.lowercased().filter { $0 != "-" }
    guard
      let kind = Relation.Kind.allCases.first(where: { $0.rawValue.lowercased() == letters })
    else { return nil }
    self.kind = kind
  }
}

/// Two things, how the one rests on the other, and a reason.
struct EdgeOptions: ParsableArguments {
  @Argument(help: "What rests: an asset or application by id, name, serial number or address.")
  var from: String
  @Argument(help: "runs-on, hosted-on, depends-on, stored-on, mounted-in or powered-by.")
  var kind: RelationKindArgument
  @Argument(help: "What it rests on.")
  var to: String
  @Option(help: "Why.")
  var reason: String
  @OptionGroup var actor: ActorOptions
  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func decide(holds: Bool) throws {
    let store = try workspace.openToWrite()
    let one = try store.entity(called: from, in: agencies.code(in: store))
    let other = try store.entity(called: to, in: one.agency)
    let filed = try store.decide(
      kind.kind,
      from: one.entity,
      to: other.entity,
      holds: holds,
      of: one.agency,
      by: actor.name,
      reason: reason,
      at: Clock.now
    )
    output.say(filed, of: one.agency)
  }
}

extension Store {
  /// The one asset or application that `text` means; names in full are preferred to their parts.
  ///
  /// - Throws: ``CommandFailure`` when it is none, or several.
  func entity(called text: String, in only: AgencyCode?) throws -> EntityMatch {
    let matches = try find(text, in: only)
    let whole = matches.filter { $0.ground != .partOfName }
    return try (whole.isEmpty ? matches : whole).only(text)
  }
}
