public import Inventory

/// Why a place has its status, in words that name what stands in the way.
public enum PlaceReason: Sendable, Hashable {
  /// What leaves last.
  case lastLeaves(name: String, month: Month)
  /// All that was in it has left.
  case empty
  /// No source tells what is in it, or what it feeds.
  case nothingKnown(DarkPlace.Kind)
  /// These stay in it.
  case stays(Names)
  /// These are kept for the infrastructure's sake, and nothing else is in it.
  case kept(Names)
  /// A person must look at these.
  case unclear(Names)
  /// These do not leave and may be in it, since no source tells their place.
  case mayBeIn(DarkPlace.Kind, Names)

  /// Several names, of which the first are told.
  public struct Names: Sendable, Hashable {
    /// The first, in order.
    public var first: [String]
    /// How many there are.
    public var count: Int

    /// How many are told.
    public static let shown = 5

    init(_ ids: [EntityID], _ name: (EntityID) -> String) {
      first = ids.prefix(Self.shown).map(name)
      count = ids.count
    }

    /// The names in a row, with how many more there are.
    public var text: String {
      first.map { Excerpt($0).description }.joined(separator: ", ")
        + (count > first.count ? ", … +\(count - first.count)" : "")
    }
  }
}

extension DarkPlace {
  /// Why the place has its status.
  ///
  /// - Parameter name: What a machine is called.
  /// - Returns: The reasons, one at least.
  public func reasons(_ name: (EntityID) -> String) -> [PlaceReason] {
    func names(_ ids: [EntityID]) -> PlaceReason.Names { PlaceReason.Names(ids, name) }
    if machines.isEmpty { return [.nothingKnown(kind)] }
    if outlook.status == .gone { return [.empty] }
    if let last = outlook.last, let month = outlook.month {
      return [.lastLeaves(name: name(last), month: month)]
    }
    var reasons: [PlaceReason] = []
    if !outlook.blockers.isEmpty {
      let blockers = names(outlook.blockers)
      reasons.append(outlook.status == .keep ? .kept(blockers) : .stays(blockers))
    }
    if !outlook.doubts.isEmpty { reasons.append(.unclear(names(outlook.doubts))) }
    if !outlook.strays.isEmpty { reasons.append(.mayBeIn(kind, names(outlook.strays))) }
    return reasons
  }
}

extension PlaceReason: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .lastLeaves: "place.last-leaves"
    case .empty: "place.empty"
    case .nothingKnown: "place.nothing-known"
    case .stays: "place.stays"
    case .kept: "place.kept"
    case .unclear: "place.unclear"
    case .mayBeIn: "place.may-be-in"
    }
  }

  /// The words in `language`.
  public func text(in language: Language) -> String {
    switch self {
    case .lastLeaves(let name, let month):
      language(
        "l’ultimo a spegnersi è “\(Excerpt(name))”, a \(month.name(in: language)) \(month.year)",
        "the last to go dark is “\(Excerpt(name))”, in \(month.name(in: language)) \(month.year)"
      )
    case .empty:
      language("tutto se ne è già andato", "all has left already")
    case .nothingKnown(.powerUnit):
      language(
        "nessuna fonte dice che cosa alimenta: indicarlo con tramonto review relate",
        "no source says what it feeds: tell it with tramonto review relate"
      )
    case .nothingKnown:
      language(
        "nessuna fonte dice che cosa vi sta: indicarlo con tramonto review relate",
        "no source says what is in it: tell it with tramonto review relate"
      )
    case .stays(let names):
      language("resta acceso: \(names.text)", "stays on: \(names.text)")
    case .kept(let names):
      language(
        "da mantenere per l’infrastruttura: \(names.text)",
        "kept for the infrastructure: \(names.text)"
      )
    case .unclear(let names):
      language("da verificare: \(names.text)", "to be looked at: \(names.text)")
    case .mayBeIn(.powerUnit, let names):
      language(
        "forse alimentato da qui, nessuna fonte lo dice: \(names.text)",
        "may be fed by it, no source tells: \(names.text)"
      )
    case .mayBeIn(.rack, let names):
      language(
        "forse in questo armadio, nessuna fonte lo dice: \(names.text)",
        "may be in this rack, no source tells: \(names.text)"
      )
    case .mayBeIn(_, let names):
      language(
        "forse qui, nessuna fonte lo dice: \(names.text)",
        "may be here, no source tells: \(names.text)"
      )
    }
  }
}
