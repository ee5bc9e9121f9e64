import Inventory

/// What a column of a table says.
enum ColumnMeaning: Hashable, Sendable {
  /// One attribute, as it stands.
  case fact(Attribute)
  /// The kind of thing, or the form of its case: `Rack Mount Chassis`, `VMware`, `switch`.
  case kind
  /// The hypervisor that a machine runs on; empty for a physical one.
  case hypervisor
  /// Cores and memory in one cell: `24 core / 64,0 GB`.
  case cpuAndMemory
  /// Maker and model in one cell: `HP ProLiant DL380 G5`.
  case makerAndModel
  /// The path of an organisation: `Agency > Site`.
  case entity
  /// The path of a place: `Site > Room`.
  case place
  /// The cores of one processor.
  case coresPerSocket
  /// The version that belongs to the operating system's name.
  case operatingSystemVersion
  /// An operating system's name to take where the better column is empty.
  case secondOperatingSystem
  /// A serial number to take where the better column is empty.
  case secondSerial
  /// The identifier that a management server gives a virtual machine.
  case machineID
  /// The UUID that the management server shows, which may not be the SMBIOS one.
  case instanceUUID
  /// The address of the machine where a flow begins.
  case sourceAddress
  /// The address of the machine where a flow ends.
  case targetAddress
  /// Hardware threads run on each core.
  case hyperThreading
  /// What an office calls the thing besides the server's own facts; passed over in silence.
  case rowNumber
  /// Something that only one tool's tables say.
  case detail(ColumnDetail)

  /// The attribute that the column fills first, for messages.
  var attribute: Attribute? {
    switch self {
    case .fact(let attribute): attribute
    case .cpuAndMemory: .cpuCores
    case .makerAndModel: .model
    case .entity: .site
    case .place: .location
    case .coresPerSocket: .cpuCores
    case .operatingSystemVersion, .secondOperatingSystem: .operatingSystem
    case .secondSerial: .serial
    case .instanceUUID, .machineID: .deviceID
    case .hyperThreading: .cpuThreads
    case .sourceAddress: .source
    case .targetAddress: .target
    case .detail(let detail): detail.attribute
    case .kind, .hypervisor, .rowNumber: nil
    }
  }

  /// Whether the column holds numbers, whose marks have to be understood.
  var isNumeric: Bool {
    switch self {
    case .fact(let attribute): attribute.isWholeNumber || attribute.isMeasure
    case .cpuAndMemory, .coresPerSocket: true
    case .detail(let detail): detail == .memoryUsed || detail == .halfUnit
    default: false
    }
  }

  /// Whether the column's numbers have no decimals by their nature.
  var isWhole: Bool {
    switch self {
    case .fact(let attribute): attribute.isWholeNumber || attribute == .memory
    case .coresPerSocket: true
    default: false
    }
  }

  /// Whether the column holds dates.
  var isDate: Bool {
    self == .fact(.purchased) || self == .fact(.warrantyEnds) || self == .fact(.lastSeen)
  }
}

extension Attribute {
  /// Whether the attribute counts things.
  var isWholeNumber: Bool {
    switch self {
    case .cpuSockets, .cpuCores, .cpuThreads, .rackUnit, .port: true
    default: false
    }
  }

  /// Whether the attribute is a quantity with a unit.
  var isMeasure: Bool {
    switch self {
    case .memory, .storage, .cpuClock, .measuredPower, .powerSupplies, .cpuUtilization,
      .memoryUtilization, .disks:
      true
    default: false
    }
  }
}

/// One column of a table that is read, and how its cells are.
struct MappedColumn {
  /// The position, from 0.
  let index: Int
  /// The heading as it stands.
  let heading: String
  /// What the cells say.
  let meaning: ColumnMeaning
  /// The unit that the heading names, lower case.
  let unit: String?
  /// How numbers are written.
  var numbers = NumberStyle()
  /// The order of day and month.
  var dates = DateStyle.dayFirst
  /// The greatest number seen, to tell GB from MB where nothing names the unit.
  var greatest = 0.0

  /// The same column with its numbers counted in `unit`, lower case.
  func counted(in unit: String?) -> MappedColumn {
    var column = MappedColumn(index: index, heading: heading, meaning: meaning, unit: unit)
    column.numbers = numbers
    column.dates = dates
    column.greatest = greatest
    return column
  }
}
