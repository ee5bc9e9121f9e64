/// The account of one reading: every row read is a record, skipped or rejected.
public struct Ledger: Sendable, Hashable {
  /// Rows or elements that were read.
  public var read = 0
  /// Rows or elements whose facts went into records.
  public var records = 0
  /// Rows or elements passed over for a reason: titles, headers, totals, blanks, templates.
  public var skipped = 0
  /// Rows or elements that could not be used.
  public var rejected = 0
  /// What was rejected, rows and single values, in file order.
  public var rejections: [Finding] = []
  /// What was skipped, in file order; rows of one reason in a run may share a finding.
  public var skips: [Finding] = []
  /// Columns or elements with values that no attribute took, in file order.
  public var unmapped: [UnmappedColumn] = []
  /// What had to be guessed, in the order of guessing.
  public var decisions: [ReadingDecision] = []

  /// Creates an empty account.
  public init() {}

  /// Whether every row is accounted for.
  public var isBalanced: Bool { read == records + skipped + rejected }
}

/// A row, element or value that was passed over or rejected.
public struct Finding: Sendable, Hashable {
  /// Where it stands.
  public var at: Locator
  /// The value, as it stands; empty for a whole row.
  public var value: String
  /// Why.
  public var reason: FindingReason
  /// How many rows it stands for; 0 when it is about a single value of a row that was kept.
  public var rows: Int

  /// Creates a finding.
  public init(at: Locator, value: String = "", reason: FindingReason, rows: Int) {
    self.at = at
    self.value = value
    self.reason = reason
    self.rows = rows
  }
}

/// A column or element with values that no attribute took.
public struct UnmappedColumn: Sendable, Hashable {
  /// The heading or element path.
  public var name: String
  /// How many rows or elements fill it.
  public var filled: Int

  /// Creates the entry.
  public init(name: String, filled: Int) {
    self.name = name
    self.filled = filled
  }
}
