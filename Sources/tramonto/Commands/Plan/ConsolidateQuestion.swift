import Answers
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
    for cluster in ConsolidatedCluster.all(in: estates) {
      if json {
        console.say(cluster.fact(language).json)
        continue
      }
      let found = cluster.found
      let hosts = cluster.dark.map { Excerpt($0.name).description }
      table.add([
        cluster.agency.description, found.cluster, String(found.hosts.count),
        String(found.guests), language.number(cluster.energy.value, decimals: 0),
        cluster.taken.value == .zero
          ? "" : language.number(cluster.energy.value - cluster.taken.value.value, decimals: 0),
        found.isExact || found.watts == 0
          ? "" : language.number(cluster.bound.value, decimals: 0),
        cluster.obstacle(in: language) ?? hosts.joined(separator: ", "),
      ])
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
}
