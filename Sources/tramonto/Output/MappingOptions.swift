import ArgumentParser
import Foundation
import Importers
import Inventory

/// How a person says that tables are to be read.
struct MappingOptions: ParsableArguments {
  @Option(
    help: "A YAML file that says what columns hold; see inspect --mapping-template."
  )
  var mapping: String?

  /// The mapping, `nil` where none is given.
  ///
  /// - Throws: ``CommandFailure`` when the file cannot be read, `TableMappingFailure` when it makes
  ///   no sense.
  func table() throws -> TableMapping? {
    guard let mapping else { return nil }
    guard let bytes = FileManager.default.contents(atPath: mapping) else {
      throw ImportFailure(path: mapping, .cannotOpen(errno: errno))
    }
    let settings = try YAMLText.value(of: String(decoding: bytes, as: UTF8.self), path: mapping)
    return try TableMapping(settings: settings)
  }

  /// The exports with the mapping, where one is given; throws as ``table()`` does.
  func applied(to found: [FoundExport]) throws -> [FoundExport] {
    guard let table = try table() else { return found }
    return found.map { item in
      guard case .export(var export) = item else { return item }
      export.mapping = table
      return .export(export)
    }
  }
}
