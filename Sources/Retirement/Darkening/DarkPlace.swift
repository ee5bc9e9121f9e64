public import Inventory

/// A part of an estate that can go dark as a whole: a rack, what a power unit feeds, a cluster, a
/// room or a site; and what is to become of it.
public struct DarkPlace: Sendable, Hashable {
  /// What kind of part it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case rack
    case powerUnit
    case cluster
    case room
    case site

    /// Where the kind stands among all.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The kind's name.
    public func label(in language: Language) -> String {
      switch self {
      case .rack: language("armadio", "rack")
      case .powerUnit: language("alimentazione", "power unit")
      case .cluster: language("cluster", "cluster")
      case .room: language("sala", "room")
      case .site: language("sede", "site")
      }
    }
  }

  /// What kind of part it is.
  public var kind: Kind
  /// What it is called, after what it is in: site, room and rack, as far as sources tell.
  public var names: [String]
  /// The rack or power unit itself, where it is an asset; of several of one name, the first.
  public var thing: EntityID?
  /// The machines in it that the plan speaks of, by id in order.
  public var machines: [EntityID]
  /// What else stands in it, such as its power strips, which goes with the machines; by id in order.
  public var others: [EntityID]
  /// What is to become of it.
  public var outlook: Outlook

  /// Creates a place of which nothing is concluded yet.
  public init(kind: Kind, names: [String], machines: [EntityID] = []) {
    self.kind = kind
    self.names = names
    self.machines = machines
    others = []
    outlook = Outlook()
  }

  /// Its name after those of what it is in, parted by `/`.
  public var path: String { names.joined(separator: "/") }

  /// The kind and the path, as they can be typed: `rack:Riva/CED/A1`.
  public var key: String { "\(kind.rawValue):\(path)" }

  /// Returns the places of `estate` that `text` names, by kind and path in order.
  ///
  /// It is compared whatever the case with names and ends of paths, of one kind where it begins with
  /// that, as ``key`` does: `rack:A1`.
  ///
  /// - Complexity: that of ``all(in:)``.
  public static func named(_ text: String, in estate: Estate) -> [DarkPlace] {
    let query = text.lowercased()
    return all(in: estate).filter { place in
      let path = place.path.lowercased()
      let kind = place.kind.rawValue.lowercased() + ":"
      let names = query.hasPrefix(kind) ? [query, String(query.dropFirst(kind.count))] : [query]
      return names.contains { path == $0 || path.hasSuffix("/" + $0) }
    }
  }
}
