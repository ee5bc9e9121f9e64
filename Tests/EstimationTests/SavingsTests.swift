import Inventory
import Testing

@testable import Estimation

@Suite("Savings")
struct SavingsTests {
  private let estimator = SavingsEstimator()

  private func estate(_ build: (inout Estate) -> Void) throws -> Estate {
    var estate = Estate(agency: Agency(code: try #require(AgencyCode("prova")), name: "Prova"))
    build(&estate)
    return estate
  }

  private func add(
    _ id: String,
    _ kind: AssetKind,
    to estate: inout Estate,
    retires: String? = nil,
    status: RetirementStatus = .blocked,
    projects: [String] = [],
    on host: String? = nil,
    _ change: (inout Record) -> Void = { _ in }
  ) {
    var facts = Record(kind: .machine, locator: Locator(number: 1))
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
        reasons: [.nothingKnown]
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
    if let host {
      estate.relations.append(
        Relation(kind: .hostedOn, from: EntityID(id), to: EntityID(host), record: RecordID(1))
      )
    }
  }

  private func measured(_ watts: Double) -> (inout Record) -> Void {
    { $0.measuredPower = PowerReading(average: Watts(watts)) }
  }

  @Test("a measured server: watts × hours × marginal PUE, then grid and price")
  func byHand() throws {
    let estate = try estate {
      add("s", .server, to: &$0, retires: "2023-06", projects: ["P1"], measured(200))
    }
    let day = CalendarDate(year: 2024, month: 1, day: 1)
    let savings = estimator.estimate([estate], asOf: day)
    let machine = try #require(savings.machines.first)
    #expect(machine.power.value == Watts(200))
    #expect(machine.power.basis == .metered)
    // 200 W × 8,760 h × 1.4 = 2,452.8 kWh; × 287.5 g = 705.18 kg; × 0.2652 € = 650.48 €.
    #expect(isNear(machine.yearly.energy.value.value, 2_452.8))
    #expect(isNear(machine.yearly.carbon.value.value, 705.18))
    #expect(isNear(machine.yearly.cost.value.value, 650.482_56))
    // The workload's size is unknown: 28 % of 200 W, at PUE 1.3.
    #expect(isNear(machine.destination.energy.value.value, 200 * 0.28 * 8.76 * 1.3))
    let net = savings.total.net.energy.value.value
    #expect(isNear(net, 2_452.8 - 200 * 0.28 * 8.76 * 1.3))
    #expect(machine.steps.contains { $0.figure.text(in: .english) == "2,453 kWh" })
  }

  @Test("a modelled power is multiplied by the in-service factor, a measured one is not")
  func inService() throws {
    let name = "Intel(R) Xeon(R) CPU X5650 @ 2.67GHz"
    let estate = try estate {
      add("m", .server, to: &$0) { $0.cpuModel = name }
    }
    let machine = try #require(estimator.estimate([estate], asOf: nil).machines.first)
    let curve = try #require(MeasuredPowerModel.standard.curve(for: ServerProfile(cpuModel: name)))
    let laboratory = curve.watts(at: try #require(Share(0.08))).value.value
    #expect(isNear(machine.power.value.value, laboratory * 1.25))
    #expect(machine.steps.contains { $0.english == "power in service over the laboratory’s" })
  }

  @Test("the agency's measured machines calibrate the in-service factor of its others")
  func calibrated() throws {
    let name = "Intel(R) Xeon(R) CPU X5650 @ 2.67GHz"
    let curve = try #require(
      MeasuredPowerModel.standard.curve(for: ServerProfile(cpuModel: name))
    )
    let laboratory = curve.watts(at: try #require(Share(0.08))).value.value
    let estate = try estate {
      add("m", .server, to: &$0) { $0.cpuModel = name }
      for id in ["a", "b", "c"] {
        add(id, .server, to: &$0) {
          $0.cpuModel = name
          $0.measuredPower = PowerReading(average: Watts(laboratory * 1.6))
        }
      }
    }
    let machines = estimator.estimate([estate], asOf: nil).machines
    let machine = try #require(machines.first { $0.entity.description.contains("m") })
    let factor = machine.power.value.value / laboratory
    #expect(factor > 1.45 && factor < 1.6)
    #expect(
      machine.steps.contains { $0.source.english == "readings of the agency: 3, of machines: 3" }
    )
  }

  @Test("a virtual machine saves nothing while its host stays")
  func virtualMachine() throws {
    let estate = try estate {
      add("host", .host, to: &$0, measured(300))
      add("vm", .virtualMachine, to: &$0, retires: "2023-06", projects: ["P1"], on: "host")
    }
    let savings = estimator.estimate([estate], asOf: nil)
    #expect(savings.total.machines == 0)
    #expect(savings.total.virtualMachines == 1)
    #expect(savings.total.gross.energy.value == .zero)
    #expect(savings.total.net.energy.high == .zero)
    #expect(savings.monthly.isEmpty)
    #expect(savings.machines.count == 1)
  }

  @Test("a host is split by the processors of its machines, and the shares sum to one")
  func split() throws {
    let estate = try estate {
      add("host", .host, to: &$0, retires: "2023-09", measured(300))
      for (id, cores, projects) in [("v1", 8, ["P1"]), ("v2", 2, ["P2"]), ("v3", 2, ["P2", "P3"])] {
        add(id, .virtualMachine, to: &$0, retires: "2023-06", projects: projects, on: "host") {
          $0.cpuCores = cores
          $0.memory = Mebibytes(16_384)
        }
      }
    }
    let savings = estimator.estimate([estate], asOf: nil)
    let host = try #require(savings.machines.first)
    let shares = host.projects.map(\.share.value)
    #expect(host.projects.map(\.project.description) == ["P1", "P2", "P3"])
    #expect(isNear(shares[0], 8.0 / 12) && isNear(shares[1], 3.0 / 12))
    #expect(shares.reduce(0, +) == 1)
    // 12 virtual processors at 4.2 ÷ 3 W and 48 GiB at 0.1 W, at PUE 1.3.
    #expect(isNear(host.destination.energy.value.value, (12 * 1.4 + 4.8) * 8.76 * 1.3))
    let sum = savings.byProject.reduce(0) { $0 + $1.total.gross.energy.value.value }
    #expect(isNear(sum, savings.total.gross.energy.value.value))
    #expect(savings.byProject.map(\.total.machines) == [1, 0, 0])
    #expect(savings.byProject.map(\.total.virtualMachines) == [1, 2, 0])
  }

  @Test("what no longer exists is not listed; what was replaced has no destination")
  func goneAndReplaced() throws {
    var estate = try estate {
      add("gone", .server, to: &$0, status: .gone, measured(100))
      add("iron", .server, to: &$0, retires: "2023-01", measured(100))
    }
    estate.plan[1].reasons = [.replacedByVirtualMachine(name: "vm")]
    let savings = estimator.estimate([estate], asOf: nil)
    #expect(savings.machines.map(\.entity.description) == ["iron"])
    #expect(savings.total.net.energy.value == savings.total.gross.energy.value)
    #expect(savings.byProject.isEmpty)
  }

  @Test("months begin where a move first runs twice, credit from the month after, end a year on")
  func monthly() throws {
    let estate = try estate {
      add("a", .server, to: &$0, retires: "2023-01", measured(100))
      add("b", .server, to: &$0, retires: "2023-03", measured(100))
    }
    let savings = estimator.estimate([estate], asOf: nil)
    let months = savings.monthly
    #expect(months.count == 17)
    #expect(months.first?.month == Month(year: 2022, month: 11))
    #expect(months.map(\.machinesOff).prefix(7) == [0, 0, 0, 1, 1, 2, 2])
    let yearly = 100 * 8.76 * 1.4
    #expect(months[2].gross.value == .zero)
    #expect(isNear(months[3].gross.value.value, yearly * 28 / 365.25))
    #expect(isNear(months[5].gross.value.value, 2 * yearly * 30 / 365.25))
    for month in months {
      #expect(month.gross.low <= month.gross.value && month.gross.value <= month.gross.high)
      #expect(month.net.value <= month.gross.value)
    }
  }

  @Test("the agencies' months sum to the whole's, and so do the projects' and what is in none")
  func monthlyParts() throws {
    let one = try estate {
      add("a", .server, to: &$0, retires: "2023-01", projects: ["P1", "P2"], measured(100))
      add("b", .server, to: &$0, retires: "2024-03", projects: ["P1"]) {
        $0.cpuModel = "Xeon E5-2650 v3"
      }
    }
    var two = try estate {
      add("c", .server, to: &$0, retires: "2023-02", projects: ["P3"], measured(150))
    }
    two.agency.code = try #require(AgencyCode("altra"))
    let savings = estimator.estimate([one, two], asOf: nil)
    #expect(savings.monthlyByAgency.map(\.agency.description) == ["altra", "prova"])
    #expect(savings.monthlyByProject.map(\.project.description) == ["P1", "P2", "P3"])
    for parts in [savings.monthlyByAgency.map(\.months), savings.monthlyByProject.map(\.months)] {
      for (index, whole) in savings.monthly.enumerated() {
        let months = parts.map { $0[index] }
        #expect(months.allSatisfy { $0.month == whole.month })
        #expect(months.reduce(0) { $0 + $1.machinesOff } == whole.machinesOff)
        #expect(isNear(months.reduce(0) { $0 + $1.gross.value.value }, whole.gross.value.value))
        #expect(isNear(months.reduce(0) { $0 + $1.net.value.value }, whole.net.value.value))
        for month in months {
          #expect(month.net.low <= month.net.value && month.net.value <= month.net.high)
        }
      }
    }
    // The whole of one agency is that agency.
    let alone = estimator.estimate([one], asOf: nil)
    #expect(alone.monthlyByAgency.map(\.months) == [alone.monthly])
  }

  @Test("projects and what is in no project make up the whole, by agency too")
  func withoutProject() throws {
    let estate = try estate {
      add("a", .server, to: &$0, retires: "2023-01", projects: ["P1"], measured(100))
      add("b", .server, to: &$0, retires: "2023-02", measured(150))
      add("v", .virtualMachine, to: &$0, retires: "2023-02")
    }
    let savings = estimator.estimate([estate], asOf: nil)
    #expect(savings.withoutProject.machines == 1 && savings.withoutProject.virtualMachines == 1)
    #expect(savings.withoutProjectByAgency.map(\.total) == [savings.withoutProject])
    let totals = savings.byProject.map(\.total) + [savings.withoutProject]
    #expect(totals.reduce(0) { $0 + $1.machines } == savings.total.machines)
    #expect(totals.reduce(0) { $0 + $1.virtualMachines } == savings.total.virtualMachines)
    let energy = totals.reduce(0) { $0 + $1.net.energy.value.value }
    #expect(isNear(energy, savings.total.net.energy.value.value))
  }

  @Test("the steps of a figure are in the reader's language, numbers and sources included")
  func stepLanguage() throws {
    let estate = try estate {
      add("s", .server, to: &$0, retires: "2023-06", projects: ["P1"]) {
        $0.cpuModel = "Xeon E5-2650 v3"
      }
    }
    let steps = try #require(estimator.estimate([estate], asOf: nil).machines.first).steps
    let load = try #require(
      steps.first {
        $0.english == "average load of a single-purpose server" || $0.english == "average load"
      }
    )
    #expect(load.source.text(in: .italian) == "ipotesi: sostituirla con una misura")
    #expect(load.source.text(in: .english) == "assumption: replace it with a measurement")
    let service = try #require(
      steps.first { $0.italian == "potenza in esercizio rispetto al laboratorio" }
    )
    #expect(service.figure.text(in: .italian) == "1,25 rapporto")
    #expect(service.figure.text(in: .english) == "1.25 ratio")
    let energy = try #require(steps.first { $0.english == "energy of a year at the meter" })
    #expect(energy.source.text(in: .italian) == "potenza × ore × sovraccarico ÷ 1000")
  }

