import Estimation
import Inventory
import Testing

@testable import Reporting
@testable import Retirement

extension Sample {
  /// The sample with all that any kind of report shows, figures that round up and down included.
  static func full(_ kind: Report.Kind, filter: ReportFilter = ReportFilter()) throws -> ReportInput
  {
    var input = try input(filter: filter)
    let agency = try #require(AgencyCode("uno"))
    let day = try #require(CalendarDate(iso: "2024-07-11"))
    input.kind = kind
    input.estates[0].assets = input.estates[0].assets.map { asset in
      guard asset.id == EntityID("uno-1") || asset.id == EntityID("uno-3") else { return asset }
      var asset = asset
      asset.facts.site = "Sede|centrale"
      asset.facts.rack = "A`1"
      asset.facts.room = "S`1"
      asset.facts.rackUnit = asset.id == EntityID("uno-1") ? 7 : nil
      asset.facts.serial = Serial("SN-\(asset.id)")
      asset.records = [RecordID(1), RecordID(2)]
      return asset
    }
    input.register = [
      RegisteredDevice(
        agency: agency,
        entity: EntityID("uno-1"),
        kind: .host,
        name: hostile[0],
        serial: "=1+1",
        state: .off,
        day: day,
        offFrom: day,
        sequence: 3
      ),
      RegisteredDevice(
        agency: agency,
        entity: EntityID("uno-2"),
        kind: .virtualMachine,
        name: hostile[1],
        serial: nil,
        state: .drained,
        day: day,
        offFrom: nil,
        sequence: 2
      ),
    ]
    var check = MigrationCheck(project: ProjectCode("P1"), service: "anagrafe <b>")
    check.applications = [EntityID("uno-9")]
    check.open = [MigrationCheck.Part(entity: EntityID("uno-2"), role: .server)]
    check.moved = 4
    input.checks = [check]
    input.savings.unknowns = [
      Unknown(
        fact: .power(kind: .host, model: hostile[0]),
        machines: 1,
        narrowing: KilowattHours(1_234.5)
      )
    ]
    input.journal = try entries(agency, day)
    input.journals = [
      JournalAccount(
        agency: agency,
        size: 3,
        hash: String(repeating: "ab", count: 32),
        documents: 1,
        breaks: []
      )
    ]
    input.imports[0].ledger.unmapped = [UnmappedColumn(name: "=cmd|x", filled: 1_234)]
    input.records = (1...2).map { number in
      var record = Record(kind: .server, locator: Locator(number: number))
      record.serial = Serial(number == 1 ? "SN-uno-1" : "ALTRO_\(number)")
      return FiledRecord(
        id: RecordID(Int64(number)),
        importID: ImportID(1),
        format: "table",
        asOf: nil,
        record: record
      )
    }
    input.verified = try verified()
    input.savings.total.net.water = estimate(9_876_543)
    input.savings.total.net.marketCarbon = estimate(1_005)
    input.savings.total.move = footprint(432.5)
    input.savings.total.firstYear = footprint(8_000)
    input.savings.total.embodied = estimate(1_300)
    return input
  }

  private static func entries(
    _ agency: AgencyCode,
    _ day: CalendarDate
  ) throws -> [JournalEntry] {
    func entry(_ number: Int, _ step: RetirementStep, _ state: RetirementState) -> JournalEntry {
      JournalEntry(
        agency: agency,
        sequence: number,
        previous: JournalEntry.origin,
        at: 1_720_700_000 + number,
        by: "Anna <Rossi>",
        deed: .step(
          JournalEntry.DeviceStep(
            entity: EntityID("uno-1"),
            day: day,
            step: step,
            device: DeviceFacts(kind: .host, name: hostile[0]),
            state: state,
            offFrom: nil
          )
        ),
        documents: number == 3
          ? [.init(sha256: String(repeating: "0f", count: 32), name: "`atto`.pdf", size: 12)] : []
      )
    }
    let waiver = Waiver(by: "RUP", reason: "vuoto | da sempre")
    return [
      entry(1, .plan(month: nil), .planned), entry(2, .drain(.waiver(waiver)), .drained),
      entry(3, .switchOff(.waiver(waiver)), .off),
    ]
  }

  /// What a meter says that fell from 10 to 4 kWh a day.
  private static func verified() throws -> [VerifiedMeter] {
    let verifier = SavingsVerifier(
      before: try #require(MeterPeriod("2023-01")),
      after: try #require(MeterPeriod("2024-08")),
      option: .isolation
    )
    let start = try #require(CalendarDate(iso: "2023-01-01")).dayNumber * 1_440
    let later = try #require(CalendarDate(iso: "2024-08-01")).dayNumber * 1_440
    func days(from start: Int, _ energy: Double) -> [MeterReading] {
      (0..<31).map { day in
        let begin = start + day * 1_440
        let amount = KilowattHours(energy + Double(day % 3) / 10)
        return MeterReading(
          start: begin,
          end: begin + 1_440,
          amount: .energy(amount),
          line: day + 2
        )
      }
    }
    let readings = days(from: start, 10) + days(from: later, 4)
    return MeterSeries.all(of: ["PDU_1": readings]).compactMap { series in
      verifier.saving(of: series).map { VerifiedMeter(saving: $0, comparison: nil) }
    }
  }
}
