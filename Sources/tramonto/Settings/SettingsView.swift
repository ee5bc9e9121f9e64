import Answers
import Estimation
import Inventory
import Workspace

/// The factors with who set them, for a person or a program.
struct SettingsView {
  private let factors: [Factor]
  private let filed: [FiledSetting]
  private let language: Language

  init(factors: [Factor], filed: [FiledSetting], _ language: Language) {
    self.factors = factors
    self.filed = filed
    self.language = language
  }

  /// Who set a factor; `nil` for the product's own.
  private func setting(of factor: Factor) -> FiledSetting? {
    filed.last {
      $0.withdrawn == nil && $0.setting.key == factor.key && $0.setting.place == factor.place
    }
  }

  /// The factors that hold, one a line.
  var lines: [String] {
    var table = TextTable([
      (language("chiave", "key"), .left), (language("valore", "value"), .right),
      ("90 %", .left), (language("unità", "unit"), .left), (language("dove", "where"), .left),
      (language("che cosa è — da dove viene", "what it is — where it comes from"), .left),
    ])
    for factor in factors {
      let filed = setting(of: factor)
      let source =
        filed.map(words) ?? factor.source.text(in: language)
        + (factor.year.map { " (\($0))" } ?? "")
      table.add([
        factor.key, language.shortest(factor.value),
        factor.low == factor.high
          ? "" : "\(language.shortest(factor.low)) – \(language.shortest(factor.high))",
        factor.unit.text(in: language), factor.place.text(in: language),
        "\(language(factor.italian, factor.english)) — \(source)",
      ])
    }
    // What counts only where somebody sets it, for its readers to know that they may.
    let given = Set(factors.map(\.key))
    for known in FactorDefinition.all where !given.contains(known.key.rawValue) {
      table.add([
        known.key.rawValue, "–", "", known.unit.text(in: language), "",
        known.name.text(in: language),
      ])
    }
    return table.lines + [
      language(
        "fattori del prodotto: versione \(EstimationSettings.version)",
        "the product’s factors: version \(EstimationSettings.version)"
      )
    ]
  }

  private func words(_ filed: FiledSetting) -> String {
    let source = filed.setting.source.map { "\(Excerpt($0)); " } ?? ""
    return source
      + "\(Excerpt(filed.by)), \(Clock.day(of: filed.at)): \(Excerpt(filed.reason))"
  }

  /// What was ever set, one a line.
  var historyLines: [String] {
    filed.map { filed in
      let setting = filed.setting
      let end = filed.withdrawn.map {
        language("; tolto da ", "; withdrawn by ")
          + "\(Excerpt($0.by)), \(Clock.day(of: $0.at))"
      }
      return "\(setting.place.text(in: language)) \(filed.number): \(Excerpt(setting.key)) = "
        + "\(language.shortest(setting.value)) — \(words(filed))\(end ?? "")"
    }
  }

  /// The factors that hold, one object each.
  var facts: [FactValue] {
    factors.map { factor in
      .object(
        factor.fields + (setting(of: factor).map { $0.fields } ?? [])
      )
    }
  }

  /// What was ever set, one object each.
  var historyFacts: [FactValue] {
    filed.map { filed in
      let setting = filed.setting
      return .object(
        [
          .init("key", .text(setting.key)), .init("value", .number(setting.value)),
          setting.low.map { .init("low", .number($0)) },
          setting.high.map { .init("high", .number($0)) },
          setting.place.agency.map { .init("agency", .text($0.description)) },
          setting.place.room.map { .init("room", .text($0)) },
          setting.source.map { .init("source", .text($0)) },
        ].compactMap(\.self) + filed.fields
      )
    }
  }
}

extension FiledSetting {
  /// Who set it and when, as named values.
  fileprivate var fields: [FactValue.Field] {
    [
      .init("number", .integer(number)), .init("by", .text(by)),
      .init("reason", .text(reason)), .init("at", .integer(at)),
      withdrawn.map { .init("withdrawnBy", .text($0.by)) },
      withdrawn.map { .init("withdrawnAt", .integer($0.at)) },
    ].compactMap(\.self)
  }
}
