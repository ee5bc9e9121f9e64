public import Inventory

/// Holds exports against the register and against one another.
public struct ReturnWatch: Sendable {
  /// The formats of programs that look at machines or networks themselves; all others are lists that
  /// people or systems keep.
  public static let observing: Set<FormatIdentifier> = [
    "azure-dependency-csv", "dmidecode-text", "glpi-json", "hp-ilo-ribcl", "hp-ilo-rimp",
    "libvirt-capabilities", "libvirt-domain-xml", "lshw", "nmap-xml", "nutanix-prism-csv",
    "ocs-family-xml", "ocs-v3-json", "rvtools-csv", "rvtools-csv-set", "rvtools-xlsx",
    "wmic-list-text",
  ]

  /// What the retired devices answer to, the strongest ground first.
  private var owners: [IdentityLink.Ground: [String: RetiredDevice]] = [:]

  /// Watches for these devices.
  public init(for devices: [RetiredDevice]) {
    for retired in devices.sorted(by: { $0.entity < $1.entity }) {
      for (ground, value) in Self.marks(of: retired.device) {
        owners[ground, default: [:]][value] = retired
      }
    }
  }

  private static let grounds: [IdentityLink.Ground] = [.serial, .uuid, .macAddress, .hostName]

  /// Returns an alarm for each record that saw a retired device after it went dark, in the order of
  /// records.
  ///
  /// A record that itself calls the machine withdrawn or off is none.
  public func resurrections(in sightings: [Sighting]) -> [Alarm] {
    guard !owners.isEmpty else { return [] }
    return sightings.compactMap { sighting in
      let record = sighting.record.record
      guard record.kind.isDevice, record.powerState != .off,
        SourceWords.withdrawn(record) == nil, !SourceWords.isStandingOff(record)
      else { return nil }
      let marks = Self.marks(of: record)
      for ground in Self.grounds {
        for mark in marks where mark.ground == ground {
          guard let retired = owners[ground]?[mark.value], retired.offSince < sighting.day else {
            continue
          }
          return .resurrection(
            retired,
            seen: sighting.day,
            by: sighting.record.id,
            ground: ground
          )
        }
      }
      return nil
    }
  }

  /// Returns an alarm for each machine that only scans see, and for each server that one list alone
  /// has, in the order of assets.
  ///
  /// Where no program looks at machines at all, nothing is said of lists.
  ///
  /// - Complexity: O(assets + sightings).
  public static func strays(among assets: [Asset], in sightings: [Sighting]) -> [Alarm] {
    let current = Dictionary(
      sightings.map { ($0.record.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let hasObserver = sightings.contains { observing.contains($0.record.format) }
    return assets.compactMap { asset in
      let records = asset.records.compactMap { current[$0] }
      guard let first = records.first else { return nil }
      if records.allSatisfy({ $0.record.record.kind == .discoveredAddress }) {
        return .ghost(asset.id, name: asset.name, seen: records.map(\.day).max())
      }
      let isListed = records.allSatisfy {
        !observing.contains($0.record.format) && $0.record.importID == first.record.importID
      }
      guard hasObserver, isListed, asset.kind.isServer else { return nil }
      return .phantom(asset.id, name: asset.name, in: first.record.id)
    }
  }

  private static func marks(
    of device: DeviceFacts
  ) -> [(ground: IdentityLink.Ground, value: String)] {
    marks(
      serial: device.serial.flatMap { Serial($0)?.key },
      uuid: device.uuid.flatMap { MachineUUID($0) },
      addresses: device.macAddresses,
      names: [device.name]
    )
  }

  private static func marks(of record: Record) -> [(ground: IdentityLink.Ground, value: String)] {
    marks(
      serial: record.serial?.key,
      uuid: record.uuid,
      addresses: record.macAddresses.map(\.description),
      names: [record.hostname, record.name].compactMap(\.self)
    )
  }

  private static func marks(
    serial: String?,
    uuid: MachineUUID?,
    addresses: [String],
    names: [String]
  ) -> [(ground: IdentityLink.Ground, value: String)] {
    var marks: [(ground: IdentityLink.Ground, value: String)] = []
    if let serial { marks.append((.serial, serial)) }
    // Some tools spell a UUID with its first groups turned around.
    for uuid in [uuid?.description, uuid?.otherOrder].compactMap(\.self) {
      marks.append((.uuid, uuid))
    }
    marks += addresses.map { (.macAddress, $0.lowercased()) }
    marks += names.compactMap { HostName($0).map { (.hostName, $0.short) } }
    return marks
  }
}
