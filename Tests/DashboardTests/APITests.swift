import Foundation
import HTTPTypes
import Hummingbird
import Inventory
import Testing
import Workspace

@testable import Dashboard

@Suite("API")
struct APITests {
  /// Parameters with which each address finds something in the invented estate.
  private static let examples: [String: String] = [
    "/api/projects/{code}": "/api/projects/COLLINE-P1",
    "/api/servers/{id}": "/api/servers/COLLINE-000003",
    "/api/servers/{id}/explanation": "/api/servers/COLLINE-000003/explanation",
    "/api/plan/what-if": "/api/plan/what-if?slip=COLLINE-P1:3",
    "/api/plan/dark": "/api/plan/dark?agency=COLLINE&place=rack%3ABorgo%20Alto%2FCED%20A%2FR01",
  ]

  @Test("each route is in the document, and each path of the document is a route")
  func complete() async throws {
    let client = try RouterClient()
    let answer = try await client.ask(.get, "/api/openapi.json", cookie: try client.cookie())
    let document = try #require(object(answer.body))
    let paths = try #require(document["paths"] as? [String: Any])
    let routes = DashboardServer.routes.map(\.path).filter { $0.hasPrefix("/api/") }
    #expect(Set(paths.keys) == Set(routes).subtracting(["/api/openapi.json"]))
    #expect(Set(routes).count == routes.count)
    #expect(document["openapi"] as? String == "3.1.0")
  }

  @Test("each answer has the shape that the document tells", arguments: API.endpoints.map(\.path))
  func shapes(_ path: String) async throws {
    let client = try RouterClient(prepare: PlannedEstate.whole)
    let cookie = try client.cookie()
    let document = try #require(
      object(try await client.ask(.get, "/api/openapi.json", cookie: cookie).body)
    )
    let endpoint = try #require(API.endpoints.first { $0.path == path })
    let answer = try await settled(client, Self.examples[path] ?? path, cookie)
    #expect(answer.status == .ok, "\(answer.body.prefix(300))")
    #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
    let body = try JSONSerialization.jsonObject(with: Data(answer.body.utf8))
    let checker = SchemaChecker(document: document)
    let problems = checker.problems(of: body, against: endpoint.answer.fact.plain, at: path)
    #expect(problems.isEmpty, "\(problems.prefix(5))")
    #expect(client.complaints.value.isEmpty)
  }

  @Test("what a program asks wrongly is refused with a code and a sentence")
  func refusals() async throws {
    let client = try RouterClient(prepare: PlannedEstate.whole)
    let cookie = try client.cookie()
    let requests: [(String, Int)] = [
      ("/api/servers?limit=0", 400), ("/api/servers?limit=1001", 400),
      ("/api/servers?limit=x", 400), ("/api/servers?page=0", 400), ("/api/servers?page=1e3", 400),
      ("/api/servers?page=99999999999999999999", 400), ("/api/servers?limit=+1", 400),
      ("/api/servers?status=none", 400), ("/api/servers?text=", 400),
      ("/api/servers?nothing=1", 400), ("/api/servers?page=1&page=2", 400),
      ("/api/servers?language=de", 400), ("/api/servers?agency=none", 404),
      ("/api/servers?project=none", 404), ("/api/servers/none", 404),
      ("/api/servers/none/explanation", 404), ("/api/projects/none", 404),
      ("/api/plan/what-if?slip=none:2", 404), ("/api/plan/what-if?slip=COLLINE-P1", 400),
      ("/api/plan/what-if?slip=COLLINE-P1:121", 400), ("/api/plan/what-if?drop=", 400),
      ("/api/plan/dark", 400), ("/api/plan/dark?agency=COLLINE&place=none", 404),
      ("/api/nothing", 404),
    ]
    for (path, status) in requests {
      let answer = try await client.ask(.get, path, cookie: cookie)
      #expect(answer.status.code == status, "\(path)")
      let problem = object(answer.body)
      #expect(problem?.keys.sorted() == ["code", "message"], "\(path)")
    }
    #expect(client.complaints.value.isEmpty)
  }

  @Test("what can only be read says so to every other method")
  func methods() async throws {
    let client = try RouterClient()
    let cookie = try client.cookie()
    for method in [HTTPRequest.Method.post, .put, .delete, .trace] {
      for path in ["/api/servers", "/api/servers/x", "/api/openapi.json"] {
        let answer = try await client.ask(method, path, cookie: cookie)
        #expect(answer.status == .methodNotAllowed, "\(method) \(path)")
        #expect(answer.headers[.allow] == "GET")
      }
    }
  }

  @Test("nothing supposed changes nothing")
  func nothing() async throws {
    let client = try RouterClient()
    let answer = try await client.ask(.get, "/api/plan/what-if", cookie: try client.cookie())
    #expect(object(answer.body)?["changes"] as? [String] == [])
  }

  @Test("pages of the list put together are the list")
  func pages() async throws {
    let client = try RouterClient(prepare: PlannedEstate.whole)
    let cookie = try client.cookie()
    func ids(_ query: String) async throws -> [String] {
      let answer = try await client.ask(.get, "/api/servers?order=name" + query, cookie: cookie)
      let items = object(answer.body)?["items"] as? [[String: Any]] ?? []
      return items.compactMap { $0["id"] as? String }
    }
    let all = try await ids("&limit=1000")
    var parts: [String] = []
    for page in 1...20 {
      let part = try await ids("&limit=7&page=\(page)")
      if part.isEmpty { break }
      parts += part
    }
    #expect(all.count > 20)
    #expect(parts == all)
  }

  private func object(_ text: String) -> [String: Any]? {
    try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
  }

  /// Asks until there is an answer.
  private func settled(
    _ client: RouterClient,
    _ path: String,
    _ cookie: String
  ) async throws -> RouterClient.Answer {
    for _ in 0..<20 {
      let answer = try await client.ask(.get, path, cookie: cookie)
      if answer.status != .accepted { return answer }
    }
    return try await client.ask(.get, path, cookie: cookie)
  }
}

