import Answers
import Estimation
import Inventory
import Retirement

/// `tramonto servers --zombies`: servers that nobody may need any more, and why one may think so.
struct ZombieList {
  let console: Console
  let json: Bool
  let csv: Bool

  func say(_ estates: PlannedEstates) {
    let language = console.language
    let headings = [
      language("codice", "id"), language("azienda", "agency"), language("nome", "name"),
      language("tipo", "kind"), language("stato", "status"), language("kWh/anno", "kWh/year"),
      language("indizi", "signs"),
    ]
    var table = TextTable(
      headings.enumerated().map { ($0.element, $0.offset == 5 ? .right : .left) }
    )
    var text = CSVText(headings)
    var count = 0
    for view in estates.views {
      let assets = Dictionary(view.estate.assets.map { ($0.id, $0) }) { first, _ in first }
      for candidate in ZombieCandidate.all(in: view.estate) {
        guard let asset = assets[candidate.machine] else { continue }
        count += 1
        let energy = estates.estimate(of: asset.id, in: view)?.yearly.energy.value
        if json {
          console.say(fact(candidate, asset, energy, view).json)
          continue
        }
        let cells = [
          asset.id.description, view.estate.agency.code.description, asset.name,
          asset.kind.label(in: language),
          view.entry(of: asset.id)?.status.label(in: language) ?? "",
          energy.map { language.number($0.value, decimals: 0) } ?? "",
          candidate.signs.map { $0.text(in: language) }.joined(separator: "; "),
        ]
        csv ? text.addInert(cells) : table.add(cells)
      }
    }
    if csv {
      console.write(text.text)
    } else if !json {
      for line in table.lines { console.say(line) }
      console.say(
        language(
          "Candidati: \(count). Sono indizi: chiedere a chi li gestisce prima di spegnere",
          "Candidates: \(count). These are signs: ask who looks after them before switching off"
        )
      )
    }
  }

  private func fact(
    _ candidate: ZombieCandidate,
    _ asset: Asset,
    _ energy: KilowattHours?,
    _ view: EstateView
  ) -> FactValue {
    .object(
      [
        .init("id", .text(asset.id.description)),
        .init("agency", .text(view.estate.agency.code.description)),
        .init("name", .text(asset.name)), .init("kind", .text(asset.kind.rawValue)),
        (view.entry(of: asset.id)?.status).map { .init("status", .text($0.rawValue)) },
        energy.map { .init("kWhPerYear", .number($0.value)) },
        .init(
          "signs",
          .list(
            candidate.signs.map { sign in
              .object([
                .init("code", .text(sign.code)),
                .init("text", .text(sign.text(in: console.language))),
              ])
            }
          )
        ),
      ].compactMap(\.self)
    )
  }
}
