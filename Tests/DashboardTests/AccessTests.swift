import HTTPTypes
import Hummingbird
import Inventory
import Logging
import NIOEmbedded
import Testing

@testable import Dashboard

@Suite("Access")
struct AccessTests {
  @Test("a link lets in once, its cookie then, and logging out ends it on the server")
  func link() async throws {
    let client = try RouterClient()
    let link = client.server.entrance.makeTicket()
    let answer = try await client.ask(.get, link)
    #expect(answer.status == .seeOther)
    let cookie = try #require(answer.headers[.setCookie])
    for attribute in ["HttpOnly", "SameSite=Strict", "Path=/"] {
      #expect(cookie.contains(attribute))
    }
    let held = String(cookie.prefix { $0 != ";" })
    // 256 bits.
    #expect(held.split(separator: "=").last?.count == 64)
    #expect(try await client.ask(.get, "/", cookie: held).status == .ok)
    let again = try await client.ask(.get, link)
    #expect(again.status == .ok && again.headers[.setCookie] == nil)

    let left = try await client.send("/leave", cookie: held)
    #expect(left.status == .seeOther)
    #expect(left.headers[.setCookie]?.contains("Max-Age=0") == true)
    let after = try await client.ask(.get, "/", cookie: held)
    #expect(after.status == .seeOther && after.headers[.location] == "/enter")
  }

  @Test(
    "a session ends after half an hour without a request, and after twelve hours with them",
    arguments: [([1_799], true), ([1_800], false)]
      + [(Array(repeating: 1_000, count: 43), true), (Array(repeating: 1_000, count: 44), false)]
  )
  func timeOut(_ pauses: [Int], _ lasts: Bool) async throws {
    let client = try RouterClient()
    let cookie = try client.cookie()
    var status = HTTPResponse.Status.ok
    for pause in pauses {
      client.wait(pause)
      status = try await client.ask(.get, "/", cookie: cookie).status
    }
    #expect((status == .ok) == lasts)
  }

  @Test("the memory of the server holds no secret of a browser, only its hash")
  func hashed() throws {
    let client = try RouterClient()
    let cookie = try client.cookie()
    let value = try #require(cookie.split(separator: "=").last.map(String.init))
    var seen = ""
    dump(client.server.entrance.sessions, to: &seen)
    #expect(!seen.contains(value))
    #expect(Secret.hash(of: "abc").hasPrefix("ba7816bf8f01cfea"))
  }

  @Test(
    "only the names of this machine and of the proxy are answered to",
    arguments: [
      ("localhost", true), ("localhost:8100", true), ("LOCALHOST:1", true), ("127.0.0.1", true),
      ("[::1]:8100", true), ("tramonto.example.it", true), ("tramonto.example.it:443", true),
      ("evil.example", false), ("127.0.0.1.evil.example", false), ("", false),
      ("tramonto.example.it.evil.example", false), ("localhost.evil.example:8100", false),
      ("[::2]", false), ("0.0.0.0", false),
    ]
  )
  func host(_ name: String, _ isOurs: Bool) async throws {
    var rules = AccessRules(owner: "Anna Rossi")
    rules.publicAddress = PublicAddress("https://tramonto.example.it")
    let client = try RouterClient(rules: rules)
    let status = try await client.ask(.get, "/enter", host: name).status
    #expect(status == (isOurs ? .ok : .misdirectedRequest))
  }

  @Test(
    "a form is taken only from a page of ours",
    arguments: [
      (["Sec-Fetch-Site": "same-origin", "Origin": "null"], true),
      (["Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8100"], true),
      (["Origin": "http://127.0.0.1:8100"], true), ([:], true),
      (["Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8100"], false),
      (["Sec-Fetch-Site": "same-site"], false), (["Sec-Fetch-Site": "none"], false),
      (["Origin": "null"], false), (["Origin": "http://evil.example"], false),
      (["Origin": "http://127.0.0.1:9999"], false),
      (["Origin": "http://127.0.0.1:8100.evil.example"], false),
    ] as [([String: String], Bool)]
  )
  func origin(_ headers: [String: String], _ isOurs: Bool) async throws {
    let client = try RouterClient()
    let cookie = try client.cookie()
    let answer = try await client.send("/leave", cookie: cookie, headers: headers)
    #expect(answer.status == (isOurs ? .seeOther : .forbidden))
    #expect((try await client.ask(.get, "/", cookie: cookie).status == .ok) == !isOurs)
  }

  @Test("a form without its token, or with that of another, is refused")
  func formToken() async throws {
    let client = try RouterClient()
    let (mine, other) = (try client.cookie(), try client.cookie())
    for token in ["x", client.formToken(other)] {
      #expect(try await client.send("/leave", cookie: mine, token: token).status == .forbidden)
    }
    #expect(try await client.send("/leave", cookie: mine).status == .seeOther)
  }

