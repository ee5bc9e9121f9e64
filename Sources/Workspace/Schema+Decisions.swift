extension Schema {
  /// What persons settled about the identity of machines and their facts, and what became of the ids of assets.
  ///
  /// Decisions name records, which are never deleted, so that they outlive every new export. A
  /// change of ids is kept for good: a list on paper may still bear an id that is no more.
  static let decisions = [
    """
    CREATE TABLE decision (
      agency TEXT NOT NULL REFERENCES agency (code),
      number INTEGER NOT NULL,
      verdict TEXT NOT NULL,
      first INTEGER NOT NULL,
      second INTEGER,
      attribute TEXT,
      score REAL,
      decided_by TEXT NOT NULL,
      reason TEXT NOT NULL,
      decided_at INTEGER NOT NULL,
      withdrawn_by TEXT,
      withdrawn_at INTEGER,
      PRIMARY KEY (agency, number)
    ) STRICT
    """,
    """
    CREATE TABLE entity_change (
      agency TEXT NOT NULL REFERENCES agency (code),
      number INTEGER NOT NULL,
      kind TEXT NOT NULL,
      entity TEXT NOT NULL,
      other TEXT NOT NULL,
      noticed_at INTEGER NOT NULL,
      PRIMARY KEY (agency, number)
    ) STRICT
    """,
    "CREATE INDEX entity_change_entity ON entity_change (agency, entity)",
  ]
}
