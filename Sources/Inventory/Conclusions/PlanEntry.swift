/// What is to become of a server.
public enum RetirementStatus: String, Sendable, Hashable, CaseIterable {
  /// Can be switched off, in the month given.
  case retire
  /// Something on it stays.
  case blocked
  /// Carries only infrastructure services: kept.
  case keep
  /// Not enough is known: a person must look.
  case review
  /// No longer exists.
  case gone

  /// The status's name.
  public func label(in language: Language) -> String {
    switch self {
    case .retire: language("da dismettere", "to retire")
    case .blocked: language("bloccato", "blocked")
    case .keep: language("da mantenere", "keep")
    case .review: language("da verificare", "review")
    case .gone: language("non più presente", "gone")
    }
  }
}

/// The conclusion of the plan about one machine.
public struct PlanEntry: Sendable, Hashable {
  /// The machine.
  public var entity: EntityID
  /// What is to become of it.
  public var status: RetirementStatus
  /// For `retire`: the month from which it can be off.
  public var month: Month?
  /// For `blocked`: the applications or machines that stay on it, in order.
  public var blockers: [EntityID]
  /// Why; never empty.
  public var reasons: [PlanReason]

  /// Creates an entry.
  public init(
    entity: EntityID,
    status: RetirementStatus,
    month: Month? = nil,
    blockers: [EntityID] = [],
    reasons: [PlanReason]
  ) {
    self.entity = entity
    self.status = status
    self.month = month
    self.blockers = blockers
    self.reasons = reasons
  }
}

/// Why a machine has its status.
public enum PlanReason: Sendable, Hashable {
  case lastApplicationMoves(name: String, month: Month)
  case lastMachineLeaves(name: String, month: Month)
  case lastHostLeaves(name: String, month: Month)
  case lastDeviceLeaves(name: String, month: Month)
  case applicationStays(name: String)
  case machineStays(name: String)
  case infrastructureOnly(service: String)
  case nothingKnown
  case applicationUnclear(name: String)
  case noMonth(project: ProjectCode)
  case template
  case replacedByVirtualMachine(name: String)
  case onlyStaleRecords(lastSeen: CalendarDate)
  case sourceSaysWithdrawn(status: String)
  case noMachines
  /// Only an installed product says that the application runs on it.
  case onlyInstalled(name: String)
  /// No source says which hosts keep data on the array.
  case noHosts
  /// A device that stays is in the same room, and no source tells its rack.
  case mayStandInRack(name: String)
  case cycle
}

