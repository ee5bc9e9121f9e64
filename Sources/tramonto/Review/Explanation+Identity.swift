import Answers
import Inventory
import Matching
import Workspace

extension Explanation {
  /// Tells each join with its evidence, the runner-up, and what persons decided.
  mutating func addIdentity(
    of entity: EntityID,
    records: [RecordID],
    isApplication: Bool,
    in store: Store,
    _ agency: AgencyCode,
    _ language: Language
  ) throws {
    let identity = try store.identity(of: entity, records: records, in: agency)
    add(
      "identity",
      isApplication
        ? language("Perché sono lo stesso applicativo", "Why they are one application")
        : language("Perché sono la stessa macchina", "Why they are one machine"),
      identity.joins.map { join in
        join.pair("=", language) + ": \(join.evidence.text(in: language))"
          + (join.outcome == .joined ? "" : "; \(join.outcome.label(in: language))")
      }
    )
    if let other = identity.runnerUp {
      let rival = other.firstEntity == entity ? other.secondEntity : other.firstEntity
      add(
        "runnerUp",
        language("La più simile tra le altre", "The likest of the others"),
        [
          "\(rival): " + other.pair("≠", language) + ": "
            + "\(other.evidence.text(in: language)); \(other.outcome.label(in: language))"
        ]
      )
    }
    add(
      "decisions",
      language("Decisioni", "Decisions"),
      identity.decisions.map { $0.line(language) }
    )
    add(
      "changes",
      language("Che ne è stato dei codici", "What became of the ids"),
      identity.changes.map { "\(Clock.day(of: $0.at)): \($0.text(in: language))" }
    )
  }
}
