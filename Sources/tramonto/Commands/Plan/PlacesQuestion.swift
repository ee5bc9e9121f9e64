import Answers
import Inventory
import Retirement

/// `tramonto plan --places`: what becomes of each room, rack and power unit, and what stands in the
/// way.
struct PlacesQuestion {
  let console: Console
  let json: Bool

  func answer(_ views: [EstateView]) {
    let language = console.language
    let answers = PlaceAnswer.all(in: views)
    guard !json else {
      for answer in answers { console.say(answer.fact(language).json) }
      return
    }
    guard !answers.isEmpty else {
      console.say(
        language(
          "Nessuna fonte dice sale, armadi o alimentazioni: importare un elenco con sede, sala e "
            + "armadio.",
          "No source tells rooms, racks or power units: import a list with site, room and rack."
        )
      )
      return
    }
    var table = TextTable([
      (language("azienda", "agency"), .left), (language("che cosa", "what"), .left),
      (language("dove", "place"), .left), (language("macchine", "machines"), .right),
      (language("stato", "status"), .left), (language("mese", "month"), .left),
      (language("perché", "why"), .left),
    ])
    for answer in answers {
      let (place, outlook) = (answer.place, answer.place.outlook)
      table.add([
        answer.view.estate.agency.code.description, place.kind.label(in: language), place.path,
        language.number(Double(answer.present.count), decimals: 0),
        outlook.status.label(in: language), outlook.month?.description ?? "",
        answer.reasons.map { $0.text(in: language) }.joined(separator: "; "),
      ])
    }
    for line in table.lines { console.say(line) }
  }

  /// Says how many places of each kind have which status.
  static func sayCounts(_ views: [EstateView], _ console: Console) {
    let language = console.language
    let places = views.flatMap { DarkPlace.all(in: $0.estate) }
    guard !places.isEmpty else { return }
    var table = TextTable(
      [(language("che cosa", "what"), .left)]
        + RetirementStatus.allCases.map { ($0.label(in: language), .right) }
        + [(language("il primo si spegne", "first goes dark"), .left)]
    )
    for kind in DarkPlace.Kind.allCases {
      let outlooks = places.filter { $0.kind == kind }.map(\.outlook)
      guard !outlooks.isEmpty else { continue }
      table.add(
        [kind.label(in: language)]
          + RetirementStatus.allCases.map { status in
            language.number(Double(outlooks.count { $0.status == status }), decimals: 0)
          }
          + [outlooks.compactMap(\.month).min()?.description ?? ""]
      )
    }
    console.say(
      language(
        "Luoghi, ciascuno con l’ultimo apparato (--places li elenca):",
        "Places, each with its last device (--places lists them):"
      )
    )
    for line in table.lines { console.say("  " + line) }
  }
}
