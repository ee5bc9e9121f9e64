import HTTPTypes
import Hummingbird
import Inventory
import Reporting
import Workspace

/// Where exports come in: send files, see what was sent and what was imported.
enum ImportsPage {
  static let routes: [Route] = [
    .get("/imports", page),
    .post("/imports", taking: .stream, send),
    .post("/imports/agencies", addAgency),
    .post("/imports/conclude", conclude),
  ]

  private struct Content: Sendable {
    struct Row: Sendable {
      var path: String
      var name: String
      var agency: String
      var format: String
      var asOf: String
      var rows: String
      var records: String
      var skipped: String
      var rejected: String
      var isRejected: Bool
      var isSuperseded: Bool
    }

    struct Refused: Sendable {
      var name: String
      var agency: String
      var reason: String
    }

    struct Waiting: Sendable {
      var path: String
      var names: String
      var at: String
      var isImported: Bool
    }

    var token: String
    var canDo: Bool
    var hasAgencies: Bool
    var isUnmatched: Bool
    var work: String?
    var waiting: [Waiting]
    var rows: [Row]
    var count: String
    var isCut: Bool
    var refused: [Refused]
  }

  /// The most imports that are listed.
  private static let shown = 500

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let figures = Figures(language: language)
    let (agencies, filed, refused, isUnmatched) = try await visit.desk.reading { store in
      let agencies = try store.agencies()
      return (
        agencies, try agencies.flatMap { try store.importList(of: $0.code) },
        try agencies.flatMap { agency in
          try store.refusals(of: agency.code).map { (agency.name, $0) }
        }, try agencies.contains { try store.hasUnmatchedRecords(of: $0.code) }
      )
    }
    let names = Dictionary(agencies.map { ($0.code, $0.name) }, uniquingKeysWith: { one, _ in one })
    let spool = visit.workshop.spool
    let newest = visit.workshop.newest { $0 == .conclude }
    let content = Content(
      token: visit.context.formToken,
      canDo: visit.may(.operator),
      hasAgencies: !agencies.isEmpty,
      isUnmatched: isUnmatched,
      work: newest.flatMap { $0.state.isOver ? nil : "/jobs/" + $0.id },
      waiting: spool.batches().prefix(20).map { batch in
        Content.Waiting(
          path: "/imports/batch/" + batch.id,
          names: spool.files(of: batch.id).prefix(5).map { Excerpt($0).description }
            .joined(separator: ", "),
          at: CalendarDate(dayNumber: batch.at / 86_400).map { figures.shortDay($0) } ?? "",
          isImported: visit.workshop.hasImported(batch.id)
        )
      },
      rows: filed.sorted { $0.id > $1.id }.prefix(shown).map { filed in
        row(filed, agency: names[filed.agency] ?? "", figures)
      },
      count: figures.count(filed.count),
      isCut: filed.count > shown,
      refused: refused.prefix(shown).map { agency, refusal in
        Content.Refused(
          name: Excerpt(ReadExport.name(of: refusal.path)).description,
          agency: agency,
          reason: refusal.text(in: language)
        )
      }
    )
    return visit.press.page(.imports, content, title: Room.imports.name(in: language), for: visit)
  }

  private static func row(
    _ filed: FiledImport,
    agency: String,
    _ figures: Figures
  ) -> Content.Row {
    let names = filed.files.map { ReadExport.name(of: $0.path) }
    let more = names.count > 1 ? " +\(names.count - 1)" : ""
    return Content.Row(
      path: "/imports/filed/\(filed.agency.description.addressPart)/\(filed.id.number)",
      name: Excerpt(names.first ?? "").description + more,
      agency: agency,
      format: filed.format.description,
      asOf: filed.asOf.map { figures.shortDay($0) } ?? Figures.none,
      rows: figures.count(filed.ledger.read),
      records: figures.count(filed.ledger.records),
      skipped: figures.count(filed.ledger.skipped),
      rejected: figures.count(filed.ledger.rejected),
      isRejected: filed.ledger.rejected > 0,
      isSuperseded: filed.isSuperseded
    )
  }

  /// Takes files in, and looks what they are.
  @Sendable private static func send(_ visit: Visit) async throws -> Response {
    let workshop = visit.workshop
    let spool = workshop.spool
    let id = workshop.makeID()
    let language = visit.context.language
    do {
      let folder = try spool.make(id)
      let upload = try await visit.upload(to: folder, limit: spool.batchLimit)
      guard !upload.paths.isEmpty else {
        throw Trouble(
          status: .badRequest,
          text: language("Nessun file: sceglierne almeno uno", "No file: choose at least one"),
          code: "web.no-file"
        )
      }
    } catch {
      spool.remove(id)
      if let failure = error as? Spool.Failure { throw Trouble(failure, language) }
      throw error
    }
    _ = workshop.begin(.read(batch: id), by: visit.name)
    return .seeOther("/imports/batch/" + id)
  }

  @Sendable private static func addAgency(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    guard let code = visit.form["code"].flatMap({ AgencyCode($0) }), let name = visit.form["name"]
    else {
      throw Trouble(
        status: .unprocessableContent,
        text: language(
          "Servono un codice (lettere, cifre, “_”), per esempio quello IPA, e un nome",
          "A code (letters, digits, “_”), such as the IPA code, and a name are needed"
        ),
        code: "web.agency"
      )
    }
    _ = try await visit.desk.writing {
      try $0.add([Agency(code: code, name: String(name.prefix(200)))])
    }
    return .seeOther("/imports")
  }

  @Sendable private static func conclude(_ visit: Visit) async throws -> Response {
    .seeOther("/jobs/" + visit.workshop.begin(.conclude, by: visit.name).id)
  }
}
