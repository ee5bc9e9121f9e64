public import Inventory
public import Reporting
public import Workspace

extension Store {
  /// The devices of an agency's register as a report shows them, by id in order.
  ///
  /// A trial that nobody complains of has passed by itself on `day`.
  public func registered(
    in agency: AgencyCode,
    on day: CalendarDate
  ) throws -> [RegisteredDevice] {
    try register(of: agency, on: day).map { row in
      RegisteredDevice(
        agency: agency,
        entity: row.entity,
        kind: row.kind,
        name: row.name,
        serial: row.serial,
        state: row.state,
        day: row.day,
        offFrom: row.offFrom,
        sequence: row.sequence
      )
    }
  }
}
