import Inventory
import Retirement

extension Report.JournalLine {
  /// Puts an entry into words.
  init(_ entry: JournalEntry, _ language: Language) {
    agency = entry.agency
    sequence = entry.sequence
    at = entry.at
    by =
      entry.approvedBy.map {
        language("\(entry.by), approva \($0)", "\(entry.by), approved by \($0)")
      } ?? entry.by
    entity = entry.entity
    documents = entry.documents
    (name, deed, reason) = ("", "", "")
    switch entry.deed {
    case .step(let step):
      name = step.device.name
      deed = step.step.name.label(in: language)
      day = step.day
      state = step.state
      reason =
        step.step.waiver.map {
          language("deroga di \($0.by): \($0.reason)", "waived by \($0.by): \($0.reason)")
        } ?? step.step.reason ?? ""
    case .baseline(let asOf, let assets):
      deed = language(
        "consistenza congelata: \(assets) beni",
        "baseline frozen: \(assets) assets"
      )
      day = asOf
    case .adjustment(_, let why):
      deed = language("rettifica della consistenza", "baseline adjusted")
      reason = why
    case .key(let fingerprint):
      deed = language("chiave di firma adottata", "signing key adopted")
      reason = fingerprint
    }
  }
}
