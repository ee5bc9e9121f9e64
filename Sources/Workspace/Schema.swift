/// The tables of a workspace, as numbered steps that are never edited once released.
///
/// The SQL is the common subset of SQLite 3.40 and PostgreSQL 15 but for the words `STRICT` and
/// `WITHOUT ROWID`: types are TEXT, BIGINT-sized INTEGER and REAL, and every primary key begins with
/// the agency, so that an agency can be a shard. Two tables are for reference and belong to no
/// agency: `agency` itself and the catalogue of services.
enum Schema {
  /// Marks our files in the header of SQLite: “TRMT”.
  static let applicationID = 0x5452_4D54

  /// The number of the newest step, which an up-to-date file carries as its `user_version`.
  static var version: Int { steps.count }

  /// The steps, from version 1 on.
  static let steps: [[String]] = [
    programme + imports + records + conclusions,
    recordsByNumber,
    register,
    decisions,
    settings,
    funding + relations,
    entities,
    metering,
    former,
  ]

  private static let programme = [
    """
    CREATE TABLE agency (
      code TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE service (
      name TEXT NOT NULL PRIMARY KEY,
      position INTEGER NOT NULL,
      synonyms TEXT NOT NULL,
      class TEXT,
      destination TEXT,
      is_infrastructure INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE project (
      agency TEXT NOT NULL REFERENCES agency (code),
      code TEXT NOT NULL,
      title TEXT NOT NULL,
      cup TEXT,
      measure TEXT,
      amount REAL,
      decreed TEXT,
      state TEXT,
      destination TEXT,
      deadline TEXT,
      source TEXT NOT NULL,
      PRIMARY KEY (agency, code)
    ) STRICT
    """,
    """
    CREATE TABLE project_service (
      agency TEXT NOT NULL,
      project TEXT NOT NULL,
      position INTEGER NOT NULL,
      service TEXT NOT NULL,
      sites TEXT NOT NULL,
      PRIMARY KEY (agency, project, position),
      FOREIGN KEY (agency, project) REFERENCES project (agency, code) ON DELETE CASCADE
    ) STRICT
    """,
    """
    CREATE TABLE planned_move (
      agency TEXT NOT NULL,
      project TEXT NOT NULL,
      position INTEGER NOT NULL,
      application TEXT NOT NULL,
      service TEXT,
      site TEXT,
      month TEXT,
      PRIMARY KEY (agency, project, position),
      FOREIGN KEY (agency, project) REFERENCES project (agency, code) ON DELETE CASCADE
    ) STRICT
    """,
  ]

  private static let imports = [
    """
    CREATE TABLE import (
      agency TEXT NOT NULL REFERENCES agency (code),
      id INTEGER NOT NULL,
      format TEXT NOT NULL,
      container TEXT,
      encoding TEXT,
      delimiter TEXT,
      source TEXT NOT NULL,
      content TEXT NOT NULL,
      imported_at INTEGER NOT NULL,
      as_of TEXT,
      is_superseded INTEGER NOT NULL,
      rows_read INTEGER NOT NULL,
      rows_recorded INTEGER NOT NULL,
      rows_skipped INTEGER NOT NULL,
      rows_rejected INTEGER NOT NULL,
      mapping TEXT,
      PRIMARY KEY (agency, id)
    ) STRICT
    """,
    "CREATE UNIQUE INDEX import_content ON import (agency, content)",
    "CREATE INDEX import_source ON import (agency, source)",
    """
    CREATE TABLE import_file (
      agency TEXT NOT NULL,
      import INTEGER NOT NULL,
      position INTEGER NOT NULL,
      path TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      size INTEGER NOT NULL,
      PRIMARY KEY (agency, import, position),
      FOREIGN KEY (agency, import) REFERENCES import (agency, id)
    ) STRICT
    """,
    """
    CREATE TABLE finding (
      agency TEXT NOT NULL,
      import INTEGER NOT NULL,
      number INTEGER NOT NULL,
      is_rejection INTEGER NOT NULL,
      place TEXT NOT NULL,
      value TEXT NOT NULL,
      reason TEXT NOT NULL,
      row_count INTEGER NOT NULL,
      PRIMARY KEY (agency, import, number),
      FOREIGN KEY (agency, import) REFERENCES import (agency, id)
    ) STRICT
    """,
    """
    CREATE TABLE unmapped_column (
      agency TEXT NOT NULL,
      import INTEGER NOT NULL,
      number INTEGER NOT NULL,
      name TEXT NOT NULL,
      filled INTEGER NOT NULL,
      PRIMARY KEY (agency, import, number),
      FOREIGN KEY (agency, import) REFERENCES import (agency, id)
    ) STRICT
    """,
    """
    CREATE TABLE reading_decision (
      agency TEXT NOT NULL,
      import INTEGER NOT NULL,
      number INTEGER NOT NULL,
      decision TEXT NOT NULL,
      PRIMARY KEY (agency, import, number),
      FOREIGN KEY (agency, import) REFERENCES import (agency, id)
    ) STRICT
    """,
    """
    CREATE TABLE refusal (
      agency TEXT NOT NULL REFERENCES agency (code),
      path TEXT NOT NULL,
      line INTEGER,
      code TEXT NOT NULL,
      italian TEXT NOT NULL,
      english TEXT NOT NULL,
      refused_at INTEGER NOT NULL,
      PRIMARY KEY (agency, path)
    ) STRICT
    """,
  ]