  @Test(
    "numbers of a figure have three digits below 100 and are grouped above",
    arguments: [
      (0.288, "0,288", "0.288"), (1.4, "1,4", "1.4"), (12.54, "12,5", "12.5"), (8, "8", "8"),
      (1_234.6, "1.235", "1,235"), (1_234_567, "1.234.567", "1,234,567"),
      (-1_500, "-1.500", "-1,500"),
      (-150, "-150", "-150"), (0, "0", "0"),
    ] as [(Double, String, String)]
  )
  func figure(number: Double, italian: String, english: String) {
    let figure: Figure = "\(number) W"
    #expect(figure.text(in: .italian) == italian + " W")
    #expect(figure.text(in: .english) == english + " W")
  }

  @Test("sums are additive over agencies, and the same each run")
  func additive() throws {
    let one = try estate {
      add("a", .server, to: &$0, retires: "2023-01") { $0.cpuModel = "Xeon E5-2650 v3" }
    }
    var two = try estate { add("b", .server, to: &$0, retires: "2023-02", measured(150)) }
    two.agency.code = try #require(AgencyCode("altra"))
    let (first, again) = (
      estimator.estimate([one, two], asOf: nil), estimator.estimate([two, one], asOf: nil)
    )
    #expect(first.total == again.total)
    #expect(first.monthly == again.monthly)
    #expect(first.byAgency.map(\.agency.description) == ["altra", "prova"])
    let sum = first.byAgency.reduce(0) { $0 + $1.total.gross.energy.value.value }
    #expect(isNear(sum, first.total.gross.energy.value.value))
  }

