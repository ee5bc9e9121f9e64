public import Inventory
import Matching
import Retirement
public import Workspace

extension FiledDecision {
  /// What was decided, in a few words.
  public func words(_ language: Language) -> String {
    switch decision {
    case .identity(let decision):
      decision.ends.map { $0.words(language) }
        .joined(separator: decision.verdict == .same ? " = " : " ≠ ")
    case .value(let decision):
      "\(decision.record.number): \(decision.attribute.label(in: language))"
    case .relation(let decision):
      "\(decision.from.entity) "
        + (decision.holds ? "" : language("non ", "not "))
        + "\(decision.kind.label(in: language)) \(decision.to.entity)"
    case .exception(let decision):
      "\(decision.machine.entity) "
        + language("può restare", "may stay") + " (\(decision.ground.label(in: language)))"
        + (decision.project.map { " \($0)" } ?? "")
    case .assignment(let decision):
      "\(decision.application.entity) → "
        + (decision.projects.isEmpty
          ? language("nessun progetto", "no project")
          : decision.projects.map(\.description).joined(separator: ", "))
    }
  }
}
