public import Inventory

/// An id that stands for another since two became one; it comes back when they are parted.
public struct FormerID: Sendable, Hashable {
  /// The id.
  public var id: EntityID
  /// A record of what bore it.
  public var record: RecordID
  /// A record of what it became part of.
  public var other: RecordID

  /// Creates a former id.
  public init(id: EntityID, record: RecordID, other: RecordID) {
    self.id = id
    self.record = record
    self.other = other
  }
}
