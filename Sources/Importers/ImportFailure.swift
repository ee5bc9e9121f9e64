public import Inventory

/// Why a whole file, rather than one of its rows, was given up.
public struct ImportFailure: Error, Sendable, Hashable {
  /// The facts of a failure.
  public enum Reason: Sendable, Hashable {
    /// There is nothing at the path, or it may not be opened; the system's error number.
    case cannotOpen(errno: Int32)
    /// Reading broke off; the system's error number.
    case readFailed(errno: Int32)
    /// A folder where a file is needed.
    case isDirectory
    /// A folder that holds no file to read.
    case emptyDirectory
    /// Something that is neither file nor folder: a pipe, a device.
    case notAFile
    /// Not one byte, or nothing but blanks.
    case empty
    /// An Excel file of before 2007.
    case binaryWorkbook
    /// A document or picture made to be looked at; the kind's name.
    case document(String)
    /// A web page, often a login page saved under the export's name.
    case webPage
    /// Data of no kind that is known.
    case unknownData
    /// An archive that holds no table.
    case archive(String)
    /// A known format that is not read yet.
    case formatNotRead(String)
    /// Encrypted or protected by a password.
    case encrypted
    /// A text encoding that is not read.
    case unsupportedEncoding(String)
    /// A quote that is never closed, and the line that opens it.
    case unterminatedQuote(openedAtLine: Int)
    /// The file ends in the middle; the element that is open, where known.
    case truncated(inside: String?)
    /// Broken in another way, in the words of the part that noticed.
    case damaged(String)
    /// Larger or deeper than what is read, in the words of the part that noticed.
    case beyondLimits(String)
    /// A document type with declarations, which no inventory needs and attackers use.
    case documentTypeRefused
    /// A strict reading met something to reject.
    case notClean(rejections: Int, first: Finding)
    /// A table of a known format without the column that names its rows.
    case missingColumn(String, format: String)
    /// A tab that a set of tabs needs is missing or cannot be used.
    case unusable(String)
    /// Nothing in it is recognised as an asset.
    case noAssets
    /// The mapping names headings that the table does not have, or a row that is not there.
    case mappingDoesNotFit(missing: [String])
  }

  /// The file, as it was given.
  public var path: String
  /// The line or row of the place, from 1; `nil` when it concerns the file as a whole.
  public var line: Int?
  /// What is wrong.
  public var reason: Reason

  /// Creates a failure.
  public init(path: String, line: Int? = nil, _ reason: Reason) {
    self.path = path
    self.line = line
    self.reason = reason
  }
}

extension ImportFailure: Message {
  /// A stable, untranslated name such as `csv.unterminated-quote`.
  public var code: String {
    switch reason {
    case .cannotOpen: "file.cannot-open"
    case .readFailed: "file.read-failed"
    case .isDirectory: "file.is-directory"
    case .emptyDirectory: "file.empty-directory"
    case .notAFile: "file.not-a-file"
    case .empty: "file.empty"
    case .binaryWorkbook: "file.binary-workbook"
    case .document: "file.document"
    case .webPage: "file.web-page"
    case .unknownData: "file.unknown-data"
    case .archive: "file.archive"
    case .formatNotRead: "file.format-not-read"
    case .encrypted: "file.encrypted"
    case .unsupportedEncoding: "file.unsupported-encoding"
    case .unterminatedQuote: "csv.unterminated-quote"
    case .truncated: "file.truncated"
    case .damaged: "file.damaged"
    case .beyondLimits: "file.beyond-limits"
    case .documentTypeRefused: "xml.document-type"
    case .notClean: "import.not-clean"
    case .unusable: "import.unusable"
    case .missingColumn: "import.missing-column"
    case .noAssets: "import.no-assets"
    case .mappingDoesNotFit: "mapping.does-not-fit"
    }
  }

