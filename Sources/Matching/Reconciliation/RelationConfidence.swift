import Inventory

/// How far a relation is believed, by what says so and how often.
enum RelationConfidence {
  /// How often a statement of this kind, in a source of this kind, holds.
  ///
  /// Of what ties an application to a machine, the shares are those found on an invented estate of
  /// 5,000 servers, for the very application and not only its service: lists 0.99, notes and folders
  /// 0.65, calls to a database and names 0.55, installed products 0.45. The differences between the
  /// sources of lists, and that nine of ten recorded calls are those of the machines named, are
  /// judgements of ours.
  static func base(_ basis: Relation.Basis, _ source: SourceKind) -> Double {
    switch (basis, source) {
    case (.decision, _): 1
    case (.listed, .hypervisor): 0.99
    case (.listed, .agent): 0.97
    case (.listed, .assessment), (.listed, .database): 0.95
    case (.listed, .table): 0.9
    case (.listed, .scan): 0.8
    case (.mention, _): 0.65
    case (.flow, _), (.name, _): 0.55
    case (.software, _): 0.45
    }
  }

  /// How often a recorded call is one of the machines named.
  static let call = 0.9

  /// The confidence of what several exports say: 1 − (1 − *p*)^*n*, *n* at most 3, for exports
  /// copy from one another.
  static func confidence(_ base: Double, exports: Int) -> Double {
    var doubt = 1 - base
    for _ in 1..<max(2, min(exports, 3)) where exports > 1 { doubt *= 1 - base }
    return ((1 - doubt) * 10_000).rounded() / 10_000
  }
}

/// What says that one thing rests on another, over all the records that do.
struct RelationSupport {
  /// The record that is shown for it.
  private(set) var record: RecordID
  /// What kind of statement says so most surely.
  private(set) var basis: Relation.Basis
  /// How many records say so.
  private(set) var seen = 1
  private var isSuperseded: Bool
  private var base: Double
  private var exports: Set<ImportID>

  /// Begins with a record; `base` is how often such a statement holds, where that is known better.
  init(_ filed: FiledRecord, _ basis: Relation.Basis, base: Double? = nil) {
    record = filed.id
    self.basis = basis
    isSuperseded = filed.isSuperseded
    self.base = base ?? RelationConfidence.base(basis, SourceKind(filed.format))
    exports = [filed.importID]
  }

  /// Adds a record that says the same; a current one is shown before a superseded one.
  mutating func add(_ filed: FiledRecord, _ basis: Relation.Basis) {
    seen += 1
    exports.insert(filed.importID)
    if isSuperseded, !filed.isSuperseded {
      record = filed.id
      isSuperseded = false
    }
    let other = RelationConfidence.base(basis, SourceKind(filed.format))
    if other > base {
      base = other
      self.basis = basis
    }
  }

  /// How probable it is that the relation holds, from 0 to 1.
  var confidence: Double { RelationConfidence.confidence(base, exports: exports.count) }
}
