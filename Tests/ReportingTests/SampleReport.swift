import Estimation
import Inventory
import Testing

@testable import Reporting

/// An invented estate with hostile names, small enough to reckon by hand.
enum Sample {
  static let hostile = ["<script>alert(1)</script>", "=HYPERLINK(\"x\")", "srv\u{202E}txt"]
  static let made = CalendarDate(iso: "2026-11-24")

  static func estimate<Unit: Quantity>(_ value: Double) -> Estimate<Unit> {
    Estimate(Unit(value), low: Unit(value * 0.8), high: Unit(value * 1.3), basis: .model)
  }

  static func footprint(_ energy: Double) -> Footprint {
    Footprint(
      energy: estimate(energy),
      carbon: estimate(energy * 0.25),
      cost: estimate(energy * 0.2)
    )
  }

  static func total(_ machines: Int, _ energy: Double) -> SavingsTotal {
    SavingsTotal(
      machines: machines,
      virtualMachines: 1,
      gross: footprint(energy),
      net: footprint(energy * 0.75)
    )
  }

  /// Two agencies; in the first a host to retire, a virtual machine and its host blocked by an
  /// application; in the second a server to look at.
  static func input(filter: ReportFilter = ReportFilter()) throws -> ReportInput {
    let first = try #require(AgencyCode("uno"))
    let second = try #require(AgencyCode("due"))
    let month = try #require(Month(year: 2024, month: 5))
    let project = ProjectCode("P1")
    let application = Application(
      id: EntityID("uno-9"),
      name: "@SUM(1)",
      site: nil,
      service: nil,
      records: []
    )
    let estates = [
      Estate(
        agency: Agency(code: first, name: "Azienda <Uno> & figli"),
        assets: [
          asset("uno-1", .host, hostile[0]), asset("uno-2", .virtualMachine, hostile[1]),
          asset("uno-3", .host, hostile[2]), asset("uno-4", .storage, "array"),
        ],
        applications: [application],
        assignments: [
          Assignment(
            entity: EntityID("uno-1"),
            isApplication: false,
            projects: [project],
            reasons: [.nothingRuns]
          )
        ],
        plan: [
          PlanEntry(
            entity: EntityID("uno-1"),
            status: .retire,
            month: month,
            reasons: [.lastApplicationMoves(name: "Anagrafe", month: month)]
          ),
          PlanEntry(
            entity: EntityID("uno-2"),
            status: .blocked,
            blockers: [application.id],
            reasons: [.applicationStays(name: application.name)]
          ),
          PlanEntry(
            entity: EntityID("uno-3"),
            status: .blocked,
            blockers: [EntityID("uno-2")],
            reasons: [.machineStays(name: hostile[1])]
          ),
        ]
      ),
      Estate(
        agency: Agency(code: second, name: "Azienda Due"),
        assets: [asset("due-1", .server, "srv01")],
        plan: [PlanEntry(entity: EntityID("due-1"), status: .review, reasons: [.nothingKnown])]
      ),
    ]
    let machines = [
      machine("uno-1", first, 12_345.67, month, project), machine("uno-3", first, 2_000, nil, nil),
    ]
    var ledger = Ledger()
    (ledger.read, ledger.records, ledger.skipped, ledger.rejected) = (10, 7, 2, 1)
    ledger.rejections = [
      Finding(at: Locator(number: 4, column: "IP"), value: "<b>", reason: .noName, rows: 1)
    ]
    return ReportInput(
      programme: "Programma",
      workspace: "prova",
      estates: estates,
      projects: [
        Project(code: project, agency: first, title: "+cmd", amount: Euros(1_234_567), source: "x")
      ],
      imports: [
        FiledImport(
          id: ImportID(1),
          agency: first,
          files: [.init(path: "a.csv", sha256: "00", size: 1)],
          format: "table",
          asOf: made,
          isSuperseded: false,
          ledger: ledger
        )
      ],
      refused: [
        RefusedFile(agency: second, path: "c.pdf", reason: FindingReason.noInventory),
        RefusedFile(agency: first, path: "b.pdf", reason: FindingReason.noInventory),
      ],
      savings: Savings(
        machines: machines,
        total: total(1, 12_345.67),
        byAgency: [(second, .zero), (first, total(1, 12_345.67))],
        byProject: [(project, total(1, 12_345.67))],
        withoutProject: total(0, 0),
        withoutProjectByAgency: [(second, .zero), (first, total(0, 0))],
        monthly: months(from: month, after: 0),
        monthlyByAgency: [
          (second, months(from: month, after: 99)), (first, months(from: month, after: 0)),
        ],
        monthlyByProject: [(project, months(from: month, after: 3))],
        factors: [
          Factor(
            key: "pue",
            italian: "PUE",
            english: "PUE",
            value: 1.8,
            low: 1.5,
            high: 2.4,
            unit: "ratio",
            year: nil,
            source: "a & b"
          ),
          Factor(
            key: "hours",
            italian: "ore",
            english: "hours",
            value: 8_760,
            low: 8_760,
            high: 8_760,
            unit: "h",
            year: nil,
            source: "a & b"
          ),
          Factor(
            key: "overhead-fixed-share",
            italian: "parte fissa",
            english: "fixed share",
            value: 0.28,
            low: 0.2,
            high: 0.8,
            unit: Wording("quota", "share"),
            year: nil,
            source: Wording("ipotesi", "assumption")
          ),
        ]
      ),
      made: try #require(made),
      version: "1.0",
      filter: filter
    )
  }

  /// Sixteen months, in which the year's saving sets in after the `first` of them.
  static func months(from start: Month, after first: Int) -> [MonthlySaving] {
    (0...15).compactMap { start.advanced(by: $0) }.enumerated().map { offset, month in
      let energy = offset > first ? 12_345.67 * Double(month.days) / 365.25 : 0
      return MonthlySaving(
        month: month,
        machinesOff: offset > first ? 1 : 0,
        gross: estimate(energy),
        net: estimate(energy * 0.75)
      )
    }
  }

  static func empty() throws -> ReportInput {
    ReportInput(
      workspace: "vuoto",
      estates: [],
      projects: [],
      imports: [],
      savings: Savings(
        machines: [],
        total: .zero,
        byAgency: [],
        byProject: [],
        withoutProject: .zero,
        monthly: [],
        factors: []
      ),
      made: try #require(made),
      version: "1.0"
    )
  }

  private static func asset(_ id: String, _ kind: AssetKind, _ name: String) -> Asset {
    Asset(
      id: EntityID(id),
      kind: kind,
      name: name,
      facts: Record(kind: .server, locator: Locator(number: 1)),
      origins: [:],
      records: [],
      links: [],
      lastSeen: nil
    )
  }

  private static func machine(
    _ id: String,
    _ agency: AgencyCode,
    _ energy: Double,
    _ month: Month?,
    _ project: ProjectCode?
  ) -> MachineEstimate {
    MachineEstimate(
      entity: EntityID(id),
      agency: agency,
      power: estimate(100),
      yearly: footprint(energy),
      destination: footprint(energy / 4),
      retires: month,
      projects: [project].compactMap(\.self).compactMap { code in
        Share(1).map { .init(project: code, share: $0) }
      },
      steps: []
    )
  }
}
