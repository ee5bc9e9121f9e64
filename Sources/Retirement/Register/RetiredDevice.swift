public import Inventory

/// A device that the register has dark, as it must be recognised if it comes back.
public struct RetiredDevice: Sendable, Hashable {
  /// The device.
  public var entity: EntityID
  /// The day from which it is off.
  public var offSince: CalendarDate
  /// What was last known of it.
  public var device: DeviceFacts

  /// Creates the device.
  public init(entity: EntityID, offSince: CalendarDate, device: DeviceFacts) {
    self.entity = entity
    self.offSince = offSince
    self.device = device
  }
}

/// A record of an export that is not superseded, with the day on which it saw what it tells of.
public struct Sighting: Sendable, Hashable {
  /// The record.
  public var record: FiledRecord
  /// The day that the source tells, else that of the export, else that of the import.
  public var day: CalendarDate

  /// Creates a sighting.
  public init(record: FiledRecord, day: CalendarDate) {
    self.record = record
    self.day = day
  }
}

/// Something in the exports that does not go with the register or with one another.
public enum Alarm: Sendable, Hashable {
  /// A device that is off by the register was seen again.
  case resurrection(RetiredDevice, seen: CalendarDate, by: RecordID, ground: IdentityLink.Ground)
  /// A scan or a monitor sees a machine that no inventory has.
  case ghost(EntityID, name: String, seen: CalendarDate?)
  /// One list has a machine that nothing else sees.
  case phantom(EntityID, name: String, in: RecordID)
}

extension Alarm: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .resurrection: "alarm.resurrection"
    case .ghost: "alarm.ghost"
    case .phantom: "alarm.phantom"
    }
  }

  /// The words in `language`.
  public func text(in language: Language) -> String {
    switch self {
    case .resurrection(let retired, let seen, _, let ground):
      language(
        "“\(Excerpt(retired.device.name))” è spento dal \(retired.offSince), ma il suo "
          + "\(ground.label(in: language)) è stato visto il \(seen): verificare sul posto",
        "“\(Excerpt(retired.device.name))” is off since \(retired.offSince), but its "
          + "\(ground.label(in: language)) was seen on \(seen): look on site"
      )
    case .ghost(let entity, let name, let seen):
      language(
        "“\(Excerpt(name))” (\(entity)) è visto in rete\(seen.map { " il \($0)" } ?? "") ma non è "
          + "in alcun inventario: censirlo",
        "“\(Excerpt(name))” (\(entity)) is seen on the network\(seen.map { " on \($0)" } ?? "") but "
          + "is in no inventory: take stock of it"
      )
    case .phantom(let entity, let name, _):
      language(
        "“\(Excerpt(name))” (\(entity)) è in un solo elenco e nient’altro lo vede: verificare se "
          + "esiste",
        "“\(Excerpt(name))” (\(entity)) is in one list and nothing else sees it: check that it exists"
      )
    }
  }
}
