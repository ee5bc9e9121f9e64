import Foundation
import HTTPTypes
import Inventory
import TestSupport
import Testing
import Workspace

@testable import Dashboard

@Suite("Imports")
struct ImportTests {
  /// A form with a token and files.
  private static func form(
    _ token: String,
    _ files: [(name: String, text: String)],
    tokenFirst: Bool = true
  ) -> [UInt8] {
    let field = "--xYz\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n\(token)\r\n"
    let parts = files.map { file in
      "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.name)\"\r\n"
        + "Content-Type: text/csv\r\n\r\n\(file.text)\r\n"
    }
    let all = tokenFirst ? [field] + parts : parts + [field]
    return Array((all.joined() + "--xYz--\r\n").utf8)
  }

  private static let type = [
    "Content-Type": "multipart/form-data; boundary=xYz", "Sec-Fetch-Site": "same-origin",
  ]

  private static let csv = """
    Hostname;Serial Number;Manufacturer;Model;Room
    srv01;SN0000001;Dell;PowerEdge R640;CED 1
    <script>alert(1)</script>;SN0000002;Dell;"=HYPERLINK(""http://a.example"")";\'><img src=x>
    """

  /// Asks until the work is over.
  private static func over(
    _ path: String,
    _ client: RouterClient,
    _ cookie: String
  ) async throws -> RouterClient.Answer {
    while true {
      let answer = try await client.ask(.get, path, cookie: cookie)
      guard answer.body.contains("data-refresh") else { return answer }
      await Task.yield()
    }
  }

  @Test("a file is sent, looked at, tried, imported, matched and planned, and its ledger adds up")
  func way() async throws {
    let client = try RouterClient()
    let cookie = try client.cookie()
    let sent = try await client.ask(
      .post,
      "/imports",
      cookie: cookie,
      headers: Self.type,
      body: Self.form(client.formToken(cookie), [("../../<b>estate</b>.csv", Self.csv)])
    )
    let batch = try #require(sent.headers[.location])
    let look = try await Self.over(batch, client, cookie)
    #expect(look.body.contains("inventory-table"))
    #expect(look.body.contains("3 righe lette = 2 usate + 1 saltate + 0 rifiutate"))

    func go(_ path: String, _ fields: [(String, String)]) async throws -> RouterClient.Answer {
      let answer = try await client.send(path, fields, cookie: cookie)
      let next = try #require(answer.headers[.location])
      return try await Self.over(next, client, cookie)
    }
    let trial = try await go(batch, [("deed", "rehearse"), ("agency", "azp")])
    #expect(trial.body.contains("Nulla è stato tenuto"))
    #expect(try await client.ask(.get, "/imports", cookie: cookie).body.contains("Ancora nulla"))

    let done = try await go(
      batch,
      [("deed", "import"), ("agency", "azp"), ("as-of", "2023-02-28")]
    )
    let link = try #require(done.body.firstMatch(of: /href="(\/imports\/filed\/[^"]+)"/)?.1)
    let ledger = try await client.ask(.get, String(link), cookie: cookie)
    #expect(ledger.body.contains("28 febbraio 2023"))
    #expect(ledger.body.contains("<strong>3</strong> righe lette = <strong>2</strong> usate"))

    let concluded = try await go("/imports/conclude", [])
    #expect(concluded.body.contains("Azienda di prova"))
    for answer in [look, trial, done, ledger, concluded] {
      #expect(!answer.body.contains("<script>alert") && !answer.body.contains("<img src=x"))
      #expect(!answer.body.contains("<b>estate") && !answer.body.contains(client.folder.path))
    }
    let servers = try await client.ask(.get, "/servers", cookie: cookie).body
    #expect(servers.contains("&lt;script&gt;alert(1)"))
    #expect(client.complaints.value.isEmpty)
  }