  @Test("every answer bears the headers that keep a page to itself")
  func headers() async throws {
    var rules = AccessRules(owner: "Anna Rossi")
    rules.publicAddress = PublicAddress("https://tramonto.example.it")
    let client = try RouterClient(rules: rules)
    let cookie = try client.cookie()
    #expect(cookie.hasPrefix("__Host-"))
    for path in ["/", "/enter", "/nowhere", "/style.css"] {
      let headers = try await client.ask(.get, path, cookie: cookie).headers
      let policy = try #require(HTTPField.Name("Content-Security-Policy").flatMap { headers[$0] })
      #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
      #expect(headers[.xContentTypeOptions] == "nosniff")
      #expect(headers[.strictTransportSecurity] != nil)
      #expect(headers[.accessControlAllowOrigin] == nil)
      #expect(
        headers[.cacheControl] == (path == "/style.css" ? "private, max-age=300" : "no-store")
      )
    }
  }

  @Test("a flood is told to wait, and others are not")
  func flood() async throws {
    var rules = AccessRules(owner: "Anna Rossi")
    rules.requestRate = 10
    let client = try RouterClient(rules: rules)
    var refused = 0
    for _ in 0..<1_000 {
      let answer = try await client.ask(.get, "/enter", from: "10.0.0.1")
      guard answer.status == .tooManyRequests else { continue }
      refused += 1
      #expect(answer.headers[.retryAfter] == "1")
    }
    #expect(refused == 970)
    #expect(try await client.ask(.get, "/enter", from: "10.0.0.2").status == .ok)
    client.wait(1)
    #expect(try await client.ask(.get, "/enter", from: "10.0.0.1").status == .ok)
  }

  @Test("a form that is larger than any of ours is not read")
  func largeForm() async throws {
    let client = try RouterClient()
    let cookie = try client.cookie()
    for headers in [[:], ["Content-Length": "10"], ["Content-Length": "999999999"]] {
      let answer = try await client.ask(
        .post,
        "/leave",
        cookie: cookie,
        headers: headers,
        body: Array(repeating: UInt8(ascii: "a"), count: 100_000)
      )
      #expect(answer.status == .contentTooLarge)
    }
  }

  @Test("what nobody thought of is told by a number that the log has, and by nothing else")
  func unforeseen() async throws {
    struct Odd: Error { let path = "/srv/secret.sqlite" }
    let client = try RouterClient()
    let server = client.server
    let told = Box<[String]>([])
    let manners = Manners(
      press: server.press,
      desk: server.desk,
      entrance: server.entrance,
      workshop: server.workshop,
      review: server.review,
      requests: server.requests,
      complain: { text in told.change { $0.append(text) } }
    )
    let head = HTTPRequest(
      method: .get,
      scheme: "http",
      authority: "localhost",
      path: "/x?a=\u{1b}[2J"
    )
    let context = PageContext(
      source: ApplicationRequestContextSource(
        channel: EmbeddedChannel(),
        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
      )
    )
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    let response = try await manners.handle(request, context: context) { _, _ in throw Odd() }
    #expect(response.status == .internalServerError)
    let body = try await RouterClient.text(of: response)
    let number = try #require(body.firstMatch(of: /web\.internal ([0-9a-f]{8})/)?.1)
    #expect(!body.contains("secret") && !body.contains("Odd"))
    let line = try #require(told.value.first)
    #expect(told.value.count == 1 && line.hasPrefix(number) && line.contains("secret.sqlite"))
    // A line of the log is one line, and plays no tricks on a terminal.
    #expect(!line.unicodeScalars.contains { $0.value < 32 })
  }

  @Test(
    "a cookie that was made up lets nobody in",
    arguments: ["", "x", String(repeating: "0", count: 64), "%00", "\"", "é"]
  )
  func forged(_ value: String) async throws {
    let client = try RouterClient()
    let name = try client.cookie().prefix { $0 != "=" }
    let answer = try await client.ask(.get, "/", cookie: name + "=" + value)
    #expect(answer.status == .seeOther && answer.headers[.location] == "/enter")
  }

  @Test(
    "no other method does anything, and none is offered to other sites",
    arguments: [HTTPRequest.Method.put, .delete, .patch, .options, .trace]
  )
  func methods(_ method: HTTPRequest.Method) async throws {
    let client = try RouterClient()
    let cookie = try client.cookie()
    for path in ["/", "/leave", "/register/x", "/settings", "/api/overview"] {
      let answer = try await client.ask(method, path, cookie: cookie)
      #expect([.notFound, .methodNotAllowed].contains(answer.status), "\(method) \(path)")
      #expect(answer.headers[.accessControlAllowOrigin] == nil)
    }
    #expect(try await client.ask(.get, "/", cookie: cookie).status == .ok)
  }
}
