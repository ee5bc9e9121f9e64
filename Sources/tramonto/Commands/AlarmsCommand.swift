import ArgumentParser
import Inventory
import Retirement
import Workspace

/// `tramonto alarms`: what the exports show that does not go with the register.
struct AlarmsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alarms",
    abstract: "Retired devices that were seen again, and machines that only one source knows.",
    discussion: """
      Resurrection: a serial, UUID, MAC address or name that is off by the register was seen later.
      Ghost: a scan sees a machine that no inventory has. Phantom: one list has a server that
      nothing else sees.

      Examples:
        tramonto alarms
        tramonto alarms --kind resurrection --json
      """
  )

  /// The kinds of alarms.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case resurrection, ghost, phantom
  }

  @Option(help: "Only this kind: resurrection, ghost or phantom.")
  var kind: Kind?

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    let language = console.language
    let store = try workspace.openToRead()
    var count = 0
    for agency in try agencies.agencies(in: store) {
      for alarm in try store.alarms(of: agency.code, on: Clock.today ?? .earliest)
      where isWanted(alarm) {
        count += 1
        let place = try alarm.record.flatMap { try store.places(of: $0).first }
        if output.json {
          console.say(fact(of: alarm, agency: agency.code, at: place, language).json)
        } else {
          console.say(
            "\(agency.code): \(alarm.text(in: language)) [\(alarm.code)]"
              + (place.map { "  ← \($0.text(in: language))" } ?? "")
          )
        }
      }
    }
    if count > 0 { throw ExitCode.problems }
    if !output.json { console.say(language("Nessun allarme.", "No alarm.")) }
  }

  private func isWanted(_ alarm: Alarm) -> Bool {
    kind.map { alarm.code == "alarm.\($0.rawValue)" } ?? true
  }

  private func fact(
    of alarm: Alarm,
    agency: AgencyCode,
    at place: Place?,
    _ language: Language
  ) -> FactValue {
    .object(
      [
        .init("alarm", .text(String(alarm.code.dropFirst(6)))),
        .init("agency", .text(agency.description)), .init("id", .text(alarm.entity.description)),
        .init("text", .text(alarm.text(in: language))),
        place.map { .init("place", .text($0.text(in: language))) },
      ].compactMap(\.self)
    )
  }
}

extension Alarm {
  /// The device that it is about.
  fileprivate var entity: EntityID {
    switch self {
    case .resurrection(let retired, _, _, _): retired.entity
    case .ghost(let entity, _, _), .phantom(let entity, _, _): entity
    }
  }

  /// The record that raised it; `nil` where it is the lack of records.
  fileprivate var record: RecordID? {
    switch self {
    case .resurrection(_, _, let record, _), .phantom(_, _, let record): record
    case .ghost: nil
    }
  }
}
