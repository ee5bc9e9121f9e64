import Answers
import Estimation
import Foundation
import Inventory
import Reporting
import Retirement
import Workspace

/// A file of evidence that an auditor can check without us.
///
/// From the same state it has the same bytes, whenever it is made, so that a signature put on it
/// from outside stays valid.
struct EvidencePack {
  static let manifestName = "MANIFEST.sha256"
  static let signatureName = "MANIFEST.sig"
  static let keyName = "KEY.pem"
  static let checkpointName = "checkpoint.txt"
  static let journalName = "journal.jsonl"
  static let hashesName = "journal.sha256"

  /// Writes the pack, whole or not at all.
  ///
  /// - Throws: ``CommandFailure/cannotWrite(path:errno:)``, and what reading the workspace throws.
  static func write(
    _ scope: EvidenceScope,
    of store: Store,
    key: SigningKey,
    to path: String,
    _ language: Language
  ) throws {
    var zip = try ZipWriter(path: path)
    do {
      var manifest = ""
      func add(_ name: String, _ bytes: [UInt8]) throws {
        manifest += "\(Digest.sha256(bytes))  \(name)\n"
        try zip.add(name, bytes)
      }
      let members = try texts(scope, of: store, key: key, language)
      for (name, text) in members.sorted(by: { $0.name < $1.name }) {
        try add(name, Array(text.utf8))
      }
      for document in scope.documents {
        var bytes: [UInt8] = []
        _ = try store.readDocument(document.sha256, of: scope.agency.code) { bytes += $0 }
        try add("documents/\(document.sha256)\(ending(of: document.name))", bytes)
      }
      try zip.add(manifestName, Array(manifest.utf8))
      try zip.add(signatureName, key.sign(Array(manifest.utf8)))
      try zip.finish()
    } catch {
      zip.abandon()
      throw error
    }
  }

  /// The ending of a file's name, where it is one that is harmless on every system.
  private static func ending(of name: String) -> String {
    let known = ["csv", "docx", "eml", "jpg", "json", "jsonl", "ods", "odt", "p7m", "pdf", "png"]
    let ending = (name as NSString).pathExtension.lowercased()
    return known.contains(ending) ? "." + ending : ""
  }

  private static func texts(
    _ scope: EvidenceScope,
    of store: Store,
    key: SigningKey,
    _ language: Language
  ) throws -> [(name: String, text: String)] {
    var lines = ""
    var hashes = ""
    try store.forEachJournalLine(of: scope.agency.code) { line, hash in
      lines += line + "\n"
      hashes += hash + "\n"
    }
    let head = try store.journalHead(of: scope.agency.code)
    var members = [
      ("LEGGIMI.txt", instructions(in: .italian)), ("README.txt", instructions(in: .english)),
      (keyName, key.verification.pem), (journalName, lines), (hashesName, hashes),
      (checkpointName, Checkpoint(agency: scope.agency.code, head: head).text),
      ("documents.csv", scope.documentList.csv(in: language)),
    ]
    let forms: [(String, EvidenceTable)] = [
      ("register", scope.register(in: language)), ("erasures", scope.erasures(in: language)),
      ("out-of-use", scope.outOfUse(in: language)),
      ("staying", scope.stayingServices(in: language)), ("closure", scope.closure(in: language)),
    ]
    for (name, table) in forms {
      members.append((name + ".csv", table.csv(in: language)))
      members.append((name + ".json", table.json))
    }
    if !scope.estate.plan.isEmpty {
      var filter = ReportFilter()
      filter.agency = scope.agency.code
      // A CUP may stand for two projects; then the report is on the agency.
      if scope.projects.count == 1 { filter.project = scope.projects.first?.code }
      var input = try ReportInput(
        store: store,
        filter: filter,
        version: Version.current,
        today: scope.day,
        language: language
      )
      // Another name or place of the workspace changes nothing.
      input.workspace = scope.agency.code.description
      let report = Report(input, language: language)
      members += [
        ("report.html", report.html()), ("report.csv", report.csv() ?? ""),
        ("report.json", report.json()),
      ]
    }
    return members
  }

  /// How to check the pack without this program.
  private static func instructions(in language: Language) -> String {
    language(
      """
      Come controllare questo fascicolo senza Tramonto, con i soli strumenti standard.
      Estrarre lo zip in una cartella vuota e da lì eseguire:

      1. Ogni file è quello del manifesto:
           sha256sum -c MANIFEST.sha256
      2. Il manifesto è firmato (OpenSSL 3):
           openssl pkeyutl -verify -pubin -inkey KEY.pem -rawin -in MANIFEST.sha256 \\
             -sigfile MANIFEST.sig
      3. La chiave è quella che vi è stata comunicata per altra via:
           openssl pkey -pubin -in KEY.pem -outform der | sha256sum
      4. Il giornale è integro: di ogni riga l’impronta è quella in journal.sha256, e la riga
         seguente la riporta come "previous" (la prima riporta 64 zeri):
           while IFS= read -r riga; do
             { printf 'tramonto-journal-1\\n'; printf '%s' "$riga"; } | sha256sum | cut -c1-64
           done < journal.jsonl | cmp - journal.sha256 && echo integro
      5. La fine del giornale è quella del punto di controllo (checkpoint.txt, "head"):
           tail -n 1 journal.sha256

      I documenti stanno in documents/ sotto la propria impronta SHA-256; documents.csv dice come si
      chiamavano e quale voce del giornale li cita.

      """,
      """
      How to check this pack without Tramonto, with standard tools alone.
      Unpack the zip into an empty folder, and there run:

      1. Every file is the one in the manifest:
           sha256sum -c MANIFEST.sha256
      2. The manifest is signed (OpenSSL 3):
           openssl pkeyutl -verify -pubin -inkey KEY.pem -rawin -in MANIFEST.sha256 \\
             -sigfile MANIFEST.sig
      3. The key is the one that you were told of by another way:
           openssl pkey -pubin -in KEY.pem -outform der | sha256sum
      4. The journal is whole: each line has its hash in journal.sha256, and the next line has that
         hash as "previous" (the first has 64 zeros):
           while IFS= read -r line; do
             { printf 'tramonto-journal-1\\n'; printf '%s' "$line"; } | sha256sum | cut -c1-64
           done < journal.jsonl | cmp - journal.sha256 && echo whole
      5. The end of the journal is that of the checkpoint (checkpoint.txt, "head"):
           tail -n 1 journal.sha256

      Documents are in documents/ under their own SHA-256; documents.csv says what they were called
      and which entry of the journal names them.

      """
    )
  }
}
