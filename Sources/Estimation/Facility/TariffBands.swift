import Inventory

/// The bands of Italian tariffs by time of day, and how the hours of a year fall into them.
///
/// F1: Monday to Friday from 8 to 19. F2: Monday to Friday from 7 to 8 and from 19 to 23, Saturday
/// from 7 to 23. F3: all other hours, with Sundays and holidays whole. Holidays are those that the
/// regulator lists: 1 and 6 January, Easter Monday, 25 April, 1 May, 2 June, 15 August, 1 November,
/// 8, 25 and 26 December (ARERA, deliberation 181/06).
struct TariffBands: Hashable {
  /// The hours of the year in F1, F2 and F3.
  let hours: [Int]

  /// The bands of a year.
  init(year: Int) {
    var hours = [0, 0, 0]
    for month in 1...12 {
      for day in 1...31 {
        guard let date = CalendarDate(year: year, month: month, day: day) else { continue }
        let own = Self.hours(of: date)
        for band in 0..<3 { hours[band] += own[band] }
      }
    }
    self.hours = hours
  }

  /// The share of a load that is always on in each band.
  var shares: [Double] {
    let sum = Double(max(1, hours.reduce(0, +)))
    return hours.map { Double($0) / sum }
  }

  /// The hours of a day in each band.
  static func hours(of date: CalendarDate) -> [Int] {
    // 1970-01-01 was a Thursday; 0 is Monday.
    let weekday = ((date.dayNumber + 3) % 7 + 7) % 7
    if weekday == 6 || isHoliday(date) { return [0, 0, 24] }
    return weekday == 5 ? [0, 16, 8] : [11, 5, 8]
  }

  private static func isHoliday(_ date: CalendarDate) -> Bool {
    switch (date.month, date.day) {
    case (1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26):
      true
    default: date == easter(of: date.year)?.advanced(byDays: 1)
    }
  }

  /// The Sunday of Easter by the Gregorian calendar.
  ///
  /// Meeus, *Astronomical Algorithms*, 1991, chapter 8.
  static func easter(of year: Int) -> CalendarDate? {
    let golden = year % 19
    let (century, rest) = (year / 100, year % 100)
    let correction = (century - (century + 8) / 25 + 1) / 3
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7
    let shift = (golden + 11 * epact + 22 * sunday) / 451
    let count = epact + sunday - 7 * shift + 114
    return CalendarDate(year: year, month: count / 31, day: count % 31 + 1)
  }
}

extension EstimationSettings.Key {
  /// The prices by band, in order.
  static let bands: [Self] = [.priceF1, .priceF2, .priceF3]
}

extension FactorsInUse {
  /// The price of an always-on load: that of the bands where any is given, each by its share of the
  /// hours, a band without a price at the flat one.
  ///
  ///     price = Σ share of hours · price of the band
  static func price(_ table: [EstimationSettings.Key: Factor], flat: Factor, year: Int) -> Factor {
    let bands = EstimationSettings.Key.bands.map { table[$0] }
    guard let first = bands.compactMap(\.self).first else { return flat }
    let shares = TariffBands(year: year).shares
    var price = flat
    func sum(_ number: (Factor) -> Double) -> Double {
      zip(shares, bands).reduce(0) { $0 + $1.0 * number($1.1 ?? flat) }
    }
    (price.value, price.low, price.high) = (sum(\.value), sum(\.low), sum(\.high))
    price.place = max(first.place, flat.place)
    price.year = year
    let percent = shares.map { FactValue.shortest(($0 * 1_000).rounded() / 10) }
    let english = zip(["F1", "F2", "F3"], percent).map { "\($0) \($1) %" }.joined(separator: ", ")
    price.source = Wording(
      "prezzi per fascia; quota delle ore: \(english.replacing(".", with: ",")) (calendario; ARERA, delibera 181/06)",
      "prices by band; share of hours: \(english) (calendar; ARERA, deliberation 181/06)"
    )
    return price
  }
}
