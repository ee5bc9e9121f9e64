public import Inventory

/// A value that a step is recorded with: an option of the command, or a column of a table.
public enum StepField: String, Sendable, CaseIterable {
  case asset
  case step
  case day
  case by
  case reason
  case waivedBy
  case seen
  case documents
  case month
  case moved
  case backupBy
  case backupDay
  case backupReference
  case retentionBy
  case retentionDay
  case retentionReference
  case days
  case told
  case serviceClass
  case disk
  case solidState
  case method
  case standard
  case certificate
  case performedBy
  case attestedBy
  case rack
  case unit
  case feeds
  case outcome
  case recipient
  case writeOffAct
  case wasteForm

  /// The field that a table's heading names, in Italian or English; `nil` for none.
  public init?(heading: String) {
    let key = heading.lowercased().split { !$0.isLetter }.joined(separator: " ")
    guard let field = Self.byHeading[key] else { return nil }
    self = field
  }

  private static let byHeading = Dictionary(
    allCases.flatMap { field in field.headings.map { ($0, field) } },
    uniquingKeysWith: { first, _ in first }
  )

  /// The heading that tables of ours have.
  public func label(in language: Language) -> String { language(headings[0], headings[1]) }

  /// The headings, lower case: ours in Italian and English, then others in use.
  private var headings: [String] {
    switch self {
    case .asset: ["apparato", "asset", "bene", "server", "codice", "id", "nome", "name", "device"]
    case .step: ["passo", "step"]
    case .day: ["data", "day", "date", "giorno"]
    case .by: ["registrato da", "recorded by"]
    case .reason: ["motivo", "reason", "nota", "note"]
    case .waivedBy: ["deroga di", "waived by", "deroga"]
    case .seen: ["voce", "entry", "seen"]
    case .documents: ["documenti", "documents", "documento", "document", "evidence", "allegati"]
    case .month: ["mese", "month"]
    case .moved: ["spostati", "moved"]
    case .backupBy: ["backup verificato da", "backup verified by"]
    case .backupDay: ["backup verificato il", "backup verified on"]
    case .backupReference: ["riferimento backup", "backup reference"]
    case .retentionBy: ["conservazione verificata da", "retention cleared by"]
    case .retentionDay: ["conservazione verificata il", "retention cleared on"]
    case .retentionReference: ["riferimento conservazione", "retention reference"]
    case .days: ["giorni di prova", "trial days", "giorni", "days"]
    case .told: ["avvisati", "told"]
    case .serviceClass: ["classe", "class"]
    case .disk: ["matricola disco", "disk serial", "disco", "disk"]
    case .solidState: ["stato solido", "solid state", "ssd"]
    case .method: ["metodo", "method"]
    case .standard: ["standard", "standard"]
    case .certificate: ["certificato", "certificate"]
    case .performedBy: ["operatore", "operator"]
    case .attestedBy: ["attestato da", "attested by"]
    case .rack: ["armadio", "rack"]
    case .unit: ["unità", "unit", "unita"]
    case .feeds: ["alimentazioni", "feeds", "power feeds"]
    case .outcome: ["esito", "outcome"]
    case .recipient: ["destinatario", "recipient"]
    case .writeOffAct: ["atto di scarico", "write off act", "atto"]
    case .wasteForm: ["formulario", "waste form", "fir"]
    }
  }
}

/// A value that a step lacks, or that cannot be read.
public enum StepFormProblem: Message, Hashable {
  case missing(StepField)
  case unreadable(StepField, value: String, allowed: String)
  case unknownStep(String)

  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .missing: "retire.missing-value"
    case .unreadable: "retire.unreadable-value"
    case .unknownStep: "retire.unknown-step"
    }
  }

  /// The words in `language`.
  public func text(in language: Language) -> String {
    switch self {
    case .missing(let field):
      language(
        "manca “\(field.label(in: language))”: aggiungerlo",
        "add “\(field.label(in: language))”, which is missing"
      )
    case .unreadable(let field, let value, let allowed):
      language(
        "“\(field.label(in: language))”: “\(Excerpt(value))” non si capisce; ci si aspetta: \(allowed)",
        "“\(field.label(in: language))”: “\(Excerpt(value))” is not understood; expected: \(allowed)"
      )
    case .unknownStep(let word):
      language(
        "nessun passo “\(Excerpt(word))”; ci sono: \(Self.steps)",
        "no step “\(Excerpt(word))”; there are: \(Self.steps)"
      )
    }
  }

  private static var steps: String {
    StepWords.steps.joined(separator: ", ")
  }
}
