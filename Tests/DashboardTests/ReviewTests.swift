import HTTPTypes
import Importers
import Inventory
import Matching
import TestSupport
import Testing
import Workspace

@testable import Dashboard

@Suite("Review in the browser")
struct ReviewTests {
  private let client: RouterClient

  /// A dashboard on two pairs of machines that share an address, which a scan saw: four questions.
  init() throws { client = try RouterClient(prepare: PlannedEstate.doubtful) }

  /// The address of the first open question, once they are gathered; `nil` when there is none.
  private func first(_ cookie: String) async throws -> String? {
    while true {
      let answer = try await client.ask(.get, "/review", cookie: cookie)
      if answer.status == .seeOther { return answer.headers[.location] }
      guard answer.body.contains("data-refresh") else { return nil }
      await Task.yield()
    }
  }

  @Test(
    "each answer leads to the next question, until none is left; a withdrawn one is asked again"
  )
  func queue() async throws {
    let cookie = try client.cookie()
    let start = try #require(try await first(cookie))
    var path = start
    var seen: [String] = []
    while path != "/review" {
      seen.append(path)
      let page = try await client.ask(.get, path, cookie: cookie)
      #expect(page.status == .ok && page.body.contains("data-key=\"s\""))
      #expect(!page.body.contains("<script>alert"))
      // Where the sides differ or agree is told by a sign, not by colour alone.
      #expect(page.body.contains("<td class=\"sign\">=</td>"))
      let answer = try await client.send(
        path,
        [("verdict", "different"), ("reason", "visti <b>in sala")],
        cookie: cookie
      )
      path = try #require(answer.headers[.location])
    }
    #expect(seen.count == 4 && Set(seen).count == 4)
    #expect(try await first(cookie) == nil)

    let store = try Store.open(at: client.path, readOnly: true)
    let filed = try store.decisions(of: try #require(AgencyCode("azp")))
    #expect(filed.map(\.by) == Array(repeating: "Anna Rossi", count: 4))
    let list = try await client.ask(.get, "/review/decisions", cookie: cookie)
    #expect(list.body.contains("visti &lt;b&gt;in sala"))
    let back = try await client.send("/review/decisions/azp/1", cookie: cookie)
    #expect(back.status == .seeOther)
    #expect(try await first(cookie) == start)
    #expect(client.complaints.value.isEmpty)
  }

  @Test("two applications are asked about as such, and the answer is filed as such")
  func applications() async throws {
    let client = try RouterClient(prepare: PlannedEstate.doubtfulApplications)
    let cookie = try client.cookie()
    var answer = try await client.ask(.get, "/review", cookie: cookie)
    while answer.status != .seeOther {
      try #require(answer.body.contains("data-refresh"))
      await Task.yield()
      answer = try await client.ask(.get, "/review", cookie: cookie)
    }
    let path = try #require(answer.headers[.location])
    let page = try await client.ask(.get, path, cookie: cookie)
    #expect(page.status == .ok)
    #expect(page.body.contains("Sono lo stesso applicativo?"))
    // What the queue leads to speaks the language that the queue was asked in.
    let other = try await client.ask(.get, "/review?language=en", cookie: cookie)
    #expect(other.headers[.location] == path + "?language=en")
    #expect(page.body.contains("&lt;b&gt;Alfa"))
    #expect(page.body.contains("Due applicativi") && !page.body.contains("Due macchine"))
    let fields = [("verdict", "same"), ("reason", "stesso fornitore")]
    #expect(try await client.send(path, fields, cookie: cookie).status == .seeOther)
    let store = try Store.open(at: client.path, readOnly: true)
    let filed = try store.decisions(of: try #require(AgencyCode("azp")))
    guard case .identity(let decision) = filed.first?.decision else {
      Issue.record("no decision on identity")
      return
    }
    #expect(decision.subject == .application && decision.verdict == .same)
    #expect(decision.score != nil)
    let list = try await client.ask(.get, "/review/decisions", cookie: cookie)
    #expect(list.body.contains("sono un applicativo"))
    #expect(client.complaints.value.isEmpty)
  }

  @Test("the projects of an application are decided on its page; a reader is not asked")
  func projects() async throws {
    let client = try RouterClient(prepare: PlannedEstate.whole)
    let cookie = try client.cookie()
    let store = try Store.open(at: client.path, readOnly: true)
    let agency = try #require(
      store.agencies().first { try !store.estate(of: $0.code).applications.isEmpty }
    ).code
    let estate = try store.estate(of: agency)
    let application = try #require(estate.applications.first).id
    let path = "/servers/\(application)"
    let page = try await client.ask(.get, path, cookie: cookie)
    #expect(page.body.contains("type=\"checkbox\" name=\"project\""))
    let fields = [("reason", "resta in reparto")]
    let answer = try await client.send(path + "/projects", fields, cookie: cookie)
    #expect(answer.status == .seeOther)
    let filed = try #require(try store.decisions(of: agency).last)
    guard case .assignment(let decision) = filed.decision else {
      Issue.record("no decision on projects")
      return
    }
    #expect(decision.application.entity == application && decision.projects.isEmpty)
    let none = try await client.send(path + "/projects", [("reason", "")], cookie: cookie)
    #expect(none.status.code >= 400)
    let unknown = [("project", "nowhere"), ("reason", "x")]
    #expect(try await client.send(path + "/projects", unknown, cookie: cookie).status.code >= 400)
    let machine = try #require(estate.assets.first { $0.kind.isServer }).id
    let wrong = try await client.send("/servers/\(machine)/projects", fields, cookie: cookie)
    #expect(wrong.status.code >= 400 && wrong.status.code < 500)
    #expect(try store.decisions(of: agency).count == 1)
  }

  @Test("what somebody else has answered meanwhile is told, and not answered twice")
  func race() async throws {
    let cookie = try client.cookie()
    let path = try #require(try await first(cookie))
    let fields = [("verdict", "same"), ("reason", "stessa targa")]
    #expect(try await client.send(path, fields, cookie: cookie).status == .seeOther)
    #expect(try await client.send(path, fields, cookie: cookie).status == .conflict)
    #expect(try await client.ask(.get, path, cookie: cookie).status == .seeOther)
  }

  @Test("an answer without a reason, or on what was not asked, is refused; a reader is not asked")
  func refusals() async throws {
    let cookie = try client.cookie()
    let path = try #require(try await first(cookie))
    let silent = try await client.send(path, [("verdict", "same")], cookie: cookie)
    #expect(silent.status == .unprocessableContent)
    for (path, verdict) in [
      (path, "perhaps"), ("/review/azp/1/1", "same"), ("/review/x/1/2", "same"),
    ] {
      let answer = try await client.send(
        path,
        [("verdict", verdict), ("reason", "x")],
        cookie: cookie
      )
      #expect(answer.status == .notFound)
    }
    try client.addAccount("Bruno", .reader)
    let bruno = try client.cookie(of: "Bruno")
    #expect(!(try await client.ask(.get, path, cookie: bruno).body.contains("value=\"same\"")))
    let fields = [("verdict", "same"), ("reason", "x")]
    #expect(try await client.send(path, fields, cookie: bruno).status == .forbidden)
  }
}
