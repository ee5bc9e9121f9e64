import Answers
import Inventory
import Retirement
import Workspace

/// `tramonto plan --dark`: the smallest set of moves that lets a place or machine go dark.
struct DarkQuestion {
  /// What was typed: a rack, host, cluster, room or site.
  let text: String
  let console: Console
  let json: Bool

  /// What may be meant.
  private struct Candidate {
    var view: EstateView
    var label: String
    var machines: [EntityID]
    var place: DarkPlace?
  }

  func answer(_ estates: PlannedEstates, in store: Store) throws {
    let candidates = try candidates(estates, in: store)
    guard let target = candidates.first else { throw CommandFailure.unknownPlace(text) }
    guard candidates.count == 1 else {
      throw CommandFailure.ambiguousEntity(text, found: candidates.map(\.label))
    }
    let answer = DarkAnswer(
      target.label,
      target.machines,
      of: target.place,
      in: target.view,
      of: estates
    )
    if json {
      console.say(answer.fact.json)
    } else {
      say(answer)
    }
  }

  /// Places by name, and machines by id, name, serial number or address.
  private func candidates(_ estates: PlannedEstates, in store: Store) throws -> [Candidate] {
    var candidates: [Candidate] = []
    for view in estates.views {
      candidates += DarkPlace.named(text, in: view.estate).map {
        Candidate(view: view, label: $0.key, machines: $0.machines, place: $0)
      }
      candidates += try store.find(text, in: view.estate.agency.code)
        .filter { !$0.isApplication && $0.ground != .partOfName }
        .filter { view.entry(of: $0.entity) != nil }
        .map { Candidate(view: view, label: $0.entity.description, machines: [$0.entity]) }
    }
    return candidates
  }

  private func say(_ answer: DarkAnswer) {
    let (view, darkening) = (answer.view, answer.darkening)
    let language = console.language
    let name = Excerpt(whole: view.name(of: EntityID(answer.target)))
    let (count, going) = (darkening.machines.count, darkening.machines.count - answer.lit.count)
    let month = darkening.month.map { language(" entro \($0)", " by \($0)") } ?? ""
    console.say(
      language(
        "\(name): macchine \(count), già da dismettere \(going)\(month)",
        "\(name): machines \(count), to retire already \(going)\(month)"
      )
    )
    guard !darkening.machines.isEmpty else {
      console.say(
        language(
          "Nessuna fonte dice che cosa vi sta o che cosa alimenta: tramonto explain.",
          "No source says what is in it or what it feeds: tramonto explain."
        )
      )
      return
    }
    let doubts = darkening.doubts.map { Excerpt(view.name(of: $0)).description }
      .joined(separator: ", ")
    guard !darkening.moves.isEmpty || !darkening.isExact else {
      console.say(
        language("Si spegne senza altri spostamenti.", "It goes dark without any further move.")
      )
      return
    }
    guard !darkening.moves.isEmpty else {
      console.say(
        language(
          "Nessuno spostamento è certo: da verificare \(doubts) (tramonto explain)",
          "No move is certain: to be looked at \(doubts) (tramonto explain)"
        )
      )
      return
    }
    var table = TextTable([
      (language("da spostare", "to move"), .left), (language("codice", "id"), .left),
      (language("che cosa", "what"), .left),
    ])
    for move in darkening.moves {
      table.add([
        view.name(of: move), move.description, view.kind(ofMove: move, language),
      ])
    }
    for line in table.lines { console.say(line) }
    let energy = language.number(answer.freed.value, decimals: 0)
    console.say(
      language(
        "Spostamenti: \(darkening.moves.count); kWh/anno liberati: \(energy)",
        "Moves: \(darkening.moves.count); kWh/year freed: \(energy)"
      )
    )
    guard !darkening.isExact else {
      console.say(
        language(
          "È l’insieme più piccolo: nessuno di questi si può omettere.",
          "It is the smallest set: none of these can be left out."
        )
      )
      return
    }
    console.say(
      language(
        "Sono almeno questi: non è chiaro tutto di \(doubts) (tramonto explain)",
        "It is at least these: not all is clear about \(doubts) (tramonto explain)"
      )
    )
  }
}
