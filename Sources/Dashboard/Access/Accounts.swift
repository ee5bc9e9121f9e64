import Foundation
import Inventory
import Synchronization

/// Somebody who may use the dashboard.
public struct Account: Sendable, Hashable, Codable {
  /// The name under which the journal files what he does.
  public var name: String
  /// What he may do.
  public var role: Role
  /// His password; `nil` for who is recognised by a proxy only.
  public var password: PasswordHash?
}

/// The accounts of a workspace, in a file beside it.
///
/// They are not in the workspace, so that a copy that is handed on has no passwords in it.
public final class Accounts: Sendable {
  /// The path of the file, which need not exist.
  public let path: String

  private let rounds: Int
  private let known = Mutex<(stamp: String, accounts: [Account])>(("", []))

  /// The accounts of the workspace at `workspace`.
  public convenience init(ofWorkspace workspace: String) {
    self.init(ofWorkspace: workspace, rounds: PasswordHash.standardRounds)
  }

  init(ofWorkspace workspace: String, rounds: Int) {
    path = workspace + ".accounts"
    self.rounds = rounds
  }

  /// All, by name in order; the file is read again only where it changed.
  ///
  /// - Throws: ``AccessFailure`` when the file is there but cannot be read.
  public func all() throws -> [Account] {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      guard errno == ENOENT else { throw AccessFailure.accountFile(path: path) }
      return []
    }
    let stamp =
      "\(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
    return try known.withLock { known in
      // Whoever else could write it could let himself in.
      guard status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o022 == 0 else {
        throw AccessFailure.accountFile(path: path)
      }
      if known.stamp == stamp { return known.accounts }
      guard let data = FileManager.default.contents(atPath: path),
        let accounts = try? JSONDecoder().decode([Account].self, from: data)
      else { throw AccessFailure.accountFile(path: path) }
      known = (stamp, accounts.sorted { $0.name < $1.name })
      return known.accounts
    }
  }

  /// The account of that name; `nil` when there is none.
  public func named(_ name: String) throws -> Account? {
    try all().first { $0.name == name }
  }

  /// Adds an account.
  ///
  /// - Parameters:
  ///   - name: Its name: 1 to 64 characters that can be shown.
  ///   - role: What it may do.
  ///   - password: Its password; `nil` for who is recognised by a proxy only.
  ///   - random: Gives random bytes.
  /// - Throws: ``AccessFailure``.
  public func add(
    _ name: String,
    role: Role,
    password: String?,
    random: (Int) -> [UInt8]
  ) throws {
    let isShown = name.unicodeScalars.allSatisfy { !$0.isUnsafeToShow }
    guard (1...64).contains(name.count), isShown, !name.allSatisfy(\.isWhitespace),
      name == name.trimmingCharacters(in: .whitespaces)
    else { throw AccessFailure.badName(name) }
    guard try named(name) == nil else { throw AccessFailure.accountExists(name) }
    let hash = try password.map { try self.hash($0, of: name, random: random) }
    try write(all() + [Account(name: name, role: role, password: hash)])
  }

  /// Takes an account away, and with it the sessions of its person.
  ///
  /// - Throws: ``AccessFailure``.
  public func remove(_ name: String) throws {
    guard try named(name) != nil else { throw AccessFailure.unknownAccount(name) }
    try write(all().filter { $0.name != name })
  }

  /// Gives an account another password, and ends the sessions of its person.
  ///
  /// - Throws: ``AccessFailure``.
  public func setPassword(
    _ password: String,
    of name: String,
    random: (Int) -> [UInt8]
  ) throws {
    guard try named(name) != nil else { throw AccessFailure.unknownAccount(name) }
    let hash = try hash(password, of: name, random: random)
    try write(
      all().map { account in
        var account = account
        if account.name == name { account.password = hash }
        return account
      }
    )
  }

  /// The account whose name and password these are; `nil` when they are none's.
  ///
  /// A name that nobody has takes as long as a wrong password.
  func account(_ name: String, password: String) throws -> Account? {
    let account = try named(name)
    let hash = try account?.password ?? PasswordHash("", salt: [0], rounds: rounds)
    let isRight = hash.matches(password)
    return isRight && account?.password != nil ? account : nil
  }

  /// Lengths: OWASP ASVS 5.0, 6.2.1 and 6.2.9; no rules on what it is made of (6.2.5).
  private func hash(
    _ password: String,
    of name: String,
    random: (Int) -> [UInt8]
  ) throws -> PasswordHash {
    guard (12...128).contains(password.count), password.utf8.count <= 1024,
      Set(password).count >= 5, !password.lowercased().contains(name.lowercased()),
      !password.lowercased().contains("tramonto")
    else { throw AccessFailure.weakPassword }
    return try PasswordHash(password, salt: random(16), rounds: rounds)
  }

  private func write(_ accounts: [Account]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    let draft = path + ".tmp"
    unlink(draft)
    guard let data = try? encoder.encode(accounts.sorted { $0.name < $1.name }),
      FileManager.default.createFile(
        atPath: draft,
        contents: data,
        attributes: [.posixPermissions: 0o600]
      ), rename(draft, path) == 0
    else { throw AccessFailure.accountFile(path: path) }
  }
}
