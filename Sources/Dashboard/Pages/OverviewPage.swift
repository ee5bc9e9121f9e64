import Hummingbird
import Estimation
import Inventory
import Reporting

/// What a manager reads first: how many servers, how much energy, what stands in the way.
enum OverviewPage {
  static let routes: [Route] = [.get("/", page)]

  private struct Content: Sendable {
    struct Card: Sendable {
      var name: String
      var value: String
      var unit: String
      var note: String
      var path: String
    }

    var isStale: Bool
    var isPlanned: Bool
    var cards: [Card]
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let headline = snapshot.report(in: language).headline
    let figures = Figures(language: language)
    let (counts, net) = (headline.counts, headline.savings.net)
    let content = Content(
      isStale: snapshot.isStale,
      isPlanned: snapshot.isPlanned,
      cards: [
        Content.Card(
          name: language("Server da dismettere", "Servers to retire"),
          value: figures.count(counts.retire),
          unit: language("di ", "of ") + figures.count(counts.servers),
          note: language("con il mese di ciascuno", "with the month of each"),
          path: "/servers?status=retire"
        ),
        Content.Card(
          name: language("Energia all’anno, netta", "Energy a year, net"),
          value: figures.number(net.energy.value.value),
          unit: "kWh",
          note: figures.interval(net.energy.low.value, net.energy.high.value),
          path: "/energy"
        ),
      ]
    )
    return visit.press.page(
      .overview,
      content,
      title: Room.overview.name(in: language),
      for: visit
    )
  }
}
