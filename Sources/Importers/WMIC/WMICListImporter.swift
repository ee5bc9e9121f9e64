public import Inventory
import Tabular

/// Reads what `wmic … /format:list` prints on Windows: `Property=Value`, blank lines between
/// instances.
///
/// All instances of a file describe the machine that it was run on, except those of Hyper-V, which
/// are a host and its guests.
public struct WMICListImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["wmic-list-text"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    guard !preview.lines.isEmpty else { return nil }
    let names = preview.lines.compactMap { WMIInstance.property($0)?.name }
    let distinct = Set(names)
    let known = distinct.intersection(Self.properties)
    // Any list of settings has this form; the names are those of Windows' own classes.
    guard names.count * 10 >= preview.lines.count * 9, !known.isEmpty,
      known.count >= 5 || known.count * 2 >= distinct.count
    else { return nil }
    return formats[0]
  }

  /// Reads `export` as a stream into records and the account of its instances.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (file, path) in export.paths.enumerated() {
      var machine = WMIMachine(file: file)
      var open: WMIInstance?
      var number = 0
      func close() {
        if let open { machine.take(open) }
        open = nil
      }
      try TextLines.forEach(in: PackedFile(path: path)) { line, lineNumber in
        if line.allSatisfy(\.isWhitespace) {
          close()
        } else if let (name, value) = WMIInstance.property(line) {
          if open?.has(name) == true { close() }
          if open == nil {
            number += 1
            guard number <= Self.instanceLimit else {
              throw ImportFailure(
                path: path,
                line: lineNumber,
                .beyondLimits("instances > \(Self.instanceLimit)")
              )
            }
            open = WMIInstance(
              place: Locator(file: file, number: number, line: lineNumber, path: "WMI")
            )
          }
          open?.set(name, value)
        }
        return .next
      }
      close()
      try machine.file(into: &reading, emit: emit)
    }
  }

  /// No machine has as many parts; what is read is held until the file ends.
  private static let instanceLimit = 20_000

  /// Names of properties of the classes that describe machines and their parts.
  private static let properties: Set<String> = [
    "AdapterType", "AddressWidth", "AllocationUnits", "Architecture", "Availability", "BankLabel",
    "BIOSVersion", "BootDevice", "BuildNumber", "BuildVersion", "BusType", "BytesPerSector",
    "CSDVersion", "CSName", "Capacity", "Caption", "ChassisTypes", "CodeSet",
    "ConfigManagerErrorCode",
    "ConfigManagerUserConfig", "CountryCode", "CpuStatus", "CreationClassName", "CurrentClockSpeed",
    "CurrentTimeZone", "DHCPEnabled", "DHCPServer", "DNSHostName", "DataWidth", "DefaultIPGateway",
    "Description", "DeviceID", "DeviceLocator", "Domain", "ElementName", "EnabledState", "ExtClock",
    "FormFactor", "FriendlyName", "HealthState", "HealthStatus", "HotSwappable", "IPAddress",
    "IPEnabled", "IPSubnet", "IdentifyingNumber", "InstallDate", "InstanceID", "InterfaceType",
    "InterleavePosition", "L2CacheSize", "L3CacheSize", "LastBootUpTime", "LoadPercentage",
    "MACAddress", "Manufacturer", "MaxCapacity", "MaxClockSpeed", "MediaType", "MemoryDevices",
    "MemoryErrorCorrection", "MemoryType", "Model", "Name", "NetConnectionID", "NumberOfCores",
    "NumberOfLogicalProcessors", "NumberOfProcessors", "OSArchitecture", "OSType",
    "OperationalStatus", "PNPDeviceID", "PartNumber", "PhysicalAdapter", "PrimaryOwnerName",
    "ProcessId", "ProcessorId", "ReleaseDate", "ResourceType", "SMBIOSAssetTag",
    "SMBIOSBIOSVersion", "SMBIOSMajorVersion", "SerialNumber", "ServiceName", "Size",
    "SocketDesignation", "Speed", "Status", "StatusInfo", "SystemCreationClassName", "SystemDrive",
    "SystemName", "SystemType", "TotalPhysicalMemory", "TotalVisibleMemorySize", "UUID", "Use",
    "Vendor", "Version", "VirtualQuantity", "VolumeName", "VolumeSerialNumber", "Workgroup",
  ]
}

