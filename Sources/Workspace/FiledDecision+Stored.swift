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
    case .identity, .value: nil
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
    default:
      guard let verdict = IdentityDecision.Verdict(rawValue: verdict), let second else {
        return nil
      }
      self = .identity(
        IdentityDecision(first: first, second: second, verdict: verdict, score: score)
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
