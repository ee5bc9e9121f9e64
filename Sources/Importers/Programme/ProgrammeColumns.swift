import Inventory

/// A column of a table of projects, moves or services.
enum ProgrammeColumn: Sendable, Hashable {
  case project, agencyCode, agency, cup, measure, title, amount, state, destination
  case deadline, services, splitServices, bracket
  case application, service, site, month
  case serviceClass, infrastructure, synonyms, mode, unitPrice
  /// The day on which a milestone is planned, or was reached.
  case day(Milestone, isPlanned: Bool)

  /// The column that a heading names; `nil` for none.
  init?(_ heading: String) {
    guard
      let column = Self.headings[Heading(heading).key] ?? Self.day(Heading.words(heading))
    else { return nil }
    self = column
  }

  /// The milestone and the kind of day that a heading names: “Data contratto”, “Contratto
  /// previsto”, “Planned completion date”; `nil` for none.
  private static func day(_ words: [String]) -> ProgrammeColumn? {
    var isPlanned = false
    var rest: [String] = []
    for word in words {
      if plannedWords.contains(word) {
        isPlanned = true
      } else if !fillWords.contains(word) {
        rest.append(word)
      }
    }
    guard let milestone = milestones[rest.joined(separator: " ")] else { return nil }
    return .day(milestone, isPlanned: isPlanned)
  }

  private static let plannedWords: Set<String> = [
    "previsto", "prevista", "pianificato", "pianificata", "programmato", "programmata", "planned",
    "due", "expected",
  ]
  private static let fillWords: Set<String> = [
    "data", "date", "del", "della", "di", "effettivo", "effettiva", "actual", "of", "the",
    "gg", "mm", "aaaa", "dd", "yyyy",
  ]
  private static let milestones: [String: Milestone] = [
    "decreto": .decree, "decreto finanziamento": .decree, "finanziamento": .decree,
    "decree": .decree, "funding decree": .decree,
    "contratto": .contract, "stipula contratto": .contract, "attivazione contratto": .contract,
    "contratto fornitore": .contract, "contract": .contract, "supplier contract": .contract,
    "completamento": .completion, "completamento dichiarato": .completion,
    "dichiarazione completamento": .completion, "fine lavori": .completion,
    "completion": .completion, "completion declared": .completion,
    "declared completion": .completion,
    "asseverazione": .asseveration, "esito asseverazione": .asseveration,
    "asseveration": .asseveration, "attestation": .asseveration,
    "asseveration outcome": .asseveration,
    "erogazione": .payment, "pagamento": .payment, "liquidazione": .payment, "payment": .payment,
    "disbursement": .payment,
  ]

  private static let headings: [String: ProgrammeColumn] = [
    "progetto": .project, "codice progetto": .project, "project": .project,
    "project code": .project, "id progetto": .project,
    "codice ipa": .agencyCode, "ipa": .agencyCode, "agency code": .agencyCode,
    "codice azienda": .agencyCode,
    "azienda": .agency, "ente": .agency, "agency": .agency, "soggetto attuatore": .agency,
    "amministrazione": .agency,
    "cup": .cup, "codice cup": .cup,
    "misura": .measure, "measure": .measure, "investimento": .measure,
    "titolo": .title, "title": .title, "descrizione": .title, "oggetto": .title,
    "importo": .amount, "importo eur": .amount, "amount": .amount, "amount eur": .amount,
    "importo finanziato": .amount, "finanziamento": .amount,
    "stato": .state, "state": .state, "stato candidatura": .state,
    "destinazione": .destination, "destination": .destination, "target": .destination,
    "fascia": .bracket, "fascia dimensionale": .bracket, "bracket": .bracket,
    "scadenza": .deadline, "deadline": .deadline, "termine": .deadline, "entro": .deadline,
    "servizi": .services, "services": .services,
    "servizi suddivisi per sede": .splitServices, "services split by site": .splitServices,
    "servizi per sede": .splitServices,
    "applicazione": .application, "applicativo": .application, "application": .application,
    "servizio": .service, "service": .service, "nome servizio": .service,
    "sede": .site, "site": .site, "presidio": .site,
    "mese previsto": .month, "mese": .month, "planned month": .month, "month": .month,
    "data prevista": .month,
    "classe": .serviceClass, "class": .serviceClass, "classificazione": .serviceClass,
    "modalita": .mode, "modo": .mode, "mode": .mode, "modalita di migrazione": .mode,
    "modalita migrazione": .mode, "migration mode": .mode,
    "prezzo unitario": .unitPrice, "prezzo": .unitPrice, "importo unitario": .unitPrice,
    "unit price": .unitPrice, "price": .unitPrice, "importo servizio": .unitPrice,
    "infrastruttura": .infrastructure, "infrastructure": .infrastructure,
    "sinonimi": .synonyms, "synonyms": .synonyms, "abbreviazioni": .synonyms,
  ]
}

/// What a table of a programme lists.
enum ProgrammeTableKind: Sendable {
  case projects, moves, services, projectServices

  /// The kind that the columns of a header tell; `nil` when they are of no such table.
  init?(_ columns: Set<ProgrammeColumn>) {
    if columns.contains(.project) || columns.contains(.cup) {
      if columns.contains(.application) {
        self = .moves
      } else if columns.contains(.service),
        !columns.isDisjoint(with: [.serviceClass, .mode, .unitPrice])
      {
        self = .projectServices
      } else if !columns.isDisjoint(with: [.agency, .agencyCode, .services, .amount, .title]) {
        self = .projects
      } else if columns.contains(where: { if case .day = $0 { true } else { false } })
        || columns.contains(.bracket)
      {
        self = .projects
      } else {
        return nil
      }
    } else if columns.contains(.service),
      !columns.isDisjoint(with: [.synonyms, .serviceClass, .destination, .infrastructure])
    {
      self = .services
    } else {
      return nil
    }
  }
}
