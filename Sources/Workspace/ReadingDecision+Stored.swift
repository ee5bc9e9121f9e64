import Inventory

extension ReadingDecision: StoredMessage {
  var arguments: [FactValue] {
    switch self {
    case .encoding(let name): [.text(name)]
    case .replacedBytes(let count), .textAfterQuote(let count): [.integer(count)]
    case .delimiter(let mark, let agreeing, let total):
      [.text(mark), .integer(agreeing), .integer(total)]
    case .declaredDelimiter(let mark): [.text(mark)]
    case .headerRow(let number, let sheet):
      [.integer(number)] + (sheet.map { [.text($0)] } ?? [])
    case .decimalMark(let value, let column), .thousandsMark(let value, let column),
      .dateOrder(let value, let column), .unit(let value, let column):
      [.text(value), .text(column)]
    case .column(let column, let attribute): [.text(column), .text(attribute.rawValue)]
    case .placeholders(let attribute, let count): [.text(attribute.rawValue), .integer(count)]
    case .kind(let kind, let reason): [.text(kind.rawValue), .text(reason)]
    case .section(let name), .roomSection(let name), .rackSection(let name): [.text(name)]
    case .cutOff(let line): [.integer(line)]
    case .agencyCode(let code, let name): [.text(code), .text(name)]
    }
  }

  init?(code: String, arguments: StoredArguments) {
    let decision: ReadingDecision? =
      switch code {
      case "decision.replaced-bytes": arguments.integer(0).map { .replacedBytes(count: $0) }
      case "decision.text-after-quote": arguments.integer(0).map { .textAfterQuote(count: $0) }
      case "decision.cut-off": arguments.integer(0).map { .cutOff(line: $0) }
      case "decision.header-row":
        arguments.integer(0).map { .headerRow(number: $0, sheet: arguments.text(1)) }
      case "decision.placeholders":
        if let attribute = arguments.attribute(0), let count = arguments.integer(1) {
          .placeholders(attribute: attribute, count: count)
        } else {
          nil
        }
      default: arguments.text(0).flatMap { Self.decision(code, of: $0, arguments) }
      }
    guard let decision else { return nil }
    self = decision
  }

  /// The cases whose first argument is a text.
  private static func decision(
    _ code: String,
    of first: String,
    _ arguments: StoredArguments
  ) -> ReadingDecision? {
    switch code {
    case "decision.encoding": return .encoding(first)
    case "decision.declared-delimiter": return .declaredDelimiter(first)
    case "decision.section": return .section(first)
    case "decision.room-section": return .roomSection(first)
    case "decision.rack-section": return .rackSection(first)
    case "decision.delimiter":
      guard let agreeing = arguments.integer(1), let total = arguments.integer(2) else {
        return nil
      }
      return .delimiter(first, agreeing: agreeing, of: total)
    case "decision.column":
      return arguments.attribute(1).map { .column(first, attribute: $0) }
    default:
      guard let second = arguments.text(1) else { return nil }
      switch code {
      case "decision.decimal-mark": return .decimalMark(first, column: second)
      case "decision.thousands-mark": return .thousandsMark(first, column: second)
      case "decision.date-order": return .dateOrder(first, column: second)
      case "decision.unit": return .unit(first, column: second)
      case "decision.agency-code": return .agencyCode(first, name: second)
      case "decision.kind": return RecordKind(rawValue: first).map { .kind($0, because: second) }
      default: return nil
      }
    }
  }
}
