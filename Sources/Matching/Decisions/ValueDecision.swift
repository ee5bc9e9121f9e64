public import Inventory

/// What a person settled about a fact: of all records of the asset, this one tells it right.
///
/// It goes with the record, into whatever asset that is part of.
public struct ValueDecision: Sendable, Hashable {
  /// The record that is right.
  public var record: RecordID
  /// About which attribute.
  public var attribute: Attribute

  /// Creates a decision.
  public init(record: RecordID, attribute: Attribute) {
    self.record = record
    self.attribute = attribute
  }
}

extension Reconciliation {
  /// Gives assets the facts that persons decided on; of two decisions on one fact the later holds.
  ///
  /// Relations are drawn from the facts afterwards, so that they follow.
  ///
  /// A decision on a record that is no more, or says nothing of the attribute, is told in ``notes``.
  ///
  /// - Parameters:
  ///   - decisions: The decisions in the order they were made.
  ///   - records: The records.
  /// - Complexity: O(records of assets + decisions).
  mutating func hold(_ decisions: [ValueDecision], records: RecordTable) {
    guard !decisions.isEmpty else { return }
    let named = Set(decisions.map(\.record))
    var owners: [RecordID: Int] = [:]
    for (index, asset) in assets.enumerated() {
      for record in asset.records where named.contains(record) { owners[record] = index }
    }
    for decision in decisions {
      guard let index = owners[decision.record],
        let value = records[decision.record]?.record.value(of: decision.attribute)
      else {
        notes.append(.noValue(record: decision.record, attribute: decision.attribute))
        continue
      }
      assets[index].facts.set(decision.attribute, to: value)
      assets[index].origins[decision.attribute] = decision.record
    }
  }
}
