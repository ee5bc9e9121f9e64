import Estimation
import Inventory

/// The words between the figures.
extension Report {
  /// What to do where a topic has nothing to show.
  func emptyText(_ name: Topic.Name) -> String {
    switch name {
    case .months, .waterfall:
      language(
        "Nessuna macchina fisica si spegne: non c’è ancora un risparmio da mostrare.",
        "No physical machine goes dark: there is no saving to show yet."
      )
    case .agencies, .progress: language("Nessuna azienda.", "No agency.")
    case .projects:
      language(
        "Nessun progetto: importarne l’elenco, perché senza progetti nessun server si libera.",
        "No project: import their list, since without projects no server becomes free."
      )
    case .services:
      language(
        "Nessun servizio noto: completare i servizi del progetto (tramonto projects import).",
        "No service is known: complete the project’s services (tramonto projects import)."
      )
    case .rooms:
      language(
        "Nessuna fonte dice in quale sala stanno le macchine: importare un elenco con sede e sala.",
        "No source tells in which room machines stand: import a list with site and room."
      )
    case .racks:
      language(
        "Nessuna fonte dice in quale armadio stanno le macchine: importare un elenco con armadio e "
          + "unità.",
        "No source tells in which rack machines stand: import a list with rack and unit."
      )
    case .blockers: language("Nessun server è bloccato.", "No server is blocked.")
    case .unknowns:
      language(
        "Nessun dato mancante cambierebbe l’intervallo in modo apprezzabile.",
        "No missing fact would change the interval to speak of."
      )
    case .verified:
      language(
        "Nessun contatore in questo rapporto: aggiungere --meter con --before e --after.",
        "No meter in this report: add --meter with --before and --after."
      )
    case .servers:
      language("Nessun server: importare un’esportazione.", "No server: import an export.")
    case .unread:
      language(
        "Tutto ciò che è stato importato si è potuto leggere.",
        "All that was imported could be read."
      )
    case .readings: language("Nessun file importato.", "No file was imported.")
    case .unused: language("Ogni colonna è stata usata.", "Every column was used.")
    case .conflicts: language("Le fonti non divergono.", "The sources do not differ.")
    case .gaps: language("Nulla da contare.", "Nothing to count.")
    case .register, .journal, .journals:
      language(
        "Nulla è registrato: cominciare con “tramonto retire APPARATO plan”.",
        "Nothing is recorded: begin with “tramonto retire ASSET plan”."
      )
    case .summary, .factors, .sources: language("Nulla.", "Nothing.")
    }
  }

  /// How far the register is, in a sentence.
  var progressText: String {
    let planned = language(
      "Server da dismettere per il piano: \(figures.count(headline.counts.retire)). ",
      "Servers to retire by the plan: \(figures.count(headline.counts.retire)). "
    )
    let register = headline.register
    guard register.devices > 0 else {
      return planned
        + language(
          "A registro non c’è ancora nulla: ogni passo si registra con “tramonto retire”.",
          "Nothing is in the register yet: each step is recorded with “tramonto retire”."
        )
    }
    let (devices, dark) = (figures.count(register.devices), figures.count(register.dark))
    let done = energy(headline.done)
    return planned
      + language(
        "Apparati a registro: \(devices), di cui già spenti \(dark); le macchine fisiche fra questi "
          + "facevano contare \(done) kWh all’anno.",
        "Devices in the register: \(devices), of which dark already \(dark); the physical machines "
          + "among these made the meters count \(done) kWh a year."
      )
  }

  /// What the list holds beside the servers that the headline counts.
  var makeUp: String {
    let gone = servers.count { $0.kind.isServer && $0.status == .gone }
    let devices = servers.count { !$0.kind.isServer }
    let (all, present) = (figures.count(servers.count), figures.count(headline.counts.servers))
    let (left, other) = (figures.count(gone), figures.count(devices))
    return language(
      "Macchine in elenco: \(all), cioè \(present) server, \(left) server non più presenti e "
        + "\(other) tra storage e apparati di rete.",
      "Machines in the list: \(all), that is \(present) servers, \(left) servers no longer present, "
        + "and \(other) storage and network devices."
    )
  }

