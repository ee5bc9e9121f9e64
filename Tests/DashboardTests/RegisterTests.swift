import Foundation
import HTTPTypes
import Inventory
import Retirement
import TestSupport
import Testing
import Workspace

@testable import Dashboard

@Suite("Register")
struct RegisterTests {
  private let client: RouterClient
  /// A server on which nothing runs, by id, and its page.
  private let device: EntityID
  private let page: String

  init() throws {
    client = try RouterClient(prepare: PlannedEstate.hostile)
    let store = try Store.open(at: client.path, readOnly: true)
    let agency = try #require(AgencyCode("azp"))
    let server = try store.estate(of: agency).assets.first {
      $0.facts.serial?.description == "CZ1000003"
    }
    device = try #require(server?.id)
    page = "/register/" + device.description.addressPart
  }

  private func journal() throws -> [JournalEntry] {
    let store = try Store.open(at: client.path, readOnly: true)
    return try store.journal(of: try #require(AgencyCode("azp")), entity: device)
  }

  /// Leads the device to the state before the step named; days are long past.
  private func lead(to step: String, cookie: String) async throws {
    for (name, day, fields) in Self.way.prefix(while: { $0.0 != step }) {
      let answer = try await client.upload(
        page,
        [("step", name), ("day", day)] + fields,
        files: name == "wipe" ? [("../<b>C-12.pdf", "%PDF <script>")] : [],
        cookie: cookie
      )
      try #require(answer.status == .seeOther, "\(name): \(answer.body)")
    }
  }

  private static let way: [(String, String, [(String, String)])] = [
    ("plan", "2023-06-01", [("month", "2023-07"), ("seen", "0")]),
    ("drain", "2023-06-02", [("backupBy", "Rossi"), ("retentionBy", "Bianchi")]),
    ("switch-off", "2023-06-03", [("told", "Radiologia\r\nCUP"), ("days", "60")]),
    (
      "wipe", "2023-09-03",
      [
        ("disk", "Z1\r\nZ2"), ("method", "overwrite"), ("standard", "nist-800-88"),
        ("certificate", "C-12"), ("performedBy", "Verdi"),
      ]
    ),
    ("remove", "2023-09-04", [("rack", "R2"), ("unit", "3"), ("feeds", "A7\nB7")]),
  ]

  @Test("a device goes its way step by step, each under a name, with documents kept to the byte")
  func way() async throws {
    let cookie = try client.cookie()
    try await lead(to: "", cookie: cookie)
    let entries = try journal()
    #expect(entries.map(\.by) == Array(repeating: "Anna Rossi", count: 5))
    #expect(entries.map(\.deviceStep?.state) == [.planned, .drained, .drained, .wiped, .removed])
    #expect(entries.allSatisfy { $0.approvedBy == nil })

    let shown = try await client.ask(.get, page, cookie: cookie).body
    let link = try #require(shown.firstMatch(of: /href="(\/register\/documents\/[^"]+)"/)?.1)
    let path = String(link).replacing("&amp;", with: "&")
    let document = try await client.ask(.get, path, cookie: cookie)
    #expect(document.body == "%PDF <script>")
    #expect(document.headers[.contentType] == "application/octet-stream")
    #expect(document.headers[.contentDisposition] == "attachment; filename=\"_b_C-12.pdf\"")

    let list = try await client.ask(.get, "/register?state=removed", cookie: cookie).body
    #expect(list.contains(page))
    #expect(
      !(try await client.ask(.get, "/register?state=lost", cookie: cookie).body.contains(page))
    )
    let verified = try await client.send("/register/verify", cookie: cookie)
    let check = try await client.over(try #require(verified.headers[.location]), cookie: cookie)
    #expect(check.body.contains("integro, 5 voci, 1 documenti"))
    let journal = try await client.ask(.get, "/register/journal/azp", cookie: cookie).body
    #expect(journal.contains("Anna Rossi"))
    // Nothing of what was sent stays beside the workspace.
    #expect(client.server.requests.all().isEmpty)
    #expect(client.complaints.value.isEmpty)
  }

  @Test("what is refused is told whole, records nothing, and keeps what was typed")
  func refused() async throws {
    let cookie = try client.cookie()
    try await lead(to: "wipe", cookie: cookie)
    let before = try journal().count
    let answer = try await client.upload(
      page,
      [
        ("step", "wipe"), ("day", "2023-09-03"), ("disk", "Z1"), ("method", "=cmd|' /C'!A0"),
        ("standard", "nist-800-88"), ("performedBy", "<script>alert(1)</script>"),
      ],
      cookie: cookie
    )
    #expect(answer.status == .unprocessableContent)
    #expect(answer.body.contains("=cmd|"))
    #expect(answer.body.contains("value=\"&lt;script&gt;alert(1)&lt;/script&gt;\""))
    #expect(!answer.body.contains("<script>alert"))
    let none = try await client.upload(page, [("step", "wipe")], cookie: cookie)
    #expect(none.status == .unprocessableContent)
    // Somebody recorded something since the page was opened.
    let late = try await client.upload(
      page,
      [("step", "roll-back"), ("reason", "serve"), ("seen", "0"), ("day", "2023-11-14")],
      cookie: cookie
    )
    #expect(late.status == .unprocessableContent && late.body.contains("nel frattempo"))
    for (step, reason) in [("", "x"), ("explode", "x"), ("lose", "")] {
      let answer = try await client.upload(
        page,
        [("step", step), ("reason", reason)],
        cookie: cookie
      )
      #expect(answer.status == .unprocessableContent, "\(step)")
    }
    let foreign = try await client.upload(
      page,
      [("step", "lose"), ("reason", "x")],
      files: [("a.pdf", "x")],
      cookie: cookie,
      token: "x"
    )
    #expect(foreign.status == .forbidden)
    #expect(try journal().count == before)
    #expect(client.server.requests.all().isEmpty)
    #expect(client.complaints.value.isEmpty)
  }

  /// An operator and two approvers.
  private func threePeople() throws -> (bruno: String, carla: String, dario: String) {
    try client.addAccount("Bruno", .operator)
    try client.addAccount("Carla", .approver)
    try client.addAccount("Dario", .approver)
    return (
      try client.cookie(of: "Bruno"), try client.cookie(of: "Carla"), try client.cookie(of: "Dario")
    )
  }

  @Test(
    "switching off and wiping wait for a second person, however the step is spelt",
    arguments: ["switch-off", "Switch Off", "spegnere", "prova-di-spegnimento"]
  )
  func twoPeople(_ word: String) async throws {
    let (bruno, carla, dario) = try threePeople()
    try await lead(to: "switch-off", cookie: bruno)
    let fields = [("step", word), ("day", "2023-06-03"), ("told", "CUP"), ("days", "60")]
    let asked = try await client.upload(
      page,
      fields,
      files: [("avviso.pdf", "avviso")],
      cookie: bruno
    )
    #expect(asked.headers[.location] == page + "?asked=yes")
    #expect(try journal().count == 2)
    let request = try #require(client.server.requests.all().first)
    #expect(try await client.ask(.get, "/register", cookie: bruno).body.contains(request.path))

    // Neither an operator nor who asked approves.
    let approve = [("answer", "approve")]
    #expect(try await client.send(request.path, approve, cookie: bruno).status == .forbidden)
    #expect(try journal().count == 2)
    let approved = try await client.send(request.path, approve, cookie: carla)
    #expect(approved.headers[.location] == page)
    let entry = try #require(try journal().last)
    #expect((entry.by, entry.approvedBy) == ("Bruno", "Carla"))
    #expect(entry.documents.map(\.name) == ["avviso.pdf"])
    #expect(client.server.requests.all().isEmpty)
    #expect(try await client.ask(.get, page, cookie: dario).body.contains("approva Carla"))
    #expect(try await client.send(request.path, approve, cookie: dario).status == .notFound)
    // What a second name is part of verifies like all else.
    let store = try Store.open(at: client.path, readOnly: true)
    #expect(try store.verifyJournal(of: try #require(AgencyCode("azp"))).breaks.isEmpty)
  }

  @Test("nobody approves his own, turning down and taking back leave nothing")
  func own() async throws {
    let (bruno, carla, dario) = try threePeople()
    try await lead(to: "switch-off", cookie: bruno)
    let fields = [("step", "switch-off"), ("day", "2023-06-03"), ("told", "CUP"), ("days", "60")]
    func ask(_ cookie: String) async throws -> String {
      _ = try await client.upload(page, fields, cookie: cookie)
      return try #require(client.server.requests.all().last).path
    }
    let hers = try await ask(carla)
    #expect(
      try await client.send(hers, [("answer", "approve")], cookie: carla).status == .forbidden
    )
    #expect(try await client.send(hers + "/withdraw", cookie: bruno).status == .forbidden)
    #expect(try await client.send(hers, [("answer", "refuse")], cookie: dario).status == .seeOther)
    #expect(client.server.requests.all().isEmpty)
    let his = try await ask(bruno)
    #expect(try await client.send(his + "/withdraw", cookie: bruno).status == .seeOther)
    #expect(client.server.requests.all().isEmpty)
    #expect(try journal().count == 2)
  }

