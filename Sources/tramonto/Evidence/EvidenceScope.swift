import Inventory
import Retirement
import Workspace

/// What an evidence pack or a form is about: an agency, or one of its projects.
struct EvidenceScope {
  /// A device with all that is recorded of it.
  struct Device {
    var entity: EntityID
    var entries: [JournalEntry]
    var retirement: Retirement
    /// What was last known of it.
    var facts: DeviceFacts

    /// The steps of a kind that still stand: a later withdrawal takes the step before it back.
    func step(_ name: RetirementStepName) -> (entry: JournalEntry, step: JournalEntry.DeviceStep)? {
      var standing: [(JournalEntry, JournalEntry.DeviceStep)] = []
      for entry in entries {
        guard let step = entry.deviceStep else { continue }
        if step.step.name == .withdraw {
          _ = standing.popLast()
        } else {
          standing.append((entry, step))
        }
      }
      return standing.last { $0.1.step.name == name }
    }
  }

  let agency: Agency
  /// The projects; empty for the whole agency.
  let projects: [Project]
  let estate: Estate
  let journal: [JournalEntry]
  /// The devices of the scope of which something is recorded, by id in order.
  let devices: [Device]
  /// The day of the journal's last entry, by which trials are judged: the same state gives the same
  /// pack, whenever it is made.
  let day: CalendarDate

  /// Gathers what is known of an agency, or of the projects with this code or CUP.
  ///
  /// - Throws: ``CommandFailure`` for an unknown project, or when it is not told whose.
  init(of agencies: AgencyOptions, project: String?, in store: Store) throws {
    let projects = try store.projects().filter {
      project == nil ? false : $0.code.description == project || $0.cup == project
    }
    if let project, projects.isEmpty { throw CommandFailure.unknownProject(project) }
    if let code = projects.first?.agency, let agency = try store.agency(code) {
      self.agency = agency
    } else {
      agency = try agencies.only(in: store)
    }
    self.projects = projects
    estate = try store.estate(of: agency.code)
    let journal = try store.journal(of: agency.code)
    self.journal = journal
    let codes = Set(projects.map(\.code))
    var entries: [EntityID: [JournalEntry]] = [:]
    for entry in journal {
      if let step = entry.deviceStep { entries[step.entity, default: []].append(entry) }
    }
    devices = entries.keys.sorted().compactMap { entity in
      guard let own = entries[entity], let last = own.last?.deviceStep else { return nil }
      // A device belongs to the projects of any of its steps: later exports may have lost them.
      let known = own.flatMap { $0.deviceStep?.device.projects ?? [] }
      guard codes.isEmpty || !codes.isDisjoint(with: known) else { return nil }
      var retirement = Retirement()
      for step in own.compactMap(\.deviceStep) {
        retirement.replay(step.step, on: step.day, given: step.device)
      }
      return Device(entity: entity, entries: own, retirement: retirement, facts: last.device)
    }
    let origin = CalendarDate.earliest
    day = origin.advanced(byDays: (journal.last?.at ?? 0) / 86_400) ?? origin
  }

  /// The documents that the scope's entries and the baselines name, by hash in order.
  var documents: [JournalEntry.Document] {
    let own = Set(devices.map(\.entity))
    var seen: Set<String> = []
    return journal.filter { entry in
      entry.deviceStep.map { own.contains($0.entity) } ?? true
    }.flatMap(\.documents).filter { seen.insert($0.sha256).inserted }
      .sorted { $0.sha256 < $1.sha256 }
  }
}
