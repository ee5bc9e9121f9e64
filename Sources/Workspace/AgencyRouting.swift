import Importers
import Inventory

/// Keeps, of a table with a column of agencies, the rows of one agency.
///
/// Only where a mapping names that column: a heading such as “Azienda” alone can as well be of
/// makers or suppliers.
struct AgencyRouting {
  private let own: AgencyCode
  private let names: AgencyNames
  /// What each spelling came to; there are few, and many rows of each.
  private var verdicts: [String: FindingReason?] = [:]
  private var turnedAway: [Finding] = []

  /// Creates the routing for what `export` says of agencies; `nil` when it says nothing.
  init?(_ export: Export, to own: AgencyCode, among agencies: [Agency]) {
    guard export.mapping?.agencyColumn != nil else { return nil }
    self.own = own
    names = AgencyNames(agencies)
  }

  /// Whether the record is the agency's own; a row that names none is.
  mutating func takes(_ record: Record) -> Bool {
    guard let text = record.agency else { return true }
    let reason: FindingReason?
    if let known = verdicts[text] {
      reason = known
    } else {
      let agency = names.agency(called: text)?.code
      reason =
        switch agency {
        case own: nil
        case let other?: .otherAgency(other.description)
        case nil: .unknownAgency(text)
        }
      verdicts[text] = .some(reason)
    }
    guard let reason else { return true }
    turnedAway.append(
      Finding(at: record.locator, reason: reason, rows: 1 + record.supplements.count)
    )
    return false
  }

  /// Moves the rows that were turned away from the records to the skipped and rejected ones.
  func settle(_ ledger: inout Ledger) {
    for finding in turnedAway {
      ledger.records -= finding.rows
      if case .unknownAgency = finding.reason {
        ledger.rejected += finding.rows
        ledger.rejections.append(finding)
      } else {
        ledger.skipped += finding.rows
        ledger.skips.append(finding)
      }
    }
  }
}
