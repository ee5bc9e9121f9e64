public import Estimation
public import Inventory

/// Why a decision cannot be recorded.
public enum DecisionRefusal: Error, Sendable, Hashable {
  case unknownRecord(RecordID)
  case notADevice(RecordID)
  case notAnApplication(RecordID)
  case nothingNames(EntityID)
  case machineAndApplication
  case noSuchProject(ProjectCode)
  case oneRecord(RecordID)
  case noValue(RecordID, Attribute)
  case unknownEntity(EntityID)
  case oneEntity(EntityID)
  case notAServer(EntityID)
  case cannotRelate(Relation.Kind, EntityID, EntityID)
  case noName
  case noReason
  case unknownDecision(Int)
  case withdrawnAlready(Int)
  case notSet(key: String, SettingPlace)
  case unknownSeries(Int)
  case seriesWithdrawnAlready(Int)
}

extension DecisionRefusal: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .unknownRecord: "review.unknown-record"
    case .notADevice: "review.not-a-device"
    case .notAnApplication: "review.not-an-application"
    case .nothingNames: "review.nothing-names"
    case .machineAndApplication: "review.machine-and-application"
    case .noSuchProject: "review.no-such-project"
    case .oneRecord: "review.one-record"
    case .noValue: "review.no-value"
    case .unknownEntity: "review.unknown-entity"
    case .oneEntity: "review.one-entity"
    case .notAServer: "review.not-a-server"
    case .cannotRelate: "review.cannot-relate"
    case .noName: "review.no-name"
    case .noReason: "review.no-reason"
    case .unknownDecision: "review.unknown-decision"
    case .withdrawnAlready: "review.withdrawn-already"
    case .notSet: "setting.not-set"
    case .unknownSeries: "meter.unknown-series"
    case .seriesWithdrawnAlready: "meter.withdrawn-already"
    }
  }

  /// The words in `language`: what is wrong, and what to do.
  public func text(in language: Language) -> String {
    switch self {
    case .unknownRecord(let record):
      language(
        "l’azienda non ha una registrazione \(record.number): tramonto review le elenca",
        "the agency has no record \(record.number): tramonto review lists them"
      )
    case .notADevice(let record):
      language(
        "la registrazione \(record.number) non è di una macchina",
        "record \(record.number) is of no machine"
      )
    case .notAnApplication(let record):
      language(
        "la registrazione \(record.number) non è la riga di un applicativo: indicare l’applicativo "
          + "per codice o nome",
        "record \(record.number) is no row about an application: name the application by id or name"
      )
    case .nothingNames(let entity):
      language(
        "nessuna riga nomina \(entity): è dedotto dal servizio. Decidere dove gira: tramonto review "
          + "relate | unrelate",
        "no row names \(entity): it is inferred from the service. Decide where it runs: tramonto "
          + "review relate | unrelate"
      )
    case .machineAndApplication:
      language(
        "una macchina e un applicativo non possono essere uno: indicare due macchine o due "
          + "applicativi",
        "a machine and an application cannot be one: name two machines or two applications"
      )
    case .noSuchProject(let project):
      language(
        "nessun progetto attivo dell’azienda ha il codice “\(Excerpt(project.description))”: "
          + "tramonto projects li elenca",
        "no project in force of the agency has the code “\(Excerpt(project.description))”: tramonto "
          + "projects lists them"
      )
    case .oneRecord(let record):
      language(
        "due volte la registrazione \(record.number): indicarne due",
        "record \(record.number) twice: name two"
      )
    case .noValue(let record, let attribute):
      language(
        "la registrazione \(record.number) non dice nulla su \(attribute.label(in: language)): "
          + "tramonto explain mostra che cosa dice ciascuna",
        "record \(record.number) says nothing of \(attribute.label(in: language)): "
          + "tramonto explain shows what each says"
      )
    case .unknownEntity(let entity):
      language(
        "\(entity) non è un bene né un applicativo dell’azienda: tramonto explain li trova",
        "\(entity) is no asset or application of the agency: tramonto explain finds them"
      )
    case .oneEntity(let entity):
      language("due volte \(entity): indicarne due", "\(entity) twice: name two")
    case .notAServer(let entity):
      language("\(entity) non è un server", "\(entity) is no server")
    case .cannotRelate(let kind, let from, let to):
      language(
        "“\(kind.label(in: language))” non può legare \(from) a \(to): vedere tramonto review relate "
          + "--help",
        "“\(kind.label(in: language))” cannot tie \(from) to \(to): see tramonto review relate "
          + "--help"
      )
    case .noName:
      language("chi decide? Aggiungere --by NOME", "who decides? Add --by NAME")
    case .noReason:
      language("perché? Aggiungere --reason TESTO", "why? Add --reason TEXT")
    case .unknownDecision(let number):
      language(
        "nessuna decisione \(number): tramonto review decisions le elenca",
        "no decision \(number): tramonto review decisions lists them"
      )
    case .withdrawnAlready(let number):
      language(
        "la decisione \(number) è già revocata",
        "decision \(number) was withdrawn before"
      )
    case .unknownSeries(let number):
      language(
        "nessuna serie \(number): tramonto meter list le elenca",
        "no series \(number): tramonto meter list lists them"
      )
    case .seriesWithdrawnAlready(let number):
      language("la serie \(number) è già revocata", "series \(number) was withdrawn before")
    case .notSet(let key, let place):
      language(
        "“\(Excerpt(key))” non è impostato (\(place.text(in: .italian))): tramonto settings elenca "
          + "che cosa vale",
        "“\(Excerpt(key))” is not set (\(place.text(in: .english))): tramonto settings lists what "
          + "holds"
      )
    }
  }
}
