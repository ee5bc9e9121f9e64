import Inventory
import Retirement
import Testing

@Suite("What comes back")
struct ReturnWatchTests {
  private func device(_ change: (inout DeviceFacts) -> Void) -> RetiredDevice {
    var device = DeviceFacts(kind: .server, name: "srv1")
    change(&device)
    return RetiredDevice(
      entity: EntityID("asl-1"),
      offSince: Sample.day("2024-03-01"),
      device: device
    )
  }

  private func sighting(
    _ id: Int64,
    on day: String = "2024-03-02",
    format: FormatIdentifier = "ocs-family-xml",
    kind: RecordKind = .server,
    of importID: Int64 = 1,
    _ change: (inout Record) -> Void = { _ in }
  ) -> Sighting {
    var record = Record(kind: kind, locator: Locator(number: Int(id)))
    change(&record)
    let filed = FiledRecord(
      id: RecordID(id),
      importID: ImportID(importID),
      format: format,
      asOf: nil,
      record: record
    )
    return Sighting(record: filed, day: Sample.day(day))
  }

  private func grounds(_ retired: RetiredDevice, _ sightings: [Sighting]) -> [IdentityLink.Ground] {
    ReturnWatch(for: [retired]).resurrections(in: sightings).compactMap {
      if case .resurrection(_, _, _, let ground) = $0 { ground } else { nil }
    }
  }

  @Test(
    "a retired serial, UUID, MAC address or name seen later is an alarm, by the strongest ground"
  )
  func resurrection() {
    let retired = device {
      $0.serial = "cz1"
      $0.uuid = "4c4c4544-0043-4a10-8051-b2c04f4e3332"
      $0.macAddresses = ["00:50:56:AA:BB:CC"]
    }
    let sightings = [
      sighting(1) { $0.serial = Serial("CZ1") },
      // The same UUID with its first groups turned around, as Windows tools write it.
      sighting(2) { $0.uuid = MachineUUID("44454c4c-4300-104a-8051-b2c04f4e3332") },
      sighting(3) {
        $0.macAddresses = [MACAddress("00-50-56-aa-bb-cc")].compactMap(\.self)
      },
      sighting(4) { $0.hostname = "SRV1.example.org" },
      sighting(5) {
        $0.name = "srv1"
        $0.serial = Serial("CZ1")
      },
      sighting(6) { $0.name = "srv2" },
    ]
    #expect(
      grounds(retired, sightings) == [.serial, .uuid, .macAddress, .hostName, .serial]
    )
  }

  @Test("what was seen before, or is called off or withdrawn by its own source, is none")
  func noAlarm() {
    let retired = device { $0.serial = "CZ1" }
    let sightings = [
      sighting(1, on: "2024-03-01") { $0.serial = Serial("CZ1") },
      sighting(2) {
        $0.serial = Serial("CZ1")
        $0.status = "dismesso"
      },
      sighting(3) {
        $0.serial = Serial("CZ1")
        $0.powerState = .off
      },
      sighting(4, kind: .application) { $0.name = "srv1" },
    ]
    #expect(grounds(retired, sightings) == [])
    #expect(ReturnWatch(for: []).resurrections(in: sightings).isEmpty)
  }

  private func asset(_ id: String, _ records: [Int64], kind: AssetKind = .server) -> Asset {
    Asset(
      id: EntityID(id),
      kind: kind,
      name: id,
      facts: Record(kind: .server, locator: Locator(number: 1)),
      origins: [:],
      records: records.map { RecordID($0) },
      links: [],
      lastSeen: nil
    )
  }

  @Test("a machine that only scans see is a ghost, one that a single list has a phantom")
  func strays() {
    let sightings = [
      sighting(1, format: "nmap-xml", kind: .discoveredAddress, of: 1),
      sighting(2, format: "inventory-table", of: 2), sighting(3, format: "inventory-table", of: 2),
      sighting(4, format: "ocs-family-xml", of: 3), sighting(5, format: "ralph-csv", of: 4),
    ]
    let assets = [
      asset("ghost", [1]), asset("phantom", [2]), asset("seen", [3, 4]), asset("agent", [4]),
      asset("listed-twice", [3, 5]), asset("rack", [5], kind: .rack), asset("old", [99]),
    ]
    let alarms = ReturnWatch.strays(among: assets, in: sightings)
    #expect(alarms.map(\.code) == ["alarm.ghost", "alarm.phantom"])
    #expect(
      alarms == [
        .ghost(EntityID("ghost"), name: "ghost", seen: Sample.day("2024-03-02")),
        .phantom(EntityID("phantom"), name: "phantom", in: RecordID(2)),
      ]
    )
    for alarm in alarms { #expect(alarm.text(in: .italian) != alarm.text(in: .english)) }
  }

  @Test("where nothing but lists is known, no list is held against another")
  func listsAlone() {
    let sightings = [sighting(2, format: "inventory-table", of: 2)]
    #expect(ReturnWatch.strays(among: [asset("a", [2])], in: sightings).isEmpty)
  }
}
