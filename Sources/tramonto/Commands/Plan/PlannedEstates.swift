import Estimation
import Inventory
import Workspace

/// The estates with their plans and what their machines draw, to ask questions of; nothing is
/// written.
struct PlannedEstates {
  let views: [EstateView]
  private let estimates: [AgencyCode: [EntityID: MachineEstimate]]
  private let estimator: SavingsEstimator

  /// Reads the estates of `agencies`.
  ///
  /// - Throws: ``CommandFailure/notPlanned`` where none has a plan.
  init(_ agencies: [Agency], in store: Store, _ console: Console) throws {
    views = try agencies.map { EstateView(try store.estate(of: $0.code)) }
    for view in views { try console.warnWhereStale(view.estate, in: store) }
    guard views.contains(where: { !$0.estate.plan.isEmpty }) else {
      throw CommandFailure.notPlanned
    }
    estimator = SavingsEstimator(settings: try store.estimationSettings())
    let machines = try store.savings(of: agencies.map(\.code), asOf: nil).machines
    estimates = Dictionary(grouping: machines, by: \.agency).mapValues { machines in
      Dictionary(machines.map { ($0.entity, $0) }) { first, _ in first }
    }
  }

  /// What a machine draws; `nil` for a virtual one.
  func estimate(of machine: EntityID, in view: EstateView) -> MachineEstimate? {
    estimates[view.estate.agency.code]?[machine]
  }

  /// What hosts that stay draw more when others go dark.
  func takeover(of dark: [EntityID], by staying: [EntityID], in view: EstateView) -> Takeover {
    estimator.takeover(of: dark, by: staying, in: view.estate)
  }

  /// The energy of a year, at the agency's meter, of `machines` together.
  func yearly(of machines: some Sequence<EntityID>, in view: EstateView) -> KilowattHours {
    machines.reduce(.zero) { $0 + (estimate(of: $1, in: view)?.yearly.energy.value ?? .zero) }
  }
}

extension EstateView {
  /// What it is that has to move: an application, or a machine with its status.
  func kind(ofMove move: EntityID, _ language: Language) -> String {
    guard let entry = entry(of: move) else { return language("applicativo", "application") }
    return language("macchina, ", "machine, ") + entry.status.label(in: language)
  }

  /// What has to move, as named values.
  func fact(ofMove move: EntityID) -> FactValue {
    .object(
      [
        .init("id", .text(move.description)), .init("name", .text(name(of: move))),
        .init("what", .text(entry(of: move) == nil ? "application" : "machine")),
        entry(of: move).map { .init("status", .text($0.status.rawValue)) },
      ].compactMap(\.self)
    )
  }
}
