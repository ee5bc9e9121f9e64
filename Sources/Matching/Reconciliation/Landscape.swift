import Inventory
enum Landscape {
  static func complete(
    _ result: inout Reconciliation,
    records: [FiledRecord],
    agency: Agency,
    previous: [RecordID: EntityID]
  ) {}
}
