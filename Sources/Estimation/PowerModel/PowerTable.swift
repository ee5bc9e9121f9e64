import Inventory

/// Predicts the power of a table of servers at each load, as a laboratory would measure it.
///
/// No factor for conditions in service is applied: the figures are of one machine at its plug, by
/// the procedure of SPECpower.
public enum PowerTable {
  /// The power of one server of the table.
  public struct Row: Sendable, Hashable {
    /// The server's id in the table.
    public var id: String
    /// Idle, 10 % … 100 %; `nil` when the model abstains.
    public var curve: PowerCurve?

    /// Creates a row.
    public init(id: String, curve: PowerCurve?) {
      self.id = id
      self.curve = curve
    }
  }

  /// The headings of the loads, in their order: `idle`, `10` … `100`.
  public static let loads = [
    "idle", "10", "20", "30", "40", "50", "60", "70", "80", "90", "100",
  ]

  /// Predicts server after server, remembering names that it has read.
  public struct Predictor {
    private let model: MeasuredPowerModel
    private var names = MeasuredPowerModel.NameMemory()

    /// Creates a predictor.
    public init(model: MeasuredPowerModel = .standard) {
      self.model = model
    }

    /// The power of a server, without the steps that led to it; `nil` when the model abstains.
    public mutating func curve(for profile: ServerProfile) -> PowerCurve? {
      model.points(for: profile, &names)
    }
  }

  /// Returns the prediction for each server, in the given order.
  ///
  /// - Complexity: O(*n*) in the number of servers.
  public static func rows(
    for servers: [(id: String, profile: ServerProfile)],
    model: MeasuredPowerModel = .standard
  ) -> [Row] {
    var predictor = Predictor(model: model)
    return servers.map { Row(id: $0.id, curve: predictor.curve(for: $0.profile)) }
  }
}
