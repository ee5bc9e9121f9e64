public import Inventory
import Markup
import Tabular

/// Reads libvirt's definitions of virtual machines, as `virsh dumpxml` prints them.
///
/// Several may stand after each other in one file. A machine whose UUID comes again is the same
/// one, defined anew: the last definition counts. Those inside snapshots are of the past.
public struct LibvirtDomainImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["libvirt-domain-xml"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    guard let root = preview.root else { return nil }
    switch root.name {
    case "domain": return root.attributes["type"] != nil ? formats[0] : nil
    case "domains", "domstatus": return root.children.contains("domain") ? formats[0] : nil
    case "node":
      // The test driver's host; lshw's node has a class.
      let isHost = root.children.contains("domain") || root.children.contains("cpu")
      return root.attributes["class"] == nil && isHost ? formats[0] : nil
    default: return nil
    }
  }

  /// Reads `export` as a stream into records and the account of its machines.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (file, path) in export.paths.enumerated() {
      var values = Values()
      var records: [Record] = []
      var known: [MachineUUID: Int] = [:]
      var number = 0
      var stream = try DocumentSource.at(path).open()
      try ElementStream.read(
        paths: ["domain", "domains/domain", "node/domain", "domstatus/domain"],
        skip: ["domainsnapshot", "domaincheckpoint", "features", "clock"],
        allowsConcatenatedDocuments: true,
        nextChunk: { try stream.nextChunk() }
      ) { elementPath, element in
        number += 1
        reading.ledger.read += 1
        let place = Locator(file: file, number: number, line: element.line, path: elementPath)
        let record = Self.record(of: element, at: place, &values)
        reading.ledger.rejections += values.takeRejections()
        guard record.hasIdentity else {
          reading.ledger.rejected += 1
          reading.ledger.rejections.append(Finding(at: place, reason: .noIdentity, rows: 1))
          return
        }
        if let uuid = record.uuid, let earlier = known[uuid] {
          reading.ledger.skipped += 1
          reading.ledger.skips.append(
            Finding(
              at: records[earlier].locator,
              value: records[earlier].name ?? "",
              reason: .duplicateRow,
              rows: 1
            )
          )
          records[earlier] = record
        } else {
          if let uuid = record.uuid { known[uuid] = records.count }
          records.append(record)
        }
      }
      reading.ledger.records += records.count
      reading.ledger.decisions += values.decisions
      for record in records { try emit(record) }
    }
  }

  private static func record(
    of domain: Element,
    at place: Locator,
    _ values: inout Values
  )
    -> Record
  {
    var record = Record(kind: .virtualMachine, locator: place)
    record.name = values.text(domain.value("name"), .name)
    values.setUUID(domain.value("uuid"), of: &record)
    record.annotation = domain.value("title") ?? domain.value("description")
    record.memory =
      LibvirtUnits.mebibytes(domain.first("memory"))
      ?? LibvirtUnits.mebibytes(domain.first("currentMemory"))
    // The text is the most that the machine may have; one where nothing is said.
    record.cpuCores =
      domain.first("vcpu") == nil
      ? 1 : values.count(domain.value("vcpu"), .cpuCores, at: place.column("vcpu"))
    if let topology = domain.first("cpu")?.first("topology") {
      record.cpuSockets = values.count(
        topology["sockets"],
        .cpuSockets,
        at: place.column("cpu/topology")
      )
    }
    if domain["id"] != nil { record.powerState = .on }
    record.operatingSystem = system(domain)
    let sysinfo = domain.first("sysinfo")?.first("system")?.all("entry") ?? []
    record.serial = values.serial(
      sysinfo.first { $0["name"] == "serial" }?.text,
      at: place.column("sysinfo/system")
    )
    let devices = domain.first("devices")
    for disk in devices?.all("disk") ?? []
    where ["disk", "lun"].contains(disk["device"] ?? "disk") {
      let serial = values.serial(disk.value("serial"), at: place.column("disk/serial"))
      record.disks.append(Disk(name: disk.first("target")?["dev"], serial: serial))
    }
    for card in devices?.all("interface") ?? [] {
      values.add(mac: card.first("mac")?["address"], to: &record, at: place.column("interface"))
    }
    return record
  }

  /// The system that the machine was made for: libosinfo's id ends in its short name and version,
  /// as in `http://fedoraproject.org/fedora/38`.
  private static func system(_ domain: Element) -> String? {
    let id = domain.first("metadata")?.first("libosinfo")?.first("os")?["id"]
    guard let parts = id?.split(separator: "/"), parts.count >= 3 else { return nil }
    return parts.suffix(2).joined(separator: " ")
  }
}
