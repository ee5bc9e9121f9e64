public import Inventory

/// A reading of power that a machine cannot have, so that it was passed over and the machine
/// estimated.
public struct PassedReading: Sendable, Hashable {
  /// The machine.
  public var entity: EntityID
  /// Its name.
  public var name: String
  /// What was read, in watts; it may be no number.
  public var watts: Double
  /// The most that the machine can draw: what its supplies deliver, or what any machine does.
  public var limit: Watts
  /// The record that it was read from; `nil` where none is known.
  public var record: RecordID?
}

extension PassedReading: Message {
  /// A stable, untranslated name.
  public var code: String { "estimate.impossible-reading" }

  /// The words in `language`.
  public func text(in language: Language) -> String {
    let read = watts.isFinite ? Figure.text(watts, in: language) : "?"
    let most = Figure.text(limit.value, in: language)
    return language(
      "“\(Excerpt(name))” (\(entity)): lettura di \(read) W impossibile (da 1 a \(most) W): lasciata "
        + "fuori, la macchina è stimata",
      "“\(Excerpt(name))” (\(entity)): a reading of \(read) W cannot be (1 to \(most) W): left out, "
        + "the machine is estimated"
    )
  }
}

extension SavingsEstimator {
  /// The readings of these machines that were passed over.
  func passedReadings(of assets: some Sequence<Asset>) -> [PassedReading] {
    assets.compactMap { asset in
      guard asset.kind.drawsPower, let reading = asset.facts.measuredPower,
        let watts = reading.average ?? reading.present, measured(asset) == nil
      else { return nil }
      return PassedReading(
        entity: asset.id,
        name: asset.name,
        watts: watts.value,
        limit: Watts(Self.readings(of: asset.facts).upperBound),
        record: asset.origins[.measuredPower]
      )
    }
  }
}
