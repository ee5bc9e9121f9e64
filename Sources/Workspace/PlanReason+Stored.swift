import Inventory

extension PlanReason: StoredMessage {
  var arguments: [FactValue] {
    switch self {
    case .lastApplicationMoves(let name, let month), .lastMachineLeaves(let name, let month),
      .lastHostLeaves(let name, let month), .lastDeviceLeaves(let name, let month):
      [.text(name), .text(month.description)]
    case .applicationStays(let name), .machineStays(let name), .applicationUnclear(let name),
      .replacedByVirtualMachine(let name), .mayStandInRack(let name), .onlyInstalled(let name):
      [.text(name)]
    case .infrastructureOnly(let service): [.text(service)]
    case .noMonth(let project): [.text(project.description)]
    case .onlyStaleRecords(let lastSeen): [.text(lastSeen.description)]
    case .sourceSaysWithdrawn(let status): [.text(status)]
    case .nothingKnown, .template, .noMachines, .noHosts, .cycle: []
    }
  }

  init?(code: String, arguments: StoredArguments) {
    let plain: [PlanReason] = [.nothingKnown, .template, .noMachines, .noHosts, .cycle]
    if let reason = plain.first(where: { $0.code == code }) {
      self = reason
      return
    }
    guard let first = arguments.text(0) else { return nil }
    switch code {
    case "plan.application-stays": self = .applicationStays(name: first)
    case "plan.machine-stays": self = .machineStays(name: first)
    case "plan.application-unclear": self = .applicationUnclear(name: first)
    case "plan.replaced-by-virtual-machine": self = .replacedByVirtualMachine(name: first)
    case "plan.may-stand-in-rack": self = .mayStandInRack(name: first)
    case "plan.only-installed": self = .onlyInstalled(name: first)
    case "plan.infrastructure-only": self = .infrastructureOnly(service: first)
    case "plan.no-month": self = .noMonth(project: ProjectCode(first))
    case "plan.source-says-withdrawn": self = .sourceSaysWithdrawn(status: first)
    case "plan.only-stale-records":
      guard let day = CalendarDate(iso: first) else { return nil }
      self = .onlyStaleRecords(lastSeen: day)
    default:
      guard let month = arguments.month(1) else { return nil }
      switch code {
      case "plan.last-application-moves":
        self = .lastApplicationMoves(name: first, month: month)
      case "plan.last-machine-leaves": self = .lastMachineLeaves(name: first, month: month)
      case "plan.last-host-leaves": self = .lastHostLeaves(name: first, month: month)
      case "plan.last-device-leaves": self = .lastDeviceLeaves(name: first, month: month)
      default: return nil
      }
    }
  }
}
