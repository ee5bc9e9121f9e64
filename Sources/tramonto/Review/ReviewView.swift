import Inventory
import Matching
import Workspace

/// The questions of one agency, for a person or a program.
struct ReviewView {
  private let review: Review
  private let agency: Agency
  private let language: Language

  init(_ review: Review, of agency: Agency, _ language: Language) {
    self.review = review
    self.agency = agency
    self.language = language
  }

  func lines(limit: Int) -> [String] {
    let count = review.questions.count
    var lines = [
      language(
        "\(agency.code): \(count) coppie in dubbio",
        "\(agency.code): \(count) doubtful pairs"
      )
    ]
    lines += review.conflicts.map { "  ! \($0.text(in: language)) [\($0.code)]" }
    for question in review.questions.prefix(limit) { lines += self.lines(question) }
    if count > limit {
      lines.append(
        language(
          "  … e altre \(count - limit): --limit \(count) le mostra",
          "  … and \(count - limit) more: --limit \(count) shows them"
        )
      )
    }
    if let first = review.questions.first?.comparison {
      let pair =
        "\(Self.end(first.first, first.firstMention)) "
        + Self.end(first.second, first.secondMention)
      lines.append(
        language(
          "  Per rispondere: tramonto review same|different \(pair) --reason TESTO",
          "  To answer: tramonto review same|different \(pair) --reason TEXT"
        )
      )
    }
    return lines
  }

  private func lines(_ question: ReviewQuestion) -> [String] {
    let comparison = question.comparison
    var head =
      "  \(Self.end(comparison.first, comparison.firstMention)) · "
      + "\(Self.end(comparison.second, comparison.secondMention))   "
      + "\(Excerpt(question.firstName)) (\(comparison.firstEntity)) ↔ "
      + "\(Excerpt(question.secondName)) (\(comparison.secondEntity))"
    if question.kilowattHours > 0 {
      let energy = language.number(question.kilowattHours, decimals: 0)
      head += language("   \(energy) kWh l’anno", "   \(energy) kWh a year")
    }
    return [
      head, "      " + comparison.evidence.text(in: language),
      "      " + comparison.outcome.label(in: language),
    ]
  }

  /// A record, or the words in it, as the commands take them.
  private static func end(_ record: RecordID, _ mention: String?) -> String {
    mention.map { "\"\(record.number):\(Excerpt($0))\"" } ?? "\(record.number)"
  }

  /// The questions as named values.
  var fact: FactValue {
    .object([
      .init("agency", .text(agency.code.description)),
      .init(
        "questions",
        .list(
          review.questions.map { question in
            .object(
              question.comparison.fields(language) + [
                .init("firstName", .text(question.firstName)),
                .init("secondName", .text(question.secondName)),
                .init("kilowattHoursAYear", .number(question.kilowattHours.rounded())),
                .init("servers", .integer(question.servers)),
              ]
            )
          }
        )
      ),
      .init(
        "conflicts",
        .list(
          review.conflicts.map {
            .object([.init("code", .text($0.code)), .init("text", .text($0.text(in: language)))])
          }
        )
      ),
    ])
  }
}
