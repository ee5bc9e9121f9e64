import Answers
import Inventory
import Retirement

/// The form of one step: its fields, filled as far as is known.
struct StepFields: Sendable {
  /// One field.
  struct Field: Sendable {
    var name: String
    var label: String
    var value: String
    /// `text`, `date`, `month` or `number`; empty for those of several lines or choices.
    var type: String
    var isLines: Bool
    var choices: [Choices.Choice]
    var isRequired: Bool
  }

  var name: String
  var label: String
  var action: String
  var token: String
  var seen: Int
  var fields: [Field]
  var waiver: [Field]
  var hasWaiver: Bool
  var needsDocument: Bool
  var takesDocuments: Bool
  var needsApproval: Bool

  init(
    _ step: RetirementStepName,
    of device: DeviceFacts,
    seen: Int,
    action: String,
    token: String,
    values: [StepField: String],
    needsApproval: Bool,
    on today: CalendarDate,
    _ language: Language
  ) {
    name = step.rawValue
    label = Self.heading(step.label(in: language))
    self.action = action
    self.token = token
    self.seen = seen
    self.needsApproval = needsApproval
    hasWaiver = step.gate != nil
    needsDocument = (step.gate?.needsDocument ?? false) && device.kind != .virtualMachine
    takesDocuments = step != .plan
    var known: [StepField: String] = [.day: today.description]
    known[.disk] = device.disks.compactMap(\.serial).joined(separator: "|")
    known[.rack] = device.rack ?? device.room
    known[.unit] = device.rackUnit.map { String($0) }
    let given = values.isEmpty ? known : values
    func field(_ field: StepField) -> Field { Self.field(field, given[field] ?? "", language) }
    fields = ([.day] + Self.fields(of: step)).map(field)
    waiver = step.gate == nil ? [] : [field(.waivedBy), field(.reason)]
  }

  /// A label as what stands over or before something.
  static func heading(_ label: String) -> String {
    label.prefix(1).uppercased() + label.dropFirst()
  }

  /// What each step is recorded with.
  private static func fields(of step: RetirementStepName) -> [StepField] {
    switch step {
    case .plan: [.month]
    case .drain:
      [
        .backupBy, .backupDay, .backupReference, .retentionBy, .retentionDay,
        .retentionReference, .moved,
      ]
    case .switchOff: [.told, .days, .serviceClass]
    case .wipe:
      [.disk, .solidState, .method, .standard, .certificate, .performedBy, .attestedBy]
    case .remove: [.rack, .unit, .feeds]
    case .dispose: [.outcome, .recipient, .writeOffAct, .wasteForm]
    case .complain, .rollBack, .keep, .reverse, .lose, .find, .withdraw: [.reason]
    }
  }

  private static func field(_ field: StepField, _ value: String, _ language: Language) -> Field {
    let isLines = [.moved, .told, .disk, .feeds].contains(field)
    let words = choices(field, language)
    let type: String =
      switch field {
      case .day, .backupDay, .retentionDay: "date"
      case .month: "month"
      case .days, .unit: "number"
      default: "text"
      }
    let label = field.label(in: language)
    return Field(
      name: field.rawValue,
      label: heading(label)
        + (isLines ? language(", uno per riga", ", one a line") : ""),
      value: isLines ? value.split(separator: "|").joined(separator: "\n") : value,
      type: isLines || !words.isEmpty ? "" : type,
      isLines: isLines,
      choices: words.isEmpty
        ? []
        : [Choices.Choice(value: "", name: "–")]
          + words.map { Choices.Choice(value: $0.0, name: $0.1, isChosen: $0.0 == value) },
      isRequired: field == .day
    )
  }

  private static func choices(_ field: StepField, _ language: Language) -> [(String, String)] {
    switch field {
    case .serviceClass:
      [
        ("ordinary", language("ordinario", "ordinary")),
        ("critical", language("critico", "critical")),
        ("strategic", language("strategico", "strategic")),
      ]
    case .solidState:
      [("ssd", language("sì (SSD)", "yes (SSD)")), ("hdd", language("no (dischi)", "no (disks)"))]
    case .method:
      [
        ("overwrite", language("sovrascrittura", "overwriting")),
        ("cryptographic", language("cancellazione crittografica", "cryptographic erasure")),
        ("degauss", language("smagnetizzazione", "degaussing")),
        ("destroy", language("distruzione fisica", "physical destruction")),
      ]
    case .standard:
      [
        ("nist-800-88", "NIST SP 800-88"),
        ("garante-2008", language("Garante 13/10/2008", "Garante 13 October 2008")),
      ]
    case .outcome:
      Disposal.Outcome.allCases.map { ($0.rawValue, $0.label(in: language)) }
    default: []
    }
  }
}
