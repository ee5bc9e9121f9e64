import Importers
import Inventory
import Retirement

/// Why a command cannot do what it was asked.
enum CommandFailure: Error, Message {
  case unknownAgency(String, known: [String])
  case agencyNeeded(known: [String])
  case unknownProject(String)
  case unknownEntity(String)
  case ambiguousEntity(String, found: [String])
  case unknownPlace(String)
  case supposesNothing(Supposition)
  case notMatched
  case notPlanned
  case unknownReportForm(String)
  case unknownTable(String, known: [String])
  case projectNeeded(known: [String])
  case cannotWrite(path: String, errno: Int32)
  case noPowerColumns(path: String)
  case tooFewMeasured(path: String, found: Int)
  case setting(String)
  case nothingRead(path: String)
  case changedSince(path: String)
  case noSettingPair(String)
  case settingsEntry(path: String, String)
  case settingsFile(path: String, line: Int?, problem: String)
  case noTable(path: String)
  case noMeterColumns(path: String)
  case noLoadColumns(path: String)
  case noSeriesColumns(path: String)
  case noPlug(String)
  case noDegreeDayColumns(path: String)
  case noChangeColumns(path: String)
  case noMention(RecordID, String, [String])

  var code: String {
    switch self {
    case .unknownAgency: "command.unknown-agency"
    case .agencyNeeded: "command.agency-needed"
    case .unknownProject: "command.unknown-project"
    case .unknownEntity: "command.unknown-entity"
    case .ambiguousEntity: "command.ambiguous-entity"
    case .unknownPlace: "command.unknown-place"
    case .supposesNothing: "command.supposes-nothing"
    case .notMatched: "command.not-matched"
    case .notPlanned: "command.not-planned"
    case .unknownReportForm: "command.unknown-report-form"
    case .unknownTable: "command.unknown-table"
    case .projectNeeded: "command.project-needed"
    case .cannotWrite: "command.cannot-write"
    case .noPowerColumns: "command.no-power-columns"
    case .tooFewMeasured: "command.too-few-measured"
    case .setting: "command.setting"
    case .nothingRead: "command.nothing-read"
    case .changedSince: "command.changed-since"
    case .noSettingPair: "command.setting"
    case .settingsEntry: "command.settings-entry"
    case .settingsFile: "command.settings-file"
    case .noTable: "command.no-table"
    case .noMeterColumns: "command.no-meter-columns"
    case .noLoadColumns: "command.no-load-columns"
    case .noSeriesColumns: "command.no-meter-columns"
    case .noPlug: "command.no-plug"
    case .noDegreeDayColumns: "command.no-degree-day-columns"
    case .noChangeColumns: "command.no-change-columns"
    case .noMention: "command.no-mention"
    }
  }

