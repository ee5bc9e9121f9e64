import Inventory
import Matching
import Testing

@Suite("Relations: what speaks for them, and what persons decide")
struct RelationDecisionTests {
  private let rows = [
    Rows.row(1) { $0.hostname = "srv1" }, Rows.row(2) { $0.hostname = "srv2" },
    Rows.row(3, .application) { record in
      record.name = "LabNet"
      record.servers = ["srv1"]
    },
    Rows.row(4, .application) { record in
      record.name = "LabNet"
      record.servers = ["srv1"]
    }, Rows.row(5, .virtualMachine, "rvtools-csv", import: 5, host("vm1", "esx1")),
    Rows.row(6, .server, "rvtools-csv", import: 5) { $0.hostname = "esx1" },
    Rows.row(7, .server, "rvtools-csv", import: 5) { $0.hostname = "esx2" },
    Rows.row(8, .dependency, "azure-dependency-csv", import: 8, flow("srv1", "srv2", 443)),
    Rows.row(9, .dependency, "azure-dependency-csv", import: 8, flow("srv1", "srv2", 443)),
    Rows.row(10, .dependency, "azure-dependency-csv", import: 8, flow("srv1", "srv2", 22)),
  ]

  private static func host(_ name: String, _ host: String) -> (inout Record) -> Void {
    { record in
      record.hostname = name
      record.host = host
    }
  }

  private static func flow(_ from: String, _ to: String, _ port: Int) -> (inout Record) -> Void {
    { record in
      record.source = from
      record.target = to
      record.port = port
    }
  }

  private func reconcile(
    _ relations: [RelationDecision] = [],
    values: [ValueDecision] = []
  ) -> Reconciliation {
    Reconciler().reconcile(
      rows,
      of: Rows.agency,
      previous: [:],
      values: values,
      relations: relations
    )
  }

  private func spell(_ found: Reconciliation, _ kind: Relation.Kind) -> [String] {
    var names: [EntityID: String] = [:]
    for asset in found.assets { names[asset.id] = asset.name }
    for application in found.applications { names[application.id] = application.name }
    return found.relations.filter { $0.kind == kind }
      .map { "\(names[$0.from] ?? "?") \(names[$0.to] ?? "?")" }
  }

  private func reference(_ record: Int64, isApplication: Bool = false) -> EntityReference {
    EntityReference(
      record: RecordID(record),
      entity: EntityID("unknown"),
      isApplication: isApplication
    )
  }

  private func decide(
    _ number: Int,
    _ kind: Relation.Kind,
    _ from: Int64,
    _ to: Int64,
    _ holds: Bool = true
  ) -> RelationDecision {
    RelationDecision(
      number: number,
      kind: kind,
      from: reference(from, isApplication: kind == .runsOn),
      to: reference(to),
      holds: holds
    )
  }

  @Test("a relation tells how often it was seen; what two exports say is surer than what one says")
  func support() throws {
    let found = reconcile()
    let runs = try #require(found.relations.first { $0.kind == .runsOn })
    #expect(runs.seen == 2)
    #expect(runs.basis == .listed)
    let hosted = try #require(found.relations.first { $0.kind == .hostedOn })
    #expect(hosted.seen == 1)
    #expect(runs.confidence > 0.98 && runs.confidence < 1)
    let flows = found.relations.filter { $0.kind == .dependsOn }
    #expect(Set(flows.map { "\($0.port ?? 0) \($0.seen)" }) == ["22 1", "443 2"])
    #expect(flows.allSatisfy { $0.basis == .flow && $0.confidence < hosted.confidence })
  }

  @Test("a decided relation is there, a denied one is not, and the later decision holds")
  func decided() throws {
    let made = reconcile([decide(1, .runsOn, 3, 2)])
    #expect(spell(made, .runsOn) == ["LabNet srv1", "LabNet srv2"])
    #expect(made.relations.first { $0.decision == 1 }?.basis == .decision)
    #expect(made.relations.first { $0.decision == 1 }?.confidence == 1)
    #expect(spell(reconcile([decide(1, .runsOn, 4, 1, false)]), .runsOn) == [])
    let both = [decide(1, .runsOn, 3, 1, false), decide(2, .runsOn, 3, 1)]
    #expect(spell(reconcile(both), .runsOn) == ["LabNet srv1"])
    #expect(spell(reconcile(both.reversed()), .runsOn) == [])
    #expect(spell(reconcile([decide(1, .dependsOn, 1, 2, false)]), .dependsOn) == [])
  }

