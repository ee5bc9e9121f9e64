import HTTPTypes
import Hummingbird
import Inventory
import NIOPosix
import Synchronization

/// Lets people in, and knows them again.
final class Entrance: Sendable {
  /// How the dashboard is reached, and how it knows who asks.
  let rules: AccessRules
  /// Who may come in by name and password.
  let accounts: Accounts
  /// Who is in.
  let sessions = Sessions()

  private let random: @Sendable (Int) -> [UInt8]
  private let requests: RateLimit
  /// OWASP ASVS 5.0, 6.3.1: guessing a password must take longer than anybody has.
  private let tries = RateLimit(5, in: 60)
  /// Each try takes 128 MiB, so there is one at a time.
  private let hashing = NIOThreadPool(numberOfThreads: 1)
  private let ticket = Mutex<String?>(nil)
  private let cookie: String

  init(
    _ rules: AccessRules,
    accounts: Accounts,
    workspace: String,
    random: @escaping @Sendable (Int) -> [UInt8]
  ) {
    self.rules = rules
    self.accounts = accounts
    self.random = random
    requests = RateLimit(rules.requestRate, in: 1, burst: 3 * rules.requestRate)
    // Cookies know no ports: each workspace has its own, so that two can be open side by side.
    let name = "tramonto-" + Secret.hash(of: workspace).prefix(8)
    cookie = rules.isSecure ? "__Host-" + name : name
    hashing.start()
  }

  /// What goes into a form that nobody else can know.
  func secret() -> Secret { Secret(random) }

  /// Whether people come in with a link that works once, because there are no accounts.
  func usesTicket() throws -> Bool { try rules.identityHeader == nil && accounts.all().isEmpty }

  /// Makes the next link that works once; returns its path.
  func makeTicket() -> String {
    let secret = secret()
    ticket.withLock { $0 = secret.hash }
    return "/enter?token=" + secret.text
  }

  /// Uses up a link; whether it was the right one.
  func redeem(_ token: String) -> Bool {
    let hash = Secret.hash(of: token)
    return ticket.withLock { ticket in
      guard let known = ticket, Secret.isSame(known, hash) else { return false }
      ticket = nil
      return true
    }
  }

  /// Tries a name and a password.
  ///
  /// - Returns: The account; `nil` when they are none’s.
  /// - Throws: ``Trouble`` when there were too many tries from there or of that name.
  func account(
    _ name: String,
    password: String,
    from address: String,
    at now: Int,
    _ language: Language
  ) async throws -> Account? {
    for key in ["address " + address, "name " + name] {
      if let seconds = tries.refusal(of: key, at: now) { throw Trouble.tooMany(seconds, language) }
    }
    let accounts = accounts
    return try await hashing.runIfActive { try accounts.account(name, password: password) }
  }

  /// The cookie that lets a person in from now on.
  func begin(_ name: String, account: Account?, at now: Int) -> String {
    let value = sessions.begin(name, account: account, at: now, random: random)
    return cookie + "=" + value + attributes
  }

  /// Ends the session of a request; returns the cookie that takes the browser’s away.
  func end(_ request: Request) -> String {
    if let held = request.cookies[cookie]?.value { sessions.end(held) }
    return cookie + "=; Max-Age=0" + attributes
  }

  private var attributes: String {
    "; Path=/; HttpOnly; SameSite=Strict" + (rules.isSecure ? "; Secure" : "")
  }

  /// Who asks, with what his forms must send back; `nil` when it is nobody known.
  func person(_ request: Request, from address: String, at now: Int) throws -> (Person, String)? {
    if let header = rules.identityHeader {
      // The header of a stranger is a lie.
      guard rules.trusts(address), let field = HTTPField.Name(header),
        let name = request.headers[field], !name.allSatisfy(\.isWhitespace),
        name.count <= 64, !name.unicodeScalars.contains(where: \.isUnsafeToShow)
      else { return nil }
      let role = try accounts.named(name)?.role ?? .reader
      return (Person(name: name, role: role), proxyToken(of: name))
    }
    guard let held = request.cookies[cookie]?.value,
      let session = sessions.session(held, at: now)
    else { return nil }
    guard let account = session.account else {
      // Whoever started the program alone lost that when accounts were made.
      guard try usesTicket() else { return nil }
      return (Person(name: session.name, role: .approver), session.formToken)
    }
    // An account that is gone, or has another password, lets nobody in.
    guard let current = try accounts.named(session.name), current.password == account.password
    else { return nil }
    return (Person(name: session.name, role: current.role), session.formToken)
  }

  /// With a proxy there is no session: each name has its token as long as the program runs.
  private let proxySecret = Mutex<String?>(nil)

  private func proxyToken(of name: String) -> String {
    let secret = proxySecret.withLock { known in
      let secret = known ?? self.secret().text
      known = secret
      return secret
    }
    return Secret.hash(of: secret + name)
  }

  /// From where a request comes: told by a trusted proxy, else by the connection.
  func client(_ request: Request, from address: String) -> String {
    guard rules.publicAddress != nil || rules.identityHeader != nil, rules.trusts(address),
      let field = HTTPField.Name("X-Forwarded-For"),
      let last = request.headers[field]?.split(separator: ",").last
    else { return address }
    return String(last.filter { !$0.isWhitespace }.prefix(64))
  }

  /// After how many seconds a client may ask again; `nil` for at once.
  func delay(of client: String, at now: Int) -> Int? { requests.refusal(of: client, at: now) }
}
