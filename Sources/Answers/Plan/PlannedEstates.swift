public import Estimation
public import Inventory

/// The estates with their plans and what their machines draw, to ask questions of; nothing is
/// written.
public struct PlannedEstates: Sendable {
  /// The estates, each once.
  public let views: [EstateView]
  private let estimator: SavingsEstimator
  private let estimates: @Sendable (EntityID, AgencyCode) -> MachineEstimate?

  /// Creates the estates.
  ///
  /// - Parameters:
  ///   - views: The estates.
  ///   - settings: The factors of the estimates.
  ///   - metering: What meters say.
  ///   - estimates: Tells what a machine of an agency draws; `nil` for a virtual one.
  public init(
    _ views: [EstateView],
    settings: EstimationSettings,
    metering: Metering = Metering(),
    estimates: @escaping @Sendable (EntityID, AgencyCode) -> MachineEstimate?
  ) {
    self.views = views
    estimator = SavingsEstimator(settings: settings, metering: metering)
    self.estimates = estimates
  }

  /// Creates the estates with the estimates of their `machines`.
  public init(
    _ views: [EstateView],
    settings: EstimationSettings,
    metering: Metering = Metering(),
    machines: [MachineEstimate]
  ) {
    let estimates = Dictionary(grouping: machines, by: \.agency).mapValues { machines in
      Dictionary(machines.map { ($0.entity, $0) }) { first, _ in first }
    }
    self.init(views, settings: settings, metering: metering) { estimates[$1]?[$0] }
  }

  /// What a machine draws; `nil` for a virtual one.
  public func estimate(of machine: EntityID, in view: EstateView) -> MachineEstimate? {
    estimates(machine, view.estate.agency.code)
  }

  /// The average power of a machine in whole watts; 0 for a virtual one.
  func watts(of machine: EntityID, in view: EstateView) -> Int {
    Int((estimate(of: machine, in: view)?.power.value.value ?? 0).rounded())
  }

  /// What hosts that stay draw more when others go dark.
  func takeover(of dark: [EntityID], by staying: [EntityID], in view: EstateView) -> Takeover {
    estimator.takeover(of: dark, by: staying, in: view.estate)
  }

  /// The energy of a year, at the agency's meter, of `machines` together.
  public func yearly(of machines: some Sequence<EntityID>, in view: EstateView) -> KilowattHours {
    machines.reduce(.zero) { $0 + (estimate(of: $1, in: view)?.yearly.energy.value ?? .zero) }
  }
}

extension EstateView {
  /// What it is that has to move: an application, or a machine with its status.
  public func kind(ofMove move: EntityID, _ language: Language) -> String {
    guard let entry = entry(of: move) else { return language("applicativo", "application") }
    return language("macchina, ", "machine, ") + entry.status.label(in: language)
  }

  /// What has to move, as named values.
  public func fact(ofMove move: EntityID) -> FactValue {
    .object(
      [
        .init("id", .text(move.description)), .init("name", .text(name(of: move))),
        .init("what", .text(entry(of: move) == nil ? "application" : "machine")),
        entry(of: move).map { .init("status", .text($0.status.rawValue)) },
      ].compactMap(\.self)
    )
  }
}
