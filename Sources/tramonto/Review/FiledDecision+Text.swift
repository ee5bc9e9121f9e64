import Inventory
import Matching
import Workspace

extension OutputOptions {
  /// Tells a decision that was recorded, and what to do then.
  func say(_ filed: FiledDecision, of agency: AgencyCode) {
    if json { return console.say(filed.fact(of: agency).json) }
    let language = console.language
    console.say("\(agency) " + filed.line(language))
    console.say(
      language("Poi: tramonto match; tramonto plan", "Next: tramonto match; tramonto plan")
    )
  }
}

extension FiledDecision {
  /// The decision in one line.
  func line(_ language: Language) -> String {
    let words =
      switch decision {
      case .identity(let decision):
        "\(decision.first.number) \(decision.verdict == .same ? "=" : "≠") \(decision.second.number)"
      case .value(let decision):
        "\(decision.record.number): \(decision.attribute.label(in: language))"
      }
    var line = "\(number): \(words)  \(Clock.day(of: at))  \(Excerpt(by)): \(Excerpt(reason))"
    if let withdrawn {
      line += language(
        "  (revocata \(Clock.day(of: withdrawn.at)), \(Excerpt(withdrawn.by)))",
        "  (withdrawn \(Clock.day(of: withdrawn.at)), \(Excerpt(withdrawn.by)))"
      )
    }
    return line
  }

  /// The decision as named values.
  func fact(of agency: AgencyCode) -> FactValue {
    var fields: [FactValue.Field] = [
      .init("agency", .text(agency.description)), .init("number", .integer(number)),
      .init("by", .text(by)), .init("reason", .text(reason)), .init("at", .integer(at)),
    ]
    switch decision {
    case .identity(let decision):
      fields += [
        .init("verdict", .text(decision.verdict.rawValue)),
        .init("first", .integer(Int(decision.first.number))),
        .init("second", .integer(Int(decision.second.number))),
      ]
      if let score = decision.score { fields.append(.init("score", .number(score))) }
    case .value(let decision):
      fields += [
        .init("verdict", "value"), .init("record", .integer(Int(decision.record.number))),
        .init("attribute", .text(decision.attribute.rawValue)),
      ]
    }
    if let withdrawn {
      fields += [
        .init("withdrawnBy", .text(withdrawn.by)), .init("withdrawnAt", .integer(withdrawn.at)),
      ]
    }
    return .object(fields)
  }
}
