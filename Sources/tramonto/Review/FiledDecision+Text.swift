import Answers
import Inventory
import Matching
import Retirement
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
    var line =
      "\(number): \(words(language))  \(Clock.day(of: at))  \(Excerpt(by)): \(Excerpt(reason))"
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
      .init("verdict", .text(decision.verdict)),
    ]
    switch decision {
    case .identity(let decision):
      fields += [
        .init("first", .integer(Int(decision.first.number))),
        .init("second", .integer(Int(decision.second.number))),
        .init("subject", .text(decision.subject.rawValue)),
      ]
      if let mention = decision.firstMention {
        fields.append(.init("firstMention", .text(mention)))
      }
      if let mention = decision.secondMention {
        fields.append(.init("secondMention", .text(mention)))
      }
      if let score = decision.score { fields.append(.init("score", .number(score))) }
    case .value(let decision):
      fields += [
        .init("record", .integer(Int(decision.record.number))),
        .init("attribute", .text(decision.attribute.rawValue)),
      ]
    case .relation(let decision):
      fields += [
        .init("kind", .text(decision.kind.rawValue)),
        .init("from", .text(decision.from.entity.description)),
        .init("to", .text(decision.to.entity.description)),
      ]
    case .assignment(let decision):
      fields += [
        .init("application", .text(decision.application.entity.description)),
        .init("projects", .list(decision.projects.map { .text($0.description) })),
      ]
    case .exception(let decision):
      fields += [
        .init("machine", .text(decision.machine.entity.description)),
        .init("ground", .text(decision.ground.rawValue)),
      ]
      if let project = decision.project {
        fields.append(.init("project", .text(project.description)))
      }
    }
    if let withdrawn {
      fields += [
        .init("withdrawnBy", .text(withdrawn.by)), .init("withdrawnAt", .integer(withdrawn.at)),
      ]
    }
    return .object(fields)
  }
}
