import HTTPTypes
import Hummingbird
import Inventory
import Testing

@testable import Dashboard

@Suite("Routes")
struct RouteTests {
  private static let anybody: Set<String> = ["/enter", "/style.css", "/charts.css", "/script.js"]

  @Test(
    "what is not meant for everybody needs a person, and what changes something more than a reader"
  )
  func roles() {
    for route in DashboardServer.routes {
      if route.role == nil { #expect(Self.anybody.contains(route.path), "\(route.path)") }
      if route.method != .get, !["/enter", "/leave"].contains(route.path) {
        #expect((route.role ?? .reader) >= .operator, "\(route.method) \(route.path)")
        #expect(route.intake != .nothing, "\(route.path)")
      }
    }
  }

  @Test("each address is for the roles that its line says, and for nobody unknown")
  func matrix() async throws {
    let client = try RouterClient()
    for role in Role.allCases { try client.addAccount(role.rawValue + " uno", role) }
    for route in DashboardServer.routes {
      let path = route.path.replacing("{", with: "x").replacing("}", with: "x")
      for role in [nil] + Role.allCases.map(Optional.some) {
        let cookie = try role.map { try client.cookie(of: $0.rawValue + " uno") }
        let answer = try await client.ask(
          route.method,
          path,
          cookie: cookie,
          headers: [
            "Sec-Fetch-Site": "same-origin",
            "Content-Type": route.intake == .stream
              ? "multipart/form-data; boundary=x" : "application/x-www-form-urlencoded",
          ],
          body: route.intake == .stream ? Array("--x--\r\n".utf8) : nil
        )
        let place = "\(role?.rawValue ?? "nobody") \(route.method) \(path): \(answer.status)"
        let isTurnedAway =
          answer.status == .forbidden || answer.status == .unauthorized
          || answer.headers[.location] == "/enter"
        guard let least = route.role else { continue }
        guard let role, role >= least else {
          #expect(isTurnedAway, "\(place)")
          continue
        }
        // Without its token no form gets further.
        #expect(isTurnedAway == (route.method != .get), "\(place)")
        #expect(answer.status.kind != .serverError, "\(place)")
      }
    }
    #expect(client.complaints.value.isEmpty)
  }

  @Test("an address that nobody knows is told as that, without a trace of the inside")
  func unknown() async throws {
    let client = try RouterClient()
    for path in ["/nowhere", "/../../etc/passwd", "/servers/%2e%2e", "/%00", "/api/nowhere"] {
      let answer = try await client.ask(.get, path, cookie: try client.cookie())
      #expect(answer.status == .notFound, "\(path)")
      for word in ["prova.sqlite", "/tmp", "SELECT", "Error"] {
        #expect(!answer.body.contains(word))
      }
    }
  }
}
