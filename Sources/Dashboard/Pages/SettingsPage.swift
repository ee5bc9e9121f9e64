import Estimation
import Hummingbird
import Inventory
import Reporting
import Workspace

/// The factors that figures rest on: what holds, who set it, and a form to set another.
enum SettingsPage {
  static let routes: [Route] = [
    .get("/settings", page), .post("/settings", set), .post("/settings/withdraw", withdraw),
  ]

  private struct Content: Sendable {
    /// A setting that somebody may take back.
    struct Held: Sendable {
      var words: String
      var key: String
      var agency: String
      var room: String
    }

    var isStale: Bool
    var canSet: Bool
    var token: String
    var version: String
    var factors: String
    var key: Choices
    var agency: Choices
    var held: [Held]
    var history: String
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let figures = Figures(language: language)
    let (factors, filed, agencies) = try await visit.desk.reading { store in
      (try store.estimationSettings().factors, try store.settings(), try store.agencies())
    }
    let held = filed.filter { $0.withdrawn == nil }
    let content = Content(
      isStale: try await visit.desk.figures().isStale,
      canSet: (visit.context.person?.role ?? .reader) >= .operator,
      token: visit.context.formToken,
      version: EstimationSettings.version,
      factors: table(factors, held, figures).html,
      key: Choices(
        language("Fattore", "Factor"),
        "key",
        FactorDefinition.all.map { definition in
          (
            definition.key.rawValue,
            "\(definition.name.text(in: language)) (\(definition.unit.text(in: language)))"
          )
        },
        chosen: visit.query("key")
      ),
      agency: Choices(
        language("Azienda", "Agency"),
        "agency",
        agencies.map { ($0.code.description, $0.name) },
        chosen: visit.query("agency"),
        none: language("tutte", "all")
      ),
      held: held.map { filed in
        Content.Held(
          words: filed.words(figures),
          key: filed.setting.key,
          agency: filed.setting.place.agency?.description ?? "",
          room: filed.setting.place.room ?? ""
        )
      },
      history: history(filed, figures).html
    )
    return visit.press.page(
      .settings,
      content,
      title: Room.settings.name(in: language),
      for: visit
    )
  }

  @Sendable private static func set(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    var setting = Setting(
      key: visit.form["key"] ?? "",
      value: try number("value", visit),
      place: try place(visit)
    )
    setting.low = try visit.form["low"].map { _ in try number("low", visit) }
    setting.high = try visit.form["high"].map { _ in try number("high", visit) }
    setting.source = visit.form["source"]
    guard let reason = visit.form["reason"] else {
      throw Trouble.unfit(language("Dire perché", "Say why"), code: "decision.no-reason")
    }
    let (name, at, chosen) = (visit.name, visit.desk.clock().seconds, setting)
    try await visit.desk.writing { store in
      _ = try store.set(chosen, by: name, reason: reason, at: at)
    }
    return .seeOther("/settings")
  }

  @Sendable private static func withdraw(_ visit: Visit) async throws -> Response {
    let (key, place) = (visit.form["key"] ?? "", try place(visit))
    let (name, at) = (visit.name, visit.desk.clock().seconds)
    try await visit.desk.writing { store in
      try store.withdraw(setting: key, in: place, by: name, at: at)
    }
    return .seeOther("/settings")
  }

  private static func place(_ visit: Visit) throws -> SettingPlace {
    let language = visit.context.language
    guard let named = visit.form["agency"] else {
      guard visit.form["room"] == nil else {
        throw Trouble.unfit(
          language("Dire di quale azienda è la sala", "Say whose room it is"),
          code: "settings.no-agency"
        )
      }
      return .everywhere
    }
    guard let agency = AgencyCode(named) else { throw Trouble.notFound(language) }
    return SettingPlace(agency: agency, room: visit.form["room"])
  }

  /// A number with a decimal comma or point.
  private static func number(_ field: String, _ visit: Visit) throws -> Double {
    let text = visit.form[field] ?? ""
    guard let value = Double(text.replacing(",", with: ".")), value.isFinite else {
      let language = visit.context.language
      throw Trouble.unfit(
        language(
          "“\(Excerpt(text))” non è un numero: scriverlo come 1,6",
          "“\(Excerpt(text))” is no number: write it like 1.6"
        ),
        code: "settings.no-number"
      )
    }
    return value
  }

  /// The factors with their sources; of those that somebody set, who and why.
  static func table(
    _ factors: [Factor],
    _ held: [FiledSetting],
    _ figures: Figures
  ) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Fattori", "Factors"),
      headings: [
        .init(name: language("Fattore", "Factor")),
        .init(name: language("Valore", "Value"), isNumber: true),
        .init(name: language("Unità", "Unit")), .init(name: language("Dove vale", "Holds for")),
        .init(name: language("Fonte", "Source")),
      ],
      rows: factors.map { factor in
        let filed = held.last {
          $0.setting.key == factor.key && $0.setting.place == factor.place
        }
        let source = filed.map { $0.words(figures) } ?? factor.source.text(in: language)
        return [
          .text(language(factor.italian, factor.english), note: factor.key),
          .number(
            figures.shortest(factor.value),
            note: factor.low == factor.high
              ? nil : figures.shortest(factor.low) + "–" + figures.shortest(factor.high)
          ),
          .text(factor.unit.text(in: language)),
          .text(factor.place.text(in: language)),
          .text(source, note: filed == nil ? factor.year.map { String($0) } : nil),
        ]
      },
      empty: ""
    )
  }

  private static func history(_ filed: [FiledSetting], _ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Che cosa è stato impostato", "What was set"),
      headings: [
        .init(name: language("Fattore", "Factor")), .init(name: language("Dove vale", "Holds for")),
        .init(name: language("Chi, quando, perché", "Who, when, why")),
        .init(name: language("Tolto", "Withdrawn")),
      ],
      rows: filed.map { filed in
        [
          .text(
            "\(Excerpt(filed.setting.key)) = \(figures.shortest(filed.setting.value))"
          ),
          .text(filed.setting.place.text(in: language)),
          .text(filed.words(figures)),
          .text(
            filed.withdrawn.map { "\(Excerpt($0.by)), \(figures.day(ofMoment: $0.at))" } ?? ""
          ),
        ]
      },
      empty: language(
        "Nessuno ha impostato nulla: valgono i fattori del prodotto.",
        "Nobody has set anything: the product’s factors hold."
      )
    )
  }
}

extension FiledSetting {
  /// The value, who set it, when and why.
  fileprivate func words(_ figures: Figures) -> String {
    let source = setting.source.map { "\(Excerpt($0)); " } ?? ""
    return "\(setting.key) = \(figures.shortest(setting.value)): " + source
      + "\(Excerpt(by)), \(figures.day(ofMoment: at)): \(Excerpt(reason))"
  }
}

extension Figures {
  /// The day of a moment in seconds since 1970, UTC.
  fileprivate func day(ofMoment seconds: Int) -> String {
    CalendarDate(dayNumber: Int((Double(seconds) / 86_400).rounded(.down))).map { shortDay($0) }
      ?? ""
  }
}
