import Crypto
import CryptoExtras
import Foundation

/// A password as it is kept: only good for telling whether another is the same.
///
/// scrypt (RFC 7914) with the cost that OWASP’s cheat sheet on password storage asks for: N = 2^17,
/// r = 8, p = 1, which takes 128 MiB and some tenths of a second for each try.
public struct PasswordHash: Sendable, Hashable, Codable {
  /// The cost in time and memory, a power of two.
  static let standardRounds = 1 << 17

  private var rounds: Int
  private var blockSize = 8
  private var parallelism = 1
  private var salt: String
  private var key: String

  /// Hashes `password` with `salt`.
  ///
  /// - Throws: `CryptoKitError` when the machine lacks the memory.
  init(_ password: String, salt: [UInt8], rounds: Int = standardRounds) throws {
    self.rounds = rounds
    self.salt = Secret.hexadecimal(salt)
    key = ""
    key = try derive(password)
  }

  /// Whether `password` is the one that was hashed.
  func matches(_ password: String) -> Bool {
    guard let derived = try? derive(password) else { return false }
    return Secret.isSame(derived, key)
  }

  private func derive(_ password: String) throws -> String {
    let key = try KDF.Scrypt.deriveKey(
      // However the keyboard composes an accent, it is the same password (NIST SP 800-63B 3.1.1.2).
      from: Array(password.precomposedStringWithCompatibilityMapping.utf8),
      salt: Secret.bytes(salt) ?? [],
      outputByteCount: 32,
      rounds: rounds,
      blockSize: blockSize,
      parallelism: parallelism
    )
    return key.withUnsafeBytes { Secret.hexadecimal($0) }
  }
}
