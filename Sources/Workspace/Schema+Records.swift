extension Schema {
  /// The records under their own key alone.
  ///
  /// The records of an import are those from its first to its last, for they are numbered as they
  /// are filed; so the table needs no index beside its key, which would cost a fifth of the load.
  static let recordsByNumber = [
    "ALTER TABLE import ADD COLUMN first_record INTEGER",
    "ALTER TABLE import ADD COLUMN last_record INTEGER",
    """
    UPDATE import SET
      first_record = (
        SELECT min(id) FROM record AS r WHERE r.agency = import.agency AND r.import = import.id
      ),
      last_record = (
        SELECT max(id) FROM record AS r WHERE r.agency = import.agency AND r.import = import.id
      )
    """,
    // What refers to a record does so again once the new table is filled, before the commit.
    "PRAGMA defer_foreign_keys = ON",
    "CREATE TEMPORARY TABLE old_record AS SELECT * FROM record",
    "DROP TABLE record",
    """
    CREATE TABLE record (
      agency TEXT NOT NULL,
      id INTEGER NOT NULL,
      import INTEGER NOT NULL,
    \(facts)
      PRIMARY KEY (agency, id),
      FOREIGN KEY (agency, import) REFERENCES import (agency, id)
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT INTO record SELECT * FROM temp.old_record ORDER BY agency, id",
    "DROP TABLE temp.old_record",
  ]
}
