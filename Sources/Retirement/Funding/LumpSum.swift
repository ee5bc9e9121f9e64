public import Inventory

/// The sum granted to a project against what its services are paid one by one.
public struct LumpSum: Sendable, Hashable {
  /// How the two compare.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// They are the same.
    case agrees
    /// They differ.
    case deviates
    /// Something is missing: a price, or the sum granted.
    case incomplete

    /// The verdict's name.
    public func label(in language: Language) -> String {
      switch self {
      case .agrees: language("coincide", "agrees")
      case .deviates: language("non coincide", "deviates")
      case .incomplete: language("mancano prezzi o importo", "prices or amount missing")
      }
    }
  }

  /// Numbers of services that together are paid a sum.
  public struct Counts: Sendable, Hashable {
    /// The ordinary ones.
    public var ordinary: Int
    /// The critical ones.
    public var critical: Int

    /// Creates the counts.
    public init(ordinary: Int, critical: Int) {
      self.ordinary = ordinary
      self.critical = critical
    }
  }

  /// The project.
  public var project: ProjectCode
  /// The sum granted; `nil` where nothing tells.
  public var amount: Euros?
  /// What the services with a known price are paid together.
  public var priced = Euros.zero
  /// The services without a known price, in the project's order.
  public var unpriced: [String] = []
  /// For a project of which no service is known: the numbers of services that would be paid just
  /// the sum granted, fewest ordinary ones first; within what the notice funds at most.
  public var explanations: [Counts] = []
  private var services = 0

  /// How much more was granted than the services are paid, negative for less; `nil` where
  /// something is missing.
  public var deviation: Euros? {
    guard let amount, unpriced.isEmpty, services > 0 else { return nil }
    // Whole cents, so that sums of many prices do not differ in what nobody pays.
    return Euros(((amount.value - priced.value) * 100).rounded() / 100)
  }

  /// How the sum granted and the prices compare.
  public var verdict: Verdict {
    guard let deviation else { return .incomplete }
    return deviation == .zero ? .agrees : .deviates
  }

  /// Recomputes the sums of `projects`.
  ///
  /// A service is paid its own unit price or, without one, that of its class in the project's
  /// bracket; its class is the project's or, without one, the catalogue's. Renounced projects are
  /// passed over.
  ///
  /// - Returns: One sum a project, by code in order.
  /// - Complexity: O(*n* log *n*) in services of projects and the catalogue.
  public static func all(of projects: [Project], catalogue: [Service]) -> [LumpSum] {
    var classes: [String: ServiceClass] = [:]
    for service in catalogue {
      for name in service.synonyms + [service.name] {
        classes[name.lowercased()] = service.serviceClass
      }
    }
    return projects.sorted { $0.code < $1.code }.filter { $0.state != .renounced }.map { project in
      var sum = LumpSum(project: project.code, amount: project.amount)
      sum.services = project.services.count
      for entry in project.services {
        let known = entry.serviceClass ?? classes[entry.service.lowercased()]
        if let price = entry.unitPrice ?? known.flatMap({ project.bracket?.price(of: $0) }) {
          sum.priced = sum.priced + price
        } else {
          sum.unpriced.append(entry.service)
        }
      }
      if project.services.isEmpty, let amount = project.amount, let bracket = project.bracket {
        sum.explanations = counts(that: bracket, pays: amount)
      }
      return sum
    }
  }

  private static func counts(that bracket: FundingBracket, pays amount: Euros) -> [Counts] {
    guard let ordinary = bracket.price(of: .ordinary), let critical = bracket.price(of: .critical)
    else { return [] }
    return (0...FundedServices.ordinaryLimits.upperBound).flatMap { ordinaries in
      (0...FundedServices.criticalLimits.upperBound).compactMap { criticals in
        let sum = Double(ordinaries) * ordinary.value + Double(criticals) * critical.value
        return abs(sum - amount.value) < 0.005 && sum > 0
          ? Counts(ordinary: ordinaries, critical: criticals) : nil
      }
    }
  }
}
