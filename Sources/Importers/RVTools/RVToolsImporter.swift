public import Inventory
public struct RVToolsImporter: Importer {
  public let formats: [FormatIdentifier] = []
  public init() {}
  static let oneTab: FormatIdentifier = "rvtools-csv"
  static let tabSet: FormatIdentifier = "rvtools-csv-set"
  public func recognise(_ preview: Preview) -> FormatIdentifier? { nil }
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {}
}
