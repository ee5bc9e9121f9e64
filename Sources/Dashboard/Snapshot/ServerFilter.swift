import Inventory
import Reporting

/// Which machines to list, and in which order.
struct ServerFilter: Sendable, Hashable {
  /// A part of a name, id, model, serial number or place; `nil` for any.
  var text: String?
  /// The agency; `nil` for all.
  var agency: AgencyCode?
  /// What is to become of it; `nil` for any.
  var status: RetirementStatus?
  /// A project that empties it; `nil` for any.
  var project: ProjectCode?
  /// What kind of thing; `nil` for any.
  var kind: AssetKind?
  /// The room or data centre; `nil` for any.
  var room: String?
  /// What to sort by.
  var order = ServerOrder.plan
  /// Whether the last comes first.
  var isDescending = false
}

/// What machines can be sorted by.
enum ServerOrder: String, Sendable, Hashable, CaseIterable {
  /// As in the report: by status, month and name.
  case plan
  case name, agency, kind, model, room, month, energy

  /// The positions `all` of `lines` in this order.
  func sorted(_ all: [Int32], _ lines: [Report.ServerLine]) -> [Int32] {
    func sorted<Key: Comparable>(_ key: (Report.ServerLine) -> Key?) -> [Int32] {
      let keys = lines.map(key)
      return all.sorted { one, other in
        // What has no key comes last.
        guard let first = keys[Int(one)] else { return false }
        guard let second = keys[Int(other)] else { return true }
        return first < second
      }
    }
    return switch self {
    case .plan: all
    case .name: sorted { $0.name.lowercased() }
    case .agency: sorted { $0.agencyCode }
    case .kind: sorted { $0.kind.rawValue }
    case .model: sorted { $0.model }
    case .room: sorted { $0.room }
    case .month: sorted { $0.month }
    case .energy: sorted { $0.energy?.value }
    }
  }
}