  @Test("without the token before the first file nothing is written, nor of what breaks off")
  func refused() async throws {
    let client = try RouterClient()
    let cookie = try client.cookie()
    let token = client.formToken(cookie)
    let files = [("a.csv", Self.csv)]
    let whole = Self.form(token, files)
    for (body, status) in [
      (Self.form("x", files), HTTPResponse.Status.forbidden),
      (Self.form(token, files, tokenFirst: false), .forbidden),
      (Array(whole.dropLast(30)), .badRequest), (Array("x".utf8), .badRequest), ([], .badRequest),
      (Self.form(token, []), .badRequest), (Self.form(token, [("", "")]), .badRequest),
      // Fields are held in memory, so there is a limit to them.
      (Self.form(String(repeating: "x", count: 2 << 20), files), .badRequest),
    ] {
      let answer = try await client.ask(
        .post,
        "/imports",
        cookie: cookie,
        headers: Self.type,
        body: body
      )
      #expect(answer.status == status)
    }
    #expect(client.server.workshop.spool.batches().isEmpty)
  }

  @Test("more than the limit is refused, whatever the length says")
  func size() async throws {
    let folder = try TemporaryFolder()
    let spool = Spool(ofWorkspace: folder.file("w.sqlite"), batchLimit: 1_000, limit: 2_500)
    let client = try RouterClient(spool: spool)
    let cookie = try client.cookie()
    let large = Self.form(
      client.formToken(cookie),
      [("a.csv", String(repeating: "a", count: 2_000))]
    )
    for length in [nil, "10", "999999999999"] {
      var headers = Self.type
      headers["Content-Length"] = length
      let answer = try await client.ask(
        .post,
        "/imports",
        cookie: cookie,
        headers: headers,
        body: large
      )
      #expect(answer.status == .contentTooLarge)
    }
    #expect(spool.batches().isEmpty)
    // The oldest give way when the quota is used up.
    for _ in 0..<6 {
      let body = Self.form(
        client.formToken(cookie),
        [("a.csv", String(repeating: "a", count: 700))]
      )
      let answer = try await client.ask(
        .post,
        "/imports",
        cookie: cookie,
        headers: Self.type,
        body: body
      )
      #expect(answer.status == .seeOther)
    }
    #expect((1...3).contains(spool.batches().count))
  }

  @Test(
    "a name leads nowhere else",
    arguments: [
      ("../../etc/passwd", "passwd"), ("C:\\Windows\\a.csv", "a.csv"), (".htaccess", "htaccess"),
      ("-rf", "rf"), ("..", "file_"), ("", "file_"), ("a b\u{0}c\n.csv", "a_b_c_.csv"),
      ("con.txt", "file_con.txt"), ("è.xlsx", "_.xlsx"), ("a%2fb", "a_2fb"),
      (String(repeating: "x", count: 300) + ".csv", String(repeating: "x", count: 96) + ".csv"),
    ]
  )
  func names(_ sent: String, _ safe: String) {
    #expect(Spool.safeName(sent) == safe)
  }

  @Test("files of one name are both kept, and a link in the way is not followed")
  func twins() throws {
    let folder = try TemporaryFolder()
    let outside = try folder.write([1], to: "outside")
    #expect(symlink(outside, folder.file("a.csv")) == 0)
    let first = try SpoolFile(sentAs: "a.csv", in: folder.path)
    try first.write([7, 7][...])
    #expect(first.name == "2-a.csv")
    #expect(FileManager.default.contents(atPath: outside) == Data([1]))
  }

  @Test(
    "only what was sent here can be reached",
    arguments: ["..", "%2e%2e", "0123456789abcdef", "0123456789ABCDEF", "a", ".%2f.%2f%2e%2e"]
  )
  func paths(_ batch: String) async throws {
    let client = try RouterClient()
    let cookie = try client.cookie()
    let answer = try await client.ask(.get, "/imports/batch/" + batch, cookie: cookie)
    #expect(answer.status == .notFound)
    let deed = try await client.send("/imports/batch/" + batch, [("deed", "drop")], cookie: cookie)
    #expect(deed.status == .notFound)
    #expect(FileManager.default.fileExists(atPath: client.path))
  }

  @Test("a reader sees no form, and is refused without one")
  func reader() async throws {
    let client = try RouterClient()
    try client.addAccount("Bruno", .reader)
    let cookie = try client.cookie(of: "Bruno")
    #expect(
      !(try await client.ask(.get, "/imports", cookie: cookie).body.contains("type=\"file\""))
    )
    let answer = try await client.ask(
      .post,
      "/imports",
      cookie: cookie,
      headers: Self.type,
      body: Self.form(client.formToken(cookie), [("a.csv", Self.csv)])
    )
    #expect(answer.status == .forbidden)
  }
}
