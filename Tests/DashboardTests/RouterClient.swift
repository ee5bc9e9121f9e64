import HTTPTypes
import Hummingbird
import Inventory
import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import TestSupport
import Testing
import Workspace

@testable import Dashboard

/// A dashboard of its own for one test, asked without a network.
final class RouterClient: Sendable {
  /// What came back.
  struct Answer: Sendable {
    var status: HTTPResponse.Status
    var headers: HTTPFields
    var body: String
  }

  let folder: TemporaryFolder
  let server: DashboardServer
  let path: String
  /// What went wrong that nobody thought of.
  let complaints = Box<[String]>([])

  private let responder: RouterResponder<PageContext>
  private let seconds: Box<Int>

  /// Makes a dashboard on a new workspace with one agency, `azp`, which `prepare` fills.
  init(
    rules: AccessRules = AccessRules(owner: "Anna Rossi"),
    spool: Spool? = nil,
    prepare: (Store, TemporaryFolder) throws -> Void = { _, _ in }
  ) throws {
    folder = try TemporaryFolder()
    path = folder.file("prova.sqlite")
    let store = try Store.create(at: path)
    if let code = AgencyCode("azp") {
      try store.add([Agency(code: code, name: "Azienda di prova")])
    }
    try prepare(store, folder)
    var rules = rules
    // Tests ask quickly; those of the limit set it themselves.
    if rules.requestRate == 20 { rules.requestRate = 0 }
    let seconds = Box(1_700_000_000)
    self.seconds = seconds
    let generator = Box(SystemRandomNumberGenerator())
    let complaints = complaints
    let today = try #require(CalendarDate(iso: "2023-11-14"))
    server = try DashboardServer(
      path: path,
      version: "test",
      rules: rules,
      accounts: Accounts(ofWorkspace: path, rounds: 16),
      spool: spool ?? Spool(ofWorkspace: path),
      clock: { (seconds.value, today) },
      random: { count in
        generator.change { generator in
          (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        }
      },
      complain: { text in complaints.change { $0.append(text) } }
    )
    responder = server.router().buildResponder()
  }

  /// Lets time go by.
  func wait(_ more: Int) { seconds.change { $0 += more } }

  /// Adds an account; its password is ``password``.
  func addAccount(_ name: String, _ role: Role) throws {
    try server.entrance.accounts.add(
      name,
      role: role,
      password: Self.password,
      random: { Array(repeating: 7, count: $0) }
    )
  }

  static let password = "quattro cavalli verdi"

  /// The cookie of who comes in with the link that works once, or as the account named.
  func cookie(of name: String? = nil) throws -> String {
    let entrance = server.entrance
    let account = try name.flatMap { try entrance.accounts.named($0) }
    let cookie = entrance.begin(
      name ?? entrance.rules.owner,
      account: account,
      at: seconds.value
    )
    return String(cookie.prefix { $0 != ";" })
  }

  /// What a form of who holds `cookie` must send back.
  func formToken(_ cookie: String) -> String {
    let value = cookie.split(separator: "=").last.map(String.init) ?? ""
    return server.entrance.sessions.session(value, at: seconds.value)?.formToken ?? ""
  }

  /// Asks for something.
  func ask(
    _ method: HTTPRequest.Method = .get,
    _ path: String,
    cookie: String? = nil,
    headers: [String: String] = [:],
    body: [UInt8]? = nil,
    from address: String = "127.0.0.1",
    host: String = "127.0.0.1:8100"
  ) async throws -> Answer {
    var fields = HTTPFields()
    if let cookie { fields[.cookie] = cookie }
    if let body { fields[.contentLength] = String(body.count) }
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    let request = Request(
      head: HTTPRequest(
        method: method,
        scheme: "http",
        authority: host,
        path: path,
        headerFields: fields
      ),
      body: RequestBody(buffer: ByteBuffer(bytes: body ?? []))
    )
    let channel = EmbeddedChannel()
    channel.remoteAddress = try SocketAddress(ipAddress: address, port: 50_000)
    let context = PageContext(
      source: ApplicationRequestContextSource(
        channel: channel,
        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
      )
    )
    let response = try await responder.respond(to: request, context: context)
    return Answer(
      status: response.status,
      headers: response.headers,
      body: try await Self.text(of: response)
    )
  }

  /// The body of an answer.
  static func text(of response: Response) async throws -> String {
    let gathered = Box(ByteBuffer())
    try await response.body.write(Gathering(gathered: gathered))
    return String(buffer: gathered.value)
  }

  /// Sends a form, with the token of who holds `cookie` unless another is given.
  func send(
    _ path: String,
    _ fields: [(String, String)] = [],
    cookie: String?,
    token: String? = nil,
    headers: [String: String] = ["Origin": "null", "Sec-Fetch-Site": "same-origin"],
    from address: String = "127.0.0.1"
  ) async throws -> Answer {
    let token = token ?? cookie.map { formToken($0) } ?? ""
    let text = (fields + [("token", token)]).map { "\($0.addressPart)=\($1.addressPart)" }
    return try await ask(
      .post,
      path,
      cookie: cookie,
      headers: headers.merging(["Content-Type": "application/x-www-form-urlencoded"]) { $1 },
      body: Array(text.joined(separator: "&").utf8),
      from: address
    )
  }
}

extension RouterClient {
  /// Sends a form with files, its token first.
  func upload(
    _ path: String,
    _ fields: [(String, String)],
    files: [(name: String, text: String)] = [],
    cookie: String,
    token: String? = nil
  ) async throws -> Answer {
    let all = [("token", token ?? formToken(cookie))] + fields
    let parts =
      all.map { "--xYz\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\n\($1)\r\n" }
      + files.map {
        "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\($0)\"\r\n"
          + "Content-Type: application/pdf\r\n\r\n\($1)\r\n"
      }
    return try await ask(
      .post,
      path,
      cookie: cookie,
      headers: [
        "Content-Type": "multipart/form-data; boundary=xYz", "Sec-Fetch-Site": "same-origin",
      ],
      body: Array((parts.joined() + "--xYz--\r\n").utf8)
    )
  }

  /// Asks until what goes on behind the page is over.
  func over(_ path: String, cookie: String) async throws -> Answer {
    while true {
      let answer = try await ask(.get, path, cookie: cookie)
      guard answer.body.contains("data-refresh") else { return answer }
      await Task.yield()
    }
  }
}

/// A value that several tasks share.
final class Box<Value: Sendable>: Sendable {
  private let held: Mutex<Value>

  init(_ value: Value) { held = Mutex(value) }

  var value: Value { held.withLock { $0 } }

  func change<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    held.withLock { value in
      var copy = value
      defer { value = copy }
      return body(&copy)
    }
  }
}

private struct Gathering: ResponseBodyWriter {
  let gathered: Box<ByteBuffer>

  func write(_ buffer: ByteBuffer) async throws {
    gathered.change { _ = $0.writeImmutableBuffer(buffer) }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