/// Compares a value with a JSON Schema, as far as the document of the API uses it.
private struct SchemaChecker {
  let document: [String: Any]

  func problems(of value: Any, against schema: [String: Any], at place: String) -> [String] {
    if let reference = schema["$ref"] as? String {
      let name = reference.split(separator: "/").last.map(String.init) ?? ""
      let components = document["components"] as? [String: Any]
      let schemas = components?["schemas"] as? [String: Any]
      guard let named = schemas?[name] as? [String: Any] else { return ["\(place): no \(name)"] }
      return problems(of: value, against: named, at: place)
    }
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let found = choices.map { problems(of: value, against: $0, at: place) }
      return found.contains { $0.isEmpty } ? [] : found.first ?? []
    }
    switch schema["type"] as? String {
    case "object": return object(value, schema, place)
    case "array":
      guard let items = value as? [Any], let item = schema["items"] as? [String: Any] else {
        return ["\(place): no list"]
      }
      return items.enumerated().flatMap {
        problems(of: $1, against: item, at: "\(place)[\($0)]")
      }
    case "string": return text(value, schema, place)
    case "integer":
      guard let number = value as? NSNumber, Double(number.intValue) == number.doubleValue else {
        return ["\(place): no whole number"]
      }
      return []
    case "number": return value is NSNumber ? [] : ["\(place): no number"]
    case "boolean": return value is Bool ? [] : ["\(place): no flag"]
    case "null": return value is NSNull ? [] : ["\(place): not null"]
    default: return ["\(place): no type"]
    }
  }

  private func object(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let fields = value as? [String: Any] else { return ["\(place): no object"] }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let needed = schema["required"] as? [String] ?? []
    var problems = needed.filter { fields[$0] == nil }.map { "\(place): \($0) is missing" }
    for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
      if let property = properties[name] {
        problems += self.problems(of: field, against: property, at: place + "." + name)
      } else if schema["additionalProperties"] as? Bool == false {
        problems.append("\(place): \(name) is not in the document")
      }
    }
    return problems
  }

  private func text(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let text = value as? String else { return ["\(place): no text"] }
    if let words = schema["enum"] as? [String], !words.contains(text) {
      return ["\(place): \(text) is no such word"]
    }
    if let pattern = schema["pattern"] as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      return ["\(place): \(text) is not written so"]
    }
    return []
  }
}

extension FactValue {
  /// The value as the system reads its JSON.
  fileprivate var plain: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]) ?? [:]
  }
}
