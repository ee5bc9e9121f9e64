import Inventory
import Retirement
import Testing

@Suite("Retirement, the gates")
struct GateTests {
  private let today = Sample.day("2024-03-10")

  private func refusals(
    of step: RetirementStep,
    in state: RetirementState,
    on day: CalendarDate? = nil,
    given device: DeviceFacts = Sample.server,
    documents: Int = 1
  ) throws -> [StepRefusal] {
    try Sample.retirement(in: state).refusals(
      of: step,
      by: "Rossi",
      on: day ?? today,
      given: device,
      documents: documents
    )
  }

  @Test(
    "the trial is as long as the class demands, over a month's end unless ordinary",
    arguments: [
      ("2024-01-10", 13, ServiceClass.ordinary, false), ("2024-01-10", 14, .ordinary, true),
      ("2024-01-10", 29, .critical, false), ("2024-01-10", 30, .critical, true),
      // 30 days from 1 March end on the 30th: the month's books are closed after them.
      ("2024-03-01", 30, .critical, false), ("2024-03-01", 31, .critical, false),
      ("2024-03-01", 32, .critical, true), ("2024-02-01", 30, .critical, true),
      ("2024-01-10", 59, .strategic, false), ("2024-01-10", 60, .strategic, true),
      ("2024-01-10", 4_000, .ordinary, false), ("2024-01-10", -1, .ordinary, false),
    ]
  )
  func trialLength(start: String, days: Int, of serviceClass: ServiceClass, isEnough: Bool) throws {
    let day = Sample.day(start)
    var retirement = Retirement()
    for step in [Sample.plan, Sample.drain] {
      try retirement.take(step, by: "R", on: day, given: Sample.server, documents: 0)
    }
    let trial = SwitchOffTrial(start: day, days: days, told: ["CUP"], serviceClass: serviceClass)
    let refusals = retirement.refusals(
      of: .switchOff(.evidence(trial)),
      by: "R",
      on: day,
      given: Sample.server,
      documents: 0
    )
    #expect(refusals.isEmpty == isEnough, "\(refusals)")
    let fewest = SwitchOffTrial.days(from: day, for: serviceClass)
    if days < 4_000 { #expect((days >= fewest) == isEnough) }
  }

  @Test("the trial of an unknown class is that of a critical one, and somebody must be told")
  func unknownClass() throws {
    let trial = SwitchOffTrial(start: today, days: 14, told: [""], serviceClass: nil)
    #expect(
      try refusals(of: .switchOff(.evidence(trial)), in: .drained)
        == [.trialLength(days: 14, minimum: 30), .nobodyTold]
    )
  }

