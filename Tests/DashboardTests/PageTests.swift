import Hummingbird
import Inventory
import Testing
import Workspace

@testable import Dashboard

@Suite("Reading pages")
struct PageTests {
  private static let rooms = [
    "/", "/servers", "/projects", "/plan", "/places", "/energy", "/register", "/review/decisions",
  ]

  @Test("every room answers in both languages, of an empty workspace too", arguments: rooms)
  func empty(_ path: String) async throws {
    let client = try RouterClient()
    for (language, word) in [("it", "Quadro"), ("en", "Overview")] {
      let answer = try await client.ask(
        .get,
        path + "?language=" + language,
        cookie: try client.cookie()
      )
      #expect(answer.status == .ok)
      #expect(answer.body.contains(word))
      #expect(answer.body.components(of: "<h1>") == 1)
    }
    #expect(client.complaints.value.isEmpty)
  }

  /// Follows every link of the reading pages, each page once.
  @Test("no link of a reading page leads to nowhere")
  func links() async throws {
    let client = try RouterClient(prepare: PlannedEstate.whole)
    let cookie = try client.cookie()
    let others = ["/imports", "/settings", "/leave", "/reports"]
    var seen: Set<String> = Set(Self.rooms)
    var open = Self.rooms
    var kinds: [String: Int] = [:]
    while let path = open.popLast() {
      var answer = try await client.ask(.get, path, cookie: cookie)
      var asked = 0
      while answer.status == .accepted, asked < 500 {
        asked += 1
        answer = try await client.ask(.get, path, cookie: cookie)
      }
      // The queue leads to its first question.
      if path == "/review", answer.status == .seeOther, let first = answer.headers[.location] {
        answer = try await client.ask(.get, first, cookie: cookie)
      }
      #expect(answer.status == .ok, "\(path)")
      guard answer.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
      for link in answer.body.links where seen.insert(link).inserted {
        guard !others.contains(where: { link.hasPrefix($0) }) else { continue }
        // Of pages that differ in a name only, the first few stand for all.
        let kind = String(link.prefix { $0 != "?" }.filter { !$0.isNumber })
        kinds[kind, default: 0] += 1
        if kinds[kind, default: 0] <= 12 { open.append(link) }
      }
    }
    #expect(seen.contains { $0.hasSuffix("/identity") })
    #expect(seen.contains { $0.hasPrefix("/places/dark") })
    #expect(seen.contains { $0.hasSuffix("/delay") })
    #expect(seen.contains { $0.hasPrefix("/register/journal/") })
    #expect(client.complaints.value.isEmpty)
  }

  @Test("names from files are text, wherever they stand")
  func hostile() async throws {
    let client = try RouterClient(prepare: PlannedEstate.hostile)
    let cookie = try client.cookie()
    var pages = Self.rooms
    let servers = try await client.ask(.get, "/servers", cookie: cookie)
    let places = try await client.ask(.get, "/places", cookie: cookie)
    #expect(servers.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    pages += servers.body.links.filter { $0.hasPrefix("/servers/") }
    pages += places.body.links.filter { $0.hasPrefix("/places/show") }
    #expect(pages.count >= 9)
    for page in pages {
      let answer = try await client.ask(.get, page, cookie: cookie)
      #expect(answer.status == .ok, "\(page)")
      #expect(!answer.body.contains("<script>alert"), "\(page)")
      #expect(!answer.body.contains("R<b>1"), "\(page)")
    }
    let file = try await client.ask(.get, "/servers.csv?language=en", cookie: cookie)
    #expect(file.body.contains("\"'=hyperlink(\"\"http://x\"\")\""))
  }

  @Test("a machine's page tells its facts with file and line, its plan and its watts")
  func server() async throws {
    let client = try RouterClient(prepare: PlannedEstate.whole)
    let cookie = try client.cookie()
    let list = try await client.ask(.get, "/servers?text=col-esx03&language=en", cookie: cookie)
    let path = try #require(list.body.links.first { $0.hasPrefix("/servers/") })
    let page = try await client.ask(.get, path + "?language=en", cookie: cookie).body
    for words in ["colline_ced.csv: row 8", "“col-dc01” stays", "blocked", "average power"] {
      #expect(page.contains(words), "\(words)")
    }
    let dark = try await client.ask(.get, path + "/dark?language=en", cookie: cookie)
    #expect(dark.status == .ok)
    #expect(dark.body.contains("Still to move"))
  }

  @Test("filters narrow the list, and its file with it")
  func filters() async throws {
    let client = try RouterClient(prepare: PlannedEstate.whole)
    let cookie = try client.cookie()
    let blocked = try await client.ask(.get, "/servers?status=blocked", cookie: cookie).body
    #expect(blocked.contains("col-esx03") && !blocked.contains(">col-esx01<"))
    let file = try await client.ask(
      .get,
      "/servers.csv?status=blocked&order=name&direction=descending",
      cookie: cookie
    )
    #expect(file.body.hasPrefix("\u{FEFF}"))
    #expect(file.body.components(of: "\r\n") == 6)
    let one = try await client.ask(.get, "/servers?text=COL-ESX03", cookie: cookie).body
    #expect(one.contains("1–1"))
  }

  @Test(
    "what is not there, or makes no sense, is said as that",
    arguments: [
      ("/servers/nowhere-000001", 404), ("/projects/nowhere", 404),
      ("/places/show?agency=COLLINE&place=rack:none", 404), ("/places/dark", 404),
      ("/plan/what-if", 422), ("/plan/what-if?project=none&months=1", 422),
      ("/plan/what-if?project=COLLINE-P1&months=1000", 422),
      ("/servers?page=-4&order=none&status=none", 200), ("/servers?page=999999999", 200),
      ("/places?kind=none&page=zero", 200), ("/servers/%00", 404),
    ]
  )
  func missing(_ path: String, _ status: Int) async throws {
    let client = try RouterClient(prepare: PlannedEstate.whole)
    let answer = try await client.ask(.get, path, cookie: try client.cookie())
    #expect(answer.status.code == status)
    #expect(client.complaints.value.isEmpty)
  }
}

extension String {
  /// How many times a text stands in it.
  func components(of text: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: text) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }

  /// The addresses on this server that a page links to, without those of a part of a page.
  var links: [String] {
    var links: [String] = []
    var rest = self[...]
    while let start = rest.firstRange(of: "href=\"/") {
      rest = rest[start.upperBound...]
      guard let end = rest.firstIndex(of: "\"") else { break }
      let link = "/" + rest[..<end].replacing("&amp;", with: "&")
      links.append(String(link.prefix { $0 != "#" }))
    }
    return links.filter { !$0.hasSuffix(".css") && !$0.hasSuffix(".js") }
  }
}
