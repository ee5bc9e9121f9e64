public import Inventory
import Markup
import Tabular

/// Reads the answers of HP's management cards to RIBCL commands: the watts that a server draws.
///
/// One answer is many documents in one body, most of which say only that there was no error; all
/// of them are about one server. Some name it and others only measure it.
public struct ILORIBCLImporter: Importer {
  /// The identifiers that the importer answers with.
  public let formats: [FormatIdentifier] = ["hp-ilo-ribcl"]

  /// Creates the importer.
  public init() {}

  /// Returns the format that `preview` shows, `nil` when it is none of this importer's.
  public func recognise(_ preview: Preview) -> FormatIdentifier? {
    preview.root?.name == "RIBCL" ? formats[0] : nil
  }

  /// Reads `export` as a stream into a record and the account of its documents.
  public func read(
    _ export: Export,
    into reading: inout Reading,
    emit: (Record) throws -> Void
  ) throws {
    for (file, path) in export.paths.enumerated() {
      reading.note(asOf: try DocumentSource.day(at: path))
      var answer = Answer(file: file)
      let documents = try RIBCLDocuments(DocumentSource.at(path))
      for document in documents.pieces {
        do {
          try answer.take(document.elements())
        } catch let failure as MarkupFailure {
          try answer.takeBroken(failure, line: document.line)
        }
      }
      try answer.finish(into: &reading, emit: emit)
    }
  }
}

extension ILORIBCLImporter {
  /// What the documents of one file say together.
  struct Answer {
    private let file: Int
    private var count = 0
    var values = Values()
    var record: Record
    /// The documents that said something about the server.
    private var telling: [Locator] = []
    private var skips: [Finding] = []
    private var broken: [Finding] = []
    /// Whether a document has listed the processors and slots already: two commands do.
    var hasBoards = false
    /// Whether a document has listed the supplies and disks already.
    var hasSupplies = false

    init(file: Int) {
      self.file = file
      record = Record(kind: .server, locator: Locator(file: file, number: 1, path: "RIBCL"))
    }

    mutating func take(_ documents: [Element]) {
      for document in documents { take(document) }
    }

    private mutating func take(_ document: Element) {
      count += 1
      let place = Locator(file: file, number: count, line: document.line, path: "RIBCL")
      let before = record
      record.locator = place
      for part in document.children { add(part) }
      record.locator = before.locator
      if record != before {
        telling.append(place)
        return
      }
      let message = document.first("RESPONSE")?["MESSAGE"] ?? ""
      let isPlain = message.isEmpty || message.lowercased() == "no error"
      skip(place, isPlain ? "" : message)
    }

    /// Counts a document that cannot be repaired.
    mutating func takeBroken(_ failure: MarkupFailure, line: Int) throws {
      // The first one alone is the file: nothing is known of it but that it is broken.
      guard count > 0 else { throw failure }
      count += 1
      let place = Locator(file: file, number: count, line: line, path: "RIBCL")
      broken.append(Finding(at: place, reason: failure.findingReason, rows: 1))
    }

    /// Documents in a run that say the same share a finding.
    private mutating func skip(_ place: Locator, _ message: String) {
      if let last = skips.last, last.value == message, last.at.number + last.rows == place.number {
        skips[skips.count - 1].rows += 1
      } else {
        skips.append(Finding(at: place, value: message, reason: .noInventory, rows: 1))
      }
    }

    mutating func finish(into reading: inout Reading, emit: (Record) throws -> Void) throws {
      reading.ledger.read += count
      reading.ledger.skipped += skips.reduce(0) { $0 + $1.rows }
      reading.ledger.skips += skips
      reading.ledger.rejected += broken.count
      reading.ledger.rejections += broken
      reading.ledger.rejections += values.takeRejections()
      reading.ledger.decisions += values.decisions
      guard let first = telling.first else { return }
      reading.ledger.records += telling.count
      record.locator = first
      record.supplements = Array(telling.dropFirst())
      record.manufacturer = "HP"
      try emit(record)
    }
  }
}

extension MarkupFailure {
  /// What the failure of one document of several amounts to.
  fileprivate var findingReason: FindingReason {
    if case .truncated = reason { .cutOff } else { .notWellFormed }
  }
}
