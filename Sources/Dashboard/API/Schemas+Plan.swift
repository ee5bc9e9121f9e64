import Inventory
import Retirement

/// What answers about the plan are made of.
extension Schemas {
  static let blocker = Schema.object([
    Property("id", id, "What blocks"), Property("name", .text(), "Its name"),
    Property("isApplication", .flag, "Whether it is an application"),
    Property("agency", .text(), "The agency’s name"), Property("reason", .text(), "Why it stays"),
    Property("servers", .integer(), "Servers that it keeps on"),
    Property("alone", .integer(), "Of these, servers that nothing else keeps"),
    Property("kWhPerYear", .number, "The energy of a year of these"),
  ])

  static let place = Schema.object([
    Property("agency", .text(), "The agency’s code"),
    Property("place", .text(), "What it is called in questions"),
    Property("kind", .word(DarkPlace.Kind.allCases.map(\.rawValue)), "What it is"),
    Property("path", .text(), "Site, room and rack"),
    Property("machines", .integer(), "Machines that are still there"),
    Property("staying", .integer(), "Of these, machines that the plan does not retire"),
    Property("dark", .month, isNeeded: false, "The same as month"),
    Property("kWhPerYear", .number, "What its machines draw in a year"),
    Property(
      "status",
      .word(RetirementStatus.allCases.map(\.rawValue)),
      "What is to become of it"
    ),
    Property("month", .month, isNeeded: false, "The month from which all of it can be off"),
    Property("last", id, isNeeded: false, "The machine that leaves last"),
    Property("blockedBy", ids, isNeeded: false, "The machines that stay in it"),
    Property("unclear", ids, isNeeded: false, "The machines in it that a person must look at"),
    Property(
      "perhaps",
      ids,
      isNeeded: false,
      "Machines that do not leave and may be in it, since no source tells"
    ),
  ])

  static let move = Schema.object([
    Property("id", id, "What has to move"), Property("name", .text(), "Its name"),
    Property("what", .word(["application", "machine"]), "What it is"),
    Property(
      "status",
      .word(RetirementStatus.allCases.map(\.rawValue)),
      isNeeded: false,
      "What the plan says of a machine"
    ),
  ])

  static let darkening = Schema.object([
    Property("agency", .text(), "The agency’s code"),
    Property("target", .text(), "What is to go dark"),
    Property("machines", ids, "The machines that are still there"),
    Property("moves", .list(.named("Move")), "The smallest set of moves"),
    Property("exact", .flag, "Whether these are all that it takes; at least these otherwise"),
    Property("doubts", ids, "Machines of which not all is clear"),
    Property("month", .month, isNeeded: false, "When those that go as planned have gone"),
    Property("kWhPerYear", .number, "What the moves free"),
  ])

  static let amount = Schema.object([
    Property("grossKWh", .number, "At the agency’s meter"),
    Property("netKWh", .number, "Less the destination’s"),
    Property("netEUR", .number, "The price of the net"),
  ])

  static let whatIf = Schema.object([
    Property("delays", .named("Amount"), "Once, by the delays"),
    Property("eachYear", .named("Amount"), "Each year, by what stays"),
    Property(
      "changes",
      .list(
        .object([
          Property("id", id, "The machine"), Property("agency", .text(), "The agency’s code"),
          Property("name", .text(), "Its name"),
          Property("kind", .word(AssetKind.allCases.map(\.rawValue)), "What kind of thing"),
          Property("statusBefore", .word(RetirementStatus.allCases.map(\.rawValue)), "As planned"),
          Property("monthBefore", .month, isNeeded: false, "As planned"),
          Property("statusAfter", .word(RetirementStatus.allCases.map(\.rawValue)), "As supposed"),
          Property("monthAfter", .month, isNeeded: false, "As supposed"),
          Property("monthsLater", .integer(), isNeeded: false, "Negative for earlier"),
        ])
      ),
      "The machines whose plan changes"
    ),
  ])

  static let delay = Schema.object([
    Property("project", .text(), "The project’s code"),
    Property("agency", .text(), "The agency’s code"),
    Property("machines", .integer(), "Machines that go dark later"),
    Property("month", .named("Amount"), "What a month costs"),
  ])

  static let wave = Schema.object([
    Property("wave", .integer(), "Its number, from 1"),
    Property("agency", .text(), "The agency’s code"),
    Property("moves", .list(.named("Move")), "What moves"),
    Property("machines", ids, "What goes dark by it"),
    Property("watts", .integer(), "What these draw"),
    Property("kWhPerYear", .number, "The energy of a year of these"),
    Property("wattsPerMove", .number, "What each move frees"),
    Property("wattsPerMoveAtMost", .number, "What the best choice could free for each move"),
    Property("exact", .flag, "Whether no choice frees more"),
  ])

  static let cluster = Schema.object([
    Property("agency", .text(), "The agency’s code"), Property("cluster", .text(), "Its name"),
    Property("hosts", ids, "Its hosts that the plan does not retire"),
    Property("guests", .integer(), "Virtual machines that stay on them"),
    Property("dark", ids, "Hosts that can go dark"),
    Property("watts", .integer(), "What these draw"),
    Property("wattsAtMost", .integer(), "What any choice could free"),
    Property("kWhPerYear", .number, "The energy of a year of these"),
    Property("takenOverKWhPerYear", .named("Estimate"), "What the others draw more for it"),
    Property("exact", .flag, "Whether no choice frees more"),
    Property("obstacle", .text(), isNeeded: false, "Why nothing can be said, or done"),
  ])
}
