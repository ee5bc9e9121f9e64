import Inventory
import Retirement
import Testing

@Suite("Journal entries")
struct JournalEntryTests {
  private func entry(_ deed: JournalEntry.Deed) throws -> JournalEntry {
    JournalEntry(
      agency: try #require(AgencyCode("asl")),
      sequence: 7,
      previous: JournalEntry.origin,
      at: 1_704_067_200,
      by: "Rossi “Anna”",
      deed: deed,
      documents: [.init(sha256: String(repeating: "a", count: 64), name: "c.pdf", size: 3)]
    )
  }

  @Test("the line is fixed to the byte, and begins with its place in the chain")
  func line() throws {
    var device = DeviceFacts(kind: .server, name: "srv1")
    device.serial = "CZ1"
    let step = JournalEntry.DeviceStep(
      entity: EntityID("asl-000001"),
      day: Sample.day("2024-01-02"),
      step: Sample.plan,
      device: device,
      state: .planned,
      offFrom: nil
    )
    let entry = try entry(.step(step))
    let zeros = String(repeating: "0", count: 64)
    let hash = String(repeating: "a", count: 64)
    #expect(
      entry.line
        == #"{"agency":"asl","sequence":7,"previous":"\#(zeros)","deed":"step","#
        + #""entity":"asl-000001","at":1704067200,"by":"Rossi “Anna”","day":"2024-01-02","#
        + #""step":"plan","state":"planned","evidence":{"month":"2024-03"},"#
        + #""device":{"kind":"server","name":"srv1","serial":"CZ1"},"#
        + #""documents":[{"sha256":"\#(hash)","name":"c.pdf","size":3}]}"#
    )
    #expect(
      entry.line.hasPrefix(
        JournalEntry.lineHead(
          agency: entry.agency,
          sequence: 7,
          previous: zeros,
          deed: "step",
          entity: EntityID("asl-000001")
        )
      )
    )
  }

  @Test("every kind of step comes back as it went in", arguments: Sample.steps)
  func steps(step: RetirementStep) throws {
    var device = Sample.server
    device.uuid = "4c4c4544-0043-4a10-8051-b2c04f4e3332"
    device.macAddresses = ["00:50:56:aa:bb:cc"]
    device.assetTag = "INV 7"
    device.manufacturer = "Dell"
    device.model = "R640"
    device.site = "San Jacopo"
    device.room = "CED"
    device.occupants = ["LIS <1>"]
    device.serviceClass = .critical
    device.projects = [ProjectCode("P1"), ProjectCode("P2")]
    let deed = JournalEntry.Deed.step(
      JournalEntry.DeviceStep(
        entity: EntityID("asl-000001"),
        day: Sample.day("2024-01-10"),
        step: step,
        device: device,
        state: .drained,
        offFrom: Sample.day("2024-02-09")
      )
    )
    #expect(try JournalEntry(entry(deed).fact) == entry(deed))
  }

  @Test("waivers and all other deeds come back as they went in")
  func deeds() throws {
    let waived: [RetirementStep] = [
      .drain(.waiver(Sample.waiver)), .switchOff(.waiver(Sample.waiver)),
      .wipe(.waiver(Sample.waiver)), .remove(.waiver(Sample.waiver)),
      .dispose(.waiver(Sample.waiver)), .plan(month: nil), .wipe(.evidence([])),
    ]
    let steps = waived.map { step in
      JournalEntry.Deed.step(
        JournalEntry.DeviceStep(
          entity: EntityID("e"),
          day: Sample.day("2024-01-10"),
          step: step,
          device: DeviceFacts(kind: .storage, name: ""),
          state: .wiped,
          offFrom: nil
        )
      )
    }
    let others: [JournalEntry.Deed] = [
      .baseline(asOf: Sample.day("2023-02-28"), assets: 12),
      .adjustment(entity: nil, reason: "doppione"),
      .adjustment(entity: EntityID("e"), reason: "era altrove"),
      .key(fingerprint: "ab"),
    ]
    for deed in steps + others { #expect(try JournalEntry(entry(deed).fact) == entry(deed)) }
  }

  @Test("who approved stands behind who recorded, and comes back")
  func approval() throws {
    var approved = try entry(.key(fingerprint: "ab"))
    let before = approved.line
    approved.approvedBy = "Bianchi"
    let by = "\"by\":\"Rossi “Anna”\","
    #expect(approved.line == before.replacing(by, with: by + "\"approvedBy\":\"Bianchi\","))
    #expect(JournalEntry(approved.fact) == approved)
  }

  @Test("what is no entry is not read")
  func foreign() {
    #expect(JournalEntry(.object([])) == nil)
    #expect(JournalEntry(.object([.init("agency", "asl"), .init("sequence", .integer(1))])) == nil)
    #expect(JournalEntry("text") == nil)
  }
}
