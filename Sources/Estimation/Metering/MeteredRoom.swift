public import Inventory

/// A room whose meters count it with cooling and losses, and its machines alone: its PUE is measured.
public struct MeteredRoom: Sendable, Hashable {
  /// The agency.
  public var agency: AgencyCode
  /// Its site and name, parted by `/`.
  public var path: String
  /// The series that count all of the room.
  public var facility: [MeteredSeries]
  /// The series that count its machines.
  public var equipment: [MeteredSeries]

  /// Creates a room.
  public init(
    agency: AgencyCode,
    path: String,
    facility: [MeteredSeries],
    equipment: [MeteredSeries]
  ) {
    self.agency = agency
    self.path = path
    self.facility = facility
    self.equipment = equipment
  }

  /// By how much the unread part of a year may be off, for cooling follows the weather; an assumption.
  private static let drift = 0.05
  /// Fewer days tell nothing of a room.
  private static let fewestDays = 7

  /// The power usage effectiveness that the meters tell, as the setting of the room.
  ///
  ///     PUE = Σ facility ÷ Σ equipment, over the days that both were read
  ///     s² = facility² + equipment² + scatter² + drift² · (1 − part of a year that was read)
  ///
  /// `nil` where fewer than a week of days was read by both.
  var effectiveness: Setting? {
    let (all, own) = (MeteredTime(facility).days, MeteredTime(equipment).days)
    let days = all.keys.filter { (own[$0] ?? 0) > 0 }.sorted()
    guard days.count >= Self.fewestDays, let first = days.first, let last = days.last else {
      return nil
    }
    let (whole, part) = days.reduce((0.0, 0.0)) {
      ($0.0 + (all[$1] ?? 0), $0.1 + (own[$1] ?? 0))
    }
    let value = whole / part
    let count = Double(days.count)
    let squares = days.reduce(0) { sum, day in
      let offset = (all[day] ?? 0) / (own[day] ?? 1) / value - 1
      return sum + offset * offset
    }
    func meter(_ series: [MeteredSeries]) -> Double {
      series.map(\.deviation).max() ?? MeteredSeries.usualDeviation
    }
    let variance =
      meter(facility) * meter(facility) + meter(equipment) * meter(equipment)
      + squares / (count - 1) / count + Self.drift * Self.drift * max(0, 1 - count / 365)
    let width = Logarithm.exponential(variance.squareRoot() * Spread.normal95)
    let numbers = (facility + equipment).map(\.number).sorted().map { String($0) }
      .joined(separator: ", ")
    let time = [first, last].compactMap { CalendarDate(dayNumber: $0)?.description }
      .joined(separator: "–")
    return Setting(
      key: EstimationSettings.Key.effectiveness.rawValue,
      value: value,
      // Nothing saves more than it draws: the low end stays a PUE.
      low: max(1, value / width),
      high: value * width,
      source: "serie / series \(numbers), \(time)",
      place: SettingPlace(agency: agency, room: path)
    )
  }
}

extension SavingsEstimator {
  /// The factors with the PUEs that meters tell, which come before what anybody set; those that
  /// cannot be are told.
  func measuredSettings() -> (settings: EstimationSettings, uses: [MeterUse]) {
    var settings = settings
    var uses: [MeterUse] = []
    for room in metering.rooms {
      guard let setting = room.effectiveness,
        let power = MeteredPower(MeteredTime(room.facility), of: room.facility)
      else { continue }
      func use(_ outcome: MeterUse.Outcome) {
        uses.append(
          MeterUse(
            agency: room.agency,
            subject: .group(.room, name: room.path),
            power: power,
            outcome: outcome
          )
        )
      }
      do {
        try settings.set(setting)
        use(.effectiveness(setting.value))
      } catch {
        use(.passed(.impossibleEffectiveness(setting.value)))
      }
    }
    return (settings, uses)
  }
}
