import Inventory
import Retirement

/// The schemas that several answers share, by name.
enum Schemas {
  /// All, in the order of the document.
  static var all: [(name: String, schema: Schema)] {
    [
      ("Problem", problem), ("Estimate", estimate), ("Footprint", footprint), ("Total", total),
      ("Counts", counts), ("Headline", headline), ("Agency", agency), ("Project", project),
      ("Asset", asset), ("Servers", page(of: "Asset")), ("Explanation", explanation),
      ("Savings", savings), ("Blocker", blocker), ("Place", place),
      ("Places", page(of: "Place")), ("Move", move), ("Darkening", darkening),
      ("Amount", amount), ("WhatIf", whatIf), ("Delay", delay), ("Wave", wave),
      ("Cluster", cluster), ("Device", device), ("Register", page(of: "Device")),
    ]
  }

  typealias Property = Schema.Property

  /// A page of a list.
  private static func page(of item: String) -> Schema {
    .object([
      Property("total", .integer(0...Int(Int32.max)), "How many there are in all"),
      Property("page", .integer(1...1_000_000), "The number of the page, from 1"),
      Property("limit", .integer(1...1_000), "How many a page holds at most"),
      Property("items", .list(.named(item)), "Those of the page, in order"),
    ])
  }

  static let id = Schema.text()
  static let ids = Schema.list(.text())

  private static let problem = Schema.object([
    Property("code", .text(), "A stable, untranslated name"),
    Property("message", .text(), "What happened and what to do, in the language asked for"),
  ])

  static let estimate = Schema.object([
    Property("value", .number, "The central value"),
    Property("low", .number, "The 5 % point"),
    Property("high", .number, "The 95 % point"),
    Property("basis", .word(Basis.allCases.map(\.rawValue)), "What it rests on"),
  ])

  private static let footprint = Schema.object([
    Property("kWh", .named("Estimate"), "Energy at the agency’s meter"),
    Property("kgCO2e", .named("Estimate"), "Greenhouse gas"),
    Property("EUR", .named("Estimate"), "Money"),
    Property("kgCO2eMarket", .named("Estimate"), isNeeded: false, "Of the electricity bought"),
    Property("litres", .named("Estimate"), isNeeded: false, "Water"),
  ])

  private static let total = Schema.object([
    Property("machines", .integer(), "Physical machines that go dark"),
    Property("virtualMachines", .integer(), "Virtual machines that leave"),
    Property("gross", .named("Footprint"), "What meters no longer count in a full year"),
    Property("net", .named("Footprint"), "The same, less what the destination draws"),
    Property("move", .named("Footprint"), isNeeded: false, "What the move itself takes, once"),
    Property("firstYearNet", .named("Footprint"), isNeeded: false, "The first year, less the move"),
    Property("embodiedKgCO2e", .named("Estimate"), isNeeded: false, "Emitted to make them"),
  ])

  static let counts = Schema.object(
    [Property("total", .integer(), "Servers that still exist")]
      + RetirementStatus.allCases.map {
        Property($0.rawValue, .integer(), $0.label(in: .english))
      } + [Property("unplanned", .integer(), "Servers that the plan does not speak of")]
  )

  private static let yearly = Schema.object([
    Property("kWhPerYear", .named("Estimate"), "Energy at the agency’s meter"),
    Property("kgCO2ePerYear", .named("Estimate"), "Greenhouse gas"),
    Property("eurosPerYear", .named("Estimate"), "Money"),
    Property("marketKgCO2ePerYear", .maybe(.named("Estimate")), "Of the electricity bought"),
    Property("litresPerYear", .maybe(.named("Estimate")), "Water"),
  ])

  private static let headline = Schema.object([
    Property("servers", .named("Counts"), "The servers, physical and virtual, by status"),
    Property(
      "savings",
      .object([
        Property("machines", .integer(), "Physical machines that go dark"),
        Property("virtualMachines", .integer(), "Virtual machines that leave"),
        Property("gross", yearly, "What meters no longer count in a full year"),
        Property("net", yearly, "The same, less what the destination draws"),
        Property("move", .maybe(yearly), "What the move itself draws, once"),
        Property("firstYear", .maybe(yearly), "The net of a first year, less the move"),
        Property("embodiedKgCO2e", .maybe(.named("Estimate")), "Emitted to make the servers"),
      ]),
      "What the plan saves in a full year"
    ),
    Property("complete", .maybe(.month), "The first month with all off that go"),
    Property(
      "register",
      .object(
        [
          Property("total", .integer(), "All of them"),
          Property("dark", .integer(), "Those that no longer run"),
        ]
          + RetirementState.allCases.filter { $0 != .inService }.map {
            Property($0.rawValue, .integer(), $0.label(in: .english))
          }
      ),
      "The devices of the register by state"
    ),
    Property("doneKWhPerYear", .number, "What machines that are off by the register drew"),
    Property("rowsRead", .integer(), "Rows of exports read"),
    Property("rowsUsed", .integer(), "Of these, rows that became records"),
    Property("rowsSkipped", .integer(), "Rows passed over"),
    Property("rowsRejected", .integer(), "Rows rejected"),
  ])

