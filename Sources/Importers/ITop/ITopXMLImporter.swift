public import Inventory
import Markup
import Tabular

/// Reads iTop's exports: objects of its classes, which refer to each other by number.
///
/// A file often holds one class. Files of one folder read as one set, so that the model of a
/// server is found in the file of models; what no file explains is listed, and fails nothing.
public struct ITopXMLImporter: Importer {
  static let format: FormatIdentifier = "itop-xml"

  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = [Self.format]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    guard let root = preview.root, root.name == "Set", root.namespace == nil else { return nil }
    return formats[0]
  }

  /// Reads `export` into records and the account of its objects.
  ///
  /// All objects are held in memory: any may refer to any.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    var estate = Estate()
    for (file, path) in export.paths.enumerated() {
      var number = 0
      var stream = try DocumentSource.at(path).open()
      try ElementStream.read(
        paths: ["Set/*"],
        allowsConcatenatedDocuments: true,
        nextChunk: { try stream.nextChunk() }
      ) { elementPath, element in
        number += 1
        let place = Locator(file: file, number: number, line: element.line, path: elementPath)
        estate.add(element, at: place)
      }
    }
    try estate.finish(into: &reading, emit: emit)
  }
}

extension ITopXMLImporter {
  /// The kinds of the classes that describe things; the others only explain these.
  static let kinds: [String: RecordKind] = [
    "Server": .server, "VirtualMachine": .virtualMachine, "PC": .workstation, "Printer": .printer,
    "IPPhone": .phone, "Phone": .phone, "MobilePhone": .phone, "Tablet": .phone,
    "NetworkDevice": .networkDevice, "SANSwitch": .networkDevice, "StorageSystem": .storage,
    "NAS": .storage, "TapeLibrary": .storage, "PowerSource": .powerUnit, "PDU": .powerUnit,
    "Rack": .rack, "ApplicationSolution": .application, "WebApplication": .application,
  ]

  /// Software that runs on a machine: what the machine is for.
  static let software: Set<String> = [
    "DBServer", "WebServer", "Middleware", "OtherSoftware", "SoftwareInstance",
  ]
}