  /// The columns that records and assets share; ``RecordColumns`` maps them to attributes.
  static let facts = """
      record_kind TEXT NOT NULL,
      place TEXT NOT NULL,
      supplements TEXT,
      name TEXT,
      hostname TEXT,
      domain TEXT,
      serial TEXT,
      uuid TEXT,
      device_id TEXT,
      asset_tag TEXT,
      mac_addresses TEXT,
      ip_addresses TEXT,
      manufacturer TEXT,
      model TEXT,
      chassis TEXT,
      cpu_model TEXT,
      cpu_sockets INTEGER,
      cpu_cores INTEGER,
      cpu_threads INTEGER,
      cpu_mhz REAL,
      memory_mib REAL,
      storage_gb REAL,
      cpu_utilization REAL,
      operating_system TEXT,
      power_state TEXT,
      is_template INTEGER,
      host TEXT,
      cluster TEXT,
      virtual_centre TEXT,
      folder TEXT,
      data_centre TEXT,
      site TEXT,
      room TEXT,
      rack TEXT,
      rack_unit INTEGER,
      location TEXT,
      annotation TEXT,
      service TEXT,
      status TEXT,
      owner TEXT,
      purchased TEXT,
      last_seen TEXT,
      more TEXT,
    """

  private static let records = [
    """
    CREATE TABLE record (
      agency TEXT NOT NULL,
      id INTEGER NOT NULL,
      import INTEGER NOT NULL,
    \(facts)
      PRIMARY KEY (agency, id),
      FOREIGN KEY (agency, import) REFERENCES import (agency, id)
    ) STRICT
    """,
    "CREATE INDEX record_import ON record (agency, import)",
  ]

  private static let conclusions = [
    """
    CREATE TABLE asset (
      agency TEXT NOT NULL REFERENCES agency (code),
      id TEXT NOT NULL,
      kind TEXT NOT NULL,
      title TEXT NOT NULL,
      origins TEXT NOT NULL,
      links TEXT NOT NULL,
      seen TEXT,
    \(facts)
      PRIMARY KEY (agency, id)
    ) STRICT
    """,
    """
    CREATE TABLE asset_record (
      agency TEXT NOT NULL,
      asset TEXT NOT NULL,
      position INTEGER NOT NULL,
      record INTEGER NOT NULL,
      PRIMARY KEY (agency, asset, position),
      FOREIGN KEY (agency, asset) REFERENCES asset (agency, id) ON DELETE CASCADE,
      FOREIGN KEY (agency, record) REFERENCES record (agency, id)
    ) STRICT
    """,
    "CREATE INDEX asset_of_record ON asset_record (agency, record)",
    // The highest ids ever given, so that no id names two things one after the other.
    """
    CREATE TABLE last_entity (
      agency TEXT NOT NULL REFERENCES agency (code),
      is_application INTEGER NOT NULL,
      id TEXT NOT NULL,
      PRIMARY KEY (agency, is_application)
    ) STRICT
    """,
    """
    CREATE TABLE application (
      agency TEXT NOT NULL REFERENCES agency (code),
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      site TEXT,
      service TEXT,
      PRIMARY KEY (agency, id)
    ) STRICT
    """,
    """
    CREATE TABLE application_record (
      agency TEXT NOT NULL,
      application TEXT NOT NULL,
      position INTEGER NOT NULL,
      record INTEGER NOT NULL,
      PRIMARY KEY (agency, application, position),
      FOREIGN KEY (agency, application) REFERENCES application (agency, id) ON DELETE CASCADE,
      FOREIGN KEY (agency, record) REFERENCES record (agency, id)
    ) STRICT
    """,
    """
    CREATE TABLE relation (
      agency TEXT NOT NULL REFERENCES agency (code),
      number INTEGER NOT NULL,
      kind TEXT NOT NULL,
      from_entity TEXT NOT NULL,
      to_entity TEXT NOT NULL,
      record INTEGER NOT NULL,
      PRIMARY KEY (agency, number),
      FOREIGN KEY (agency, record) REFERENCES record (agency, id)
    ) STRICT
    """,
    """
    CREATE TABLE assignment (
      agency TEXT NOT NULL REFERENCES agency (code),
      position INTEGER NOT NULL,
      entity TEXT NOT NULL,
      is_application INTEGER NOT NULL,
      projects TEXT NOT NULL,
      service TEXT,
      is_infrastructure INTEGER NOT NULL,
      month TEXT,
      reasons TEXT NOT NULL,
      PRIMARY KEY (agency, position)
    ) STRICT
    """,
    """
    CREATE TABLE plan_entry (
      agency TEXT NOT NULL REFERENCES agency (code),
      position INTEGER NOT NULL,
      entity TEXT NOT NULL,
      status TEXT NOT NULL,
      month TEXT,
      blockers TEXT NOT NULL,
      reasons TEXT NOT NULL,
      PRIMARY KEY (agency, position)
    ) STRICT
    """,
    // One row for each agency of a run, and one of agency '' for the whole: intervals do not add.
    """
    CREATE TABLE estimate_run (
      agency TEXT NOT NULL,
      run INTEGER NOT NULL,
      made_at INTEGER NOT NULL,
      as_of TEXT,
      machines INTEGER NOT NULL,
      virtual_machines INTEGER NOT NULL,
      gross TEXT NOT NULL,
      net TEXT NOT NULL,
      factors TEXT NOT NULL,
      PRIMARY KEY (agency, run)
    ) STRICT
    """,
  ]
}
