import Inventory
import Yams

/// Files of settings that a person edits, as named values.
enum YAMLText {
  /// The most bytes of a file of settings.
  static let limit = 1 << 20

  /// Reads `text`.
  ///
  /// Bare numbers are numbers, all else is text; aliases are refused, since they can stand for far
  /// more than they are long.
  ///
  /// - Throws: ``CommandFailure/settingsFile(path:line:problem:)``.
  static func value(of text: String, path: String) throws -> FactValue {
    guard text.utf8.count <= limit else {
      throw CommandFailure.settingsFile(path: path, line: nil, problem: "> \(limit) bytes")
    }
    do {
      guard let node = try Yams.compose(yaml: text) else { return .object([]) }
      return try value(of: node, path: path)
    } catch let error as YamlError {
      switch error {
      case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
        .composer(_, let problem, let mark, _):
        throw CommandFailure.settingsFile(path: path, line: mark.line, problem: problem)
      default:
        throw CommandFailure.settingsFile(path: path, line: nil, problem: "\(error)")
      }
    }
  }

  private static func value(of node: Node, path: String) throws -> FactValue {
    switch node {
    case .scalar(let scalar):
      if scalar.style == .plain, let number = Int(scalar.string) { return .integer(number) }
      return .text(scalar.string)
    case .mapping(let mapping):
      return .object(
        try mapping.map { key, item in
          .init(key.string ?? "", try value(of: item, path: path))
        }
      )
    case .sequence(let sequence):
      return .list(try sequence.map { try value(of: $0, path: path) })
    case .alias:
      throw CommandFailure.settingsFile(
        path: path,
        line: node.mark?.line,
        problem: "aliases (*) are not read"
      )
    }
  }

  /// Writes named values, in their order.
  static func text(of value: FactValue) throws -> String {
    try Yams.serialize(node: node(of: value), allowUnicode: true, sortKeys: false)
  }

  private static func node(of value: FactValue) -> Node {
    switch value {
    case .object(let fields):
      Node(fields.map { (quoted($0.name), node(of: $0.value)) })
    case .list(let items):
      Node(items.map(node))
    case .text(let text): quoted(text)
    default: Node(value.plainText)
    }
  }

  /// Quoted, so that a text that looks like a number or a mark stays text.
  private static func quoted(_ text: String) -> Node {
    let isWord = text.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }
    return .scalar(.init(text, .implicit, isWord && !text.isEmpty ? .any : .doubleQuoted))
  }
}
