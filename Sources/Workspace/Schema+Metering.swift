extension Schema {
  /// The series of meters and loads that last, each tied to what it counts.
  ///
  /// A row is never changed but for its withdrawal. `body` holds the stretches of a meter, or how
  /// often a machine had each load, as JSON.
  static let metering = [
    """
    CREATE TABLE meter_series (
      agency TEXT NOT NULL REFERENCES agency (code),
      number INTEGER NOT NULL,
      subject TEXT NOT NULL,
      entity TEXT,
      place TEXT,
      side TEXT NOT NULL,
      meter TEXT NOT NULL,
      feed TEXT NOT NULL,
      path TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      first_line INTEGER NOT NULL,
      readings INTEGER NOT NULL,
      deviation REAL NOT NULL,
      body TEXT NOT NULL,
      added_by TEXT NOT NULL,
      reason TEXT NOT NULL,
      added_at INTEGER NOT NULL,
      withdrawn_by TEXT,
      withdrawn_at INTEGER,
      PRIMARY KEY (agency, number)
    ) STRICT
    """
  ]
}