  private static let agency = Schema.object([
    Property("code", .text(), "Its code"), Property("name", .text(), "Its name"),
  ])

  private static let project = Schema.object([
    Property("code", .text(), "Its code"), Property("agency", .text(), "The agency’s code"),
    Property("title", .text(), "Its title"),
    Property("cup", .text(), isNeeded: false, "The code of public investments"),
    Property("measure", .word(Measure.allCases.map(\.rawValue)), isNeeded: false, "The measure"),
    Property("amountEUR", .number, isNeeded: false, "The sum granted"),
    Property("bracket", .text(), isNeeded: false, "The size by which the sum is set"),
    Property("decreed", .day, isNeeded: false, "The day of the decree"),
    Property("state", .word(FundingState.allCases.map(\.rawValue)), isNeeded: false, "Its state"),
    Property("destination", .text(), isNeeded: false, "Where it moves its services"),
    Property("deadline", .month, isNeeded: false, "When everything has moved"),
    Property("dates", .map, isNeeded: false, "Planned and actual day of each milestone"),
    Property("keptUntil", .day, isNeeded: false, "Until when its services must be kept up"),
    Property(
      "services",
      .list(
        .object([
          Property("service", .text(), "The service"),
          Property("sites", ids, isNeeded: false, "The sites; all where missing"),
          Property("class", .text(), isNeeded: false, "Its class"),
          Property("mode", .text(), isNeeded: false, "How it moves"),
          Property("unitPriceEUR", .number, isNeeded: false, "What is granted for it"),
        ])
      ),
      "The services that it moves"
    ),
    Property(
      "moves",
      .list(
        .object([
          Property("application", .text(), "The application"),
          Property("service", .text(), isNeeded: false, "Its service"),
          Property("site", .text(), isNeeded: false, "Its site"),
          Property("month", .month, isNeeded: false, "The month planned"),
        ])
      ),
      "The applications that its papers name"
    ),
    Property("source", .text(), "Where this comes from"),
  ])

  private static let asset = Schema.object([
    Property("id", id, "Its lasting id"), Property("agency", .text(), "The agency’s code"),
    Property("kind", .word(AssetKind.allCases.map(\.rawValue)), "What kind of thing it is"),
    Property("name", .text(), "Its name"),
    Property(
      "status",
      .word(RetirementStatus.allCases.map(\.rawValue)),
      isNeeded: false,
      "What is to become of it; missing without a plan"
    ),
    Property("month", .month, isNeeded: false, "The month from which it can be off"),
    Property("blockedBy", ids, isNeeded: false, "What keeps it on"),
    Property("projects", ids, isNeeded: false, "The projects that empty it"),
    Property("projectMonths", .map, isNeeded: false, "By project, the month it says"),
    Property("service", .text(), isNeeded: false, "The service that decided"),
    Property("reasons", ids, isNeeded: false, "Why, in words"),
    Property("lastSeen", .day, isNeeded: false, "The last day that a record saw it"),
    Property("records", .integer(), "How many records it is made of"),
    Property("facts", .map, "The facts that survive, by attribute"),
  ])

  private static let explanation = Schema.object(
    [Property("id", id, "Its id"), Property("title", .text(), "Id, name and kind")]
      + [
        ("facts", "Facts, each with its source"), ("records", "The records, with their places"),
        ("changes", "What became of ids"), ("relations", "What it rests on, and what on it"),
        ("assignment", "Why it is in its project"), ("plan", "Why it has its status"),
        ("register", "What the journal says"), ("power", "The watts, step by step"),
      ].map { Property($0.0, ids, isNeeded: false, $0.1) }
  )

