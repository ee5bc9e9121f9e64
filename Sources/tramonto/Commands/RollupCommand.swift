import ArgumentParser
import Inventory
import Workspace

/// `tramonto rollup`: adds the signed figures of several agencies.
struct RollupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollup",
    abstract: "Add the signed figures of agencies; refuse what was altered.",
    discussion: """
      Nothing is added when one file was altered, stands twice, or is signed with a key that is not
      among those given. Intervals are added end by end, as if all agencies erred the same way: the
      wide side.

      Examples:
        tramonto rollup ausltc.json ausltno.json --key ausltc.pub --key ausltno.pub
        tramonto rollup *.json --json
      """
  )

  /// The version of what is counted and how; only figures of one version are added.
  static let definitions = 1

  @Argument(help: "The agencies’ files.")
  var files: [String]

  @Option(help: "A public key that may sign; repeatable. Default: any, named for comparing.")
  var key: [String] = []

  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    let language = console.language
    let trusted = try Set(key.map { try KeyFiles.verificationKey(at: $0).fingerprint })
    var seen: Set<String> = []
    var summaries: [SignedSummary] = []
    for path in files {
      let summary = try KeyFiles.summary(at: path)
      guard trusted.isEmpty || trusted.contains(summary.fingerprint) else {
        throw SigningFailure.untrusted(path: path)
      }
      guard summary.figures.member("definitions")?.integer == Self.definitions,
        let agency = summary.figures.member("agency")?.text
      else { throw SigningFailure.notASummary(path: path) }
      guard seen.insert(agency).inserted else {
        throw SigningFailure.twice(path: path, agency: agency)
      }
      summaries.append(summary)
    }
    summaries.sort { $0.agency < $1.agency }
    let names = ["plan", "register", "gross", "net"]
    let total = names.map { name in
      FactValue.Field(name, Self.sum(summaries.compactMap { $0.figures.member(name) }))
    }
    if output.json {
      console.say(
        FactValue.object(
          [
            .init("definitions", .integer(Self.definitions)),
            .init("agencies", .list(summaries.map(\.figures))),
          ] + total
        ).json
      )
      return
    }
    var table = TextTable([
      (language("azienda", "agency"), .left), (language("al", "as of"), .left),
      (language("da dismettere", "to retire"), .right), (language("spenti", "off"), .right),
      (language("smaltiti", "disposed"), .right),
      (language("kWh/anno netti", "kWh a year, net"), .right),
      (language("impronta della chiave", "key fingerprint"), .left),
    ])
    for summary in summaries {
      table.add(
        [summary.agency, summary.figures.member("day")?.text ?? ""]
          + Self.cells(summary.figures, language) + [summary.fingerprint]
      )
    }
    table.add([language("totale", "total"), ""] + Self.cells(.object(total), language))
    for line in table.lines { console.say(line) }
  }

  private static func cells(_ figures: FactValue, _ language: Language) -> [String] {
    let off = ["off", "wiped", "removed", "disposed"].reduce(0) { sum, state in
      sum + (figures.member("register")?.member(state)?.integer ?? 0)
    }
    let energy = figures.member("net")?.member("kWhPerYear")
    let ends = ["value", "low", "high"].map { name in
      language.number(energy?.member(name)?.double ?? 0, decimals: 0)
    }
    return [
      String(figures.member("plan")?.member("retire")?.integer ?? 0), String(off),
      String(figures.member("register")?.member("disposed")?.integer ?? 0),
      "\(ends[0]) [\(ends[1]) – \(ends[2])]",
    ]
  }

  /// Adds values of one shape, member by member.
  private static func sum(_ values: [FactValue]) -> FactValue {
    guard case .object(let fields)? = values.first else {
      let numbers = values.map { $0.double ?? 0 }
      let isWhole = values.allSatisfy { $0.integer != nil }
      return isWhole
        ? .integer(values.reduce(0) { $0 &+ ($1.integer ?? 0) }) : .number(numbers.reduce(0, +))
    }
    return .object(
      fields.map { field in
        .init(field.name, sum(values.compactMap { $0.member(field.name) }))
      }
    )
  }
}

extension SignedSummary {
  /// The agency whose figures they are.
  fileprivate var agency: String { figures.member("agency")?.text ?? "" }
}

extension FactValue {
  /// The member of an object; `nil` when there is none.
  fileprivate func member(_ name: String) -> FactValue? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.name == name }?.value
  }

  /// The value as a number, whole ones included.
  fileprivate var double: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .number(let number): number
    default: nil
    }
  }
}