  func text(in language: Language) -> String {
    switch self {
    case .unknownAgency(let name, let known):
      language(
        "nessuna azienda “\(Excerpt(name))”; ci sono: \(known.joined(separator: ", ")). "
          + "Per aggiungerla: tramonto agencies add CODICE NOME",
        "no agency “\(Excerpt(name))”; there are: \(known.joined(separator: ", ")). "
          + "To add it: tramonto agencies add CODE NAME"
      )
    case .noMention(let record, let words, let mentions):
      language(
        "la registrazione \(record.number) non dice “\(Excerpt(words))”; dice: "
          + mentions.map { "“\(Excerpt($0))”" }.joined(separator: ", "),
        "record \(record.number) does not say “\(Excerpt(words))”; it says: "
          + mentions.map { "“\(Excerpt($0))”" }.joined(separator: ", ")
      )
    case .agencyNeeded(let known) where known.isEmpty:
      language(
        "di quale azienda sono i file? Aggiungere --agency con il suo codice, per esempio il "
          + "codice IPA",
        "whose files are these? Add --agency with its code, such as the IPA code"
      )
    case .agencyNeeded(let known):
      language(
        "di quale azienda? Aggiungere --agency con uno di: "
          + known.joined(separator: ", "),
        "which agency? Add --agency with one of: \(known.joined(separator: ", "))"
      )
    case .unknownProject(let code):
      language(
        "nessun progetto “\(Excerpt(code))”: vedere tramonto projects",
        "no project “\(Excerpt(code))”: see tramonto projects"
      )
    case .unknownEntity(let text):
      language(
        "niente si chiama “\(Excerpt(text))”: dare un codice, nome, numero di serie o indirizzo "
          + "(tramonto servers elenca le macchine, tramonto plan --places i luoghi)",
        "nothing is called “\(Excerpt(text))”: give an id, name, serial number or address "
          + "(tramonto servers lists machines, tramonto plan --places places)"
      )
    case .ambiguousEntity(let text, let found):
      language(
        "“\(Excerpt(text))” può essere: \(found.joined(separator: ", ")); usare il codice",
        "“\(Excerpt(text))” may be: \(found.joined(separator: ", ")); use the id"
      )
    case .unknownPlace(let text):
      language(
        "nessun armadio, host, cluster, sala o sede con macchine pianificate si chiama "
          + "“\(Excerpt(text))”: tramonto plan --places li elenca",
        "no rack, host, cluster, room or site with planned machines is called "
          + "“\(Excerpt(text))”: tramonto plan --places lists them"
      )
    case .supposesNothing(.slip(let project, _)):
      language(
        "nessun applicativo è del progetto “\(Excerpt(project.description))”: vedere tramonto "
          + "projects",
        "no application is of the project “\(Excerpt(project.description))”: see tramonto projects"
      )
    case .supposesNothing(.drop(let service)):
      language(
        "nessun progetto sposta applicativi del servizio “\(Excerpt(service))”: vedere tramonto "
          + "services",
        "no project moves applications of the service “\(Excerpt(service))”: see tramonto services"
      )
    case .notMatched:
      language(
        "nessun bene: importare i file (tramonto import) e poi tramonto match",
        "no assets yet: import files (tramonto import), then tramonto match"
      )
    case .notPlanned:
      language("nessun piano: eseguire tramonto plan", "no plan yet: run tramonto plan")
    case .unknownReportForm(let path):
      language(
        "“\(Excerpt(whole: path))”: il nome deve finire in .html, .xlsx, .csv, .json o .md",
        "“\(Excerpt(whole: path))”: the name must end in .html, .xlsx, .csv, .json or .md"
      )
    case .unknownTable(let name, let known):
      language(
        "questo rapporto non ha la tabella “\(Excerpt(name))”; ci sono: "
          + known.joined(separator: ", "),
        "this report has no table “\(Excerpt(name))”; there are: \(known.joined(separator: ", "))"
      )
    case .projectNeeded(let known):
      language(
        "su quale progetto? Aggiungere --project con uno di: \(known.joined(separator: ", "))",
        "on which project? Add --project with one of: \(known.joined(separator: ", "))"
      )
    case .cannotWrite(let path, let number):
      language(
        "non si può scrivere “\(Excerpt(whole: path))” (errore di sistema \(number)): "
          + "controllare cartella, permessi e spazio",
        "cannot write “\(Excerpt(whole: path))” (system error \(number)): "
          + "check the folder, its permissions and free space"
      )
    case .tooFewMeasured(let path, let found):
      language(
        "“\(Excerpt(whole: path))” ha \(found) server con tutte le potenze misurate "
          + "(watts_idle, watts_10 … watts_100): ne servono almeno 20",
        "“\(Excerpt(whole: path))” has \(found) servers with all measured watts "
          + "(watts_idle, watts_10 … watts_100): at least 20 are needed"
      )
    case .noPowerColumns(let path):
      language(
        "“\(Excerpt(whole: path))” non ha colonne di server: servono almeno cpuModel o model",
        "“\(Excerpt(whole: path))” has no columns about servers: at least cpuModel or model is needed"
      )
    case .setting(let words): words
    case .noSettingPair(let pair):
      language(
        "“\(Excerpt(pair))”: scrivere chiave=numero, per esempio pue=1.6",
        "“\(Excerpt(pair))”: write key=number, such as pue=1.6"
      )
    case .settingsEntry(let path, let what):
      language(
        "“\(Excerpt(whole: path))”: “\(Excerpt(what))” non è un fattore con un numero: lasciato "
          + "fuori (tramonto settings --help mostra un file)",
        "“\(Excerpt(whole: path))”: “\(Excerpt(what))” is no factor with a number: left out "
          + "(tramonto settings --help shows a file)"
      )
    case .settingsFile(let path, let line, let problem):
      language(
        "“\(Excerpt(whole: path))”\(line.map { ", riga \($0)" } ?? ""): non si legge come YAML "
          + "(\(Excerpt(problem))); l’aiuto del comando ne mostra uno giusto (--help)",
        "“\(Excerpt(whole: path))”\(line.map { ", line \($0)" } ?? ""): cannot be read as YAML "
          + "(\(Excerpt(problem))); the command’s help shows a right one (--help)"
      )
    case .noTable(let path):
      language(
        "“\(Excerpt(whole: path))” non contiene una tabella: la mappatura serve solo alle tabelle",
        "“\(Excerpt(whole: path))” holds no table: only tables have a mapping"
      )
    case .noMeterColumns(let path):
      language(
        "“\(Excerpt(whole: path))” non ha colonne di contatori: servono una data e una fra kWh, Wh, "
          + "MWh, W, kW, A con V",
        "“\(Excerpt(whole: path))” has no columns of meters: a date is needed and one of kWh, Wh, "
          + "MWh, W, kW, A with V"
      )
    case .noLoadColumns(let path):
      language(
        "“\(Excerpt(whole: path))” non ha usi: servono le colonne host e cpu, in per cento",
        "“\(Excerpt(whole: path))” has no loads: columns host and cpu are needed, in per cent"
      )
    case .noSeriesColumns(let path):
      language(
        "“\(Excerpt(whole: path))” non ha né contatori (una data e una fra kWh, Wh, MWh, W, kW, A con "
          + "V) né usi (host e cpu, in per cento)",
        "“\(Excerpt(whole: path))” has neither meters (a date and one of kWh, Wh, MWh, W, kW, A with "
          + "V) nor loads (host and cpu, in per cent)"
      )
    case .noPlug(let name):
      language(
        "“\(Excerpt(name))” non ha una presa propria (una macchina virtuale?) o non è un server: "
          + "indicare l’host o l’apparato",
        "“\(Excerpt(name))” has no plug of its own (a virtual machine?) or is no server: name the host "
          + "or device"
      )
    case .noDegreeDayColumns(let path):
      language(
        "“\(Excerpt(whole: path))” non ha gradi giorno: servono le colonne date e hdd o cdd",
        "“\(Excerpt(whole: path))” has no degree days: columns date and hdd or cdd are needed"
      )
    case .noChangeColumns(let path):
      language(
        "“\(Excerpt(whole: path))” non ha cambiamenti: servono le colonne from e W",
        "“\(Excerpt(whole: path))” has no changes: columns from and W are needed"
      )
    case .changedSince(let path):
      language(
        "“\(Excerpt(whole: path))” è cambiato o sparito dopo l’importazione: importarlo di nuovo",
        "“\(Excerpt(whole: path))” has changed or gone since it was imported: import it again"
      )
    case .nothingRead(let path):
      language(
        "“\(Excerpt(whole: path))”: nessun bene riconosciuto; serve una riga di intestazione con "
          + "almeno nome o numero di serie della macchina (tramonto inspect mostra cosa è stato letto)",
        "“\(Excerpt(whole: path))”: no asset recognised; a header row is needed with at least the "
          + "machine’s name or serial number (tramonto inspect shows what was read)"
      )
    }
  }
}

extension [Agency] {
  /// The agency with this code or name.
  ///
  /// - Throws: ``CommandFailure/unknownAgency(_:known:)``.
  func named(_ text: String) throws -> Agency {
    guard let agency = AgencyNames(self).agency(called: text) else {
      throw CommandFailure.unknownAgency(text, known: map(\.code.description).sorted())
    }
    return agency
  }
}