  private static let savings = Schema.object([
    Property("total", .named("Total"), "The whole"),
    Property(
      "byAgency",
      .list(
        .object([
          Property("agency", .text(), "The agency’s code"),
          Property("total", .named("Total"), "What it saves"),
        ])
      ),
      "By agency"
    ),
    Property(
      "byProject",
      .list(
        .object([
          Property("project", .text(), "The project’s code"),
          Property("total", .named("Total"), "What it may claim"),
        ])
      ),
      "By project"
    ),
    Property("withoutProject", .named("Total"), "What no project may claim"),
    Property(
      "monthly",
      .list(
        .object([
          Property("month", .month, "The month"),
          Property("machinesOff", .integer(), "Physical machines that are off"),
          Property("grossKWh", .named("Estimate"), "Energy that meters did not count"),
          Property("netKWh", .named("Estimate"), "The same, less the destination’s"),
        ])
      ),
      "Month by month"
    ),
    Property(
      "unknowns",
      .list(
        .object([
          Property("fact", .text(), "What is missing"),
          Property("machines", .integer(), "How many machines it is about"),
          Property("narrowingKWh", .number, "By how much the interval would be narrower"),
        ])
      ),
      "What would narrow the total most"
    ),
    Property(
      "passedReadings",
      .list(
        .object([
          Property("id", .text(), "The machine"), Property("name", .text(), "Its name"),
          Property("watts", .maybe(.number), "What was read"),
          Property("limit", .number, "What it cannot draw more than"),
        ])
      ),
      "Readings of power that were passed over"
    ),
    Property(
      "meters",
      .list(
        .object([
          Property("agency", .text(), "The agency’s code"),
          Property("code", .text(), "What became of it, such as meter.measured"),
          Property("series", .list(.integer()), "The numbers of its series"),
          Property("watts", .named("Estimate"), "What it says"),
          Property("first", .text(), "The first day read"),
          Property("last", .text(), "The last day read"),
          Property("days", .number, "How many days were read"),
          Property("coverage", .number, "The share of the period that was read"),
          Property("id", .text(), isNeeded: false, "The machine"),
          Property("kind", .text(), isNeeded: false, "Of a group: rack, powerUnit or room"),
          Property("name", .text(), "Its name"),
          Property("machines", .integer(), isNeeded: false, "How many machines it calibrated"),
          Property("ratio", .number, isNeeded: false, "The meter over the estimate"),
          Property("pue", .number, isNeeded: false, "The PUE that it tells of its room"),
        ])
      ),
      "What became of the series of meters"
    ),
    Property(
      "ups",
      .list(
        .object([
          Property("agency", .text(), "The agency’s code"),
          Property("name", .text(), "The units"),
          Property("ratedW", .number, "What they can deliver"),
          Property("loadW", .number, "What their machines draw through them"),
          Property("fixedW", .number, "What they lose without load"),
          Property("proportionalW", .number, "What they lose with the load"),
          Property("squareW", .number, "What they lose with its square"),
          Property("lossesW", .named("Estimate"), "All of it, which the PUE holds"),
          Property("efficiency", .number, "What comes out over what goes in"),
        ])
      ),
      "What UPSs lose, a part of the PUE"
    ),
    Property("factorsVersion", .text(), "The version of the product’s factors"),
    Property(
      "factors",
      .list(
        .object([
          Property("key", .text(), "Its name in the settings"),
          Property("value", .number, "The value"), Property("low", .number, "The 5 % point"),
          Property("high", .number, "The 95 % point"), Property("unit", .text(), "The unit"),
          Property("year", .integer(), isNeeded: false, "The year it is for"),
          Property("agency", .text(), isNeeded: false, "The agency for which it holds"),
          Property("room", .text(), isNeeded: false, "The room for which it holds"),
          Property("source", .text(), "Where it comes from"),
        ])
      ),
      "The factors used"
    ),
  ])

  private static let device = Schema.object([
    Property("id", id, "The device"), Property("agency", .text(), "The agency’s code"),
    Property("name", .text(), "Its name"),
    Property("kind", .word(AssetKind.allCases.map(\.rawValue)), "What kind of thing it is"),
    Property("serial", .text(), isNeeded: false, "Its serial number"),
    Property("state", .word(RetirementState.allCases.map(\.rawValue)), "How far it is"),
    Property("since", .day, "The day of its last step"),
    Property("offFrom", .day, isNeeded: false, "The day from which it is off, or will be"),
    Property("entry", .integer(), "The number of its last entry in the journal"),
  ])
}