extension PlanReason: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .lastApplicationMoves: "plan.last-application-moves"
    case .lastMachineLeaves: "plan.last-machine-leaves"
    case .lastHostLeaves: "plan.last-host-leaves"
    case .lastDeviceLeaves: "plan.last-device-leaves"
    case .applicationStays: "plan.application-stays"
    case .machineStays: "plan.machine-stays"
    case .infrastructureOnly: "plan.infrastructure-only"
    case .nothingKnown: "plan.nothing-known"
    case .applicationUnclear: "plan.application-unclear"
    case .noMonth: "plan.no-month"
    case .template: "plan.template"
    case .replacedByVirtualMachine: "plan.replaced-by-virtual-machine"
    case .onlyStaleRecords: "plan.only-stale-records"
    case .sourceSaysWithdrawn: "plan.source-says-withdrawn"
    case .noMachines: "plan.no-machines"
    case .noHosts: "plan.no-hosts"
    case .onlyInstalled: "plan.only-installed"
    case .mayStandInRack: "plan.may-stand-in-rack"
    case .cycle: "plan.cycle"
    }
  }

  /// The words in `language`.
  public func text(in language: Language) -> String {
    switch self {
    case .lastApplicationMoves(let name, let month):
      language(
        "l’ultimo applicativo (“\(Excerpt(name))”) si sposta a \(month.name(in: language)) "
          + "\(month.year)",
        "its last application (“\(Excerpt(name))”) moves in \(month.name(in: language)) "
          + "\(month.year)"
      )
    case .lastMachineLeaves(let name, let month):
      language(
        "l’ultima macchina virtuale (“\(Excerpt(name))”) se ne va a \(month.name(in: language)) "
          + "\(month.year)",
        "its last virtual machine (“\(Excerpt(name))”) leaves in \(month.name(in: language)) "
          + "\(month.year)"
      )
    case .lastHostLeaves(let name, let month):
      language(
        "l’ultimo host collegato (“\(Excerpt(name))”) si spegne a \(month.name(in: language)) "
          + "\(month.year)",
        "the last host attached (“\(Excerpt(name))”) goes dark in \(month.name(in: language)) "
          + "\(month.year)"
      )
    case .lastDeviceLeaves(let name, let month):
      language(
        "l’ultimo apparato dell’armadio (“\(Excerpt(name))”) si spegne a "
          + "\(month.name(in: language)) \(month.year)",
        "the last device of its rack (“\(Excerpt(name))”) goes dark in "
          + "\(month.name(in: language)) \(month.year)"
      )
    case .applicationStays(let name):
      language(
        "l’applicativo “\(Excerpt(name))” non è in alcun progetto",
        "the application “\(Excerpt(name))” is in no project"
      )
    case .machineStays(let name):
      language(
        "“\(Excerpt(name))” resta acceso",
        "“\(Excerpt(name))” stays"
      )
    case .infrastructureOnly(let service):
      language(
        "ospita solo servizi di infrastruttura (“\(service)”)",
        "carries infrastructure services only (“\(service)”)"
      )
    case .nothingKnown:
      language(
        "nessuna fonte dice che cosa ospita: chiedere a chi lo gestisce",
        "no source says what runs on it: ask who looks after it"
      )
    case .applicationUnclear(let name):
      language(
        "non è chiaro se e quando “\(Excerpt(name))” si sposta: completare i servizi dei progetti "
          + "(tramonto projects import) o il catalogo (tramonto services import)",
        "it is unclear whether and when “\(Excerpt(name))” moves: complete the projects’ services "
          + "(tramonto projects import) or the catalogue (tramonto services import)"
      )
    case .noMonth(let project):
      language(
        "il progetto \(project) non ha una scadenza: aggiungerla",
        "project \(project) has no deadline: add one"
      )
    case .template:
      language("è un modello di VM", "it is a template")
    case .replacedByVirtualMachine(let name):
      language(
        "il carico è già sulla macchina virtuale “\(Excerpt(name))”",
        "its workload already runs on the virtual machine “\(Excerpt(name))”"
      )
    case .onlyStaleRecords(let lastSeen):
      language(
        "nessuna fonte la vede dal \(lastSeen)",
        "no source has seen it since \(lastSeen)"
      )
    case .sourceSaysWithdrawn(let status):
      language(
        "la fonte la dà per “\(Excerpt(status))”",
        "its source says “\(Excerpt(status))”"
      )
    case .noMachines:
      language(
        "nessuna macchina virtuale nota su questo host: verificare che sia vuoto",
        "no virtual machine is known on this host: check that it is empty"
      )
    case .onlyInstalled(let name):
      language(
        "solo un programma installato fa pensare che ospiti “\(Excerpt(name))”: chiedere, e indicarlo "
          + "con tramonto review relate",
        "only an installed product suggests that “\(Excerpt(name))” runs on it: ask, and tell it "
          + "with tramonto review relate"
      )
    case .noHosts:
      language(
        "nessuna fonte dice quali host vi tengono i dati: indicarlo con tramonto review relate",
        "no source says which hosts keep data on it: tell it with tramonto review relate"
      )
    case .mayStandInRack(let name):
      language(
        "“\(Excerpt(name))” resta e non si sa in quale armadio sia: controllare se è in questo",
        "“\(Excerpt(name))” stays and its rack is not known: check whether it is in this one"
      )
    case .cycle:
      language(
        "dipendenza circolare: controllare le relazioni",
        "circular dependency: check the relations"
      )
    }
  }
}
