/// Why a row, element or value was passed over or rejected.
public enum FindingReason: Sendable, Hashable {
  case header
  case title
  case blankRow
  case totalsRow
  case repeatedHeader
  case sectionHeading
  case template
  case placeholder
  case phantom
  case noName
  case noIdentity
  case notANumber(Attribute)
  case outOfRange(Attribute)
  case notAnAmount
  case notAnAddress(Attribute)
  case notADate(Attribute)
  case invalidIdentifier(Attribute)
  case eatenBySpreadsheet
  case unknownMachine(String)
  case duplicateRow
  case noInventory
  case cutOff
  case notWellFormed
  case wrongCellCount(expected: Int, found: Int)
  case unknownWord(allowed: String)
  case noAgency
  case otherAgency(String)
  case unknownAgency(String)
  case formulaWithoutValue
  case notADay
  case notAMonth
}

extension FindingReason: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .header: "row.header"
    case .title: "row.title"
    case .blankRow: "row.blank"
    case .totalsRow: "row.totals"
    case .repeatedHeader: "row.repeated-header"
    case .sectionHeading: "row.section-heading"
    case .template: "row.template"
    case .placeholder: "value.placeholder"
    case .phantom: "value.phantom"
    case .noName: "row.no-name"
    case .noIdentity: "row.no-identity"
    case .notANumber: "value.not-a-number"
    case .outOfRange: "value.out-of-range"
    case .notAnAmount: "value.not-an-amount"
    case .notAnAddress: "value.not-an-address"
    case .notADate: "value.not-a-date"
    case .invalidIdentifier: "value.invalid-identifier"
    case .eatenBySpreadsheet: "value.eaten-by-spreadsheet"
    case .unknownMachine: "row.unknown-machine"
    case .duplicateRow: "row.duplicate"
    case .noInventory: "row.no-inventory"
    case .cutOff: "row.cut-off"
    case .notWellFormed: "row.not-well-formed"
    case .wrongCellCount: "row.wrong-cell-count"
    case .unknownWord: "value.unknown-word"
    case .noAgency: "row.no-agency"
    case .otherAgency: "row.other-agency"
    case .unknownAgency: "row.unknown-agency"
    case .notADay: "value.not-a-day"
    case .notAMonth: "value.not-a-month"
    case .formulaWithoutValue: "value.formula-without-value"
    }
  }

  /// The words in `language`.
  public func text(in language: Language) -> String {
    switch self {
    case .header: language("riga di intestazione", "header row")
    case .title: language("riga di titolo", "title row")
    case .blankRow: language("riga vuota", "blank row")
    case .totalsRow: language("riga di totale", "totals row")
    case .repeatedHeader: language("intestazione ripetuta", "repeated header row")
    case .sectionHeading: language("titolo di sezione", "section heading")
    case .template: language("modello di VM, non è una macchina", "a template, not a machine")
    case .placeholder: language("segnaposto, non è un valore", "a placeholder, not a value")
    case .phantom: language("componente che non esiste", "a component that is not there")
    case .noName:
      language(
        "manca il nome: aggiungerlo nella riga e importare di nuovo",
        "no name: add it to the row and import again"
      )
    case .noIdentity:
      language(
        "nessun nome, numero di serie o indirizzo: la riga non dice quale macchina sia",
        "no name, serial number or address: the row does not say which machine it is"
      )
    case .notANumber(let attribute):
      language(
        "“\(attribute.label(in: language))” non è un numero",
        "“\(attribute.label(in: language))” is not a number"
      )
    case .outOfRange(let attribute):
      language(
        "“\(attribute.label(in: language))” fuori dai valori possibili",
        "“\(attribute.label(in: language))” is outside what can be"
      )
    case .notAnAmount: language("non è un importo", "is not a sum of money")
    case .notAnAddress(let attribute):
      language(
        "“\(attribute.label(in: language))” non è un indirizzo valido",
        "“\(attribute.label(in: language))” is not a valid address"
      )
    case .notADate(let attribute):
      language(
        "“\(attribute.label(in: language))” non è una data",
        "“\(attribute.label(in: language))” is not a date"
      )
    case .invalidIdentifier(let attribute):
      language(
        "“\(attribute.label(in: language))” non è un identificativo valido",
        "“\(attribute.label(in: language))” is not a valid identifier"
      )
    case .eatenBySpreadsheet:
      language(
        "il foglio di calcolo ha trasformato il numero in esponente: le cifre sono perse, "
          + "ricopiarlo come testo",
        "the spreadsheet turned the number into an exponent: its digits are lost, enter it as text"
      )
    case .unknownMachine(let name):
      language(
        "nessuna macchina “\(Excerpt(name))” nell’esportazione",
        "no machine “\(Excerpt(name))” in the export"
      )
    case .duplicateRow: language("riga già letta", "the same row was read before")
    case .noInventory: language("non descrive un bene", "describes no asset")
    case .cutOff:
      language(
        "il file finisce a metà: esportarlo di nuovo per avere il resto",
        "the file ends in the middle: export it again to have the rest"
      )
    case .notWellFormed:
      language(
        "documento XML malformato: ripetere l’interrogazione",
        "a malformed XML document: repeat the query"
      )
    case .unknownWord(let allowed):
      language(
        "parola non prevista; ci si aspetta: \(allowed)",
        "unknown word; expected: \(allowed)"
      )
    case .notADay:
      language(
        "non è una data: scriverla come 22/08/2023",
        "is not a date: write it as 2023-08-22"
      )
    case .notAMonth:
      language(
        "non è un mese: scriverlo come 03/2024 o marzo 2024",
        "is not a month: write it as 2024-03 or March 2024"
      )
    case .formulaWithoutValue:
      language(
        "formula senza valore: aprire il file in Excel e salvarlo",
        "formula without value: open the file in Excel and save it"
      )
    case .noAgency:
      language(
        "manca l’azienda: aggiungere la colonna “Azienda” o “Codice IPA”",
        "no agency: add the column “Agency” or “Agency code”"
      )
    case .otherAgency(let agency):
      language(
        "riga dell’azienda \(Excerpt(agency))",
        "a row of the agency \(Excerpt(agency))"
      )
    case .unknownAgency(let name):
      language(
        "azienda “\(Excerpt(name))” sconosciuta: correggere la riga o aggiungere l’azienda",
        "unknown agency “\(Excerpt(name))”: correct the row or add the agency"
      )
    case .wrongCellCount(let expected, let found):
      language(
        "\(found) celle invece di \(expected): controllare virgolette e separatori",
        "\(found) cells instead of \(expected): check quotes and delimiters"
      )
    }
  }
}
