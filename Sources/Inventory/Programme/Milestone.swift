/// One of the five days by which the funding of a project is counted.
public enum Milestone: String, Sendable, Hashable, CaseIterable {
  /// The funding is decreed.
  case decree
  /// The contract with the supplier takes effect.
  case contract
  /// The agency declares the project complete.
  case completion
  /// A third party attests that the services work at their destination.
  case asseveration
  /// The sum is paid.
  case payment

  /// The milestone's name.
  public func label(in language: Language) -> String {
    switch self {
    case .decree: language("decreto", "decree")
    case .contract: language("contratto", "contract")
    case .completion: language("completamento", "completion")
    case .asseveration: language("asseverazione", "asseveration")
    case .payment: language("erogazione", "payment")
    }
  }
}

/// When a milestone is to be reached, and when it was.
public struct MilestoneDates: Sendable, Hashable {
  /// The day planned; `nil` for none.
  public var planned: CalendarDate?
  /// The day on which it was reached; `nil` while it is not, or where nobody says.
  public var actual: CalendarDate?

  /// Creates the dates.
  public init(planned: CalendarDate? = nil, actual: CalendarDate? = nil) {
    self.planned = planned
    self.actual = actual
  }

  /// Whether neither day is known.
  public var isEmpty: Bool { planned == nil && actual == nil }
}

/// The dates of a project's milestones.
public struct ProjectSchedule: Sendable, Hashable {
  private var dates: [Milestone: MilestoneDates] = [:]

  /// Creates a schedule without dates.
  public init() {}

  /// The dates of a milestone.
  public subscript(milestone: Milestone) -> MilestoneDates {
    get { dates[milestone] ?? MilestoneDates() }
    set { dates[milestone] = newValue.isEmpty ? nil : newValue }
  }

  /// The milestones with a date, in their order.
  public var known: [Milestone] { Milestone.allCases.filter { dates[$0] != nil } }

  /// The last day on which the services must still be active at their destination: five years from
  /// the end of the year of payment; `nil` before payment.
  ///
  /// Source: the questions and answers on the notice, padigitale2026.gov.it, June 2025.
  public var keptUntil: CalendarDate? {
    self[.payment].actual.flatMap { CalendarDate(year: $0.year + 5, month: 12, day: 31) }
  }
}
