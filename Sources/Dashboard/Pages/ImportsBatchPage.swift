import HTTPTypes
import Hummingbird
import Importers
import Inventory
import Reporting
import Workspace

/// Files that were sent: what they are, and whether to try or to import them.
enum ImportsBatchPage {
  static let routes: [Route] = [
    .get("/imports/batch/{batch}", page),
    .post("/imports/batch/{batch}", answer),
  ]

  private struct Content: Sendable {
    struct Export: Sendable {
      var names: String
      var facts: String
      var problem: String?
      var rows: String
      var records: String
      var skipped: String
      var rejected: String
      var counts: String
      var rejections: [String]
      var skips: [String]
      var unmapped: String
      var decisions: [String]
      var hasDetails: Bool
    }

    struct Choice: Sendable {
      var value: String
      var name: String
    }

    var id: String
    var token: String
    var canDo: Bool
    var isReading: Bool
    var progress: ProgressText
    var exports: [Export]
    var agencies: [Choice]
    var asOf: String
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let batch = try batch(visit)
    let workshop = visit.workshop
    // What was sent before the program was started again is looked at again.
    let job =
      workshop.newest { $0 == .read(batch: batch.id) }
      ?? workshop.begin(.read(batch: batch.id), by: visit.name)
    let state = job.state
    var exports: [ReadExport] = []
    switch state {
    case .done(.read(let read)): exports = read
    case .failed(let error): throw error
    default: break
    }
    let agencies = try await visit.desk.reading { try $0.agencies() }
    let days = Set(exports.compactMap(\.asOf))
    let content = Content(
      id: batch.id,
      token: visit.context.formToken,
      canDo: visit.may(.operator),
      isReading: !state.isOver,
      progress: ProgressText(state, language),
      exports: exports.map { export($0, Figures(language: language)) },
      agencies: agencies.map { .init(value: $0.code.description, name: $0.name) },
      asOf: days.count == 1 ? days.first?.description ?? "" : ""
    )
    return visit.press.page(
      .batch,
      content,
      title: language("File inviati", "Files sent"),
      refresh: state.isOver ? nil : 2,
      for: visit
    )
  }

  private static func export(_ read: ReadExport, _ figures: Figures) -> Content.Export {
    let language = figures.language
    let export = read.export
    let delimiter = export?.delimiter.map { $0 == "\t" ? "tab" : "“\($0)”" }
    let facts = [export?.format.description, export?.container, export?.encoding, delimiter]
    let ledger = read.ledger
    func lines(_ findings: [Finding]) -> [String] {
      findings.prefix(20).map { finding in
        let value = finding.value.isEmpty ? "" : "“\(Excerpt(finding.value))”: "
        return finding.at.text(in: language) + ": " + value + finding.reason.text(in: language)
      }
    }
    let rejections = lines(ledger.rejections)
    let skips = lines(ledger.skips)
    let left = read.findings - rejections.count
    let more = left > 0 ? [language("… e altri \(left)", "… and \(left) more")] : []
    let decisions = ledger.decisions.map { $0.text(in: language) }
    let unmapped = ledger.unmapped.map { "“\(Excerpt($0.name))” (\($0.filled))" }
      .joined(separator: ", ")
    return Content.Export(
      names: read.names.map { Excerpt($0).description }.joined(separator: ", "),
      facts: facts.compactMap(\.self).map { Excerpt($0).description }.joined(separator: " · "),
      problem: read.failure.map { failure in
        (failure.line.map { language("riga \($0): ", "line \($0): ") } ?? "")
          + failure.text(in: language)
      },
      rows: figures.count(ledger.read),
      records: figures.count(ledger.records),
      skipped: figures.count(ledger.skipped),
      rejected: figures.count(ledger.rejected),
      counts: read.counts.map { "\($0.kind.name(in: language)) \(figures.count($0.count))" }
        .joined(separator: " · "),
      rejections: rejections + more,
      skips: skips,
      unmapped: unmapped,
      decisions: decisions,
      hasDetails: !(skips.isEmpty && unmapped.isEmpty && decisions.isEmpty)
    )
  }

  /// Tries, imports or drops the files.
  @Sendable private static func answer(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let batch = try batch(visit)
    if visit.form["deed"] == "drop" {
      visit.workshop.spool.remove(batch.id)
      return .seeOther("/imports")
    }
    let asOf = visit.form["as-of"].map { ($0, CalendarDate(iso: $0)) }
    if let (text, day) = asOf, day == nil {
      throw Trouble(
        status: .unprocessableContent,
        text: language("“\(Excerpt(text))” non è un giorno", "“\(Excerpt(text))” is no day"),
        code: "web.day"
      )
    }
    let code = visit.form["agency"].flatMap { AgencyCode($0) }
    let agencies = try await visit.desk.reading { try $0.agencies() }
    guard let agency = agencies.first(where: { $0.code == code }) else {
      throw Trouble(
        status: .unprocessableContent,
        text: language("Di quale azienda sono? Sceglierne una", "Whose are they? Choose an agency"),
        code: "web.agency"
      )
    }
    let job = visit.workshop.begin(
      visit.form["deed"] == "import"
        ? .bringIn(batch: batch.id, agency: agency.code)
        : .rehearse(batch: batch.id, agency: agency.code),
      by: visit.name,
      options: ImportOptions(strict: visit.form["strict"] != nil, asOf: asOf?.1)
    )
    return .seeOther("/jobs/" + job.id)
  }

  private static func batch(_ visit: Visit) throws -> Spool.Batch {
    guard let batch = visit.part("batch").flatMap({ visit.workshop.spool.batch($0) }) else {
      throw Trouble.notFound(visit.context.language)
    }
    return batch
  }
}

/// How far a job is, in words and as a bar.
struct ProgressText: Sendable {
  var words: String
  var done: Int
  var total: Int
  var isCounted: Bool

  init(_ state: Job.State, _ language: Language) {
    var progress = Job.Progress()
    var isWaiting = false
    switch state {
    case .running(let now): progress = now
    case .waiting: isWaiting = true
    default: break
    }
    done = progress.done
    total = progress.total
    isCounted = total > 1
    let count = isCounted ? language("\(done) di \(total)", "\(done) of \(total)") : ""
    let at = progress.at.isEmpty ? "" : Excerpt(progress.at).description
    words =
      isWaiting
      ? language("In coda dietro un altro lavoro …", "Waiting for other work …")
      : ([language("In corso", "Working"), count, at].filter { !$0.isEmpty }
        .joined(separator: " · ") + " …")
  }
}

extension RecordKind {
  /// What many of the kind are called.
  func name(in language: Language) -> String {
    switch self {
    case .server: language("server", "servers")
    case .virtualMachine: language("macchine virtuali", "virtual machines")
    case .workstation: language("postazioni", "workstations")
    case .printer: language("stampanti", "printers")
    case .phone: language("telefoni", "phones")
    case .networkDevice: language("apparati di rete", "network devices")
    case .storage: language("storage", "storage")
    case .powerUnit: language("alimentazione", "power units")
    case .rack: language("armadi", "racks")
    case .application: language("applicativi", "applications")
    case .dependency: language("flussi", "flows")
    case .discoveredAddress: language("indirizzi che rispondono", "answering addresses")
    case .machine: language("macchine", "machines")
    }
  }
}
