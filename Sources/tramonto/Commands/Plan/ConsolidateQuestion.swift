import Estimation
import Inventory
import Retirement

/// `tramonto plan --consolidate`: the hosts that each cluster can do without, N + 1 kept.
struct ConsolidateQuestion {
  let console: Console
  let json: Bool

  func answer(_ estates: PlannedEstates) {
    let language = console.language
    var table = TextTable([
      (language("azienda", "agency"), .left), (language("cluster", "cluster"), .left),
      (language("host", "hosts"), .right),
      (language("macchine virtuali", "virtual machines"), .right),
      (language("kWh/anno", "kWh/year"), .right),
      (language("meno il carico preso", "less the load taken over"), .right),
      (language("al più", "at most"), .right),
      (language("si possono spegnere", "can go dark"), .left),
    ])
    for view in estates.views {
      let found = Consolidation.all(in: view.estate) { host in
        Int((estates.estimate(of: host, in: view)?.power.value.value ?? 0).rounded())
      }
      for cluster in found {
        let energy = estates.yearly(of: cluster.dark, in: view)
        let staying = cluster.hosts.filter { !cluster.dark.contains($0) }
        let taken = estates.takeover(of: cluster.dark, by: staying, in: view).yearly
        if json {
          console.say(fact(cluster, energy, taken, view).json)
          continue
        }
        let hosts = cluster.dark.map { Excerpt(view.name(of: $0)).description }
        // Watts of one agency's machines all become energy by one factor.
        let bound =
          cluster.watts == 0
          ? 0 : energy.value * Double(cluster.bound) / Double(cluster.watts)
        table.add([
          view.estate.agency.code.description, cluster.cluster, String(cluster.hosts.count),
          String(cluster.guests), language.number(energy.value, decimals: 0),
          taken.value == .zero
            ? "" : language.number(energy.value - taken.value.value, decimals: 0),
          cluster.isExact || cluster.watts == 0 ? "" : language.number(bound, decimals: 0),
          cluster.obstacle?.text(in: language, view) ?? hosts.joined(separator: ", "),
        ])
      }
    }
    guard !json else { return }
    for line in table.lines { console.say(line) }
    console.say(
      language(
        "Dopo il piano, con posto per tutto ciò che resta anche se si guasta l’host più grande",
        "After the plan, with room for all that stays even when the largest host fails"
      )
    )
  }

  private func fact(
    _ cluster: Consolidation,
    _ energy: KilowattHours,
    _ taken: Estimate<KilowattHours>,
    _ view: EstateView
  ) -> FactValue {
    .object(
      [
        .init("agency", .text(view.estate.agency.code.description)),
        .init("cluster", .text(cluster.cluster)),
        .init("hosts", .list(cluster.hosts.map { .text($0.description) })),
        .init("guests", .integer(cluster.guests)),
        .init("dark", .list(cluster.dark.map { .text($0.description) })),
        .init("watts", .integer(cluster.watts)),
        .init("wattsAtMost", .integer(cluster.bound)),
        .init("kWhPerYear", .number(energy.value)),
        .init("takenOverKWhPerYear", taken.fact),
        .init("exact", .flag(cluster.isExact)),
        cluster.obstacle.map { .init("obstacle", .text($0.text(in: console.language, view))) },
      ].compactMap(\.self)
    )
  }
}

extension Consolidation.Obstacle {
  /// The words in `language`, with the names of `view`.
  fileprivate func text(in language: Language, _ view: EstateView) -> String {
    switch self {
    case .oneHost: language("– (resta un solo host)", "– (only one host stays)")
    case .noGuests:
      language("– (nessuna macchina nota: verificare)", "– (no machine known: check)")
    case .unknownSize(let machine):
      language(
        "– (memoria o processori ignoti: \(Excerpt(view.name(of: machine))))",
        "– (memory or processors unknown: \(Excerpt(view.name(of: machine))))"
      )
    }
  }
}
