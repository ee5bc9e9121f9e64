import Estimation
public import Inventory
public import Retirement

/// The hosts that a cluster can do without, N + 1 kept, and what that frees.
public struct ConsolidatedCluster: Sendable {
  /// What was found.
  public var found: Consolidation
  /// The agency.
  public var agency: AgencyCode
  /// The hosts that can go dark, by name.
  public var dark: [(host: EntityID, name: String)]
  /// The energy of a year of these.
  public var energy: KilowattHours
  /// What the hosts that stay draw more in a year, because they take the load over.
  public var taken: Estimate<KilowattHours>
  /// The most energy of a year that any choice of hosts could free.
  public var bound: KilowattHours
  /// The name of the machine of unknown size that stands in the way.
  public var unknown: String?

  /// Asks of each cluster of `estates`.
  public static func all(in estates: PlannedEstates) -> [ConsolidatedCluster] {
    estates.views.flatMap { view in
      Consolidation.all(in: view.estate) { estates.watts(of: $0, in: view) }.map { found in
        let energy = estates.yearly(of: found.dark, in: view)
        // Watts of one agency's machines all become energy by one factor.
        let factor = found.watts == 0 ? 0 : energy.value / Double(found.watts)
        let staying = found.hosts.filter { !found.dark.contains($0) }
        var cluster = ConsolidatedCluster(
          found: found,
          agency: view.estate.agency.code,
          dark: found.dark.map { ($0, view.name(of: $0)) },
          energy: energy,
          taken: estates.takeover(of: found.dark, by: staying, in: view).yearly,
          bound: KilowattHours(factor * Double(found.bound))
        )
        if case .unknownSize(let machine)? = found.obstacle {
          cluster.unknown = view.name(of: machine)
        }
        return cluster
      }
    }
  }

  /// Why nothing can be said, or done; `nil` where the hosts were compared.
  public func obstacle(in language: Language) -> String? {
    switch found.obstacle {
    case nil: nil
    case .oneHost: language("– (resta un solo host)", "– (only one host stays)")
    case .noGuests:
      language("– (nessuna macchina nota: verificare)", "– (no machine known: check)")
    case .unknownSize:
      language(
        "– (memoria o processori ignoti: \(Excerpt(unknown ?? "")))",
        "– (memory or processors unknown: \(Excerpt(unknown ?? "")))"
      )
    }
  }

  /// The answer as named values.
  public func fact(_ language: Language) -> FactValue {
    .object(
      [
        .init("agency", .text(agency.description)),
        .init("cluster", .text(found.cluster)),
        .init("hosts", .list(found.hosts.map { .text($0.description) })),
        .init("guests", .integer(found.guests)),
        .init("dark", .list(found.dark.map { .text($0.description) })),
        .init("watts", .integer(found.watts)),
        .init("wattsAtMost", .integer(found.bound)),
        .init("kWhPerYear", .number(energy.value)),
        .init("takenOverKWhPerYear", taken.fact),
        .init("exact", .flag(found.isExact)),
        obstacle(in: language).map { .init("obstacle", .text($0)) },
      ].compactMap(\.self)
    )
  }
}
