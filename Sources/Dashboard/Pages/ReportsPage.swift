import Answers
import Foundation
import HTTPTypes
import Hummingbird
import Inventory
import Reporting

/// Reports to take away: of each kind, in each form and language.
enum ReportsPage {
  static let routes: [Route] = [.get("/reports", page), .get("/reports/file", file)]

  /// The forms of a report, by the ending of their files.
  private enum Form: String, CaseIterable {
    case html, xlsx, csv, json, md

    var type: String {
      switch self {
      case .html: "text/html; charset=utf-8"
      case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      case .csv: "text/csv; charset=utf-8"
      case .json: "application/json; charset=utf-8"
      case .md: "text/markdown; charset=utf-8"
      }
    }

    func name(in language: Language) -> String {
      switch self {
      case .html: language("HTML, da leggere e stampare", "HTML, to read and print")
      case .xlsx: language("XLSX, per Excel", "XLSX, for Excel")
      case .csv: language("CSV, la tabella principale", "CSV, the main table")
      case .json: language("JSON, per i programmi", "JSON, for programs")
      case .md: language("Markdown, per la posta", "Markdown, for mail")
      }
    }
  }

  private struct Content: Sendable {
    var isStale: Bool
    var isPlanned: Bool
    var choices: [Choices]
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let snapshot = try await visit.desk.figures()
    let report = snapshot.report(in: language)
    let content = Content(
      isStale: snapshot.isStale,
      isPlanned: snapshot.isPlanned,
      choices: [
        Choices(
          language("Che rapporto", "Which report"),
          "kind",
          Report.Kind.allCases.map { ($0.rawValue, $0.title(in: language)) },
          chosen: Report.Kind.programme.rawValue,
          none: "–"
        ),
        Choices(
          language("Azienda", "Agency"),
          "agency",
          report.agencies.map { ($0.agency.code.description, $0.agency.name) },
          chosen: visit.query("agency"),
          none: language("tutte", "all")
        ),
        Choices(
          language("Progetto", "Project"),
          "project",
          report.projects.map { ($0.project.code.description, $0.project.code.description) },
          chosen: visit.query("project"),
          none: language("tutti", "all")
        ),
        Choices(
          language("Formato", "Format"),
          "form",
          Form.allCases.map { ($0.rawValue, $0.name(in: language)) },
          chosen: Form.html.rawValue,
          none: "–"
        ),
        Choices(
          language("Lingua", "Language"),
          "language",
          [("it", "italiano"), ("en", "English")],
          chosen: language.rawValue,
          none: "–"
        ),
      ]
    )
    return visit.press.page(
      .reports,
      content,
      title: Room.reports.name(in: language),
      for: visit
    )
  }

  @Sendable private static func file(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let kind = visit.query("kind").flatMap { Report.Kind(rawValue: $0) } ?? .programme
    let form = visit.query("form").flatMap { Form(rawValue: $0) } ?? .html
    let filter = try await filter(kind, visit)
    let (version, today) = (visit.desk.version, visit.desk.clock().today)
    let body = try await visit.desk.reading { store in
      let input = try ReportInput(
        store: store,
        filter: filter,
        kind: kind,
        version: version,
        today: today,
        language: language
      )
      return try Self.bytes(of: Report(input, language: language), as: form)
    }
    return Response(
      status: .ok,
      headers: [
        .contentType: form.type,
        // Names of ours alone: nothing from a file, nothing that needs escaping.
        .contentDisposition: "attachment; filename=\"tramonto-\(kind.rawValue).\(form.rawValue)\"",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body))
    )
  }

  /// What the report is narrowed to; one on an agency or project needs to know which.
  private static func filter(_ kind: Report.Kind, _ visit: Visit) async throws -> ReportFilter {
    let language = visit.context.language
    let report = try await visit.desk.figures().report(in: language)
    var filter = ReportFilter()
    if let named = visit.query("agency") {
      filter.agency = report.agencies.first { $0.agency.code.description == named }?.agency.code
      guard filter.agency != nil else { throw Trouble.notFound(language) }
    }
    if let named = visit.query("project") {
      filter.project = report.projects.first { $0.project.code.description == named }?.project.code
      guard filter.project != nil else { throw Trouble.notFound(language) }
    }
    if kind == .agency, filter.agency == nil {
      throw Trouble.unfit(
        language("Scegliere l’azienda", "Choose the agency"),
        code: "report.agency-needed"
      )
    }
    if kind == .project, filter.project == nil {
      throw Trouble.unfit(
        language("Scegliere il progetto", "Choose the project"),
        code: "report.project-needed"
      )
    }
    return filter
  }

  private static func bytes(of report: Report, as form: Form) throws -> [UInt8] {
    switch form {
    case .html: return Array(report.html().utf8)
    case .csv: return Array((report.csv() ?? "").utf8)
    case .json: return Array(report.json().utf8)
    case .md: return Array(report.markdown().utf8)
    case .xlsx:
      // The library writes files only.
      let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("tramonto-\(UUID().uuidString).xlsx")
      defer { try? FileManager.default.removeItem(at: path) }
      try report.writeWorkbook(to: path.path)
      return Array(try Data(contentsOf: path))
    }
  }
}
