import Estimation
import Hummingbird
import Inventory
import TestSupport
import Testing
import Workspace

@testable import Dashboard

@Suite("Meters on the energy page")
struct EnergyMetersTests {
  /// The invented estate with a series of one of its servers.
  private static func metered(_ store: Store, _ folder: TemporaryFolder) throws {
    try PlannedEstate.whole(store, folder)
    let agency = try #require(try store.agencies().map(\.code).min())
    let savings = try store.savings(of: [agency], asOf: nil)
    let machine = try #require(savings.machines.first)
    let series = FiledSeries(
      agency: agency,
      subject: .machine(machine.entity),
      meter: "<b>pdu</b>",
      path: "pdu.csv",
      sha256: "aa",
      line: 2,
      readings: 30,
      content: .power(
        (19_000..<19_030).map {
          MeterSpan(start: $0 * 1_440, end: ($0 + 1) * 1_440, energy: 5.928)
        }
      )
    )
    try store.add([series], by: "Anna", at: 1)
  }

  private func page(_ client: RouterClient) async throws -> String {
    let cookie = try client.cookie()
    var answer = try await client.ask(.get, "/energy", cookie: cookie)
    while answer.status == .accepted {
      answer = try await client.ask(.get, "/energy", cookie: cookie)
    }
    return answer.body
  }

  @Test("what a series says, over what time, and what became of it; nothing where there is none")
  func listed() async throws {
    let body = try await page(try RouterClient(prepare: Self.metered))
    #expect(body.contains("id=\"meters\""))
    #expect(body.contains("247 W") && body.contains("2022-01-08 – 2022-02-06"))
    #expect(!body.contains("<b>pdu"))
    let none = try await page(try RouterClient(prepare: PlannedEstate.whole))
    #expect(!none.contains("id=\"meters\""))
  }
}