  @Test("a waiver of evidence is an approver’s, and a reader records nothing")
  func waiver() async throws {
    let (bruno, carla, _) = try threePeople()
    try client.addAccount("Elena", .reader)
    let elena = try client.cookie(of: "Elena")
    try await lead(to: "drain", cookie: bruno)
    let fields = [
      ("step", "drain"), ("day", "2023-06-02"), ("waivedBy", "Carla"), ("reason", "doppione"),
    ]
    #expect(try await client.upload(page, fields, cookie: bruno).status == .forbidden)
    #expect(try await client.upload(page, fields, cookie: elena).status == .forbidden)
    #expect(
      !(try await client.ask(.get, page, cookie: elena).body.contains("<form class=\"narrow\""))
    )
    #expect(try journal().count == 1)
    #expect(try await client.upload(page, fields, cookie: carla).status == .seeOther)
    #expect(try journal().last?.deviceStep?.step.waiver?.by == "Carla")
  }

  @Test(
    "what was never filed cannot be had",
    arguments: [
      "/register/nessuno", "/register/%2e%2e", "/register/journal/nessuna",
      "/register/requests/..%2f..", "/register/requests/0123456789abcdef",
      "/register/documents/azp/" + String(repeating: "0", count: 64),
      "/register/documents/azp/..", "/register/documents/x/" + String(repeating: "a", count: 64),
    ]
  )
  func absent(_ path: String) async throws {
    let answer = try await client.ask(.get, path, cookie: try client.cookie())
    #expect(answer.status == .notFound)
    #expect(client.complaints.value.isEmpty)
  }
}