/// One instance of a class: the properties between two blank lines.
struct WMIInstance {
  /// Where it stands.
  let place: Locator
  private var properties: [String: String] = [:]

  init(place: Locator) {
    self.place = place
  }

  /// The name and value on a line; `nil` when it is no property.
  static func property(_ line: String) -> (name: String, value: String)? {
    guard let mark = line.firstIndex(of: "=") else { return nil }
    let name = line[..<mark]
    guard name.count <= 80, name.first?.isUppercase == true || name.hasPrefix("__"),
      name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
    else { return nil }
    let value = line[line.index(after: mark)...].split(whereSeparator: \.isWhitespace)
    return (String(name), value.joined(separator: " "))
  }

  func has(_ name: String) -> Bool { properties[name] != nil }

  /// Whether it has any of these properties, with a value or without.
  func hasAny(_ names: String...) -> Bool { names.contains { has($0) } }

  mutating func set(_ name: String, _ value: String) {
    if properties.count < 500 { properties[name] = value }
  }

  /// The first of these properties with a value.
  subscript(names: String...) -> String? {
    for name in names {
      if let value = properties[name], !value.isEmpty { return value }
    }
    return nil
  }

  /// The items of a list, which is printed `{"a","b"}`.
  func list(_ name: String) -> [String] {
    guard let value = self[name] else { return [] }
    return value.split(whereSeparator: { "{}\",; ".contains($0) }).map(String.init)
  }

  /// What the instance describes, by its class where it is told, else by its properties.
  var part: WMIPart? {
    let name = (self["__CLASS"] ?? self["CreationClassName"])?.lowercased()
    if let name, let part = WMIPart.ofClass[name] { return part }
    if hasAny("EnabledState"), hasAny("ElementName") { return .virtualSystem }
    if hasAny("VirtualQuantity") { return .virtualResource }
    if hasAny("MemoryDevices", "MaxCapacity") { return nil }
    if hasAny("Capacity"), !hasAny("VolumeName", "DriveLetter", "FileSystem") { return .memory }
    if hasAny("NumberOfCores", "MaxClockSpeed", "CurrentClockSpeed", "ProcessorId") {
      return .processor
    }
    if hasAny("IPAddress", "IPEnabled", "DHCPEnabled") { return .networkSetting }
    if hasAny("MACAddress") { return .networkCard }
    if hasAny("ChassisTypes") { return .chassis }
    if hasAny("SMBIOSBIOSVersion", "BIOSVersion", "SMBIOSMajorVersion") { return .firmware }
    if hasAny("IdentifyingNumber", "UUID") { return .product }
    if hasAny("TotalVisibleMemorySize", "CSName", "OSArchitecture", "BuildNumber", "OSType") {
      return .operatingSystem
    }
    if hasAny("BytesPerSector", "InterfaceType", "FriendlyName") { return .disk }
    if hasAny("Size"), hasAny("MediaType", "BusType"), !hasAny("VolumeName", "FileSystem") {
      return .disk
    }
    if hasAny("TotalPhysicalMemory", "NumberOfProcessors", "PrimaryOwnerName", "SystemType") {
      return .system
    }
    if hasAny("Model"), hasAny("Manufacturer"), !hasAny("DeviceID", "PartNumber") { return .system }
    return nil
  }
}

/// What an instance describes.
enum WMIPart {
  case system, product, firmware, chassis, operatingSystem, processor, memory, disk
  case networkCard, networkSetting, virtualSystem, virtualResource

  /// The parts by the lower-case names of their classes.
  static let ofClass: [String: WMIPart] = [
    "win32_computersystem": .system, "win32_computersystemproduct": .product,
    "win32_bios": .firmware, "win32_systemenclosure": .chassis,
    "win32_operatingsystem": .operatingSystem, "win32_processor": .processor,
    "win32_physicalmemory": .memory, "win32_diskdrive": .disk, "msft_physicaldisk": .disk,
    "win32_networkadapter": .networkCard, "win32_networkadapterconfiguration": .networkSetting,
    "msvm_computersystem": .virtualSystem, "msvm_processorsettingdata": .virtualResource,
    "msvm_memorysettingdata": .virtualResource,
  ]
}
