import Inventory

/// What a column says in the tables of some tools only.
enum ColumnDetail: Hashable, Sendable {
  /// A name to take where the better column is empty.
  case secondName
  /// The identifier by which other tables of a set name the machine; its name where it has none.
  case key
  /// A text worth keeping that no attribute is for; kept with its heading.
  case remark
  /// The name of a part of the machine: a disk, a power port.
  case part
  /// Whether the machine is a physical one.
  case isPhysical
  /// The identifier that a virtualisation server gives, which shows that the machine is virtual.
  case virtualIdentifier
  /// The kind of thing in brackets before maker and model: `[Storage] EMC`.
  case bracketedModel
  /// A rack and the place where it stands: `R31 (DC1/Room 2)`.
  case rackAndPlace
  /// The lowest unit in a rack, which may be half a unit: `4.5`.
  case halfUnit
  /// The data centre, and perhaps the rack after a hyphen: `DC1-Rack4`.
  case hostingPlace
  /// Storage in use and in all: `61.2 GiB / 127 GiB`.
  case usedAndAllStorage
  /// Memory in use.
  case memoryUsed
  /// Applications parted by commas.
  case applicationList
  /// Labels as `name:value` or `name=value`, parted by commas or semicolons.
  case labels
  /// The name of the label whose value stands in the next column.
  case labelName
  /// The value of the label that the column before names.
  case labelValue
  /// What the row is, where a table mixes kinds.
  case recordType
  /// What an application depends on, or what depends on it.
  case dependency
  /// Which of the two depends on the other.
  case direction

  /// The attribute that the column fills first, for messages.
  var attribute: Attribute? {
    switch self {
    case .secondName, .key: .name
    case .remark, .labels, .labelName, .labelValue: .annotation
    case .bracketedModel: .model
    case .rackAndPlace: .rack
    case .halfUnit: .rackUnit
    case .hostingPlace: .dataCentre
    case .usedAndAllStorage: .storage
    case .memoryUsed: .memoryUtilization
    case .applicationList: .applications
    case .dependency: .target
    case .virtualIdentifier: .deviceID
    case .part, .isPhysical, .recordType, .direction: nil
    }
  }

  /// Whether several columns can each add to what this one says.
  var takesSeveralColumns: Bool {
    switch self {
    case .secondName, .remark, .labels, .labelName, .labelValue, .virtualIdentifier: true
    default: false
    }
  }
}

/// What the columns of one tool's tables say about a row beyond the record's attributes.
struct ColumnDetails {
  /// Names to take where the better column is empty, in column order.
  var names: [String] = []
  /// The identifier by which other tables of a set name the machine.
  var key: String?
  /// The name of the part that the row is about.
  var part: String?
  /// Whether the machine is a physical one.
  var isPhysical: Bool?
  /// Whether a virtualisation server knows the machine.
  var isKnownVirtual = false
  /// The words in brackets before the model.
  var modelKind: String?
  /// The heading of the column of units in which a rack stood, its unit in the column of racks.
  var rackAmongUnits: String?
  /// Memory in use.
  var memoryUsed: Mebibytes?
  /// Labels with their names, in column order.
  var labels: [(name: String, value: String)] = []
  /// The name of a label whose value is still to come.
  var openLabel: String?
  /// What the row is.
  var recordType: String?
  /// What an application depends on, or what depends on it.
  var dependency: String?
  /// Which of the two depends on the other.
  var direction: String?

  /// The value of the first label of one of these names, compared without case.
  func label(_ names: String...) -> String? {
    labels.first { names.contains(MachineKind.key($0.name)) }?.value
  }
}
