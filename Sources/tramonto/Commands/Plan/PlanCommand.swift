import Answers
import ArgumentParser
import Inventory
import Retirement
import Workspace

/// `tramonto plan`: what goes dark when, and what stands in the way.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Make the plan: what goes dark when, and what blocks the rest.",
    discussion: """
      Examples:
        tramonto plan
        tramonto plan --agency ausltc --as-of 2023-02-28
        tramonto plan --json
        tramonto plan --notes
        tramonto plan --places
        tramonto plan --dark CED/A1
        tramonto plan --waves
        tramonto plan --what-if slip=USLTC-P1:3 --what-if "drop=Laboratorio analisi"
        tramonto plan --delay
        tramonto plan --consolidate
        tramonto plan --svg piano.svg

      All but the first four ask, and change no plan. With --json: one object a machine, place,
      wave, project or cluster; with --dark and --what-if a single one; with --notes one a note.
      """
  )

  @Option(help: "The day to plan for, YYYY-MM-DD. Default: the newest day that the exports tell.")
  var asOf: DateArgument?

  @Flag(
    help: "What becomes of each rack, UPS, cluster, room and site, and what stands in the way."
  )
  var places = false

  @Option(
    help: ArgumentHelp(
      "The smallest set of moves that lets this go dark: a rack, host, cluster, UPS, room or site.",
      valueName: "place"
    )
  )
  var dark: String?

  @Flag(help: "The order of moves that frees most energy for each.")
  var waves = false

  @Option(
    help: ArgumentHelp(
      "What changes if a project slips by months, or a service is dropped; may be repeated.",
      valueName: "slip=PROJECT:MONTHS|drop=SERVICE"
    )
  )
  var whatIf: [SuppositionArgument] = []

  @Flag(help: "What a month of delay costs, project by project.")
  var delay = false

  @Flag(help: "The hosts that each cluster can do without, with room for one that fails.")
  var consolidate = false

  @Flag(help: "Tell what is odd: circles, applications on nothing, projects without services.")
  var notes = false

  @Option(help: "Draw when the servers of each project go dark, into this SVG file.")
  var svg: String?

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    let questions = [
      places, dark != nil, waves, !whatIf.isEmpty, delay, consolidate, svg != nil,
    ].count { $0 }
    guard questions < 2 else { throw ValidationError("Ask one question at a time.") }
    guard !whatIf.isEmpty || delay || questions == 0 || asOf == nil else {
      throw ValidationError("This asks the plan that stands: leave out --as-of.")
    }
  }

  func run() throws {
    if places {
      PlacesQuestion(console: output.console, json: output.json)
        .answer(try views(in: workspace.openToRead()))
    } else if let dark {
      let store = try workspace.openToRead()
      try DarkQuestion(text: dark, console: output.console, json: output.json)
        .answer(estates(in: store), in: store)
    } else if waves {
      WavesQuestion(console: output.console, json: output.json)
        .answer(try estates(in: workspace.openToRead()))
    } else if !whatIf.isEmpty {
      try WhatIfQuestion(
        suppositions: whatIf.map(\.supposition),
        planner: Planner(asOf: asOf?.date),
        console: output.console,
        json: output.json
      ).answer(estates(in: workspace.openToRead()))
    } else if delay {
      let store = try workspace.openToRead()
      DelayQuestion(planner: Planner(asOf: asOf?.date), console: output.console, json: output.json)
        .answer(try estates(in: store), projects: try store.projects())
    } else if consolidate {
      ConsolidateQuestion(console: output.console, json: output.json)
        .answer(try estates(in: workspace.openToRead()))
    } else if let svg {
      let store = try workspace.openToRead()
      try PlanPicture(console: output.console)
        .write(agencies.agencies(in: store), in: store, to: svg)
    } else {
      try makePlan()
    }
  }

  private func views(in store: Store) throws -> [EstateView] {
    try PlannedEstates.views(of: agencies.agencies(in: store), in: store, output.console)
  }

  private func estates(in store: Store) throws -> PlannedEstates {
    try PlannedEstates(agencies.agencies(in: store), in: store, output.console)
  }

  private func makePlan() throws {
    let store = try workspace.openToWrite()
    let console = output.console
    var views: [EstateView] = []
    for agency in try agencies.agencies(in: store) {
      try store.plan(agency.code, asOf: asOf?.date)
      views.append(EstateView(try store.estate(of: agency.code)))
    }
    guard views.contains(where: { !$0.estate.assets.isEmpty }) else {
      throw CommandFailure.notMatched
    }
    let odd = try views.map { view in
      try (
        view: view,
        notes: PlanNote.all(
          in: view.estate,
          projects: store.projects(of: view.estate.agency.code)
        )
      )
    }
    if output.json, notes {
      for (view, notes) in odd { for note in notes { console.say(fact(note, view, console).json) } }
    } else if output.json {
      for view in views { sayJSON(view, console) }
    } else {
      sayCounts(views, console)
      sayMonths(views, console)
      PlacesQuestion.sayCounts(views, console)
      sayBlockers(views, console)
      say(odd.flatMap(\.notes), console)
    }
  }

  private func say(_ odd: [PlanNote], _ console: Console) {
    let language = console.language
    if notes {
      for note in odd { console.say("\(note.text(in: language)) [\(note.code)]") }
    } else if !odd.isEmpty {
      console.say(
        language(
          "\(odd.count) osservazioni: --notes le elenca",
          "\(odd.count) notes: --notes lists them"
        )
      )
    }
  }

  private func fact(_ note: PlanNote, _ view: EstateView, _ console: Console) -> FactValue {
    .object([
      .init("agency", .text(view.estate.agency.code.description)), .init("code", .text(note.code)),
      .init("text", .text(note.text(in: console.language))),
    ])
  }

  private func sayJSON(_ view: EstateView, _ console: Console) {
    let planned = Set(view.estate.plan.map(\.entity))
    for asset in view.estate.assets where planned.contains(asset.id) {
      console.say(view.fact(of: asset, console.language).json)
    }
  }

  private func sayCounts(_ views: [EstateView], _ console: Console) {
    let language = console.language
    var table = TextTable(
      [(language("azienda", "agency"), .left)]
        + RetirementStatus.allCases.map { ($0.label(in: language), .right) }
    )
    for view in views {
      let servers = Set(view.estate.assets.filter { $0.kind.isServer }.map(\.id))
      let plan = view.estate.plan.filter { servers.contains($0.entity) }
      table.add(
        [view.estate.agency.code.description]
          + RetirementStatus.allCases.map { status in
            language.number(Double(plan.count { $0.status == status }), decimals: 0)
          }
      )
    }
    console.say(language("Server, fisici e virtuali:", "Servers, physical and virtual:"))
    for line in table.lines { console.say("  " + line) }
  }

  private func sayMonths(_ views: [EstateView], _ console: Console) {
    let language = console.language
    var physical: [Month: Int] = [:]
    var virtual: [Month: Int] = [:]
    for view in views {
      for asset in view.estate.assets where asset.kind.isServer {
        guard let month = view.entry(of: asset.id)?.month else { continue }
        if asset.kind == .virtualMachine {
          virtual[month, default: 0] += 1
        } else {
          physical[month, default: 0] += 1
        }
      }
    }
    let months = Set(physical.keys).union(virtual.keys).sorted()
    guard !months.isEmpty else {
      console.say(
        language("Nessun server si può ancora spegnere.", "No server can be switched off yet.")
      )
      return
    }
    var table = TextTable([
      (language("mese", "month"), .left), (language("fisici", "physical"), .right),
      (language("virtuali", "virtual"), .right),
    ])
    for month in months {
      table.add([
        month.description, String(physical[month] ?? 0), String(virtual[month] ?? 0),
      ])
    }
    console.say(language("Si spengono:", "Go dark:"))
    for line in table.lines { console.say("  " + line) }
  }

  private func sayBlockers(_ views: [EstateView], _ console: Console) {
    let language = console.language
    let blockers = views.flatMap { view in
      Blocker.all(in: view.estate).map { (name: view.name(of: $0.root), blocker: $0) }
    }.sorted { Blocker.precedes($0.blocker, $1.blocker) }
    guard !blockers.isEmpty else { return }
    var table = TextTable([
      (language("impedimento", "blocker"), .left), (language("codice", "id"), .left),
      (language("server", "servers"), .right),
      (language("solo da questo", "by this alone"), .right),
    ])
    for (name, blocker) in blockers.prefix(10) {
      table.add([
        name, blocker.root.description,
        language.number(Double(blocker.servers), decimals: 0),
        language.number(Double(blocker.alone), decimals: 0),
      ])
    }
    console.say(language("Che cosa blocca di più:", "What blocks most:"))
    for line in table.lines { console.say("  " + line) }
  }
}
