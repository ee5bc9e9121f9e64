import Foundation
import Inventory
import Retirement

/// Steps that somebody asked for and another must approve: what switches off, and what wipes.
///
/// Each is a folder beside the workspace with the form as it was sent and its documents. Nothing is in the journal
/// before it is approved.
final class StepRequests: Sendable {
  /// A step that waits.
  struct Request: Sendable, Codable {
    /// Its name: 16 hexadecimal digits.
    var id: String
    /// Who asks.
    var by: String
    /// The agency of the device.
    var agency: String
    /// The device.
    var entity: String
    /// The device’s name.
    var device: String
    /// The fields of the form.
    var fields: [String: String]
    /// The names of the documents.
    var documents: [String]

    /// The address of its page.
    var path: String { "/register/requests/" + id }

    /// The step’s name.
    func name(in language: Language) -> String {
      RetirementStepName(rawValue: fields["step"] ?? "")?.label(in: language) ?? ""
    }
  }

  private let spool: Spool
  private static let form = ".request.json"

  init(ofWorkspace workspace: String) {
    spool = Spool(path: workspace + ".requests", batchLimit: 1 << 30, limit: .max)
  }

  /// The folder for the documents of a request that is being made.
  ///
  /// - Throws: ``Spool/Failure``.
  func folder(_ id: String) throws -> String { try spool.make(id) }

  /// Keeps a request, whose documents lie in its folder.
  ///
  /// - Throws: `EncodingError`, or what the system says.
  func keep(_ request: Request) throws {
    let data = try JSONEncoder().encode(request)
    try data.write(
      to: URL(fileURLWithPath: spool.folder(of: request.id) + "/" + Self.form),
      options: .atomic
    )
  }

  /// All, the oldest first.
  func all() -> [Request] { spool.batches().reversed().compactMap { request($0.id) } }

  /// The request named; `nil` when there is none.
  func request(_ id: String) -> Request? {
    guard spool.batch(id) != nil,
      let data = FileManager.default.contents(atPath: spool.folder(of: id) + "/" + Self.form)
    else { return nil }
    return try? JSONDecoder().decode(Request.self, from: data)
  }

  /// The paths of a request’s documents.
  func documents(of request: Request) -> [String] {
    request.documents.map { spool.folder(of: request.id) + "/" + Spool.safeName($0) }
  }

  /// Takes a request away.
  func remove(_ id: String) { spool.remove(id) }
}
