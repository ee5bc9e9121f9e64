public import Inventory

/// How many services of each class are funded under one project code, against the notice's limits.
///
/// The notice for health agencies funds 3 to 15 ordinary and 3 to 26 critical services under one
/// code (CUP), whichever measure pays for them. Source: the questions and answers on the notice,
/// padigitale2026.gov.it, June 2025.
public struct FundedServices: Sendable, Hashable {
  /// The ordinary services that the notice funds.
  public static let ordinaryLimits = 3...15
  /// The critical services that the notice funds.
  public static let criticalLimits = 3...26

  /// Whether a number is within its limits.
  public enum Verdict: String, Sendable, Hashable, CaseIterable {
    case within
    case tooFew
    case tooMany
    /// Services of unknown class decide.
    case unclear

    /// The verdict's name.
    public func label(in language: Language) -> String {
      switch self {
      case .within: language("nei limiti", "within limits")
      case .tooFew: language("troppo pochi", "too few")
      case .tooMany: language("troppi", "too many")
      case .unclear: language("dipende dalle classi ignote", "depends on unknown classes")
      }
    }
  }

  /// The agency.
  public var agency: AgencyCode
  /// The project code; `nil` for a project without one, which is counted by itself.
  public var cup: String?
  /// The projects under that code, in order.
  public var projects: [ProjectCode]
  /// How many ordinary services they move.
  public var ordinary = 0
  /// How many critical services they move.
  public var critical = 0
  /// How many strategic services they move; the notice has no number for these.
  public var strategic = 0
  /// How many services they move whose class nothing tells.
  public var unknown = 0

  /// Whether the ordinary services are within their limits.
  public var ordinaryVerdict: Verdict { verdict(on: ordinary, Self.ordinaryLimits) }

  /// Whether the critical services are within their limits.
  public var criticalVerdict: Verdict { verdict(on: critical, Self.criticalLimits) }

  private func verdict(on count: Int, _ limits: ClosedRange<Int>) -> Verdict {
    if count > limits.upperBound { return .tooMany }
    if count + unknown < limits.lowerBound { return .tooFew }
    // What is unknown may be of this class, all of it or none.
    return limits.contains(count) && limits.contains(count + unknown) ? .within : .unclear
  }

  /// Counts the services of `projects` under each code.
  ///
  /// A service that two projects of one code move is one. Renounced projects, and projects of
  /// which no service is known, are passed over.
  ///
  /// - Parameters:
  ///   - projects: The projects.
  ///   - catalogue: The services with their classes, by whose names and synonyms projects may call
  ///     them; a class that a project gives itself counts before the catalogue's.
  /// - Returns: One count a code, by agency and first project in order.
  /// - Complexity: O(*n* log *n*) in services of projects and the catalogue.
  public static func all(of projects: [Project], catalogue: [Service]) -> [FundedServices] {
    var known: [String: Service] = [:]
    for service in catalogue {
      for name in service.synonyms + [service.name] { known[name.lowercased()] = service }
    }
    var counts: [[String]: FundedServices] = [:]
    var seen: [[String]: Set<String>] = [:]
    for project in projects.sorted(by: { $0.code < $1.code })
    where project.state != .renounced && !project.services.isEmpty {
      let key = [
        project.agency.description, project.cup ?? "",
        project.cup == nil ? project.code.description : "",
      ]
      var count =
        counts[key] ?? FundedServices(agency: project.agency, cup: project.cup, projects: [])
      count.projects.append(project.code)
      for entry in project.services {
        let service = known[entry.service.lowercased()]
        let name = service?.name ?? entry.service
        guard seen[key, default: []].insert(name.lowercased()).inserted else { continue }
        switch entry.serviceClass ?? service?.serviceClass {
        case .ordinary: count.ordinary += 1
        case .critical: count.critical += 1
        case .strategic: count.strategic += 1
        case nil: count.unknown += 1
        }
      }
      counts[key] = count
    }
    return counts.values.sorted { left, right in
      (left.agency, left.projects[0]) < (right.agency, right.projects[0])
    }
  }
}
