import Foundation
public import Inventory

/// Figures of an agency that a region may add up, signed, without names of machines or people.
public struct SignedSummary: Sendable, Hashable {
  /// The figures, as named values.
  public let figures: FactValue
  /// The fingerprint of the key that signed them.
  public let fingerprint: String
  /// The file's text.
  public let text: String

  private static let domain = "tramonto-summary-1\n"

  /// Signs figures.
  ///
  /// - Throws: ``SignatureFailure``.
  public init(_ figures: FactValue, key: SigningKey) throws(SignatureFailure) {
    self.figures = figures
    fingerprint = key.verification.fingerprint
    let signature = try key.sign(Array((Self.domain + figures.json).utf8))
    text =
      FactValue.object([
        .init("summary", figures), .init("key", .text(key.verification.pem)),
        .init("signature", .text(Data(signature).base64EncodedString())),
      ]).json + "\n"
  }

  /// Reads a signed summary.
  ///
  /// - Throws: ``SignatureFailure`` when it is none, or was altered since it was signed.
  public init(text: String) throws(SignatureFailure) {
    guard case .object(let fields)? = FactJSON.value(of: text),
      let figures = fields.first(where: { $0.name == "summary" })?.value,
      let pem = fields.first(where: { $0.name == "key" })?.value.text,
      let signature = fields.first(where: { $0.name == "signature" })?.value.text,
      let bytes = Data(base64Encoded: signature)
    else { throw .notASummary }
    let key = try VerificationKey(pem: pem)
    guard key.isSignature(Array(bytes), of: Array((Self.domain + figures.json).utf8)) else {
      throw .altered
    }
    self.figures = figures
    fingerprint = key.fingerprint
    self.text = text
  }
}
