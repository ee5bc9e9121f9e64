public import Inventory

/// A switch-off on trial: the device is dark, and people are asked to say if they miss it.
///
/// The Italian manual of migration to the cloud asks for “a significant period” with the means to
/// switch on again, in which to watch for complaints. How long that is depends on the class of the
/// services that ran there; the lengths are ours: 14 days for ordinary services, 30 for critical
/// and 60 for strategic ones. What is done once a month, such as closing the books, has to fall
/// within a trial for the latter two, so that it must cover a month's end.
public struct SwitchOffTrial: Sendable, Hashable {
  /// The first day on which it is off.
  public var start: CalendarDate
  /// For how many days it stays off before it counts as not missed.
  public var days: Int
  /// Who was told, people or offices.
  public var told: [String]
  /// The highest class of the services that ran there; `nil` when unknown, which counts as critical.
  public var serviceClass: ServiceClass?
  /// What people complained of since, in order.
  public var complaints: [String]

  /// Creates a trial without complaints.
  public init(
    start: CalendarDate,
    days: Int,
    told: [String],
    serviceClass: ServiceClass?
  ) {
    self.start = start
    self.days = days
    self.told = told
    self.serviceClass = serviceClass
    complaints = []
  }

  /// The day on which the trial is passed, if nobody complains; `nil` beyond the year 2199.
  public var end: CalendarDate? { start.advanced(byDays: days) }

  /// Whether the days of the trial hold the last day of a month and the first of the next.
  public var coversMonthEnd: Bool {
    guard let last = start.advanced(byDays: days - 1) else { return true }
    return Month(last) > Month(start)
  }

  /// How many days a trial must last at least.
  public static func minimumDays(for serviceClass: ServiceClass?) -> Int {
    switch serviceClass {
    case .ordinary: 14
    case .critical, nil: 30
    case .strategic: 60
    }
  }

  /// The fewest days from `start` that are enough for the class, a month's end included.
  public static func days(from start: CalendarDate, for serviceClass: ServiceClass?) -> Int {
    let minimum = minimumDays(for: serviceClass)
    guard serviceClass != .ordinary else { return minimum }
    return max(minimum, Month(start).days - start.day + 2)
  }

  /// What speaks against the trial.
  func refusals() -> [StepRefusal] {
    var refusals: [StepRefusal] = []
    let minimum = Self.minimumDays(for: serviceClass)
    if days < minimum || days > 3_660 {
      refusals.append(.trialLength(days: days, minimum: minimum))
    } else if serviceClass != .ordinary, !coversMonthEnd {
      refusals.append(.trialMissesMonthEnd(days: Self.days(from: start, for: serviceClass)))
    }
    if told.allSatisfy(\.isBlank) { refusals.append(.nobodyTold) }
    return refusals
  }
}

extension String {
  /// Whether there is nothing in it to read.
  var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
