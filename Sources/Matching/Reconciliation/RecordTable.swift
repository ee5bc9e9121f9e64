import Inventory

/// Finds records by their ids, without copying any: a dictionary of records doubles what they take.
struct RecordTable: Sendable {
  private let records: [FiledRecord]

  /// The table of `records`, which are in the order of their ids.
  init(_ records: [FiledRecord]) {
    self.records = records
  }

  /// The record with `id`; `nil` when there is none.
  ///
  /// - Complexity: O(log *n*).
  subscript(id: RecordID) -> FiledRecord? {
    position(of: id).map { records[$0] }
  }

  /// Where the record with `id` stands; `nil` when there is none.
  ///
  /// - Complexity: O(log *n*).
  func position(of id: RecordID) -> Int? {
    var low = 0
    var high = records.count
    while low < high {
      let middle = (low + high) / 2
      if records[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < records.count && records[low].id == id ? low : nil
  }
}
