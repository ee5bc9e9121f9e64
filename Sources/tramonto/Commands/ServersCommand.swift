import Answers
import ArgumentParser
import Inventory
import Workspace

/// `tramonto servers`: the list of servers, with status and reason.
struct ServersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "servers",
    abstract: "List servers with their status, month, projects and reason.",
    discussion: """
      Examples:
        tramonto servers --status retire
        tramonto servers --agency ausltc --project USLTC-P1 --csv > servers.csv
        tramonto servers --all --json
        tramonto servers --zombies
      """
  )

  @Option(help: "Only servers that this project empties.")
  var project: String?

  @Option(help: "Only this status: retire, blocked, keep, review, gone.")
  var status: StatusArgument?

  @Flag(help: "Also storage, network devices and all other assets.")
  var all = false

  @Flag(help: "Only servers that nobody may need any more, with the signs; nothing retires them.")
  var zombies = false

  @Flag(help: "As CSV, for a spreadsheet.")
  var csv = false

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !zombies || project == nil && status == nil && !all else {
      throw ValidationError("--zombies lists servers of every project and status.")
    }
  }

  func run() throws {
    let store = try workspace.openToRead()
    let console = output.console
    if zombies {
      let estates = try PlannedEstates(agencies.agencies(in: store), in: store, console)
      return ZombieList(console: console, json: output.json, csv: csv).say(estates)
    }
    let language = console.language
    if let project, try !store.projects().contains(where: { $0.code.description == project }) {
      throw CommandFailure.unknownProject(project)
    }
    let headings = Column.allCases.map { $0.heading(in: language) }
    var table = TextTable(headings.map { ($0, .left) })
    var text = CSVText(headings)
    var count = 0
    var known = 0
    for agency in try agencies.agencies(in: store) {
      let view = EstateView(try store.estate(of: agency.code))
      known += view.estate.assets.count
      try console.warnWhereStale(view.estate, in: store)
      for asset in view.estate.assets where isWanted(asset, view) {
        count += 1
        if output.json {
          console.say(view.fact(of: asset, language).json)
        } else {
          let cells = Column.allCases.map { $0.text(of: asset, view, language) }
          csv ? text.addInert(cells) : table.add(cells)
        }
      }
    }
    if csv {
      console.write(text.text)
    } else if !output.json {
      guard known > 0 else { throw CommandFailure.notMatched }
      for line in table.lines { console.say(line) }
      console.say(language("\(count) beni", "\(count) assets"))
    }
  }

  private func isWanted(_ asset: Asset, _ view: EstateView) -> Bool {
    guard all || asset.kind.isServer else { return false }
    if let status, view.entry(of: asset.id)?.status != status.status { return false }
    if let project {
      return view.assignment(of: asset.id)?.projects.contains(ProjectCode(project)) ?? false
    }
    return true
  }

  private enum Column: CaseIterable {
    case id, agency, name, kind, model, place, status, month, projects, reason

    func heading(in language: Language) -> String {
      switch self {
      case .id: language("codice", "id")
      case .agency: language("azienda", "agency")
      case .name: language("nome", "name")
      case .kind: language("tipo", "kind")
      case .model: language("modello", "model")
      case .place: language("dove", "place")
      case .status: language("stato", "status")
      case .month: language("mese", "month")
      case .projects: language("progetti", "projects")
      case .reason: language("motivo", "reason")
      }
    }

    func text(of asset: Asset, _ view: EstateView, _ language: Language) -> String {
      let facts = asset.facts
      switch self {
      case .id: return asset.id.description
      case .agency: return view.estate.agency.code.description
      case .name: return asset.name
      case .kind: return asset.kind.label(in: language)
      case .model: return facts.model ?? ""
      case .place:
        return [facts.site ?? facts.dataCentre, facts.room, facts.rack, facts.cluster, facts.host]
          .compactMap(\.self).joined(separator: " · ")
      case .status: return view.entry(of: asset.id)?.status.label(in: language) ?? ""
      case .month: return view.entry(of: asset.id)?.month?.description ?? ""
      case .projects:
        return view.assignment(of: asset.id)?.projects.map(\.description)
          .joined(separator: " ") ?? ""
      case .reason: return view.entry(of: asset.id)?.reasons.first?.text(in: language) ?? ""
      }
    }
  }
}

/// A status as an argument.
enum StatusArgument: String, ExpressibleByArgument, CaseIterable {
  case retire, blocked, keep, review, gone

  /// The status meant.
  var status: RetirementStatus {
    switch self {
    case .retire: .retire
    case .blocked: .blocked
    case .keep: .keep
    case .review: .review
    case .gone: .gone
    }
  }
}
