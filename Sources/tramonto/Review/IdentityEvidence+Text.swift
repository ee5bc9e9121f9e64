import Inventory
import Matching

extension IdentityEvidence {
  /// The weights, the strongest first, and their sum: `nome host +5,1 · memoria −2,0 = 3,1 bit`.
  func text(in language: Language) -> String {
    let parts = weights.map { "\($0.ground.label(in: language)) \(Self.signed($0.bits, language))" }
    return parts.joined(separator: " · ")
      + " = \(Self.signed(score, language)) bit"
      + " (\(language.number(probability * 100, decimals: 0)) %)"
  }

  private static func signed(_ bits: Double, _ language: Language) -> String {
    (bits < 0 ? "−" : "+") + language.number(abs(bits), decimals: 1)
  }
}

extension IdentityComparison {
  /// The comparison as named values.
  func fields(_ language: Language) -> [FactValue.Field] {
    [
      .init("subject", .text(subject.rawValue)),
      .init("first", .integer(Int(first.number))), .init("second", .integer(Int(second.number))),
      .init("firstEntity", .text(firstEntity.description)),
      .init("secondEntity", .text(secondEntity.description)),
      .init("score", .number(evidence.score)),
      .init("probability", .number((evidence.probability * 10_000).rounded() / 10_000)),
      .init(
        "weights",
        .list(
          evidence.weights.map {
            .object([
              .init("ground", .text("\($0.ground)")), .init("bits", .number($0.bits)),
            ])
          }
        )
      ),
      .init("outcome", .text(outcome.label(in: language))),
    ]
      + [("firstMention", firstMention), ("secondMention", secondMention)].compactMap {
        name,
        mention in
        mention.map { .init(name, .text($0)) }
      }
  }
}