  @Test("an error that machines share does not average out; their own scatter does")
  func shared() throws {
    func width(_ count: Int, _ change: (Int, inout Record) -> Void) throws -> Double {
      let estate = try estate {
        for index in 0..<count {
          add("s\(index)", .server, to: &$0, retires: "2023-01") { change(index, &$0) }
        }
      }
      let energy = estimator.estimate([estate], asOf: nil).total.gross.energy
      return Logarithm.natural(energy.high.value / energy.low.value)
    }
    func same(_: Int, _ facts: inout Record) { facts.cpuModel = "Xeon E5-2650 v3" }
    let (single, many) = (try width(1, same), try width(100, same))
    #expect(many > single * 0.9)
    func different(_ index: Int, _ facts: inout Record) {
      facts.cpuModel = "Xeon E5-2650 v3"
      facts.model = "model \(index)"
    }
    #expect(try width(100, different) < many * 0.95)
  }

  @Test("a snapshot of the load is used, and a busier machine draws more")
  func load() throws {
    let estate = try estate {
      for (id, use) in [("a", 0.05), ("b", 0.6)] {
        add(id, .host, to: &$0) {
          $0.cpuModel = "Xeon E5-2650 v3"
          $0.cpuUtilization = Share(use)
        }
      }
    }
    let machines = estimator.estimate([estate], asOf: nil).machines
    #expect(machines[0].power.value < machines[1].power.value)
    #expect(machines[0].steps.contains { $0.figure.text(in: .english) == "5 %" })
  }