  /// What is wrong, and what to do, in one line.
  public func text(in language: Language) -> String {
    switch reason {
    case .cannotOpen(let number):
      number == 2
        ? language(
          "non c’è nessun file con questo nome: controllare il percorso",
          "there is no file of this name: check the path"
        )
        : language(
          "non si può aprire (errore di sistema \(number)): controllare i permessi",
          "cannot be opened (system error \(number)): check the permissions"
        )
    case .readFailed(let number):
      language(
        "la lettura si è interrotta (errore di sistema \(number)): copiare il file e riprovare",
        "reading broke off (system error \(number)): copy the file and try again"
      )
    case .isDirectory:
      language(
        "è una cartella: indicare i file che contiene",
        "is a folder: name the files that it holds"
      )
    case .emptyDirectory:
      language(
        "la cartella non contiene file da leggere: metterci le esportazioni",
        "the folder holds no file to read: put the exports there"
      )
    case .notAFile:
      language(
        "non è un file: copiarne il contenuto in un file",
        "is not a file: copy its content to a file"
      )
    case .empty:
      language(
        "il file è vuoto: ripetere l’esportazione",
        "the file is empty: repeat the export"
      )
    case .binaryWorkbook:
      language(
        "è un file di Excel anteriore al 2007 (.xls): salvarlo come XLSX o CSV",
        "is an Excel file of before 2007 (.xls): save it as XLSX or CSV"
      )
    case .document(let kind):
      language(
        "è un documento \(kind), non una tabella: chiedere l’elenco in XLSX o CSV",
        "is a \(kind) document, not a table: ask for the list as XLSX or CSV"
      )
    case .webPage:
      language(
        "è una pagina web, forse di accesso: rifare l’esportazione dopo essersi autenticati",
        "is a web page, perhaps a login page: log in and repeat the export"
      )
    case .unknownData:
      language(
        "contiene dati di tipo sconosciuto: esportare in XLSX, CSV o XML",
        "holds data of no known kind: export as XLSX, CSV or XML"
      )
    case .archive(let kind):
      language(
        "è un archivio \(kind) senza tabelle leggibili: estrarlo e indicare i file",
        "is a \(kind) archive without a table that can be read: unpack it and name the files"
      )
    case .formatNotRead(let name):
      language(
        "formato riconosciuto (\(Excerpt(name))) ma non ancora letto: esportare in CSV",
        "the format is known (\(Excerpt(name))) but not read yet: export as CSV"
      )
    case .encrypted:
      language(
        "è protetto da password: togliere la protezione e salvare di nuovo",
        "is protected by a password: remove the protection and save it again"
      )
    case .unsupportedEncoding(let name):
      language(
        "codifica non letta (\(Excerpt(name))): salvarlo in UTF-8",
        "its encoding is not read (\(Excerpt(name))): save it as UTF-8"
      )
    case .unterminatedQuote(let line):
      language(
        "virgolette aperte alla riga \(line) e mai chiuse: chiuderle o toglierle",
        "a quote opened at line \(line) is never closed: close or remove it"
      )
    case .truncated(let element):
      if let element {
        language(
          "il file finisce a metà, dentro <\(Excerpt(element))>: ripetere l’esportazione",
          "the file ends in the middle, inside <\(Excerpt(element))>: repeat the export"
        )
      } else {
        language(
          "il file finisce a metà: ripetere l’esportazione",
          "the file ends in the middle: repeat the export"
        )
      }
    case .damaged(let words):
      language(
        "il file è rovinato (\(Excerpt(words))): ripetere l’esportazione",
        "the file is damaged (\(Excerpt(words))): repeat the export"
      )
    case .beyondLimits(let words):
      language(
        "il file supera i limiti di lettura (\(Excerpt(words))): dividerlo o controllarlo",
        "the file is beyond what is read (\(Excerpt(words))): split or check it"
      )
    case .documentTypeRefused:
      language(
        "contiene dichiarazioni DOCTYPE, non ammesse: toglierle o ripetere l’esportazione",
        "holds DOCTYPE declarations, which are refused: remove them or repeat the export"
      )
    case .notClean(let count, let first):
      language(
        "\(count) valori o righe rifiutati, il primo: \(first.at.text(in: language)), "
          + "\(first.reason.text(in: language)); correggere, o leggere senza --strict",
        "\(count) rows or values rejected, the first: \(first.at.text(in: language)), "
          + "\(first.reason.text(in: language)); correct them, or read without --strict"
      )
    case .missingColumn(let column, let format):
      language(
        "sembra \(format), ma manca la colonna “\(column)”: esportare di nuovo con tutte le colonne, "
          + "o rimettere l’intestazione",
        "looks like \(format), but the column “\(column)” is missing: export it again with all "
          + "columns, or put its heading back"
      )
    case .unusable(let words):
      language(
        "non si può usare (\(Excerpt(words))): ripetere l’esportazione",
        "cannot be used (\(Excerpt(words))): repeat the export"
      )
    case .noAssets:
      language(
        "nessun bene riconosciuto: serve un’intestazione con nome o numero di serie e altri dati "
          + "delle macchine; tramonto inspect mostra cosa si legge, --mapping dice come leggerlo",
        "no asset recognised: a header is needed with name or serial number and other facts of "
          + "machines; tramonto inspect shows what is read, --mapping says how to read it"
      )
    case .mappingDoesNotFit(let missing):
      language(
        "la mappatura non si applica: nell’intestazione mancano "
          + "“\(Excerpt(missing.joined(separator: ", ")))”; correggere headerRow o columns",
        "the mapping does not fit: the header lacks "
          + "“\(Excerpt(missing.joined(separator: ", ")))”; correct headerRow or columns"
      )
    }
  }
}
