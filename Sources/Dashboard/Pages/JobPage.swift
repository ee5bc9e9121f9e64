import HTTPTypes
import Hummingbird
import Importers
import Inventory
import Matching
import Reporting
import Workspace

/// Long work, such as an import or a check of the journal: how far it is, and what came of it.
enum JobPage {
  static let routes: [Route] = [.get("/jobs/{job}", page)]

  private struct Content: Sendable {
    struct Line: Sendable {
      var name: String
      var words: String
      var path: String?
      var isProblem: Bool
    }

    struct Count: Sendable {
      var name: String
      var value: String
      var examples: String
    }

    struct Conclusion: Sendable {
      var agency: String
      var assets: String
      var new: String
      var merged: String
      var gone: String
      var applications: String
      var questions: String
      var statuses: String
      var path: String
    }

    var token: String
    var canDo: Bool
    var isWorking: Bool
    var progress: ProgressText
    var problem: String?
    var lines: [Line] = []
    var counts: [Count] = []
    var isRehearsed = false
    var isImported = false
    var isConcluded = false
    var isVerified = false
    var batch: String?
    var agency = ""
    var asOf = ""
    var isStrict = false
    var conclusions: [Conclusion] = []
  }

  @Sendable private static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let figures = Figures(language: language)
    guard let job = visit.part("job").flatMap({ visit.workshop.job($0) }) else {
      throw Trouble.notFound(language)
    }
    let state = job.state
    var content = Content(
      token: visit.context.formToken,
      canDo: visit.may(.operator),
      isWorking: !state.isOver,
      progress: ProgressText(state, language)
    )
    switch job.kind {
    case .rehearse(let batch, let agency), .bringIn(let batch, let agency):
      content.batch = batch
      content.agency = agency.description
      content.asOf = job.options.asOf?.description ?? ""
      content.isStrict = job.options.strict
    case .read(let batch): return .seeOther("/imports/batch/" + batch)
    case .conclude, .verify: break
    }
    switch state {
    case .failed(let error): content.problem = Trouble(error, in: language).text
    case .done(.rehearsed(let outcomes, let changes)):
      content.isRehearsed = true
      content.lines = outcomes.flatMap { lines($0, figures) }
      content.counts = counts(changes, figures)
    case .done(.imported(let outcomes)):
      content.isImported = true
      content.lines = outcomes.flatMap { lines($0, figures) }
    case .done(.concluded(let conclusions)):
      content.isConcluded = true
      content.conclusions = conclusions.map { conclusion($0, figures) }
    case .done(.verified(let checks)):
      content.isVerified = true
      content.lines = checks.flatMap { lines($0, figures) }
    default: break
    }
    return visit.press.page(
      .job,
      content,
      title: title(job.kind, language),
      refresh: state.isOver ? nil : 2,
      for: visit
    )
  }

  private static func title(_ kind: Job.Kind, _ language: Language) -> String {
    switch kind {
    case .read: language("Lettura", "Reading")
    case .rehearse: language("Prova di importazione", "Dry run of an import")
    case .bringIn: language("Importazione", "Import")
    case .conclude: language("Confronto e piano", "Match and plan")
    case .verify: language("Verifica", "Verification")
    }
  }

  private static func lines(_ outcome: ImportOutcome, _ figures: Figures) -> [Content.Line] {
    let language = figures.language
    func line(
      _ path: String,
      _ words: String,
      link: String? = nil,
      isProblem: Bool = false
    )
      -> Content.Line
    {
      Content.Line(
        name: Excerpt(ReadExport.name(of: path)).description,
        words: words,
        path: link,
        isProblem: isProblem
      )
    }
    switch outcome {
    case .imported(let filed, let records, let supersedes):
      let ledger = filed.ledger
      let (read, skipped) = (figures.count(ledger.read), figures.count(ledger.skipped))
      let rejected = figures.count(ledger.rejected)
      var words = language(
        "\(read) righe lette = \(figures.count(ledger.records)) usate + \(skipped) saltate + "
          + "\(rejected) rifiutate; \(figures.count(records)) registrazioni",
        "\(read) rows read = \(figures.count(ledger.records)) used + \(skipped) skipped + "
          + "\(rejected) rejected; \(figures.count(records)) records"
      )
      if !supersedes.isEmpty {
        let numbers = supersedes.map { String($0.number) }.joined(separator: ", ")
        words += language("; sostituisce l’importazione \(numbers)", "; replaces import \(numbers)")
      }
      return [
        line(
          filed.files.first?.path ?? "",
          words,
          link: "/imports/filed/\(filed.agency.description.addressPart)/\(filed.id.number)",
          isProblem: records == 0
        )
      ]
    case .unchanged(let filed):
      return [
        line(
          filed.files.first?.path ?? "",
          language("già importato, nulla cambia", "imported before, nothing changes"),
          link: "/imports/filed/\(filed.agency.description.addressPart)/\(filed.id.number)"
        )
      ]
    case .refused(let failure):
      return [line(failure.path, failure.text(in: language), isProblem: true)]
    case .notFiled(let failure):
      return [line(failure.path, Trouble(failure, in: language).text, isProblem: true)]
    }
  }

  private static func lines(
    _ verification: Job.Verification,
    _ figures: Figures
  ) -> [Content.Line] {
    let language = figures.language
    let (agency, check) = (verification.agency, verification.check)
    func line(_ words: String, isProblem: Bool) -> Content.Line {
      Content.Line(
        name: agency.name,
        words: words,
        path: "/register/journal/" + agency.code.description.addressPart,
        isProblem: isProblem
      )
    }
    guard check.breaks.isEmpty else {
      return check.breaks.map { line($0.text(in: language), isProblem: true) }
    }
    let (size, documents) = (figures.count(check.head.size), figures.count(check.documents))
    return [
      line(
        language(
          "integro, \(size) voci, \(documents) documenti; ultima impronta \(check.head.hash)",
          "whole, \(size) entries, \(documents) documents; last hash \(check.head.hash)"
        ),
        isProblem: false
      )
    ]
  }

  private static func counts(_ changes: AssetChanges, _ figures: Figures) -> [Content.Count] {
    let language = figures.language
    func count(_ name: String, _ assets: [Asset]) -> Content.Count {
      let examples = assets.prefix(8).map { Excerpt($0.name).description }
      return Content.Count(
        name: name,
        value: figures.count(assets.count),
        examples: examples.joined(separator: ", ") + (assets.count > examples.count ? ", …" : "")
      )
    }
    return [
      count(language("beni nuovi", "new assets"), changes.added),
      count(
        language("beni con altri valori", "assets with other values"),
        changes.changed.map(\.asset)
      ),
      count(language("beni uniti ad altri", "assets merged into others"), changes.merged),
      count(language("beni non più visti", "assets not seen since"), changes.vanished),
      Content.Count(
        name: language("beni come prima", "assets as before"),
        value: figures.count(changes.unchanged),
        examples: ""
      ),
    ]
  }

  private static func conclusion(
    _ conclusion: Job.Conclusion,
    _ figures: Figures
  ) -> Content.Conclusion {
    let match = conclusion.match
    return Content.Conclusion(
      agency: conclusion.agency.name,
      assets: figures.count(match.assets),
      new: figures.count(match.new),
      merged: figures.count(match.merged),
      gone: figures.count(match.gone),
      applications: figures.count(match.applications),
      questions: figures.count(match.questions),
      statuses: conclusion.plan.counts.filter { $0.count > 0 }
        .map { "\($0.status.label(in: figures.language)) \(figures.count($0.count))" }
        .joined(separator: " · "),
      path: "/servers?agency=" + conclusion.agency.code.description.addressPart
    )
  }
}
