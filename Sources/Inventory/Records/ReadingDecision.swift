/// Something that reading a file had to guess, and how.
public enum ReadingDecision: Sendable, Hashable {
  case encoding(String)
  case replacedBytes(count: Int)
  case delimiter(String, agreeing: Int, of: Int)
  case declaredDelimiter(String)
  case headerRow(number: Int, sheet: String?)
  case decimalMark(String, column: String)
  case thousandsMark(String, column: String)
  case dateOrder(String, column: String)
  case unit(String, column: String)
  case column(String, attribute: Attribute)
  case placeholders(attribute: Attribute, count: Int)
  case kind(RecordKind, because: String)
  case section(String)
  case roomSection(String)
  case rackSection(String)
  case textAfterQuote(count: Int)
  case cutOff(line: Int)
  case agencyCode(String, name: String)
}

extension ReadingDecision: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .encoding: "decision.encoding"
    case .replacedBytes: "decision.replaced-bytes"
    case .delimiter: "decision.delimiter"
    case .declaredDelimiter: "decision.declared-delimiter"
    case .headerRow: "decision.header-row"
    case .decimalMark: "decision.decimal-mark"
    case .thousandsMark: "decision.thousands-mark"
    case .dateOrder: "decision.date-order"
    case .unit: "decision.unit"
    case .column: "decision.column"
    case .placeholders: "decision.placeholders"
    case .kind: "decision.kind"
    case .section: "decision.section"
    case .roomSection: "decision.room-section"
    case .rackSection: "decision.rack-section"
    case .textAfterQuote: "decision.text-after-quote"
    case .cutOff: "decision.cut-off"
    case .agencyCode: "decision.agency-code"
    }
  }

  /// The words in `language`.
  public func text(in language: Language) -> String {
    switch self {
    case .encoding(let name): language("codifica: \(name)", "encoding: \(name)")
    case .replacedBytes(let count):
      language(
        "\(count) byte non leggibili sostituiti con �",
        "\(count) unreadable bytes replaced by �"
      )
    case .delimiter(let mark, let agreeing, let total):
      language(
        "separatore: \(Self.shown(mark, language)) (concorda con \(agreeing) righe su \(total))",
        "delimiter: \(Self.shown(mark, language)) (agrees with \(agreeing) of \(total) rows)"
      )
    case .declaredDelimiter(let mark):
      language(
        "separatore dichiarato dal file: \(Self.shown(mark, language))",
        "delimiter declared by the file: \(Self.shown(mark, language))"
      )
    case .headerRow(let number, let sheet):
      if let sheet {
        language(
          "intestazione: riga \(number) del foglio “\(Excerpt(sheet))”",
          "header: row \(number) of sheet “\(Excerpt(sheet))”"
        )
      } else {
        language("intestazione: riga \(number)", "header: row \(number)")
      }
    case .decimalMark(let mark, let column):
      language(
        "colonna “\(Excerpt(column))”: “\(mark)” separa i decimali",
        "column “\(Excerpt(column))”: “\(mark)” is the decimal mark"
      )
    case .thousandsMark(let mark, let column):
      language(
        "colonna “\(Excerpt(column))”: “\(mark)” separa le migliaia",
        "column “\(Excerpt(column))”: “\(mark)” parts thousands"
      )
    case .dateOrder(let order, let column):
      language(
        "colonna “\(Excerpt(column))”: date in ordine \(order)",
        "column “\(Excerpt(column))”: dates in the order \(order)"
      )
    case .unit(let unit, let column):
      language(
        "colonna “\(Excerpt(column))”: unità \(unit)",
        "column “\(Excerpt(column))”: unit \(unit)"
      )
    case .column(let column, let attribute):
      language(
        "colonna “\(Excerpt(column))” letta come “\(attribute.label(in: language))”",
        "column “\(Excerpt(column))” read as “\(attribute.label(in: language))”"
      )
    case .placeholders(let attribute, let count):
      language(
        "“\(attribute.label(in: language))”: \(count) segnaposto trattati come assenti",
        "“\(attribute.label(in: language))”: \(count) placeholders treated as absent"
      )
    case .kind(let kind, let reason):
      language(
        "tipo \(kind.rawValue): \(Excerpt(reason))",
        "kind \(kind.rawValue): \(Excerpt(reason))"
      )
    case .section(let name):
      language(
        "titolo di sezione “\(Excerpt(name))” letto come sede delle righe seguenti",
        "section heading “\(Excerpt(name))” read as the site of the rows below"
      )
    case .roomSection(let name):
      language(
        "titolo di sezione “\(Excerpt(name))” letto come sala delle righe seguenti della stessa sede",
        "section heading “\(Excerpt(name))” read as the room of the rows below, of the same site"
      )
    case .rackSection(let name):
      language(
        "titolo di sezione “\(Excerpt(name))” letto come rack delle righe seguenti della stessa sede",
        "section heading “\(Excerpt(name))” read as the rack of the rows below, of the same site"
      )
    case .textAfterQuote(let count):
      language(
        "\(count) celle con testo dopo le virgolette chiuse",
        "\(count) cells with text after the closing quote"
      )
    case .cutOff(let line):
      language(
        "il file finisce a metà alla riga \(line): letto fin lì",
        "the file ends in the middle at line \(line): read up to there"
      )
    case .agencyCode(let agency, let name):
      language(
        "azienda “\(Excerpt(name))”: codice \(agency)",
        "agency “\(Excerpt(name))”: code \(agency)"
      )
    }
  }

  private static func shown(_ mark: String, _ language: Language) -> String {
    mark == "\t" ? language("tabulazione", "tab") : "“\(mark)”"
  }
}
