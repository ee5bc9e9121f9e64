import Foundation
import Inventory
import Workspace

/// Keys, signatures and checkpoints in files.
enum KeyFiles {
  /// Reads the private key at `path`.
  ///
  /// - Throws: ``SigningFailure``.
  static func signingKey(at path: String) throws -> SigningKey {
    let text = try text(at: path)
    guard let key = try? SigningKey(pem: text) else { throw SigningFailure.notAKey(path: path) }
    return key
  }

  /// Reads the public key at `path`.
  ///
  /// - Throws: ``SigningFailure``.
  static func verificationKey(at path: String) throws -> VerificationKey {
    let text = try text(at: path)
    guard let key = try? VerificationKey(pem: text) else {
      throw SigningFailure.notAKey(path: path)
    }
    return key
  }

  /// Reads a checkpoint, and checks its signature beside it, `path.sig`, where a key is given.
  ///
  /// - Throws: ``SigningFailure``.
  static func checkpoint(at path: String, key: VerificationKey?) throws -> Checkpoint {
    let text = try text(at: path)
    guard let checkpoint = Checkpoint(text: text) else {
      throw SigningFailure.notACheckpoint(path: path)
    }
    if let key {
      let signature = FileManager.default.contents(atPath: path + ".sig").map { Array($0) }
      guard let signature else { throw SigningFailure.unreadable(path: path + ".sig") }
      guard key.isSignature(signature, of: Array(text.utf8)) else {
        throw SigningFailure.wrongSignature(path: path + ".sig")
      }
    }
    return checkpoint
  }

  /// Reads a signed summary, which must be as it was signed.
  ///
  /// - Throws: ``SigningFailure``.
  static func summary(at path: String) throws -> SignedSummary {
    let text = try text(at: path)
    do {
      return try SignedSummary(text: text)
    } catch SignatureFailure.altered {
      throw SigningFailure.wrongSignature(path: path)
    } catch {
      throw SigningFailure.notASummary(path: path)
    }
  }

  private static func text(at path: String) throws -> String {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw SigningFailure.unreadable(path: path)
    }
    return text
  }
}

/// Why something cannot be signed, or its signature not be believed.
enum SigningFailure: Error, Message, Hashable {
  case unreadable(path: String)
  case notAKey(path: String)
  case notACheckpoint(path: String)
  case wrongSignature(path: String)
  case alreadyThere(path: String)
  case notASummary(path: String)
  case untrusted(path: String)
  case twice(path: String, agency: String)

  var code: String {
    switch self {
    case .unreadable: "signature.unreadable"
    case .notAKey: "signature.not-a-key"
    case .notACheckpoint: "signature.not-a-checkpoint"
    case .wrongSignature: "signature.wrong"
    case .alreadyThere: "signature.already-there"
    case .notASummary: "signature.not-a-summary"
    case .untrusted: "signature.untrusted"
    case .twice: "rollup.twice"
    }
  }

  func text(in language: Language) -> String {
    switch self {
    case .unreadable(let path):
      language(
        "“\(Excerpt(whole: path))” non si può leggere: controllare percorso e permessi",
        "“\(Excerpt(whole: path))” cannot be read: check the path and its permissions"
      )
    case .notAKey(let path):
      language(
        "“\(Excerpt(whole: path))” non è una chiave Ed25519 in PEM: “tramonto key” ne crea una",
        "“\(Excerpt(whole: path))” is no Ed25519 key in PEM: “tramonto key” makes one"
      )
    case .notACheckpoint(let path):
      language(
        "“\(Excerpt(whole: path))” non è un punto di controllo: “tramonto checkpoint” ne scrive uno",
        "“\(Excerpt(whole: path))” is no checkpoint: “tramonto checkpoint” writes one"
      )
    case .wrongSignature(let path):
      language(
        "“\(Excerpt(whole: path))” non è la firma di quel file con quella chiave: non fidarsene",
        "“\(Excerpt(whole: path))” is not that file’s signature by that key: do not trust it"
      )
    case .notASummary(let path):
      language(
        "“\(Excerpt(whole: path))” non è un riepilogo firmato: “tramonto summary” ne scrive uno",
        "“\(Excerpt(whole: path))” is no signed summary: “tramonto summary” writes one"
      )
    case .untrusted(let path):
      language(
        "“\(Excerpt(whole: path))” è firmato con una chiave che non è tra quelle date: non fidarsene",
        "“\(Excerpt(whole: path))” is signed with a key that is not among those given: do not trust it"
      )
    case .twice(let path, let agency):
      language(
        "“\(Excerpt(whole: path))”: l’azienda \(Excerpt(agency)) c’è già: toglierne uno",
        "“\(Excerpt(whole: path))”: agency \(Excerpt(agency)) is there already: take one out"
      )
    case .alreadyThere(let path):
      language(
        "“\(Excerpt(whole: path))” esiste già e non viene sovrascritta: scegliere un altro nome",
        "“\(Excerpt(whole: path))” exists already and is not overwritten: choose another name"
      )
    }
  }
}
