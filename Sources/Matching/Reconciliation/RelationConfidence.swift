import Inventory

/// How far a relation is believed, by what says so and how often.
enum RelationConfidence {
  /// How often a statement of this kind, in a source of this kind, holds.
  ///
  /// What a hypervisor lists it has measured; a list that people keep grows old; a note, a name and
  /// the traffic of a moment tell less. Judgements of ours, not measured on any estate.
  static func base(_ basis: Relation.Basis, _ source: SourceKind) -> Double {
    switch (basis, source) {
    case (.decision, _): 1
    case (.listed, .hypervisor): 0.99
    case (.listed, .agent): 0.97
    case (.listed, .assessment), (.listed, .database): 0.95
    case (.listed, .table): 0.9
    case (.listed, .scan): 0.8
    case (.flow, _): 0.85
    case (.mention, _): 0.8
    case (.name, _): 0.7
    }
  }

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

  init(_ filed: FiledRecord, _ basis: Relation.Basis) {
    record = filed.id
    self.basis = basis
    isSuperseded = filed.isSuperseded
    base = RelationConfidence.base(basis, SourceKind(filed.format))
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
