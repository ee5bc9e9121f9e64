import Foundation
import HTTPTypes
import Inventory
import TestSupport
import Testing

@testable import Dashboard

@Suite("Accounts")
struct AccountTests {
  private static func random(_ count: Int) -> [UInt8] { Array(repeating: 9, count: count) }

  @Test("name and password let in, anything else does not, and who has which role is kept apart")
  func logIn() async throws {
    let client = try RouterClient()
    let alone = try client.cookie()
    try client.addAccount("Bruno", .reader)
    // Whoever came in alone is out once there are accounts.
    #expect(try await client.ask(.get, "/", cookie: alone).status == .seeOther)
    #expect(
      try await client.ask(.get, client.server.entrance.makeTicket()).headers[.setCookie] == nil
    )

    let wrong = try await client.send(
      "/enter",
      [("name", "Bruno"), ("password", "sbagliata davvero")],
      cookie: nil
    )
    #expect(wrong.status == .unauthorized && wrong.headers[.setCookie] == nil)
    let right = try await client.send(
      "/enter",
      [("name", "Bruno"), ("password", RouterClient.password)],
      cookie: nil
    )
    #expect(right.status == .seeOther)
    let cookie = String(try #require(right.headers[.setCookie]).prefix { $0 != ";" })
    #expect(try await client.ask(.get, "/", cookie: cookie).status == .ok)
    // Another password ends what was begun with the old one.
    try client.server.entrance.accounts.setPassword(
      "cinque cavalli rossi",
      of: "Bruno",
      random: Self.random
    )
    #expect(try await client.ask(.get, "/", cookie: cookie).status == .seeOther)
  }

  @Test("after five tries in a minute, of a name or from an address, even the right one must wait")
  func guessing() async throws {
    let client = try RouterClient()
    try client.addAccount("Bruno", .reader)
    try client.addAccount("Carla", .reader)
    func attempt(
      _ name: String,
      _ password: String,
      from address: String
    ) async throws
      -> HTTPResponse.Status
    {
      try await client.send(
        "/enter",
        [("name", name), ("password", password)],
        cookie: nil,
        from: address
      ).status
    }
    for number in 0..<5 {
      let address = "10.0.0.\(number)"
      #expect(try await attempt("Bruno", "non è questa", from: address) == .unauthorized)
    }
    #expect(try await attempt("Bruno", RouterClient.password, from: "10.0.1.1") == .tooManyRequests)
    for _ in 0..<5 {
      #expect(try await attempt("nessuno", "non è questa", from: "10.0.2.1") != .seeOther)
    }
    #expect(try await attempt("Carla", RouterClient.password, from: "10.0.2.1") == .tooManyRequests)
    client.wait(60)
    #expect(try await attempt("Bruno", RouterClient.password, from: "10.0.1.1") == .seeOther)
    #expect(try await attempt("Carla", RouterClient.password, from: "10.0.2.1") == .seeOther)
  }

  @Test("the file holds no password, is the owner’s alone, and is refused when others may write it")
  func file() throws {
    let folder = try TemporaryFolder()
    let accounts = Accounts(ofWorkspace: folder.file("w.sqlite"), rounds: 16)
    try accounts.add("Bruno", role: .operator, password: RouterClient.password, random: Self.random)
    try accounts.add("Anna", role: .approver, password: nil, random: Self.random)
    let text = try String(contentsOfFile: accounts.path, encoding: .utf8)
    #expect(!text.contains(RouterClient.password))
    #expect(try accounts.all().map(\.name) == ["Anna", "Bruno"])
    let mode = try FileManager.default.attributesOfItem(atPath: accounts.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(try accounts.account("Bruno", password: RouterClient.password)?.role == .operator)
    #expect(try accounts.account("Bruno", password: "x") == nil)
    // Without a password nobody comes in by one, an empty one least.
    for password in ["", RouterClient.password] {
      #expect(try accounts.account("Anna", password: password) == nil)
      #expect(try accounts.account("nessuno", password: password) == nil)
    }
    try accounts.remove("Bruno")
    #expect(try accounts.all().map(\.name) == ["Anna"])
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: accounts.path)
    #expect(throws: AccessFailure.accountFile(path: accounts.path)) { try accounts.all() }
  }

