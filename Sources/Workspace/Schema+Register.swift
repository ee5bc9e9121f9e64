extension Schema {
  /// The journal, what it amounts to for each device, and the documents filed with it.
  ///
  /// The triggers keep the program from slips: entries are only added. Against a hand on the file
  /// there is the chain of hashes. They are the one part that PostgreSQL spells otherwise.
  static let register =
    [
      """
      CREATE TABLE journal_entry (
        agency TEXT NOT NULL REFERENCES agency (code),
        sequence INTEGER NOT NULL,
        deed TEXT NOT NULL,
        entity TEXT,
        line TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (agency, sequence)
      ) STRICT
      """,
      "CREATE INDEX journal_entity ON journal_entry (agency, entity, sequence)",
      // Few entries among many: baselines, adjustments, keys.
      "CREATE INDEX journal_deed ON journal_entry (agency, deed, sequence) WHERE deed <> 'step'",
      """
      CREATE TABLE retirement (
        agency TEXT NOT NULL REFERENCES agency (code),
        entity TEXT NOT NULL,
        state TEXT NOT NULL,
        off_from TEXT,
        day TEXT NOT NULL,
        sequence INTEGER NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        serial TEXT,
        PRIMARY KEY (agency, entity)
      ) STRICT
      """,
      "CREATE INDEX retirement_state ON retirement (agency, state, entity)",
      """
      CREATE TABLE document (
        agency TEXT NOT NULL REFERENCES agency (code),
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        PRIMARY KEY (agency, sha256)
      ) STRICT
      """,
      // In pieces, so that neither reading nor writing one holds more than a piece.
      """
      CREATE TABLE document_piece (
        agency TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        position INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (agency, sha256, position),
        FOREIGN KEY (agency, sha256) REFERENCES document (agency, sha256)
      ) STRICT
      """,
      // Asked for with each step: what still rests on a device.
      "CREATE INDEX relation_to ON relation (agency, to_entity)",
      "CREATE INDEX assignment_entity ON assignment (agency, entity)",
      "CREATE INDEX plan_entry_entity ON plan_entry (agency, entity)",
    ] + kept("journal_entry") + kept("document") + kept("document_piece")

  private static func kept(_ table: String) -> [String] {
    ["UPDATE", "DELETE"].map { change in
      """
      CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(table) is only added to'); END
      """
    }
  }
}
