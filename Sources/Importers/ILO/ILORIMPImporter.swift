public import Inventory
import Markup
import Tabular

/// Reads what HP's management cards tell without a login: `/xmldata?item=All`.
///
/// The card of a server names that server; the administrator of an enclosure names its blades.
public struct ILORIMPImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["hp-ilo-rimp"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    preview.root?.name == "RIMP" ? formats[0] : nil
  }

  /// Reads `export` as a stream into records and the account of its servers.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (file, path) in export.paths.enumerated() {
      reading.note(asOf: try DocumentSource.day(at: path))
      var values = Values()
      var number = 0
      var stream = try DocumentSource.at(path).open()
      try ElementStream.read(
        paths: ["RIMP"],
        allowsConcatenatedDocuments: true,
        nextChunk: { try stream.nextChunk() }
      ) { _, answer in
        for (server, isBlade) in Self.servers(in: answer) {
          number += 1
          reading.ledger.read += 1
          let elementPath = isBlade ? "RIMP/INFRA2/BLADES/BLADE" : "RIMP/HSI"
          let place = Locator(file: file, number: number, line: server.line, path: elementPath)
          var record = Record(kind: .server, locator: place)
          if isBlade {
            Self.addBlade(server, in: answer, to: &record, &values)
          } else {
            Self.addHost(server, in: answer, to: &record, &values)
          }
          reading.ledger.rejections += values.takeRejections()
          guard record.hasIdentity else {
            reading.ledger.rejected += 1
            reading.ledger.rejections.append(Finding(at: place, reason: .noIdentity, rows: 1))
            continue
          }
          reading.ledger.records += 1
          try emit(record)
        }
      }
      reading.ledger.decisions += values.decisions
    }
  }

  private static func servers(in answer: Element) -> [(element: Element, isBlade: Bool)] {
    let blades = answer.all("INFRA2").flatMap { $0.first("BLADES")?.all("BLADE") ?? [] }
    return answer.all("HSI").map { ($0, false) } + blades.map { ($0, true) }
  }

  private static func addHost(
    _ host: Element,
    in answer: Element,
    to record: inout Record,
    _ values: inout Values
  ) {
    let place = record.locator
    record.manufacturer = "HP"
    record.serial = values.serial(host.value("SBSN"), at: place.column("SBSN"))
    record.model = values.text(host.value("SPN"), .model)
    values.setUUID(host.value("cUUID"), of: &record)
    for card in host.first("NICS")?.all("NIC") ?? []
    where card.value("DESCRIPTION")?.contains("iLO") != true {
      values.add(mac: card.value("MACADDR"), to: &record, at: place.column("MACADDR"))
    }
    guard let blade = answer.first("BLADESYSTEM") else { return }
    record.chassis = "Blade"
    let manager = blade.first("MANAGER")
    record.rack = values.text(manager?.value("RACK"), .rack)
    let enclosure = values.text(manager?.value("ENCL"), .location)
    record.location = bay(blade.value("BAY"), of: enclosure)
  }

  private static func addBlade(
    _ blade: Element,
    in answer: Element,
    to record: inout Record,
    _ values: inout Values
  ) {
    let place = record.locator
    record.manufacturer = values.text(blade.value("MANUFACTURER"), .manufacturer) ?? "HP"
    record.chassis = "Blade"
    record.serial = values.serial(blade.value("BSN"), at: place.column("BSN"))
    record.model = values.text(blade.value("SPN"), .model)
    values.setUUID(blade.value("cUUID"), of: &record)
    record.name = values.text(blade.value("NAME"), .name)
    record.hostname = record.name.flatMap { HostName($0) == nil ? nil : $0 }
    let power = blade.first("POWER")
    switch power?.value("POWERSTATE")?.uppercased() {
    case "ON": record.powerState = .on
    case "OFF": record.powerState = .off
    default: break
    }
    if let watts = power?.value("POWER_CONSUMED").flatMap({ Double($0) }), watts > 0,
      watts < 20_000
    {
      record.measuredPower = PowerReading(present: Watts(watts))
    }
    let enclosure = answer.first("INFRA2")
    record.rack = values.text(enclosure?.value("RACK"), .rack)
    record.location = bay(
      blade.first("BAY")?.value("CONNECTION"),
      of: values.text(enclosure?.value("ENCL"), .location)
    )
  }

  private static func bay(_ bay: String?, of enclosure: String?) -> String? {
    let parts = [enclosure, bay.map { "bay " + $0 }].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
