import Inventory

extension FindingReason: StoredMessage {
  var arguments: [FactValue] {
    switch self {
    case .header, .title, .blankRow, .totalsRow, .repeatedHeader, .sectionHeading, .template,
      .placeholder, .phantom, .noName, .noIdentity, .eatenBySpreadsheet, .duplicateRow,
      .noInventory, .cutOff, .notWellFormed, .notAnAmount, .noAgency,
      .formulaWithoutValue, .notADay, .notAMonth:
      []
    case .notANumber(let attribute), .outOfRange(let attribute), .notAnAddress(let attribute),
      .notADate(let attribute), .invalidIdentifier(let attribute):
      [.text(attribute.rawValue)]
    case .unknownMachine(let name), .otherAgency(let name), .unknownAgency(let name):
      [.text(name)]
    case .unknownWord(let allowed): [.text(allowed)]
    case .wrongCellCount(let expected, let found): [.integer(expected), .integer(found)]
    }
  }

  init?(code: String, arguments: StoredArguments) {
    let plain: [FindingReason] = [
      .header, .title, .blankRow, .totalsRow, .repeatedHeader, .sectionHeading, .template,
      .placeholder, .phantom, .noName, .noIdentity, .eatenBySpreadsheet, .duplicateRow,
      .noInventory, .cutOff, .notWellFormed, .notAnAmount, .noAgency,
      .formulaWithoutValue, .notADay, .notAMonth,
    ]
    if let reason = plain.first(where: { $0.code == code }) {
      self = reason
      return
    }
    switch code {
    case "row.unknown-machine":
      guard let name = arguments.text(0) else { return nil }
      self = .unknownMachine(name)
    case "row.other-agency":
      guard let name = arguments.text(0) else { return nil }
      self = .otherAgency(name)
    case "row.unknown-agency":
      guard let name = arguments.text(0) else { return nil }
      self = .unknownAgency(name)
    case "value.unknown-word":
      guard let allowed = arguments.text(0) else { return nil }
      self = .unknownWord(allowed: allowed)
    case "row.wrong-cell-count":
      guard let expected = arguments.integer(0), let found = arguments.integer(1) else {
        return nil
      }
      self = .wrongCellCount(expected: expected, found: found)
    default:
      guard let attribute = arguments.attribute(0) else { return nil }
      switch code {
      case "value.not-a-number": self = .notANumber(attribute)
      case "value.out-of-range": self = .outOfRange(attribute)
      case "value.not-an-address": self = .notAnAddress(attribute)
      case "value.not-a-date": self = .notADate(attribute)
      case "value.invalid-identifier": self = .invalidIdentifier(attribute)
      default: return nil
      }
    }
  }
}
