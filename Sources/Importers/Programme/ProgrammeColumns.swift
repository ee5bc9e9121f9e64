import Inventory

/// A column of a table of projects, moves or services.
enum ProgrammeColumn: Sendable, Hashable {
  case project, agencyCode, agency, cup, measure, title, amount, decreed, state, destination
  case deadline, services, splitServices
  case application, service, site, month
  case serviceClass, infrastructure, synonyms

  /// The column that a heading names; `nil` for none.
  init?(_ heading: String) {
    guard let column = Self.headings[Heading(heading).key] else { return nil }
    self = column
  }

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
    "data decreto": .decreed, "decreto": .decreed, "decree date": .decreed,
    "data finanziamento": .decreed,
    "stato": .state, "state": .state, "stato candidatura": .state,
    "destinazione": .destination, "destination": .destination, "target": .destination,
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
    "infrastruttura": .infrastructure, "infrastructure": .infrastructure,
    "sinonimi": .synonyms, "synonyms": .synonyms, "abbreviazioni": .synonyms,
  ]
}

/// What a table of a programme lists.
enum ProgrammeTableKind: Sendable {
  case projects, moves, services

  /// The kind that the columns of a header tell; `nil` when they are of no such table.
  init?(_ columns: Set<ProgrammeColumn>) {
    if columns.contains(.project) || columns.contains(.cup) {
      if columns.contains(.application) {
        self = .moves
      } else if !columns.isDisjoint(with: [.agency, .agencyCode, .services, .amount, .title]) {
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
