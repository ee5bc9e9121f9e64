public import Inventory
import Retirement
public import Workspace

extension RegisterRow {
  /// The row as named values.
  public func fact(of agency: AgencyCode) -> FactValue {
    .object(
      [
        .init("id", .text(entity.description)), .init("agency", .text(agency.description)),
        .init("name", .text(name)), .init("kind", .text(kind.rawValue)),
        serial.map { .init("serial", .text($0)) }, .init("state", .text(state.rawValue)),
        .init("since", .text(day.description)),
        offFrom.map { .init("offFrom", .text($0.description)) },
        .init("entry", .integer(sequence)),
      ].compactMap(\.self)
    )
  }
}