  @Test("readings that cannot be are passed over", arguments: [-50.0, 0, 1e9, .nan])
  func implausible(watts: Double) throws {
    let estate = try estate { add("a", .server, to: &$0, measured(watts)) }
    let machine = try #require(estimator.estimate([estate], asOf: nil).machines.first)
    #expect(machine.power.basis != .metered)
    #expect(machine.power.value.value > 0)
    let passed = try #require(estimator.estimate([estate], asOf: nil).passedReadings.first)
    #expect(passed.entity == machine.entity && passed.limit == Watts(20_000))
    for language in Language.allCases { #expect(passed.text(in: language).contains("20")) }
  }

  @Test(
    "a reading above what all supplies deliver is passed over, where their plates are known",
    arguments: [
      ([750, 750], 1_600, true), ([750, 750], 1_700, false), ([750, nil], 1_700, true),
      ([], 1_700, true), ([1, 1], 1_700, true),
    ] as [([Double?], Double, Bool)]
  )
  func beyondSupplies(ratings: [Double?], watts: Double, isTaken: Bool) throws {
    let estate = try estate {
      add("a", .server, to: &$0) {
        $0.measuredPower = PowerReading(present: Watts(watts))
        $0.powerSupplies = ratings.map { PowerSupply(rating: $0.map { Watts($0) }) }
      }
    }
    let machine = try #require(estimator.estimate([estate], asOf: nil).machines.first)
    #expect((machine.power.basis == .metered) == isTaken)
    #expect(estimator.estimate([estate], asOf: nil).passedReadings.isEmpty == isTaken)
  }

  @Test("an estate of nothing saves nothing")
  func empty() throws {
    let savings = estimator.estimate([try estate { _ in }], asOf: nil)
    #expect(savings.machines.isEmpty && savings.monthly.isEmpty && savings.byProject.isEmpty)
    #expect(savings.total.gross.energy == Estimate(.zero, low: .zero, high: .zero, basis: .assumed))
    #expect(savings.byAgency.count == 1)
  }
}