  @Test(
    "a password must be long and not the name",
    arguments: [
      ("corta", false), ("quattro cavalli", true), ("aaaaaaaaaaaaaaaa", false),
      ("bruno e bruno e", false), ("tramonto tramonto", false), ("àèìòù àèìòù x", true),
      (String(repeating: "parole ", count: 20), false),
    ]
  )
  func strength(_ password: String, _ isTaken: Bool) throws {
    let folder = try TemporaryFolder()
    let accounts = Accounts(ofWorkspace: folder.file("w.sqlite"), rounds: 16)
    let add = { try accounts.add("Bruno", role: .reader, password: password, random: Self.random) }
    if isTaken { try add() } else { #expect(throws: AccessFailure.weakPassword) { try add() } }
  }

  @Test("scrypt derives what RFC 7914 says, and the standard cost is that of OWASP")
  func scrypt() throws {
    #expect(PasswordHash.standardRounds == 131_072)
    let hash = try PasswordHash("pleaseletmein", salt: Array("SodiumChloride".utf8), rounds: 16_384)
    let text = String(decoding: try JSONEncoder().encode(hash), as: UTF8.self)
    #expect(hash.matches("pleaseletmein") && !hash.matches("pleaseletmeinn"))
    #expect(text.contains("\"blockSize\":8") && text.contains("\"parallelism\":1"))
  }

  @Test(
    "a name without or with strange characters is no account’s",
    arguments: ["", " ", " a", "a\nb"]
  )
  func names(_ name: String) throws {
    let folder = try TemporaryFolder()
    let accounts = Accounts(ofWorkspace: folder.file("w.sqlite"), rounds: 16)
    #expect(throws: AccessFailure.badName(name)) {
      try accounts.add(name, role: .reader, password: nil, random: Self.random)
    }
  }

  @Test("only a proxy that is believed can say who asks")
  func proxy() async throws {
    var rules = AccessRules(owner: "Anna Rossi")
    rules.identityHeader = "X-Remote-User"
    rules.trustedProxies = ["10.0.0.2"]
    let client = try RouterClient(rules: rules)
    try client.addAccount("Bruno", .operator)
    let header = ["X-Remote-User": "Bruno"]
    for (address, isBelieved) in [("127.0.0.1", true), ("10.0.0.2", true), ("10.0.0.3", false)] {
      let answer = try await client.ask(.get, "/", headers: header, from: address)
      #expect((answer.status == .ok) == isBelieved)
    }
    // A password is of no use then, nor is a link.
    let answer = try await client.send(
      "/enter",
      [("name", "Bruno"), ("password", RouterClient.password)],
      cookie: nil
    )
    #expect(answer.headers[.setCookie] == nil)
    #expect(
      try await client.ask(.get, client.server.entrance.makeTicket()).headers[.setCookie] == nil
    )
    // Without the configured header it is a header like any other.
    let plain = try RouterClient()
    #expect(try await plain.ask(.get, "/", headers: header).status == .seeOther)
  }

  @Test(
    "another address is served only with people told apart, and TLS in front",
    arguments: [
      (nil, false, nil, nil), ("127.0.0.1", false, nil, nil), ("::1", false, nil, nil),
      ("0.0.0.0", false, nil, "access.needs-accounts"),
      ("10.0.0.1", false, "https://t.example", "access.needs-accounts"),
      ("10.0.0.1", true, nil, "access.needs-tls"),
      ("10.0.0.1", true, "http://t.example", "access.needs-tls"),
      ("10.0.0.1", true, "https://t.example", nil),
    ] as [(String?, Bool, String?, String?)]
  )
  func binding(_ listen: String?, _ hasAccounts: Bool, _ address: String?, _ code: String?) throws {
    let folder = try TemporaryFolder()
    let accounts = Accounts(ofWorkspace: folder.file("w.sqlite"), rounds: 16)
    if hasAccounts {
      try accounts.add("Bruno", role: .reader, password: nil, random: Self.random)
    }
    var rules = AccessRules(owner: "Anna")
    rules.listen = listen
    rules.publicAddress = address.flatMap { PublicAddress($0) }
    var found: String?
    do { try rules.check(accounts) } catch let failure as AccessFailure { found = failure.code }
    #expect(found == code)
  }
}
