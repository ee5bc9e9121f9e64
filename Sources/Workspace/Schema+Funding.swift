extension Schema {
  /// The dates of projects, what each of their services is paid, and the months of their moves.
  static let funding = [
    "ALTER TABLE project ADD COLUMN bracket TEXT",
    "ALTER TABLE project_service ADD COLUMN class TEXT",
    "ALTER TABLE project_service ADD COLUMN mode TEXT",
    "ALTER TABLE project_service ADD COLUMN unit_price REAL",
    """
    CREATE TABLE project_date (
      agency TEXT NOT NULL,
      project TEXT NOT NULL,
      milestone TEXT NOT NULL,
      planned TEXT,
      actual TEXT,
      PRIMARY KEY (agency, project, milestone),
      FOREIGN KEY (agency, project) REFERENCES project (agency, code) ON DELETE CASCADE
    ) STRICT
    """,
    """
    INSERT INTO project_date (agency, project, milestone, actual)
    SELECT agency, code, 'decree', decreed FROM project WHERE decreed IS NOT NULL
    """,
    "ALTER TABLE project DROP COLUMN decreed",
    // The month of each project of an assignment, beside the latest of all.
    "ALTER TABLE assignment ADD COLUMN months TEXT",
  ]

  /// What speaks for each relation, and decisions about relations and exceptions, whose particulars
  /// are JSON.
  static let relations = [
    "ALTER TABLE relation ADD COLUMN basis TEXT",
    "ALTER TABLE relation ADD COLUMN seen INTEGER",
    "ALTER TABLE relation ADD COLUMN confidence REAL",
    "ALTER TABLE relation ADD COLUMN port INTEGER",
    "ALTER TABLE relation ADD COLUMN decision INTEGER",
    "ALTER TABLE decision ADD COLUMN particulars TEXT",
  ]
}
