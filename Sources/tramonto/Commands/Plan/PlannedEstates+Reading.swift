import Answers
import Estimation
import Inventory
import Workspace

extension PlannedEstates {
  /// Reads the estates of `agencies`.
  ///
  /// - Throws: ``CommandFailure/notPlanned`` where none has a plan.
  init(_ agencies: [Agency], in store: Store, _ console: Console) throws {
    self.init(
      try Self.views(of: agencies, in: store, console),
      settings: try store.estimationSettings(),
      metering: try store.metering(of: agencies.map(\.code)),
      machines: try store.savings(of: agencies.map(\.code), asOf: nil).machines
    )
  }

  /// The estates of `agencies`, without what their machines draw.
  ///
  /// - Throws: ``CommandFailure/notPlanned`` where none has a plan.
  static func views(
    of agencies: [Agency],
    in store: Store,
    _ console: Console
  ) throws -> [EstateView] {
    let views = try agencies.map { EstateView(try store.estate(of: $0.code)) }
    for view in views { try console.warnWhereStale(view.estate, in: store) }
    guard views.contains(where: { !$0.estate.plan.isEmpty }) else {
      throw CommandFailure.notPlanned
    }
    return views
  }
}
