public import Inventory

/// What is wrong with the dates of a project.
public enum ScheduleFinding: Sendable, Hashable {
  /// A milestone stands before one that must come first.
  case outOfOrder(Milestone, CalendarDate, before: Milestone, CalendarDate, isPlanned: Bool)
  /// A milestone was reached, and nobody says when an earlier one was.
  case missing(Milestone, reached: Milestone)
  /// A milestone is said to have been reached on a day that is still to come.
  case inFuture(Milestone, CalendarDate)
  /// The day planned is over, and the milestone is not reached.
  case overdue(Milestone, planned: CalendarDate, days: Int)
  /// The milestone was reached after the day planned.
  case late(Milestone, planned: CalendarDate, days: Int)
  /// The milestone is, or was reached, beyond the term that the notice sets.
  case beyondTerm(Milestone, term: CalendarDate, days: Int, isReached: Bool)

  /// Whether the dates contradict one another, rather than tell of a delay.
  public var isContradiction: Bool {
    switch self {
    case .outOfOrder, .missing, .inFuture: true
    case .overdue, .late, .beyondTerm: false
    }
  }
}

extension Project {
  /// Checks the dates of the project: their order, and what is overdue on `today`.
  ///
  /// The notice gives four months from the decree to the contract and fourteen to completion; large
  /// agencies (``FundingBracket/isLarge``) nine months to the contract, and eighteen from there. The
  /// months run from the notification of the decree, which may come later than its date, and
  /// extensions are granted. Where the bracket is not known, no term is checked. Source: the
  /// questions and answers on the notice, padigitale2026.gov.it, June 2025.
  ///
  /// - Returns: The findings in the order of the milestones; none for a renounced project.
  public func scheduleFindings(on today: CalendarDate) -> [ScheduleFinding] {
    guard state != .renounced else { return [] }
    return Milestone.allCases.flatMap { milestone in
      orderFindings(of: milestone) + timeFindings(of: milestone, on: today)
    }
  }

  private func orderFindings(of milestone: Milestone) -> [ScheduleFinding] {
    let dates = schedule[milestone]
    let earlier = Milestone.allCases.prefix { $0 != milestone }
    var found: [ScheduleFinding] = []
    // Only the nearest one that is known: farther ones are compared with it in their turn.
    for isPlanned in [true, false] {
      let day = { (dates: MilestoneDates) in isPlanned ? dates.planned : dates.actual }
      guard let own = day(dates), let last = earlier.last(where: { day(schedule[$0]) != nil }),
        let before = day(schedule[last]), own < before
      else { continue }
      found.append(.outOfOrder(milestone, own, before: last, before, isPlanned: isPlanned))
    }
    if dates.actual != nil {
      found += earlier.filter { schedule[$0].actual == nil }
        .map { .missing($0, reached: milestone) }
    }
    return found
  }

  private func timeFindings(of milestone: Milestone, on today: CalendarDate) -> [ScheduleFinding] {
    let dates = schedule[milestone]
    var found: [ScheduleFinding] = []
    if let actual = dates.actual, actual > today { found.append(.inFuture(milestone, actual)) }
    if let planned = dates.planned {
      let days = (dates.actual ?? today).dayNumber - planned.dayNumber
      if days > 0 {
        found.append(
          dates.actual == nil
            ? .overdue(milestone, planned: planned, days: days)
            : .late(milestone, planned: planned, days: days)
        )
      }
    }
    if let term = term(of: milestone), !isReachedLater(than: milestone) || dates.actual != nil {
      let days = (dates.actual ?? today).dayNumber - term.dayNumber
      if days > 0 {
        found.append(
          .beyondTerm(milestone, term: term, days: days, isReached: dates.actual != nil)
        )
      }
    }
    return found
  }

  /// Whether a later milestone is reached, so that this one was, on a day that nobody says.
  private func isReachedLater(than milestone: Milestone) -> Bool {
    state == .paid
      || Milestone.allCases.drop { $0 != milestone }.dropFirst()
        .contains { schedule[$0].actual != nil }
  }

  /// The day by which the notice wants a milestone; `nil` where it sets none, or what it counts from
  /// is not known.
  public func term(of milestone: Milestone) -> CalendarDate? {
    guard let bracket, let decree = schedule[.decree].actual else { return nil }
    switch milestone {
    case .contract: return decree.advanced(byMonths: bracket.isLarge ? 9 : 4)
    case .completion:
      if !bracket.isLarge { return decree.advanced(byMonths: 14) }
      return schedule[.contract].actual?.advanced(byMonths: 18)
    case .decree, .asseveration, .payment: return nil
    }
  }
}

extension ScheduleFinding: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .outOfOrder: "schedule.out-of-order"
    case .missing: "schedule.missing"
    case .inFuture: "schedule.in-future"
    case .overdue: "schedule.overdue"
    case .late: "schedule.late"
    case .beyondTerm: "schedule.beyond-term"
    }
  }

  /// The words in `language`.
  public func text(in language: Language) -> String {
    switch self {
    case .outOfOrder(let milestone, let day, let first, let firstDay, let isPlanned):
      language(
        "\(milestone.label(in: language)): data \(isPlanned ? "prevista" : "effettiva") \(day), prima "
          + "di quella di \(first.label(in: language)) (\(firstDay)): correggere",
        "\(milestone.label(in: language)) \(isPlanned ? "planned" : "reached") on \(day), before "
          + "\(first.label(in: language)) (\(firstDay)): correct the dates"
      )
    case .missing(let milestone, let reached):
      language(
        "manca la data di \(milestone.label(in: language)), eppure c’è quella di "
          + "\(reached.label(in: language)): aggiungerla",
        "no date of \(milestone.label(in: language)), though there is one of "
          + "\(reached.label(in: language)): add it"
      )
    case .inFuture(let milestone, let day):
      language(
        "\(milestone.label(in: language)): data effettiva \(day), ancora da venire: correggere",
        "\(milestone.label(in: language)) reached on \(day), which is still to come: correct it"
      )
    case .overdue(let milestone, let planned, let days):
      language(
        "\(milestone.label(in: language)): data prevista \(planned), in ritardo di \(days) giorni",
        "\(milestone.label(in: language)) planned on \(planned): overdue by \(days) days"
      )
    case .late(let milestone, let planned, let days):
      language(
        "\(milestone.label(in: language)): \(days) giorni dopo la data prevista (\(planned))",
        "\(milestone.label(in: language)) \(days) days after the plan (\(planned))"
      )
    case .beyondTerm(let milestone, let term, let days, let isReached):
      language(
        "\(milestone.label(in: language)): \(isReached ? "" : "nessuna data effettiva, ")\(days) giorni "
          + "oltre il termine dell’avviso (\(term)): c’è una proroga?",
        "\(milestone.label(in: language)) \(isReached ? "reached" : "still not reached") "
          + "\(days) days beyond the notice’s term (\(term)): is there an extension?"
      )
    }
  }
}
