import Inventory
import Retirement
import Testing

/// Makes steps and devices for tests of the register.
enum Sample {
  /// A day that exists.
  static func day(_ text: String) -> CalendarDate {
    guard let day = CalendarDate(iso: text) else { preconditionFailure("no day: \(text)") }
    return day
  }

  /// A server with two disks, one of them solid-state, in a rack.
  static let server: DeviceFacts = {
    var device = DeviceFacts(kind: .server, name: "srv1")
    device.serial = "CZ1"
    device.rack = "R1"
    device.rackUnit = 12
    device.disks = [.init(serial: "D-1"), .init(serial: "D2", isSolidState: true)]
    return device
  }()

  static let plan = RetirementStep.plan(month: Month("2024-03"))
  static let drain = RetirementStep.drain(
    .evidence(
      DrainEvidence(
        backup: Attestation(by: "Rossi", day: day("2024-01-02"), reference: "T-1"),
        retention: Attestation(by: "Bianchi", day: day("2024-01-03"))
      )
    )
  )
  static let switchOff = RetirementStep.switchOff(
    .evidence(
      SwitchOffTrial(
        start: day("2024-01-10"),
        days: 30,
        told: ["Radiologia"],
        serviceClass: .critical
      )
    )
  )
  static let wipe = RetirementStep.wipe(.evidence([disk("D1"), disk("d2")]))
  static let remove = RetirementStep.remove(
    .evidence(Removal(rack: "R1", unit: 12, feeds: ["A7", "B7"]))
  )
  static let dispose = RetirementStep.dispose(
    .evidence(
      Disposal(
        outcome: .waste,
        recipient: "Ecoraee srl",
        writeOffAct: "Det. 12/2024",
        wasteForm: "XR 123"
      )
    )
  )
  static let waiver = Waiver(by: "Direttore", reason: "urgente")

  static func disk(_ serial: String, _ method: DiskErasure.Method = .overwrite) -> DiskErasure {
    DiskErasure(
      serial: serial,
      method: method,
      standard: .nist80088,
      certificate: "C-\(serial)",
      performedBy: "Verdi"
    )
  }

  /// One good step of each kind, in the order of the kinds.
  static let steps: [RetirementStep] = [
    plan, drain, switchOff, .complain(reason: "manca la stampa"), .rollBack(reason: "serve"), wipe,
    remove, dispose, .keep(reason: "resta"), .reverse(reason: "rinviato"),
    .lose(reason: "non c’è"), .find(reason: "era in sede"), .withdraw(reason: "errore"),
  ]

  /// The days on which the steps of the way are taken.
  static let wayDays = [
    "2024-01-02", "2024-01-05", "2024-01-10", "2024-03-01", "2024-03-02", "2024-03-03",
  ]

  /// A retirement brought to `state` by good steps.
  static func retirement(in state: RetirementState) throws -> Retirement {
    var retirement = Retirement()
    func take(_ step: RetirementStep, _ text: String) throws {
      try retirement.take(step, by: "Rossi", on: day(text), given: server, documents: 1)
    }
    let way = [plan, drain, switchOff, wipe, remove, dispose]
    switch state {
    case .keep: try take(.keep(reason: "resta"), "2024-01-01")
    case .reversed:
      try take(plan, "2024-01-01")
      try take(.reverse(reason: "no"), "2024-01-01")
    case .lost: try take(.lose(reason: "boh"), "2024-01-01")
    default:
      for (step, text) in zip(way.prefix(state.rank ?? 0), wayDays) { try take(step, text) }
    // The trial of the step before last passes when its days are over.
    }
    return retirement
  }
}

/// A small generator, so that sequences are the same each run.
struct SeededRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
  }
}
