extension Schema {
  /// The factors of estimates that persons set in place of the product's own.
  ///
  /// Agency '' stands for everywhere, as in `estimate_run`. A row is never changed but for its
  /// withdrawal; of one key and place, at most one is not withdrawn.
  static let settings = [
    """
    CREATE TABLE setting (
      agency TEXT NOT NULL,
      number INTEGER NOT NULL,
      room TEXT,
      name TEXT NOT NULL,
      value REAL NOT NULL,
      low REAL,
      high REAL,
      source TEXT,
      set_by TEXT NOT NULL,
      reason TEXT NOT NULL,
      set_at INTEGER NOT NULL,
      withdrawn_by TEXT,
      withdrawn_at INTEGER,
      PRIMARY KEY (agency, number)
    ) STRICT
    """
  ]
}
