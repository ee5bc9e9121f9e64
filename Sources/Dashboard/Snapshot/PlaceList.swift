import Inventory
import Reporting
import Retirement

/// The rooms, racks and clusters of the workspace, with the machines in each.
struct PlaceList: Sendable {
  /// A place with what is in it.
  struct Place: Sendable {
    /// The agency.
    var agency: AgencyCode
    /// The place itself.
    var found: DarkPlace
    /// The positions of its machines in the list of servers, by id in order.
    var machines: [Int32]
    /// How many of them have which status.
    var counts: [RetirementStatus: Int] = [:]
    /// What its machines draw in a year, in kilowatt-hours.
    var energy = 0.0

    /// What kind of place.
    var kind: DarkPlace.Kind { found.kind }
    /// Its name after those of what it is in, parted by `/`.
    var path: String { found.path }
    /// The kind and the path, as they can be typed and as addresses name it.
    var key: String { found.key }
    /// What is to become of it.
    var outlook: DarkPlace.Outlook { found.outlook }
    /// The machines that are still there.
    var present: Int { machines.count - (counts[.gone] ?? 0) }
    /// The machines that stay, as things are.
    var staying: Int { present - (counts[.retire] ?? 0) }
  }

  /// The places, by agency, kind and path in order.
  let places: [Place]
  /// The lowest rack unit of machines whose source tells, by position.
  private let units: [Int32: Int]

  /// Gathers the places of `estates`.
  ///
  /// - Complexity: O(*n* log *n*) in assets.
  init(_ estates: [Estate], _ servers: ServerList) {
    var places: [Place] = []
    var units: [Int32: Int] = [:]
    for estate in estates.sorted(by: { $0.agency.code < $1.agency.code }) {
      for asset in estate.assets {
        guard let unit = asset.facts.rackUnit, let at = servers.position(of: asset.id) else {
          continue
        }
        units[Int32(at)] = unit
      }
      for place in DarkPlace.all(in: estate) {
        places.append(Self.place(place, estate.agency.code, servers))
      }
    }
    self.places = places
    self.units = units
  }

  /// The place of an agency that is named by its key.
  func place(_ key: String, of agency: AgencyCode) -> Place? {
    places.first { $0.agency == agency && $0.key == key }
  }

  /// The lowest rack unit of a machine; `nil` when no source tells.
  func unit(of position: Int32) -> Int? { units[position] }

  private static func place(
    _ found: DarkPlace,
    _ agency: AgencyCode,
    _ servers: ServerList
  ) -> Place {
    var place = Place(
      agency: agency,
      found: found,
      machines: found.machines.compactMap { servers.position(of: $0).map { Int32($0) } }
    )
    for position in place.machines {
      let line = servers.lines[Int(position)]
      if let status = line.status { place.counts[status, default: 0] += 1 }
      if line.status != .gone { place.energy += line.energy?.value.value ?? 0 }
    }
    return place
  }
}
