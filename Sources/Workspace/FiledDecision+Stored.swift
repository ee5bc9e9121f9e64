import Inventory
import Matching
import Retirement

extension FiledDecision.Decision {
  /// What was decided, in a word.
  public var verdict: String {
    switch self {
    case .identity(let decision): decision.verdict.rawValue
    case .value: "value"
    case .relation(let decision): decision.holds ? "relate" : "unrelate"
    case .exception: "accept"
    case .assignment: "assign"
    }
  }

  /// The attribute of a decision on a value.
  var attribute: String? {
    if case .value(let decision) = self { decision.attribute.rawValue } else { nil }
  }

  /// The score of a decision on identity.
  var score: Double? { if case .identity(let decision) = self { decision.score } else { nil } }

  /// What the columns have no place for.
  var particulars: FactValue? {
    switch self {
    case .value: nil
    case .identity(let decision):
      decision.subject == .machine
        ? nil
        : .object(
          [
            .init("subject", .text(decision.subject.rawValue)),
            decision.firstMention.map { .init("first", .text($0)) },
            decision.secondMention.map { .init("second", .text($0)) },
          ].compactMap(\.self)
        )
    case .relation(let decision):
      .object([
        .init("kind", .text(decision.kind.rawValue)), .init("from", decision.from.fact),
        .init("to", decision.to.fact),
      ])
    case .exception(let decision):
      .object(
        [
          .init("machine", decision.machine.fact), .init("ground", .text(decision.ground.rawValue)),
          decision.project.map { .init("project", .text($0.description)) },
        ].compactMap(\.self)
      )
    case .assignment(let decision):
      .object([
        .init("application", decision.application.fact),
        .init("projects", .list(decision.projects.map { .text($0.description) })),
      ])
    }
  }

  /// Reads a decision back; `nil` when the columns are damaged.
  init?(
    verdict: String,
    number: Int,
    records: (Int?, Int?),
    attribute: String?,
    score: Double?,
    particulars: FactValue?
  ) {
    guard let first = records.0.map({ RecordID(Int64($0)) }) else { return nil }
    let second = records.1.map { RecordID(Int64($0)) }
    switch verdict {
    case "value":
      guard let attribute = attribute.flatMap({ Attribute(rawValue: $0) }) else { return nil }
      self = .value(ValueDecision(record: first, attribute: attribute))
    case "relate", "unrelate":
      guard let second,
        let kind = particulars?["kind"]?.text.flatMap({ Relation.Kind(rawValue: $0) }),
        let from = EntityReference(particulars?["from"], record: first),
        let to = EntityReference(particulars?["to"], record: second)
      else { return nil }
      self = .relation(
        RelationDecision(number: number, kind: kind, from: from, to: to, holds: verdict == "relate")
      )
    case "accept":
      guard
        let ground = particulars?["ground"]?.text
          .flatMap({ AcceptedException.Ground(rawValue: $0) }),
        let machine = EntityReference(particulars?["machine"], record: first)
      else { return nil }
      self = .exception(
        ExceptionDecision(
          machine: machine,
          project: particulars?["project"]?.text.map { ProjectCode($0) },
          ground: ground
        )
      )
    case "assign":
      guard let application = EntityReference(particulars?["application"], record: first),
        case .list(let projects) = particulars?["projects"]
      else { return nil }
      self = .assignment(
        AssignmentDecision(
          number: number,
          application: application,
          projects: projects.compactMap(\.text).map { ProjectCode($0) }
        )
      )
    default:
      guard let verdict = IdentityDecision.Verdict(rawValue: verdict), let second else {
        return nil
      }
      self = .identity(
        IdentityDecision(
          subject: particulars?["subject"]?.text.flatMap { IdentitySubject(rawValue: $0) }
            ?? .machine,
          first: first,
          second: second,
          firstMention: particulars?["first"]?.text,
          secondMention: particulars?["second"]?.text,
          verdict: verdict,
          score: score
        )
      )
    }
  }
}

extension EntityReference {
  /// The reference as named values, but for its record.
  fileprivate var fact: FactValue {
    .object([
      .init("id", .text(entity.description)), .init("application", .flag(isApplication)),
    ])
  }

  fileprivate init?(_ fact: FactValue?, record: RecordID) {
    guard let id = fact?["id"]?.text, let isApplication = fact?["application"]?.flag else {
      return nil
    }
    self.init(record: record, entity: EntityID(id), isApplication: isApplication)
  }
}
