import HTTPTypes
import Hummingbird
import Inventory
import Reporting
import Workspace

/// The account of one import: every row that was read is a record, skipped or rejected.
enum ImportsLedgerPage {
  static let routes: [Route] = [.get("/imports/filed/{agency}/{import}", page)]

  private struct Content: Sendable {
    struct Row: Sendable {
      var place: String
      var value: String
      var reason: String
      var code: String
    }

    struct File: Sendable {
      var name: String
      var size: String
      var sha256: String
    }

    var agency: String
    var format: String
    var asOf: String
    var isSuperseded: Bool
    var files: [File]
    var read: String
    var records: String
    var skipped: String
    var rejected: String
    var isBalanced: Bool
    var isOfSkips: Bool
    var rejectionsPath: String
    var skipsPath: String
    var rows: [Row]
    var position: String
    var count: String
    var previous: String?
    var next: String?
    var unmapped: [String]
    var decisions: [String]
  }

  private static let pageLength = 200

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let figures = Figures(language: language)
    guard let code = visit.part("agency").flatMap({ AgencyCode($0) }),
      let number = visit.part("import").flatMap({ Int64($0) })
    else { throw Trouble.notFound(language) }
    let (agency, found) = try await visit.desk.reading { store in
      (
        try store.agencies().first { $0.code == code },
        try store.filedImport(ImportID(number), of: code)
      )
    }
    guard let agency, let filed = found else { throw Trouble.notFound(language) }
    let base = "/imports/filed/\(code.description.addressPart)/\(number)"
    let isOfSkips = visit.query("list") == "skipped"
    let findings = isOfSkips ? filed.ledger.skips : filed.ledger.rejections
    let asked = visit.query("page").flatMap { Int($0) } ?? 1
    let last = max(1, (findings.count + pageLength - 1) / pageLength)
    let page = max(1, min(asked, last))
    let start = (page - 1) * pageLength
    let shown = findings[start..<min(start + pageLength, findings.count)]
    func path(_ page: Int) -> String {
      base + "?page=\(page)" + (isOfSkips ? "&list=skipped" : "")
    }
    let ledger = filed.ledger
    let content = Content(
      agency: agency.name,
      format: filed.format.description,
      asOf: filed.asOf.map { figures.day($0) } ?? Figures.none,
      isSuperseded: filed.isSuperseded,
      files: filed.files.map { file in
        Content.File(
          name: Excerpt(ReadExport.name(of: file.path)).description,
          size: figures.count(Int(file.size)),
          sha256: file.sha256
        )
      },
      read: figures.count(ledger.read),
      records: figures.count(ledger.records),
      skipped: figures.count(ledger.skipped),
      rejected: figures.count(ledger.rejected),
      isBalanced: ledger.isBalanced,
      isOfSkips: isOfSkips,
      rejectionsPath: base,
      skipsPath: base + "?list=skipped",
      rows: shown.map { finding in
        Content.Row(
          place: place(finding.at, filed, language),
          value: Excerpt(finding.value).description,
          reason: finding.reason.text(in: language)
            + (finding.rows > 1 ? " (× \(figures.count(finding.rows)))" : ""),
          code: finding.reason.code
        )
      },
      position: shown.isEmpty
        ? "0" : figures.count(start + 1) + "–" + figures.count(start + shown.count),
      count: figures.count(findings.count),
      previous: page > 1 ? path(page - 1) : nil,
      next: page < last ? path(page + 1) : nil,
      unmapped: ledger.unmapped.map { "\(Excerpt($0.name)) (\(figures.count($0.filled)))" },
      decisions: ledger.decisions.map { $0.text(in: language) }
    )
    let title = language("Importazione \(number)", "Import \(number)")
    return visit.press.page(.ledger, content, title: title, for: visit)
  }

  private static func place(
    _ locator: Locator,
    _ filed: FiledImport,
    _ language: Language
  ) -> String {
    let words = Excerpt(whole: locator.text(in: language)).description
    guard filed.files.count > 1, filed.files.indices.contains(locator.file) else { return words }
    return Excerpt(ReadExport.name(of: filed.files[locator.file].path)).description + ": " + words
  }
}
