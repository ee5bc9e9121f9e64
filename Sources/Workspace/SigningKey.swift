import Crypto
import Foundation

/// An Ed25519 key to sign checkpoints and evidence with, in the PEM forms that `openssl` reads.
public struct SigningKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// Makes a new key.
  public init() {
    key = Curve25519.Signing.PrivateKey()
  }

  /// Reads a private key in PEM (PKCS #8, as `openssl genpkey -algorithm ed25519` writes it too).
  ///
  /// - Throws: ``SignatureFailure/notAKey``.
  public init(pem: String) throws(SignatureFailure) {
    guard let bytes = PEM.bytes(of: pem, label: "PRIVATE KEY", prefix: PEM.privatePrefix),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
    else { throw .notAKey }
    self.key = key
  }

  /// The private key in PEM; whoever has it can sign.
  public var pem: String {
    PEM.text(Array(key.rawRepresentation), label: "PRIVATE KEY", prefix: PEM.privatePrefix)
  }

  /// The key to check signatures with.
  public var verification: VerificationKey { VerificationKey(key.publicKey) }

  /// Signs `bytes`: 64 bytes.
  ///
  /// - Throws: ``SignatureFailure/notSigned``, which does not happen with a key that was read.
  public func sign(_ bytes: [UInt8]) throws(SignatureFailure) -> [UInt8] {
    guard let signature = try? key.signature(for: bytes) else { throw .notSigned }
    return Array(signature)
  }
}

/// The public half of a ``SigningKey``.
public struct VerificationKey: Sendable {
  private let key: Curve25519.Signing.PublicKey

  init(_ key: Curve25519.Signing.PublicKey) {
    self.key = key
  }

  /// Reads a public key in PEM, as `openssl pkey -pubout` writes it too.
  ///
  /// - Throws: ``SignatureFailure/notAKey``.
  public init(pem: String) throws(SignatureFailure) {
    guard let bytes = PEM.bytes(of: pem, label: "PUBLIC KEY", prefix: PEM.publicPrefix),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)
    else { throw .notAKey }
    self.key = key
  }

  /// The public key in PEM.
  public var pem: String {
    PEM.text(Array(key.rawRepresentation), label: "PUBLIC KEY", prefix: PEM.publicPrefix)
  }

  /// What the key is known by: the SHA-256 of its DER form, 64 hexadecimal digits; the same as
  /// `openssl pkey -pubin -outform der | sha256sum`.
  public var fingerprint: String {
    Fingerprint.hexadecimal(SHA256.hash(data: PEM.publicPrefix + Array(key.rawRepresentation)))
  }

  /// Whether `signature` is that of `bytes` by this key.
  public func isSignature(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
    key.isValidSignature(signature, for: bytes)
  }
}

/// Why a key or a signature is of no use.
public enum SignatureFailure: Error, Sendable, Hashable {
  /// The text is no Ed25519 key in PEM.
  case notAKey
  /// The key did not sign.
  case notSigned
  /// The text is no signed summary.
  case notASummary
  /// What is signed is not what the signature was made for.
  case altered
}

/// The PEM forms of Ed25519 keys (RFC 8410): a fixed head, then the 32 bytes.
private enum PEM {
  static let privatePrefix: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  static let publicPrefix: [UInt8] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  static func text(_ bytes: [UInt8], label: String, prefix: [UInt8]) -> String {
    let body = Data(prefix + bytes).base64EncodedString()
    return "-----BEGIN \(label)-----\n\(body)\n-----END \(label)-----\n"
  }

  static func bytes(of text: String, label: String, prefix: [UInt8]) -> [UInt8]? {
    let lines = text.split(whereSeparator: \.isNewline)
    guard lines.count >= 3, lines.first == "-----BEGIN \(label)-----",
      lines.last == "-----END \(label)-----",
      let data = Data(base64Encoded: lines.dropFirst().dropLast().joined())
    else { return nil }
    let bytes = Array(data)
    guard bytes.count == prefix.count + 32, bytes.starts(with: prefix) else { return nil }
    return Array(bytes.dropFirst(prefix.count))
  }
}
