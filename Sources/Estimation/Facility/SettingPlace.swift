public import Inventory

/// Where a setting holds: everywhere, in one agency, or in one of its rooms.
public struct SettingPlace: Sendable, Hashable, Comparable {
  /// The agency; `nil` for all.
  public var agency: AgencyCode?
  /// The room, as exports spell it, or `site/room`; `nil` for all of the agency's.
  public var room: String?

  /// All agencies and rooms.
  public static let everywhere = SettingPlace()

  /// Creates a place; a room needs an agency, and is everywhere's without one.
  public init(agency: AgencyCode? = nil, room: String? = nil) {
    self.agency = agency
    self.room = agency == nil ? nil : room
  }

  /// How small a place is.
  public enum Reach: String, Sendable, Hashable, Comparable, CaseIterable {
    case everywhere, agency, room

    /// Whether a place is wider than another.
    public static func < (left: Self, right: Self) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// How small it is.
  public var reach: Reach { agency == nil ? .everywhere : room == nil ? .agency : .room }

  /// Wide places first, then by agency and room.
  public static func < (left: Self, right: Self) -> Bool {
    let order = { (place: Self) in (place.agency?.description ?? "", place.room ?? "") }
    return left.reach == right.reach ? order(left) < order(right) : left.reach < right.reach
  }

  /// Whether all of `other` lies within it.
  func contains(_ other: SettingPlace) -> Bool {
    guard let agency else { return true }
    return agency == other.agency && (room == nil || isSameRoom(other.room))
  }

  /// Whether an asset of its agency stands in it.
  public func contains(_ asset: Asset) -> Bool {
    agency.map { contains(asset.facts, of: $0) } ?? true
  }

  /// Whether a machine with these facts stands in it.
  func contains(_ facts: Record, of owner: AgencyCode) -> Bool {
    guard let agency else { return true }
    guard agency == owner else { return false }
    guard room != nil else { return true }
    guard let name = facts.room ?? facts.dataCentre else { return false }
    let site = facts.site ?? facts.dataCentre
    return isSameRoom(name) || isSameRoom(site.map { "\($0)/\(name)" })
  }

  private func isSameRoom(_ other: String?) -> Bool { room?.lowercased() == other?.lowercased() }

  /// The place as `agency`, `agency/room`, or a word for everywhere.
  public func text(in language: Language) -> String {
    guard let agency else { return language("ovunque", "everywhere") }
    return Excerpt(room.map { "\(agency)/\($0)" } ?? agency.description).description
  }
}

/// One value that somebody gives a factor.
public struct Setting: Sendable, Hashable {
  /// The factor's key, such as `pue`.
  public var key: String
  /// The value, in the factor's unit.
  public var value: Double
  /// Its 5 % point; `nil` for a value that is certain.
  public var low: Double?
  /// Its 95 % point; `nil` for a value that is certain.
  public var high: Double?
  /// Where the value comes from, such as an invoice; `nil` for nothing but a person's word.
  public var source: String?
  /// Where it holds.
  public var place: SettingPlace

  /// Creates a setting.
  public init(
    key: String,
    value: Double,
    low: Double? = nil,
    high: Double? = nil,
    source: String? = nil,
    place: SettingPlace = .everywhere
  ) {
    self.key = key
    self.value = value
    self.low = low
    self.high = high
    self.source = source
    self.place = place
  }
}
