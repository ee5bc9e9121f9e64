import Inventory

/// What kind of source a record comes from, which decides how far it is believed.
enum SourceKind: UInt8, CaseIterable, Sendable {
  /// A program that ran on the machine or its management card.
  case agent
  /// The management server of a virtual estate.
  case hypervisor
  /// A migration tool that asked the machines over the network.
  case assessment
  /// A database of assets, fed by agents and by people.
  case database
  /// A table that people keep.
  case table
  /// A scan of the network.
  case scan

  init(_ format: FormatIdentifier) {
    // Asked for each statement of a relation, so the bytes are compared: a general search of texts
    // was a seventh of what matching takes.
    let name = Array(format.description.lowercased().utf8)
    func has(_ parts: StaticString...) -> Bool {
      parts.contains { part in
        part.withUTF8Buffer { part in
          name.indices.contains { name[$0...].starts(with: part) }
        }
      }
    }
    if has("nmap") {
      self = .scan
    } else if has("rvtools", "libvirt", "ovf", "nutanix", "hyper-v", "hyperv") {
      self = .hypervisor
    } else if has("azure", "aws", "gmc", "google") {
      self = .assessment
    } else if has("ocs", "fusion", "agent", "glpi-json", "glpi-xml", "lshw", "dmidecode", "wmi") {
      self = .agent
    } else if has("ilo", "idrac", "rimp", "ribcl") {
      self = .agent
    } else if has("glpi", "itop", "netbox", "ralph", "snipe", "lansweeper") {
      self = .database
    } else {
      self = .table
    }
  }

  /// Whether two rows of one export of this kind are always two machines.
  var listsOnce: Bool { self == .hypervisor || self == .assessment }

  /// A bit of its own among sets of kinds.
  var bit: UInt8 { 1 << rawValue }
}

/// The kinds of the sources of some records, each import looked at once.
struct SourceKinds {
  private var kinds: [ImportID: SourceKind] = [:]
  private var formats: [FormatIdentifier: SourceKind] = [:]

  /// A table with hardware identifiers on more than this share of its rows was filled by a program.
  private static let programShare = 5

  /// Learns from `records`, which hold all of an import or nothing of it, in any order.
  mutating func add(_ records: some Sequence<FiledRecord>) {
    var tables: [ImportID: (rows: Int, marked: Int)] = [:]
    for filed in records {
      let kind: SourceKind
      if let known = formats[filed.format] {
        kind = known
      } else {
        kind = SourceKind(filed.format)
        formats[filed.format] = kind
      }
      if kinds[filed.importID] == nil { kinds[filed.importID] = kind }
      guard kind == .table else { continue }
      // People type serial numbers; UUIDs and hardware addresses come from programs.
      let isMarked = filed.record.uuid != nil || !filed.record.macAddresses.isEmpty
      tables[filed.importID, default: (0, 0)].rows += 1
      if isMarked { tables[filed.importID, default: (0, 0)].marked += 1 }
    }
    for (number, counts) in tables where counts.marked * Self.programShare > counts.rows {
      kinds[number] = .database
    }
  }

  /// The kind of the source of a record.
  subscript(filed: FiledRecord) -> SourceKind { kinds[filed.importID] ?? .table }
}