  var unreadText: String {
    let values = rejections.count { $0.finding.rows == 0 }
    return language(
      "File non leggibili: \(figures.count(refused.count)). "
        + "Righe rifiutate: \(figures.count(ledger.rejected)). "
        + "Valori scartati in righe usate: \(figures.count(values)).",
      "Files not readable: \(figures.count(refused.count)). "
        + "Rows rejected: \(figures.count(ledger.rejected)). "
        + "Values dropped from rows that were used: \(figures.count(values))."
    )
  }

  var methodText: String {
    language(
      "Un server si può dismettere quando tutto ciò che ospita si sposta con un progetto. "
        + "L’energia di una macchina è la sua potenza media, misurata o stimata dal modello, "
        + "per le ore dell’anno e per il sovraccarico marginale della sala. Il lordo è ciò che "
        + "il contatore non conta più; il netto toglie ciò che il carico consuma a destinazione. "
        + "Una macchina conta dal mese successivo a quello in cui il piano la svuota o, se a registro "
        + "è spenta, da quel giorno.",
      "A server can be retired when all that it carries moves with a project. A machine’s "
        + "energy is its average power, metered or estimated from its model, times the hours of "
        + "the year and the room’s marginal overhead. Gross is what the meter no longer counts; "
        + "net takes off what the workload draws at its destination. A machine counts from the "
        + "month after the one in which the plan empties it, or from the day the register has it off."
    )
  }

  /// Why one watt less in a living room takes less off the meter than the PUE says, with the
  /// numbers; `nil` without the factors.
  var overheadText: String? {
    guard let effectiveness = factors.general("pue")?.value,
      let fixed = factors.general("overhead-fixed-share")?.value
    else { return nil }
    let marginal = 1 + (1 - fixed) * (effectiveness - 1)
    let sum =
      "1 + (1 − \(figures.shortest(fixed))) × (\(figures.shortest(effectiveness)) − 1) = "
      + figures.shortest(marginal)
    return language(
      "Sovraccarico marginale: finché la sala resta accesa, una parte dei suoi consumi non cala "
        + "con i server. Si usa perciò 1 + (1 − quota fissa) × (PUE − 1), qui \(sum), e non il PUE "
        + "intero; la quota fissa si aggiunge quando la sala si svuota.",
      "Marginal overhead: while the room lives, a part of its overhead does not fall with its "
        + "servers. So 1 + (1 − fixed share) × (PUE − 1) is used, here \(sum), not the whole PUE; the "
        + "fixed share is added when the room empties."
    )
  }

  var sourceTexts: [String] {
    let lists = sources.filter { $0.kind == .projects }
    var texts = lists.map {
      language("Progetti: ", "Projects: ") + VisibleText($0.name).description
    }
    if lists.contains(where: { $0.name.lowercased().contains("padigitale2026") }) {
      texts.append(
        language(
          "I dati dei progetti sono pubblicati dal Dipartimento per la trasformazione digitale "
            + "(padigitale2026-opendata) con licenza CC BY 4.0; qui sono selezionati e "
            + "affiancati agli inventari.",
          "The projects’ data are published by Italy’s Department for digital transformation "
            + "(padigitale2026-opendata) under the licence CC BY 4.0; here they are selected and "
            + "set beside the inventories."
        )
      )
    }
    let files = sources.count { $0.kind == .file }
    return texts + [
      language(
        "File di inventario: \(figures.count(files)), elencati con il loro SHA-256 nel file XLSX.",
        "Inventory files: \(figures.count(files)), listed with their SHA-256 in the XLSX file."
      )
    ]
  }
}
