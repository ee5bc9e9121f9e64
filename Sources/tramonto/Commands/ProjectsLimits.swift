import ArgumentParser
import Inventory
import Retirement
import Workspace

extension ProjectsCommand {
  /// `tramonto projects limits`: services, sums and dates of projects, against the notice.
  struct Limits: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the funded services, the sums granted and the dates against the notice.",
      discussion: """
        The notice for health agencies funds 3 to 15 ordinary and 3 to 26 critical services under
        one project code (CUP). Classes are the project's or else the catalogue's: tramonto
        services.

        Each service is paid a lump sum by its class and the agency's size (column Fascia), or the
        unit price that the project's table gives: the sum is recomputed and a deviation told.

        Of the five dates, decree, contract, completion, asseveration and payment, the order is
        checked, what is overdue on the day, and the notice's terms: four months from the decree to
        the contract and fourteen to completion; for large agencies nine, and eighteen from the
        contract.

        Exit code 1 when sums deviate, dates contradict one another or a count is beyond its limits.

        Examples:
          tramonto projects limits
          tramonto projects limits --on 2024-06-30
          tramonto projects limits --agency ausltc --json
        """
    )

    @Option(help: "The day to look on, YYYY-MM-DD. Default: today.")
    var on: DateArgument?

    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var agencies: AgencyOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      let language = console.language
      let store = try workspace.openToRead()
      let projects = try agencies.agencies(in: store).flatMap { try store.projects(of: $0.code) }
      let catalogue = try store.services()
      let counts = FundedServices.all(of: projects, catalogue: catalogue)
      let sums = LumpSum.all(of: projects, catalogue: catalogue)
      let day = on?.date ?? Clock.today ?? .earliest
      let schedules = projects.sorted { $0.code < $1.code }
        .map { (project: $0.code, findings: $0.scheduleFindings(on: day)) }
      if output.json {
        for count in counts { console.say(count.fact.json) }
        for sum in sums {
          let findings = schedules.first { $0.project == sum.project }?.findings ?? []
          console.say(sum.fact(findings, language).json)
        }
      } else {
        say(counts, console)
        say(sums, console)
        for (project, findings) in schedules {
          for finding in findings {
            console.say("\(project): \(finding.text(in: language)) [\(finding.code)]")
          }
        }
      }
      let isBroken =
        sums.contains { $0.verdict == .deviates }
        || schedules.contains { $0.findings.contains(where: \.isContradiction) }
        || counts.contains { count in
          [count.ordinaryVerdict, count.criticalVerdict].contains {
            $0 != .within && $0 != .unclear
          }
        }
      if isBroken { throw ExitCode.problems }
    }

    private func say(_ counts: [FundedServices], _ console: Console) {
      let language = console.language
      guard !counts.isEmpty else {
        console.say(
          language(
            "Nessun progetto dice quali servizi migra: tramonto projects import",
            "No project says which services it moves: tramonto projects import"
          )
        )
        return
      }
      var table = TextTable([
        (language("azienda", "agency"), .left), ("CUP", .left),
        (language("progetti", "projects"), .left), (language("ordinari", "ordinary"), .right),
        ("3–15", .left), (language("critici", "critical"), .right), ("3–26", .left),
        (language("strategici", "strategic"), .right),
        (language("classe ignota", "class unknown"), .right),
      ])
      for count in counts {
        table.add([
          count.agency.description, count.cup ?? "",
          count.projects.map(\.description).joined(separator: " "), String(count.ordinary),
          count.ordinaryVerdict.label(in: language), String(count.critical),
          count.criticalVerdict.label(in: language), String(count.strategic),
          String(count.unknown),
        ])
      }
      for line in table.lines { console.say(line) }
    }

    private func say(_ sums: [LumpSum], _ console: Console) {
      let language = console.language
      var table = TextTable([
        (language("progetto", "project"), .left),
        (language("importo EUR", "amount EUR"), .right),
        (language("servizi EUR", "services EUR"), .right),
        (language("scarto EUR", "deviation EUR"), .right),
        (language("senza prezzo", "without price"), .right),
        (language("esito", "verdict"), .left),
      ])
      for sum in sums {
        table.add([
          sum.project.description,
          sum.amount.map { language.number($0.value, decimals: 2) } ?? "",
          language.number(sum.priced.value, decimals: 2),
          sum.deviation.map { language.number($0.value, decimals: 2) } ?? "",
          String(sum.unpriced.count), sum.verdictText(language),
        ])
      }
      console.say("")
      for line in table.lines { console.say(line) }
    }
  }
}

extension LumpSum {
  /// The verdict or, where no service is known, the numbers of services that the sum pays.
  fileprivate func verdictText(_ language: Language) -> String {
    guard !explanations.isEmpty else { return verdict.label(in: language) }
    return explanations.map { counts in
      language(
        "paga \(counts.ordinary) ordinari e \(counts.critical) critici",
        "pays \(counts.ordinary) ordinary and \(counts.critical) critical"
      )
    }.joined(separator: language(" o ", " or "))
  }

  /// The sum, and what is wrong with the project's dates, as named values.
  fileprivate func fact(_ findings: [ScheduleFinding], _ language: Language) -> FactValue {
    .object(
      [
        .init("project", .text(project.description)),
        amount.map { .init("amountEUR", .number($0.value)) },
        .init("servicesEUR", .number(priced.value)),
        deviation.map { .init("deviationEUR", .number($0.value)) },
        .init("verdict", .text(verdict.rawValue)),
        .init("withoutPrice", .list(unpriced.map { .text($0) })),
        .init(
          "paysFor",
          .list(
            explanations.map {
              .object([
                .init("ordinary", .integer($0.ordinary)), .init("critical", .integer($0.critical)),
              ])
            }
          )
        ),
        .init(
          "dates",
          .list(
            findings.map {
              .object([.init("code", .text($0.code)), .init("text", .text($0.text(in: language)))])
            }
          )
        ),
      ].compactMap(\.self)
    )
  }
}

extension FundedServices {
  /// The count as named values.
  fileprivate var fact: FactValue {
    .object(
      [
        .init("agency", .text(agency.description)),
        cup.map { .init("cup", .text($0)) },
        .init("projects", .list(projects.map { .text($0.description) })),
        .init("ordinary", .integer(ordinary)),
        .init("ordinaryVerdict", .text(ordinaryVerdict.rawValue)),
        .init("critical", .integer(critical)),
        .init("criticalVerdict", .text(criticalVerdict.rawValue)),
        .init("strategic", .integer(strategic)), .init("unknown", .integer(unknown)),
      ].compactMap(\.self)
    )
  }
}