  @Test("nobody can make the class lower than the inventory tells")
  func lowerClass() throws {
    var device = Sample.server
    device.serviceClass = .strategic
    let trial = SwitchOffTrial(start: today, days: 30, told: ["x"], serviceClass: .ordinary)
    #expect(
      try refusals(of: .switchOff(.evidence(trial)), in: .drained, given: device)
        == [.trialLength(days: 30, minimum: 60)]
    )
  }

  @Test("a trial passes by itself on its last day, not before")
  func passing() throws {
    let retirement = try Sample.retirement(in: .off)
    #expect(retirement.state(on: Sample.day("2024-02-08")) == .drained)
    #expect(retirement.state(on: Sample.day("2024-02-09")) == .off)
    #expect(retirement.offFrom == Sample.day("2024-02-09"))
    #expect(try Sample.retirement(in: .disposed).offFrom == Sample.day("2024-02-09"))
    #expect(try Sample.retirement(in: .drained).offFrom == nil)
    #expect(
      try refusals(of: Sample.wipe, in: .off, on: Sample.day("2024-02-08"))
        == [.trialRunning(until: Sample.day("2024-02-09"))]
    )
  }

  @Test("a complaint keeps a trial from passing until it is rolled back or overruled")
  func complaint() throws {
    var retirement = try Sample.retirement(in: .off)
    func take(_ step: RetirementStep, _ text: String) throws {
      let day = Sample.day(text)
      try retirement.take(step, by: "R", on: day, given: Sample.server, documents: 1)
    }
    try take(.complain(reason: "manca il referto"), "2024-01-20")
    #expect(retirement.state(on: today) == .drained)
    #expect(throws: StepRefused([.trialDisputed("manca il referto")])) {
      try take(Sample.wipe, "2024-03-01")
    }
    var overruled = retirement
    try overruled.take(
      .switchOff(.waiver(Sample.waiver)),
      by: "R",
      on: today,
      given: Sample.server,
      documents: 0
    )
    #expect(overruled.state == .off)
    try take(.rollBack(reason: "serve al laboratorio"), "2024-01-21")
    #expect(retirement.trial == nil)
    try take(Sample.switchOff, "2024-02-10")
    #expect(
      retirement.state(on: Sample.day("2024-03-11")) == .off,
      "a complaint ends with its trial"
    )
  }

  @Test("the wipe gate stays shut while a disk of the inventory is not accounted for")
  func disks() throws {
    #expect(
      try refusals(of: .wipe(.evidence([Sample.disk("X9")])), in: .off)
        == [.disksUnaccounted(serials: ["D-1", "D2"])]
    )
    #expect(try refusals(of: .wipe(.evidence([])), in: .off) == [.noDisks(known: 2)])
    var nameless = Sample.server
    nameless.disks = [.init(serial: nil), .init(serial: nil), .init(serial: "D3")]
    #expect(
      try refusals(
        of: .wipe(.evidence([Sample.disk("D3"), Sample.disk("D4")])),
        in: .off,
        given: nameless
      ) == [.fewerDisks(erased: 2, known: 3)]
    )
  }

  @Test("degaussing a solid-state disk is refused, whoever says that it is one")
  func degaussing() throws {
    var declared = Sample.disk("D1", .degauss)
    declared.isSolidState = true
    #expect(
      try refusals(of: .wipe(.evidence([declared, Sample.disk("D2", .degauss)])), in: .off)
        == [.degaussedSolidState(serial: "D1"), .degaussedSolidState(serial: "D2")]
    )
    #expect(
      try refusals(
        of: .wipe(.evidence([Sample.disk("D1", .degauss), Sample.disk("D2")])),
        in: .off
      )
        == []
    )
  }

  @Test("each disk needs an operator with a certificate, or a third party")
  func proof() throws {
    var bare = Sample.disk("D1")
    bare.performedBy = nil
    var attested = Sample.disk("D2")
    attested.certificate = nil
    attested.attestedBy = "Ditta srl"
    var blank = Sample.disk(" ")
    blank.serial = "-"
    #expect(
      try refusals(of: .wipe(.evidence([bare, attested, attested, blank])), in: .off)
        == [.erasureWithoutProof(serial: "D1"), .diskTwice(serial: "D2"), .noDiskSerial]
    )
  }

  @Test("wiping and disposal need a document")
  func documents() throws {
    #expect(try refusals(of: Sample.wipe, in: .off, documents: 0) == [.noDocument(.wiped)])
    #expect(
      try refusals(of: Sample.dispose, in: .removed, documents: 0) == [.noDocument(.disposed)]
    )
    #expect(try refusals(of: Sample.remove, in: .wiped, documents: 0) == [])
  }

  @Test("removal frees rack, unit and feeds")
  func removal() throws {
    let empty = Removal(rack: " ", unit: nil, feeds: [])
    #expect(
      try refusals(of: .remove(.evidence(empty)), in: .wiped)
        == [.noRack, .noRackUnit, .noPowerFeeds]
    )
    var loose = Sample.server
    loose.rackUnit = nil
    let shelf = Removal(rack: "Sala 2", unit: nil, feeds: ["1"])
    #expect(try refusals(of: .remove(.evidence(shelf)), in: .wiped, given: loose) == [])
  }

  @Test(
    "disposal needs a recipient, the act unless reused, the form if waste",
    arguments: [
      (Disposal.Outcome.reuse, [StepRefusal.noRecipient]), (.sale, [.noRecipient, .noWriteOffAct]),
      (.cession, [.noRecipient, .noWriteOffAct]),
      (.waste, [.noRecipient, .noWriteOffAct, .noWasteForm]),
    ]
  )
  func disposal(outcome: Disposal.Outcome, expected: [StepRefusal]) throws {
    let bare = Disposal(outcome: outcome, recipient: "")
    #expect(try refusals(of: .dispose(.evidence(bare)), in: .removed) == expected)
  }

  @Test("a virtual machine has no disks, rack or waste of its own, and ends with its removal")
  func virtualMachine() throws {
    let machine = DeviceFacts(kind: .virtualMachine, name: "vm1")
    let removal = RetirementStep.remove(.evidence(Removal(rack: "", unit: nil, feeds: [])))
    #expect(try refusals(of: .wipe(.evidence([])), in: .off, given: machine, documents: 0) == [])
    #expect(try refusals(of: removal, in: .wiped, given: machine, documents: 0) == [])
    #expect(
      try refusals(of: Sample.dispose, in: .removed, given: machine) == [.nothingToDispose]
    )
  }

  @Test(
    "days are counted over months and leap years",
    arguments: [
      ("2024-02-28", 1, "2024-02-29"), ("2023-02-28", 1, "2023-03-01"),
      ("2024-01-31", 366, "2025-01-31"), ("2024-03-01", -1, "2024-02-29"),
      ("2024-05-05", 0, "2024-05-05"),
    ]
  )
  func days(start: String, count: Int, end: String) {
    #expect(Sample.day(start).advanced(byDays: count) == Sample.day(end))
    #expect(Sample.day(end).dayNumber - Sample.day(start).dayNumber == count)
  }

  @Test("no day is counted beyond the calendar")
  func calendarEnd() {
    #expect(Sample.day("2199-12-31").advanced(byDays: 1) == nil)
    #expect(Sample.day("1900-01-01").advanced(byDays: -1) == nil)
    #expect(Sample.day("2000-01-01").advanced(byDays: .max) == nil)
  }

  @Test("the names of steps are read in both languages")
  func names() {
    for name in RetirementStepName.allCases {
      #expect(RetirementStepName(word: name.rawValue) == name)
    }
    #expect(RetirementStepName(word: "Prova di spegnimento") == .switchOff)
    #expect(RetirementStepName(word: "switch_off") == .switchOff)
    #expect(RetirementStepName(word: "SMALTITO") == .dispose)
    #expect(RetirementStepName(word: "vendi") == nil)
  }
}
