public import Inventory

/// How the dashboard is reached, and how it knows who asks.
public struct AccessRules: Sendable {
  /// The address to listen on; `nil` for this machine’s own only, 127.0.0.1 and ::1.
  public var listen: String?
  /// The port; 0 for any that is free.
  public var port = 8100
  /// The address that people type where a proxy stands in front, `https://name`; `nil` for none.
  public var publicAddress: PublicAddress?
  /// The header in which a proxy names the person; `nil` for none.
  public var identityHeader: String?
  /// The numbers of the addresses, besides this machine’s own, from which a proxy is believed.
  public var trustedProxies: Set<String> = []
  /// The name of who starts the program, under which the journal files what he does.
  public var owner: String
  /// How many requests a second one client may make; 0 for any number.
  public var requestRate = 20

  /// Creates the rules for who starts the program and works alone.
  public init(owner: String) {
    self.owner = owner
  }

  /// Whether people reach it through a proxy with TLS.
  var isSecure: Bool { publicAddress?.isSecure ?? false }

  /// Whether only this machine can reach it.
  var isLocal: Bool { listen.map { Self.isLoopback($0) } ?? true }

  /// Whether an address is this machine’s own.
  static func isLoopback(_ address: String) -> Bool {
    address == "::1" || address == "localhost"
      || address.hasPrefix("127.") && address.allSatisfy { $0.isNumber || $0 == "." }
      || address.hasPrefix("::ffff:127.")
  }

  /// Whether what comes from `address` is believed about who asks.
  func trusts(_ address: String) -> Bool {
    Self.isLoopback(address) || trustedProxies.contains(address)
  }

  /// Whether a request may name `host`, `name` or `name:port`, as who it is meant for.
  ///
  /// Else a page of another site could point a name of its own at this machine and read along.
  func admits(host: String) -> Bool {
    let name = PublicAddress.name(ofHost: host.lowercased())
    let names = ["localhost", "127.0.0.1", "[::1]"] + [publicAddress?.host].compactMap(\.self)
    return names.contains(name) || name == listen || name == listen.map { "[\($0)]" }
  }

  /// Whether `origin` is a page of ours, asked for at `host`.
  func admits(origin: String, host: String) -> Bool {
    guard let address = PublicAddress(origin) else { return false }
    return address.authority == host.lowercased() && admits(host: host)
      || address.authority == publicAddress?.authority
  }

  /// Makes sure that nobody can come in who should not.
  ///
  /// - Throws: ``AccessFailure``, which says what to do.
  func check(_ accounts: Accounts) throws {
    let hasAccounts = try !accounts.all().isEmpty
    guard isLocal || hasAccounts || identityHeader != nil else {
      throw AccessFailure.needsAccounts(listen ?? "")
    }
    guard isLocal || isSecure else { throw AccessFailure.needsTLS(listen ?? "") }
    guard hasAccounts || !owner.allSatisfy(\.isWhitespace) else { throw AccessFailure.noOwner }
  }
}

/// The address that people type: a scheme, a name and a port.
public struct PublicAddress: Sendable, Hashable {
  /// Whether it begins with `https`.
  let isSecure: Bool
  /// `name` or `name:port`, lower case, without the port that goes without saying.
  let authority: String

  /// Reads `https://name:port`; `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.lowercased().split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3 || parts.count == 4 && parts[3].isEmpty, parts[1].isEmpty,
      !parts[2].isEmpty, parts[0] == "https:" || parts[0] == "http:",
      parts[2].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-:[]".contains($0)) })
    else { return nil }
    isSecure = parts[0] == "https:"
    let usual = isSecure ? ":443" : ":80"
    authority = String(parts[2].hasSuffix(usual) ? parts[2].dropLast(usual.count) : parts[2])
  }

  /// The name without the port.
  var host: String { Self.name(ofHost: authority) }

  /// The name in `name:port`; an IPv6 number keeps its brackets.
  static func name(ofHost host: String) -> String {
    if host.hasPrefix("["), let end = host.firstIndex(of: "]") { return String(host[...end]) }
    return String(host.prefix { $0 != ":" })
  }
}

/// Why the dashboard does not open its door, or an account cannot be had.
public enum AccessFailure: Error, Message, Hashable {
  case needsAccounts(String)
  case needsTLS(String)
  case noOwner
  case accountFile(path: String)
  case accountExists(String)
  case unknownAccount(String)
  case badName(String)
  case weakPassword

  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .needsAccounts: "access.needs-accounts"
    case .needsTLS: "access.needs-tls"
    case .noOwner: "access.no-owner"
    case .accountFile: "access.account-file"
    case .accountExists: "access.account-exists"
    case .unknownAccount: "access.unknown-account"
    case .badName: "access.bad-name"
    case .weakPassword: "access.weak-password"
    }
  }

  /// What happened and what to do.
  public func text(in language: Language) -> String {
    switch self {
    case .needsAccounts(let address):
      language(
        "chi può raggiungere “\(Excerpt(address))” potrebbe entrare: prima aggiungere chi può con "
          + "“tramonto account add NOME --role operator”, o far riconoscere le persone da un "
          + "proxy con --identity-header NOME",
        "whoever reaches “\(Excerpt(address))” could come in: first add who may with “tramonto "
          + "account add NAME --role operator”, or let a proxy recognise people with "
          + "--identity-header NAME"
      )
    case .needsTLS(let address):
      language(
        "su “\(Excerpt(address))” le password viaggerebbero in chiaro: mettere davanti un proxy "
          + "con TLS e dirne l’indirizzo con --public-address https://nome",
        "on “\(Excerpt(address))” passwords would travel in the clear: put a proxy with TLS in "
          + "front and tell its address with --public-address https://name"
      )
    case .noOwner:
      language(
        "chi usa il cruscotto? Indicarlo con --by NOME",
        "who uses the dashboard? Say so with --by NAME"
      )
    case .accountFile(let path):
      language(
        "“\(Excerpt(whole: path))” non si può leggere o scrivere, o altri possono scriverlo: "
          + "controllare i permessi (0600) o toglierlo e rifare gli account",
        "“\(Excerpt(whole: path))” cannot be read or written, or others may write it: check its "
          + "permissions (0600), or remove it and make the accounts anew"
      )
    case .accountExists(let name):
      language(
        "“\(Excerpt(name))” c’è già: usare tramonto account password, o remove",
        "“\(Excerpt(name))” exists already: use tramonto account password, or remove"
      )
    case .unknownAccount(let name):
      language(
        "nessun account “\(Excerpt(name))”: tramonto account list li elenca",
        "no account “\(Excerpt(name))”: tramonto account list shows them"
      )
    case .badName(let name):
      language(
        "“\(Excerpt(name))” non va: da 1 a 64 caratteri visibili, senza spazi ai lati",
        "“\(Excerpt(name))” will not do: 1 to 64 visible characters, no spaces around them"
      )
    case .weakPassword:
      language(
        "password troppo debole: da 12 a 128 caratteri, almeno 5 diversi, senza il nome; tre o "
          + "quattro parole a caso vanno bene",
        "the password is too weak: 12 to 128 characters, 5 of them different, without the name; "
          + "three or four random words will do"
      )
    }
  }
}
