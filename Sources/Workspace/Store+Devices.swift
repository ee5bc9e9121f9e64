import GRDB
public import Inventory
public import Retirement

extension Store {
  /// What the inventory knows of a device now, or else what the journal last kept of it.
  ///
  /// - Returns: What is known; `nil` when neither knows the device.
  /// - Throws: ``StoreFailure`` when the workspace cannot be read.
  public func device(_ entity: EntityID, of agency: AgencyCode) throws -> DeviceFacts? {
    try read { db in try device(entity, of: agency, in: db) }
  }

  /// What the inventory knows of a device now, or else what the journal last kept of it; `nil` when
  /// neither knows it.
  func device(_ entity: EntityID, of agency: AgencyCode, in db: Database) throws -> DeviceFacts? {
    let columns = RecordColumns.names.joined(separator: ", ")
    let found = try db.prepared(
      "SELECT kind, title, \(columns) FROM asset WHERE agency = ? AND id = ?",
      agency.description,
      entity.description
    ).rows { row -> DeviceFacts in
      guard let kind = row.text(0).flatMap({ AssetKind(rawValue: $0) }),
        let facts = RecordColumns.record(in: row, from: 2)
      else { throw damaged("asset \(entity)") }
      return DeviceFacts(kind: kind, name: row.text(1) ?? "", facts: facts)
    }.first
    guard var device = found else { return try lastDevice(entity, of: agency, in: db) }
    device.occupants = try occupants(of: entity, agency: agency, in: db)
    device.serviceClass = try serviceClass(on: entity, agency: agency, in: db)
    let projects =
      try db.prepared(
        "SELECT projects FROM assignment WHERE agency = ? AND entity = ? AND is_application = 0",
        agency.description,
        entity.description
      ).rows { $0.texts(0) }.first ?? []
    device.projects = projects.map { ProjectCode($0) }
    return device
  }

  /// What the last entry of a device kept of it, without what stood on it then.
  private func lastDevice(
    _ entity: EntityID,
    of agency: AgencyCode,
    in db: Database
  ) throws -> DeviceFacts? {
    var device = try entries(of: entity, agency: agency, in: db).last?.deviceStep?.device
    device?.occupants = []
    return device
  }

  /// The names of what still rests on a device, in order: what an export that is not superseded
  /// lists there, the plan does not call gone, and the register does not have dark.
  private func occupants(
    of entity: EntityID,
    agency: AgencyCode,
    in db: Database
  ) throws -> [String] {
    let dark = RetirementState.allCases.filter(\.isDark).map { "'\($0.rawValue)'" }
      .joined(separator: ", ")
    return try db.prepared(
      """
      SELECT DISTINCT COALESCE(a.title, p.name, r.from_entity) FROM relation AS r
      JOIN record AS f ON f.agency = r.agency AND f.id = r.record
      JOIN import AS i ON i.agency = f.agency AND i.id = f.import AND i.is_superseded = 0
      LEFT JOIN asset AS a ON a.agency = r.agency AND a.id = r.from_entity
      LEFT JOIN application AS p ON p.agency = r.agency AND p.id = r.from_entity
      LEFT JOIN retirement AS t ON t.agency = r.agency AND t.entity = r.from_entity
      LEFT JOIN plan_entry AS e ON e.agency = r.agency AND e.entity = r.from_entity
      WHERE r.agency = ? AND r.to_entity = ? AND r.kind <> 'mountedIn'
        AND COALESCE(t.state, '') NOT IN (\(dark)) AND COALESCE(e.status, '') <> 'gone'
        AND COALESCE(a.is_template, 0) = 0
      ORDER BY 1
      """,
      agency.description,
      entity.description
    ).rows { $0.text(0) ?? "" }
  }

  /// The highest class of the services that run on a device or on the machines it carries; `nil`
  /// when none is known.
  private func serviceClass(
    on entity: EntityID,
    agency: AgencyCode,
    in db: Database
  ) throws -> ServiceClass? {
    let found = try db.prepared(
      """
      WITH above AS (
        SELECT from_entity AS id FROM relation
        WHERE agency = ?1 AND to_entity = ?2 AND kind IN ('runsOn', 'hostedOn')
        UNION
        SELECT s.from_entity FROM relation AS h
        JOIN relation AS s ON s.agency = h.agency AND s.to_entity = h.from_entity
          AND s.kind = 'runsOn'
        WHERE h.agency = ?1 AND h.to_entity = ?2 AND h.kind = 'hostedOn'
      )
      SELECT DISTINCT s.class FROM above
      -- CROSS, because SQLite would else walk all assignments to look each up among the few above.
      CROSS JOIN assignment AS a
      JOIN service AS s ON s.name = a.service
      WHERE a.agency = ?1 AND a.entity = above.id AND s.class IS NOT NULL
      """,
      agency.description,
      entity.description
    ).rows { $0.text(0) ?? "" }
    return ServiceClass.allCases.last { found.contains($0.rawValue) }
  }
}

extension DeviceFacts {
  /// What the surviving facts of an asset tell of it as a device.
  init(kind: AssetKind, name: String, facts: Record) {
    self.init(kind: kind, name: name)
    serial = facts.serial?.description
    uuid = facts.uuid?.description
    macAddresses = facts.macAddresses.map(\.description)
    assetTag = facts.assetTag
    manufacturer = facts.manufacturer
    model = facts.model
    site = facts.site ?? facts.dataCentre
    room = facts.room
    rack = facts.rack
    rackUnit = facts.rackUnit
    // Of a virtual machine the disks are space on others; optical drives hold no data.
    guard kind != .virtualMachine else { return }
    disks = facts.disks.filter { !$0.isOptical }.map {
      Disk(serial: $0.serial?.description, isSolidState: $0.isSolidState)
    }
  }
}

extension Inventory.Disk {
  fileprivate var isOptical: Bool {
    guard let name = name?.uppercased() else { return false }
    return ["DVD", "CD-ROM", "CDROM", "BD-R"].contains { name.contains($0) }
  }

  /// `true` where the name says so; names of magnetic disks say nothing.
  fileprivate var isSolidState: Bool? {
    guard let name = name?.uppercased() else { return nil }
    return ["SSD", "NVME", "SOLID STATE"].contains { name.contains($0) } ? true : nil
  }
}
