public import Inventory
import Markup
import Tabular

/// Reads a network scan of nmap: addresses that answered, which may be machines no list has.
///
/// Its guess of an operating system is left out: it takes routers for radios. A scan that was cut
/// off is normal; the hosts before the cut are kept, and the cut is told.
public struct NmapXMLImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["nmap-xml"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    preview.root?.name == "nmaprun" ? formats[0] : nil
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
      var stream = try PackedFile(path: path).open()
      do {
        try ElementStream.read(
          paths: ["nmaprun/host"],
          skip: ["ports", "trace", "hostscript", "times"],
          nextChunk: { try stream.nextChunk() },
          root: { root in
            reading.note(asOf: root["start"].flatMap { Double($0) }.flatMap(Self.day(ofSeconds:)))
          },
          { _, host in
            number += 1
            let place = Locator(file: file, number: number, line: host.line, path: "nmaprun/host")
            guard host.first("status")?["state"] == "up" else {
              return reading.ledger.skip(.noInventory, at: place)
            }
            let record = Self.record(of: host, at: place, &values)
            reading.ledger.rejections += values.takeRejections()
            guard record.hasIdentity else {
              return reading.ledger.reject(.noIdentity, at: place)
            }
            reading.ledger.read += 1
            reading.ledger.records += 1
            try emit(record)
          }
        )
      } catch let failure as MarkupFailure {
        guard case .truncated = failure.reason, number > 0 else { throw failure }
        reading.ledger.decide(.cutOff(line: failure.line))
      }
      for decision in values.decisions { reading.ledger.decide(decision) }
    }
  }

  private static func record(
    of host: Element,
    at place: Locator,
    _ values: inout Values
  ) -> Record {
    var record = Record(kind: .discoveredAddress, locator: place)
    for address in host.all("address") {
      if address["addrtype"] == "mac" {
        values.add(mac: address["addr"], to: &record, at: place.column("addr"))
        record.manufacturer = address["vendor"]
      } else {
        values.add(ip: address["addr"], to: &record, at: place.column("addr"))
      }
    }
    // The name that the scanner was given counts before the one of reverse look-up.
    let names = host.first("hostnames")?.all("hostname") ?? []
    let name = names.first { $0["type"] == "user" } ?? names.first
    record.hostname = values.text(name?["name"], .hostname)
    record.name = record.hostname
    return record
  }

  private static func day(ofSeconds seconds: Double) -> CalendarDate? {
    guard seconds > 0, seconds < 1e11 else { return nil }
    return CalendarDate(dayNumber: Int(seconds / 86_400))
  }
}
