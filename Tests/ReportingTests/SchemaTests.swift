import Foundation
import Inventory
import Testing

@testable import Reporting

@Suite("The JSON form and its schema")
struct SchemaTests {
  private func parse(_ text: String) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
  }

  private func schema() throws -> SchemaCheck {
    SchemaCheck(root: try #require(try parse(Report.jsonSchema) as? [String: Any]))
  }

  @Test(
    "every kind’s data are as the schema says",
    arguments: Report.Kind.allCases,
    Language.allCases
  )
  func valid(kind: Report.Kind, language: Language) throws {
    for var input in [try Sample.full(kind), try Sample.empty()] {
      input.kind = kind
      let data = try parse(Report(input, language: language).json())
      #expect(try schema().faults(in: data) == [])
    }
  }

  @Test(
    "the check finds what is not as the schema says",
    arguments: [
      ("\"tramonto-report/2\"", "\"tramonto-report/1\"", "/schema"),
      ("\"kind\": \"programme\"", "\"kind\": \"poem\"", "/kind"),
      ("\"kind\": \"programme\"", "\"kind\": \"evidence\"", ""),
      ("\"machinesOff\":1", "\"machinesOff\":1.5", "/months"),
      ("\"machinesOff\":1", "\"machinesOff\":-1", "/months"),
      ("\"basis\":\"model\"", "\"basis\":\"hope\"", ""),
      ("\"month\":\"2024-05\"", "\"month\":\"2024-13\"", "/months"),
      ("\"cover\":", "\"covers\":", ""), ("\"blockers\": [", "\"blockers\": [3,", "/blockers"),
    ]
  )
  func invalid(from: String, to: String, place: String) throws {
    let text = Report(try Sample.full(.programme), language: .english).json()
    let changed = text.replacing(from, with: to, maxReplacements: 1)
    #expect(changed != text)
    let faults = try schema().faults(in: try parse(changed))
    #expect(faults.contains { $0.hasPrefix(place) } && !faults.isEmpty, "\(faults)")
  }

  @Test("the schema uses no keyword that the check does not know")
  func keywords() throws {
    #expect(try schema().unknownKeywords == [])
  }
}

/// A check against the keywords of JSON Schema 2020-12 that our schema uses.
struct SchemaCheck {
  let root: [String: Any]

  private static let keywords: Set<String> = [
    "$schema", "$id", "$defs", "$ref", "title", "description", "type", "properties", "required",
    "additionalProperties", "items", "enum", "const", "minimum", "pattern", "anyOf", "allOf", "if",
    "then",
  ]

  /// What the schema says and this does not understand.
  var unknownKeywords: [String] {
    var unknown: Set<String> = []
    func visit(_ schema: Any?) {
      guard let schema = schema as? [String: Any] else { return }
      unknown.formUnion(Set(schema.keys).subtracting(Self.keywords))
      for name in ["properties", "$defs"] {
        for part in (schema[name] as? [String: Any] ?? [:]).values { visit(part) }
      }
      for name in ["anyOf", "allOf"] {
        for part in schema[name] as? [Any] ?? [] { visit(part) }
      }
      for name in ["items", "if", "then"] { visit(schema[name]) }
    }
    visit(root)
    return unknown.sorted()
  }

  /// The places where `data` is not as the schema says.
  func faults(in data: Any) -> [String] { faults(data, root, "") }

  private func faults(_ data: Any, _ schema: [String: Any], _ place: String) -> [String] {
    var faults: [String] = []
    if let name = (schema["$ref"] as? String)?.split(separator: "/").last,
      let target = (root["$defs"] as? [String: Any])?[String(name)] as? [String: Any]
    {
      faults += self.faults(data, target, place)
    }
    let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] }
    if let types, !types.contains(where: { Self.isOf($0, data) }) {
      return faults + ["\(place): not \(types)"]
    }
    if let constant = schema["const"] as? String, data as? String != constant {
      faults.append("\(place): not \(constant)")
    }
    if let choice = schema["enum"] as? [Any] {
      let isFound = choice.contains { one in
        one is NSNull ? data is NSNull : one as? String == data as? String && data is String
      }
      if !isFound { faults.append("\(place): not one of \(choice)") }
    }
    if let least = schema["minimum"] as? Double, let number = data as? Double, number < least {
      faults.append("\(place): below \(least)")
    }
    if let pattern = schema["pattern"] as? String, let text = data as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      faults.append("\(place): not like \(pattern)")
    }
    if let some = schema["anyOf"] as? [[String: Any]],
      !some.contains(where: { self.faults(data, $0, place).isEmpty })
    {
      faults.append("\(place): none of its forms")
    }
    for part in schema["allOf"] as? [[String: Any]] ?? [] {
      if let condition = part["if"] as? [String: Any] {
        guard self.faults(data, condition, place).isEmpty else { continue }
        faults += self.faults(data, part["then"] as? [String: Any] ?? [:], place)
      } else {
        faults += self.faults(data, part, place)
      }
    }
    if let object = data as? [String: Any] {
      faults += members(object, schema, place)
    } else if let list = data as? [Any], let items = schema["items"] as? [String: Any] {
      for (index, item) in list.enumerated() {
        faults += self.faults(item, items, "\(place)/\(index)")
      }
    }
    return faults
  }

  private func members(
    _ object: [String: Any],
    _ schema: [String: Any],
    _ place: String
  ) -> [String] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    var faults = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
      .map { "\(place): no \($0)" }
    for (name, value) in object.sorted(by: { $0.key < $1.key }) {
      if let property = properties[name] {
        faults += self.faults(value, property, "\(place)/\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        faults.append("\(place): \(name) is not foreseen")
      }
    }
    return faults
  }

  private static func isOf(_ type: String, _ data: Any) -> Bool {
    let number = (data as? NSNumber).flatMap { isFlag($0) ? nil : $0.doubleValue }
    switch type {
    case "null": return data is NSNull
    case "object": return data is [String: Any]
    case "array": return data is [Any]
    case "string": return data is String
    case "boolean": return (data as? NSNumber).map(isFlag) ?? false
    case "number": return number != nil
    case "integer": return number.map { $0 == $0.rounded() } ?? false
    default: return false
    }
  }

  private static func isFlag(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
  }
}
