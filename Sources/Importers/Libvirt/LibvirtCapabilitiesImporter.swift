public import Inventory
import Markup
import Tabular

/// Reads what `virsh capabilities` says about the host itself.
///
/// The guests that it could run are no machines. Old hosts tell neither UUID nor memory.
public struct LibvirtCapabilitiesImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["libvirt-capabilities"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    guard let root = preview.root, root.name == "capabilities", root.children.contains("host")
    else { return nil }
    return formats[0]
  }

  /// Reads `export` as a stream into records and the account of its hosts.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (file, path) in export.paths.enumerated() {
      var values = Values()
      var number = 0
      var stream = try DocumentSource.at(path).open()
      try ElementStream.read(
        paths: ["capabilities/host"],
        skip: ["feature", "distances", "cache"],
        allowsConcatenatedDocuments: true,
        nextChunk: { try stream.nextChunk() }
      ) { elementPath, host in
        number += 1
        let place = Locator(file: file, number: number, line: host.line, path: elementPath)
        var record = Record(kind: .server, locator: place)
        values.setUUID(host.value("uuid"), of: &record)
        record.cpuModel = host.first("cpu")?.value("model")
        Self.addTopology(of: host, to: &record)
        reading.ledger.read += 1
        reading.ledger.records += 1
        reading.ledger.rejections += values.takeRejections()
        try emit(record)
      }
      reading.ledger.decisions += values.decisions
    }
  }

  /// Counts what the cells list; the summary is per cell, and older than the cells.
  private static func addTopology(of host: Element, to record: inout Record) {
    let cells = host.first("topology")?.first("cells")?.all("cell") ?? []
    let memory = cells.compactMap { LibvirtUnits.mebibytes($0.first("memory"))?.value }
    if !memory.isEmpty { record.memory = Mebibytes(memory.reduce(0, +)) }
    let processors = cells.flatMap { $0.first("cpus")?.all("cpu") ?? [] }
    let placed = processors.filter { $0["socket_id"] != nil && $0["core_id"] != nil }
    if !placed.isEmpty {
      record.cpuSockets = Set(placed.compactMap { $0["socket_id"] }).count
      let cores = placed.map { processor in
        ["socket_id", "die_id", "cluster_id", "core_id"].map { processor[$0] ?? "" }
      }
      record.cpuCores = Set(cores).count
      record.cpuThreads = processors.count
      return
    }
    guard let summary = host.first("cpu")?.first("topology") else { return }
    let counts = ["sockets", "dies", "cores", "threads"].map { name in
      summary[name].map { Int($0) ?? 0 } ?? 1
    }
    guard counts.allSatisfy({ (1...1_024).contains($0) }), cells.count <= 1_024 else { return }
    let sockets = counts[0] * max(1, cells.count)
    record.cpuSockets = sockets
    record.cpuCores = sockets * counts[1] * counts[2]
    record.cpuThreads = sockets * counts[1] * counts[2] * counts[3]
  }
}