  @Test("what is hosted on a host by decision is so on no other, and that host is a host")
  func hosted() {
    let found = reconcile([decide(1, .hostedOn, 5, 7)])
    #expect(spell(found, .hostedOn) == ["vm1 esx2"])
    #expect(found.assets.first { $0.name == "esx2" }?.kind == .host)
    let again = reconcile([decide(1, .hostedOn, 5, 7), decide(2, .hostedOn, 5, 6)])
    #expect(spell(again, .hostedOn) == ["vm1 esx1"])
    let none = reconcile([decide(1, .hostedOn, 5, 7), decide(2, .hostedOn, 5, 7, false)])
    #expect(spell(none, .hostedOn) == ["vm1 esx1"])
  }

  @Test("a decision on what is no more is told, and changes nothing")
  func gone() {
    let found = reconcile([decide(4, .runsOn, 3, 99)])
    #expect(found.notes.contains(.decisionGone(4)))
    #expect(spell(found, .runsOn) == ["LabNet srv1"])
  }

  @Test("a decision on a value moves the relations that rest on it")
  func values() {
    var rows = rows
    rows.append(
      Rows.row(11, .virtualMachine, "ocs-family-xml", import: 11, Self.host("vm1", "esx2"))
    )
    func found(_ values: [ValueDecision]) -> [String] {
      spell(
        Reconciler().reconcile(rows, of: Rows.agency, previous: [:], values: values),
        .hostedOn
      )
    }
    #expect(found([]) == ["vm1 esx1"])
    #expect(found([ValueDecision(record: RecordID(11), attribute: .host)]) == ["vm1 esx2"])
  }

  @Test("a row that mentions several applications means the one with the id, or the only one")
  func references() {
    let applications = ["A1", "A2"].map { id in
      Application(
        id: EntityID(id),
        name: id,
        site: nil,
        service: nil,
        records: [RecordID(1), RecordID(id == "A1" ? 2 : 3)]
      )
    }
    func meant(_ record: Int64, _ id: String) -> String? {
      let reference = EntityReference(
        record: RecordID(record),
        entity: EntityID(id),
        isApplication: true
      )
      return EntityIndex(of: [reference], assets: [], applications: applications)[reference]?
        .description
    }
    #expect(meant(1, "A2") == "A2")
    #expect(meant(1, "gone") == nil)
    #expect(meant(2, "gone") == "A1")
    #expect(meant(9, "A2") == "A2")
    #expect(meant(9, "gone") == nil)
  }

  @Test("a host that current records put in two clusters is told, and superseded ones are not")
  func clusters() {
    func notes(superseded: Bool) -> [ReconciliationNote] {
      Rows.reconcile([
        Rows.row(1, .server, "rvtools-csv") { record in
          record.hostname = "esx1"
          record.cluster = "CL-A"
        },
        Rows.row(2, .server, "glpi-csv", superseded: superseded) { record in
          record.hostname = "esx1"
          record.cluster = "CL-B"
        },
      ]).notes.filter { if case .severalClusters = $0 { true } else { false } }
    }
    #expect(notes(superseded: false).count == 1)
    #expect(notes(superseded: true).isEmpty)
  }

  @Test("a flow to an array by NFS or iSCSI keeps data there; to its web page it is only a call")
  func arrays() {
    let found = Rows.reconcile([
      Rows.row(1) { $0.hostname = "esx1" },
      Rows.row(2, .storage) { record in
        record.hostname = "nas1"
        record.ipAddresses = [IPAddress("10.1.2.3")].compactMap(\.self)
      },
      Rows.row(3, .dependency, "rvtools-csv") { record in
        record.servers = ["esx1", "esx9"]
        record.target = "10.1.2.3"
        record.port = 2_049
      },
      Rows.row(4, .dependency, "azure-dependency-csv", import: 4, Self.flow("esx1", "nas1", 443)),
    ])
    #expect(spell(found, .storedOn) == ["esx1 nas1"])
    #expect(spell(found, .dependsOn) == ["esx1 nas1"])
    #expect(found.notes.contains { if case .unresolved("esx9", _, _) = $0 { true } else { false } })
  }

  @Test(
    "a machine's own row names its array and its power unit; other things of that name are none"
  )
  func attachments() {
    let found = Rows.reconcile([
      Rows.row(1) { record in
        record.hostname = "srv1"
        record.storageSystems = ["nas1", "ups1", "nowhere"]
        record.powerSources = ["ups1", "nas1"]
      }, Rows.row(2, .storage) { $0.hostname = "nas1" },
      Rows.row(3, .powerUnit) { $0.hostname = "ups1" },
    ])
    #expect(spell(found, .storedOn) == ["srv1 nas1"])
    #expect(spell(found, .poweredBy) == ["srv1 ups1"])
  }

