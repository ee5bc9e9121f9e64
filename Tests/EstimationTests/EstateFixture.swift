import Inventory
import Testing

@testable import Estimation

/// A small estate, machine by machine.
struct EstateFixture {
  private(set) var estate: Estate

  init(agency: String = "prova") throws {
    estate = Estate(agency: Agency(code: try #require(AgencyCode(agency)), name: "Prova"))
  }

  /// Adds a machine; one with a month is retired by the plan.
  mutating func add(
    _ id: String,
    _ kind: AssetKind = .server,
    watts: Double? = nil,
    room: String? = nil,
    retires: String? = nil,
    status: RetirementStatus = .blocked,
    moves: Bool = false,
    projects: [String] = [],
    _ change: (inout Record) -> Void = { _ in }
  ) {
    var facts = Record(kind: .machine, locator: Locator(number: 1))
    facts.measuredPower = watts.map { PowerReading(average: Watts($0)) }
    facts.site = room == nil ? nil : "Sede"
    facts.room = room
    change(&facts)
    estate.assets.append(
      Asset(
        id: EntityID(id),
        kind: kind,
        name: id,
        facts: facts,
        origins: [:],
        records: [],
        links: [],
        lastSeen: nil
      )
    )
    estate.plan.append(
      PlanEntry(
        entity: EntityID(id),
        status: retires == nil ? status : .retire,
        month: retires.flatMap { Month($0) },
        reasons: [moves ? .nothingKnown : .replacedByVirtualMachine(name: "v")]
      )
    )
    estate.assignments.append(
      Assignment(
        entity: EntityID(id),
        isApplication: false,
        projects: projects.map { ProjectCode($0) },
        reasons: [.nothingRuns]
      )
    )
  }

  /// Says that a power unit feeds a device.
  mutating func feed(_ from: String, _ to: String) {
    estate.relations.append(
      Relation(kind: .poweredBy, from: EntityID(from), to: EntityID(to), record: RecordID(1))
    )
  }

  /// A machine by itself.
  static func asset(_ id: String) throws -> Asset {
    var fixture = try EstateFixture()
    fixture.add(id)
    return fixture.estate.assets[0]
  }

  /// The savings with these factors.
  func savings(
    _ entries: [(String, Double)] = [],
    ended: [String: RegisteredEnd] = [:]
  ) throws -> Savings {
    var settings = EstimationSettings.standard
    for (key, value) in entries { try settings.set(key: key, value: value) }
    let ended = Dictionary(uniqueKeysWithValues: ended.map { (EntityID($0.key), $0.value) })
    return SavingsEstimator(settings: settings, draws: 200)
      .estimate([estate], ended: ended, asOf: nil)
  }
}

extension Savings {
  /// A year's kilowatt-hours of one machine at the meter.
  func energy(of id: String) -> Double {
    machines.first { $0.entity.description == id }?.yearly.energy.value.value ?? .nan
  }

  /// The net of a month, in kilowatt-hours.
  func net(in month: String) -> Double {
    monthly.first { $0.month.description == month }?.net.value.value ?? .nan
  }

  /// The gross of a month, in kilowatt-hours.
  func gross(in month: String) -> Double {
    monthly.first { $0.month.description == month }?.gross.value.value ?? .nan
  }
}

/// Whether two numbers are the same but for rounding.
func isNear(_ one: Double, _ other: Double) -> Bool {
  abs(one - other) <= 1e-9 * max(1, abs(other))
}
