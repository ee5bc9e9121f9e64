import HTTPTypes
import Hummingbird
import Inventory

/// What a form with files has brought: its fields, and the files in a folder.
struct Upload: Sendable {
  /// The fields.
  var fields = FormFields()
  /// The paths of the files, in the order sent.
  var paths: [String] = []
}

extension Visit {
  /// Takes a form with files in, writing each file to `folder` as it comes.
  ///
  /// The form’s token must come before the first file, so that nobody unknown makes us write.
  ///
  /// - Parameters:
  ///   - folder: An empty folder.
  ///   - limit: The most bytes in all.
  /// - Returns: The fields, and where the files lie.
  /// - Throws: ``Trouble``, also when it ends in the middle.
  func upload(to folder: String, limit: Int) async throws -> Upload {
    let language = context.language
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw Trouble.tooLarge(limit, language)
    }
    do {
      var reader = try MultipartReader(contentType: request.headers[.contentType] ?? "")
      var taking = Taking(folder: folder)
      var count = 0
      for try await piece in request.body {
        count += piece.readableBytes
        guard count <= limit else { throw Trouble.tooLarge(limit, language) }
        try reader.read(piece.readableBytesView) { event in
          if case .part(_, .some) = event, taking.upload.paths.isEmpty {
            try check(formToken: taking.upload.fields["token"] ?? "")
          }
          try taking.take(event)
        }
      }
      try reader.finish()
      try check(formToken: taking.upload.fields["token"] ?? "")
      return taking.upload
    } catch is MultipartReader.Failure {
      throw Trouble.brokenUpload(language)
    } catch let failure as Spool.Failure {
      throw Trouble(failure, language)
    }
  }
}

/// What has come of a form so far.
private struct Taking: ~Copyable {
  let folder: String
  var upload = Upload()
  private var file: SpoolFile?
  private var field: (name: String, bytes: [UInt8])?
  /// The bytes of all fields, which are held in memory.
  private var fieldBytes = 0

  /// The most bytes that all fields of a form with files may have.
  private static let fieldLimit = 1 << 20

  init(folder: String) { self.folder = folder }

  mutating func take(_ event: MultipartReader.Event) throws {
    switch event {
    case .part(_, file: .some(let name)) where name.isEmpty:
      // Nothing was chosen.
      break
    case .part(_, file: .some(let name)):
      let made = try SpoolFile(sentAs: name, in: folder)
      upload.paths.append(folder + "/" + made.name)
      file = consume made
    case .part(let name, file: nil):
      field = (name, [])
    case .bytes(let bytes):
      try file?.write(bytes)
      guard field != nil else { return }
      fieldBytes += bytes.count
      guard fieldBytes <= Self.fieldLimit else { throw MultipartReader.Failure.tooMuch }
      field?.bytes.append(contentsOf: bytes)
    case .endOfPart:
      file = nil
      if let field {
        upload.fields.append(field.name, String(decoding: field.bytes, as: UTF8.self))
      }
      field = nil
    }
  }
}

extension Trouble {
  /// More than is taken in.
  static func tooLarge(_ limit: Int, _ language: Language) -> Self {
    let size = limit >= 1 << 30 ? "\(limit >> 30) GiB" : "\(limit >> 10) KiB"
    return Self(
      status: .contentTooLarge,
      text: language(
        "È più di \(size): mandarlo in più volte, o usare tramonto import",
        "This is more than \(size): send it in parts, or use tramonto import"
      ),
      code: "web.too-large"
    )
  }

  /// What was sent breaks off, or is no form with files.
  static func brokenUpload(_ language: Language) -> Self {
    Self(
      status: .badRequest,
      text: language(
        "L’invio si è interrotto e nulla è stato tenuto: ripetere",
        "The sending broke off and nothing was kept: repeat it"
      ),
      code: "web.broken-upload"
    )
  }

  /// What was sent cannot be kept.
  init(_ failure: Spool.Failure, _ language: Language) {
    self.init(
      status: HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"),
      text: failure == .full
        ? language(
          "Disco pieno: liberare spazio e ripetere",
          "The disk is full: free some space and repeat"
        )
        : language(
          "I file non si possono tenere accanto all’archivio di lavoro: controllare i permessi",
          "The files cannot be kept beside the workspace: check its folder’s permissions"
        ),
      code: "web.spool"
    )
  }
}
