public import Inventory

/// Where a machine comes from, as at the day of a frozen baseline.
///
/// What is funded is moving the services as they ran on that day; a machine that came or was moved
/// since is told apart.
public enum MachineOrigin: Sendable, Hashable {
  /// It stood where it stands.
  case asAtBaseline
  /// The baseline does not have it; the day of purchase, where a source tells.
  case since(purchased: CalendarDate?)
  /// The baseline has it in another place: site, room and rack, parted by `/`.
  case moved(from: String)

  /// The origin in words.
  public func label(in language: Language) -> String {
    switch self {
    case .asAtBaseline: language("come alla data di riferimento", "as at the baseline")
    case .since(let day):
      day.map { language("arrivata dopo (acquisto \($0))", "came since (bought \($0))") }
        ?? language("arrivata dopo", "came since")
    case .moved(let place):
      language("spostata da \(Excerpt(place))", "moved from \(Excerpt(place))")
    }
  }

  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .asAtBaseline: "baseline"
    case .since: "since"
    case .moved: "moved"
    }
  }

  /// The origin of an asset that a baseline of `day` describes as `frozen`; `nil` where it has none.
  ///
  /// Places are compared where both tell them, whatever the case.
  public init(of asset: Asset, frozen: DeviceFacts?) {
    guard let frozen else {
      self = .since(purchased: asset.facts.purchased)
      return
    }
    let before = [frozen.site, frozen.room, frozen.rack]
    let now = [asset.facts.site, asset.facts.room, asset.facts.rack]
    let isMoved = zip(before, now).contains { before, now in
      guard let before, let now else { return false }
      return before.lowercased() != now.lowercased()
    }
    self = isMoved ? .moved(from: before.compactMap(\.self).joined(separator: "/")) : .asAtBaseline
  }
}