  /// What hosts see of disks, with the arrays of an inventory.
  private func stored(_ disk: String, serial: String? = nil, in arrays: [FiledRecord]) -> [String] {
    let found = Rows.reconcile(
      [
        Rows.row(1) { $0.hostname = "esx1" }, Rows.row(2) { $0.hostname = "esx2" },
        Rows.row(3, .dependency, "rvtools-csv-set", import: 3) { record in
          record.servers = ["esx1", "esx2"]
          record.target = disk
          record.serial = serial.flatMap { Serial($0) }
        },
      ] + arrays
    )
    #expect(!found.notes.contains { if case .unresolved = $0 { true } else { false } })
    return spell(found, .storedOn)
  }

  private func array(
    _ id: Int64,
    _ name: String,
    serial: String? = nil,
    volumes: [String] = []
  ) -> FiledRecord {
    Rows.row(id, .storage, import: id) { record in
      record.hostname = name
      record.serial = serial.flatMap { Serial($0) }
      record.volumes = volumes
    }
  }

  @Test(
    "hosts keep data on the array whose serial number the disk's identifiers hold, and on no other",
    arguments: [
      // Symmetrix: twelve digits behind the vendor's.
      ("naa.60000970000192600777533030303345", nil, "000192600777", true),
      ("naa.60000970000192600777533030303345", nil, "000192600778", false),
      // Hitachi: a binary number in the third part.
      ("naa.60060e80042ae40000002ae400000b20", nil, "10980", true),
      ("naa.60060e80042ae40000002ae400000b20", nil, "10981", false),
      // The disk's own serial number is the array's, or begins with it.
      ("naa.60002ac0000000000000000200012345", "1629391", "1629391", true),
      ("naa.60002ac0000000000000000200012345", "1629391", "1629392", false),
      ("naa.600507680c80812345000000000000a1", "CKM00123456789-07", "CKM00123456789", true),
      ("naa.600507680c80812345000000000000a1", "1629391-07", "1629391", false),
      ("naa.60002ac0000000000000000200012345", "1234", "1234", false),
      // A number so short is found by chance.
      ("naa.60000970000192600777533030303345", nil, "600777", false),
    ] as [(String, String?, String, Bool)]
  )
  func serials(disk: String, own: String?, serial: String, isTied: Bool) {
    let found = stored(disk, serial: own, in: [array(4, "vmax1", serial: serial)])
    #expect(found == (isTied ? ["esx1 vmax1", "esx2 vmax1"] : []))
  }

  @Test("an array's list of volumes ties it, however the identifiers are written")
  func volumes() {
    let disk = "naa.600A098038303473432B4D4937414B61"
    let lists = [
      "600a098038303473432b4d4937414b61", "60:0A:09:80:38:30:34:73:43:2B:4D:49:37:41:4B:61",
      "0x600a098038303473432b4d4937414b61",
    ]
    for list in lists {
      #expect(
        stored(disk, in: [array(4, "na1", volumes: ["LUN 7", list]), array(5, "na2")])
          == ["esx1 na1", "esx2 na1"]
      )
    }
  }

  @Test("nothing is guessed where two arrays could be meant, or none")
  func ambiguous() {
    let disk = "naa.60000970000192600777533030303345"
    let one = array(4, "vmax1", serial: "000192600777")
    #expect(stored(disk, in: [one, array(5, "vmax2", serial: "0192600777")]).isEmpty)
    #expect(
      stored(disk, in: [array(4, "a1", volumes: [disk]), array(5, "a2", volumes: [disk])]).isEmpty
    )
    #expect(stored("naa.600601601234560012345678abcdef01", in: [one]).isEmpty)
  }

  @Test("the order of records changes no tie")
  func diskOrder() {
    let rows = [
      Rows.row(1) { $0.hostname = "esx1" }, array(2, "vmax1", serial: "000192600777"),
      array(4, "na1", volumes: ["naa.600a098038303473432b4d4937414b61"]),
      Rows.row(5, .dependency, "rvtools-csv-set", import: 5) { record in
        record.servers = ["esx1"]
        record.target = "naa.60000970000192600777533030303345"
      },
      Rows.row(6, .dependency, "rvtools-csv-set", import: 5) { record in
        record.servers = ["esx1"]
        record.target = "naa.600a098038303473432b4d4937414b61"
      },
    ]
    let expected = ["esx1 na1", "esx1 vmax1"]
    #expect(spell(Rows.reconcile(rows), .storedOn).sorted() == expected)
    #expect(spell(Rows.reconcile(rows.reversed()), .storedOn).sorted() == expected)
  }
}
