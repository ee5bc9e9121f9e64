import Inventory

extension StepRefusal {
  /// The words on what holds for every step.
  func generalText(in language: Language) -> String {
    switch self {
    case .misplaced(let step, let state):
      let next = Self.waysOn(from: state).map { "“\($0.rawValue)”" }.joined(separator: ", ")
      return language(
        "non si può \(step.label(in: language)): lo stato è “\(state.label(in: language))”; "
          + "da qui si passa con \(next)",
        "cannot \(step.label(in: language)): the state is “\(state.label(in: language))”; "
          + "from here the steps are \(next)"
      )
    case .noActor:
      return language("manca chi registra il passo: aggiungere il nome", "add who records the step")
    case .beforeLastStep(let day):
      return language(
        "la data è anteriore all’ultimo passo (\(day)): correggere la data o annullare quel passo",
        "the day is before that of the last step (\(day)): correct the day, or withdraw that step"
      )
    case .inFuture(let day):
      return language(
        "il \(day) deve ancora venire: registrare il passo quando è fatto",
        "\(day) is still to come: record the step when it is done"
      )
    case .noReason:
      return language("manca il motivo: aggiungerlo", "add the reason")
    case .waiverWithoutName:
      return language(
        "manca il nome di chi concede la deroga: aggiungerlo",
        "add the name of who grants the waiver"
      )
    case .noDocument(let gate):
      return language(
        "manca il documento per “\(gate.state.label(in: language))”: allegare il certificato o l’atto",
        "“\(gate.state.label(in: language))” needs a document: file the certificate or act with it"
      )
    case .dataGone:
      return language(
        "i dati sono già cancellati: se l’apparato torna in uso, smaltirlo come riuso",
        "the data are gone already: if the device is used again, dispose of it as reuse"
      )
    default:
      return language(
        "nessun passo da annullare",
        "there is no step to withdraw"
      )
    }
  }

  /// The steps that a state is left by on its usual way.
  private static func waysOn(from state: RetirementState) -> [RetirementStepName] {
    switch state {
    case .inService: [.plan, .keep, .lose]
    case .planned: [.drain, .keep, .reverse, .lose]
    case .drained: [.switchOff, .keep, .reverse, .lose]
    case .off: [.wipe, .rollBack, .reverse, .lose]
    case .wiped: [.remove, .lose]
    case .removed: [.dispose, .lose]
    case .disposed: [.withdraw]
    case .keep, .reversed: [.plan, .lose]
    case .lost: [.find]
    }
  }

  /// The words on emptying and switching off.
  func textBeforeOff(in language: Language) -> String {
    switch self {
    case .occupied(let names):
      let shown = Self.list(names)
      return language(
        "risultano ancora presenti: \(shown); spostarli, importare un inventario aggiornato o "
          + "dichiararli spostati",
        "still there, as far as is known: \(shown); move them, import a newer inventory, or declare "
          + "them moved"
      )
    case .backupNotVerified:
      return language(
        "il backup non è verificato: indicare chi e quando ha provato il ripristino",
        "the backup is not verified: say who tried to restore it, and when"
      )
    case .retentionNotCleared:
      return language(
        "gli obblighi di conservazione non sono sciolti: indicare chi e quando li ha verificati",
        "legal retention is not cleared: say who checked it, and when"
      )
    case .trialLength(let days, let minimum):
      return language(
        "la prova dura \(days) giorni: ne servono da \(minimum) a 3660",
        "the trial lasts \(days) days: it takes from \(minimum) to 3660"
      )
    case .trialMissesMonthEnd(let days):
      return language(
        "la prova deve comprendere una fine mese: \(days) giorni bastano",
        "the trial must cover a month’s end: \(days) days are enough"
      )
    case .nobodyTold:
      return language(
        "nessuno è stato avvisato: indicare uffici o persone",
        "nobody was told: name offices or people"
      )
    case .trialRunning(let end):
      return language(
        "la prova di spegnimento è in corso fino al \(end): attendere o riaccendere",
        "the switch-off trial runs until \(end): wait, or roll back"
      )
    case .trialDisputed(let complaint):
      return language(
        "c’è una segnalazione (“\(Excerpt(complaint))”): riaccendere, o superarla con una deroga "
          + "allo spegnimento",
        "there is a complaint (“\(Excerpt(complaint))”): roll back, or overrule it with a waiver "
          + "of the switch-off"
      )
    default:
      return language(
        "nessuna prova di spegnimento in corso: cominciarla con “switch-off”",
        "no switch-off trial is running: begin one with “switch-off”"
      )
    }
  }

  /// The words on disks.
  func textOnDisks(in language: Language) -> String {
    switch self {
    case .noDiskSerial:
      return language("un disco è senza matricola: aggiungerla", "a disk has no serial: add it")
    case .diskTwice(let serial):
      return language(
        "il disco \(Excerpt(serial)) è indicato due volte: toglierne uno",
        "disk \(Excerpt(serial)) is listed twice: take one out"
      )
    case .degaussedSolidState(let serial):
      return language(
        "il disco \(Excerpt(serial)) è a stato solido, e la smagnetizzazione non lo cancella: "
          + "sovrascriverlo o distruggerlo",
        "disk \(Excerpt(serial)) is solid-state, which degaussing does not erase: overwrite or "
          + "destroy it"
      )
    case .erasureWithoutProof(let serial):
      return language(
        "il disco \(Excerpt(serial)) è senza prova: indicare operatore e certificato, o il terzo "
          + "che attesta",
        "disk \(Excerpt(serial)) has no proof: give operator and certificate, or the third party "
          + "that attests it"
      )
    case .disksUnaccounted(let serials):
      return language(
        "dischi dell’inventario di cui nessuno rende conto: \(Self.list(serials)); aggiungerli",
        "disks of the inventory that nobody accounts for: \(Self.list(serials)); add them"
      )
    case .fewerDisks(let erased, let known):
      return language(
        "\(erased) dischi cancellati, l’inventario ne ha \(known): aggiungere gli altri",
        "\(erased) disks erased, the inventory has \(known): add the others"
      )
    case .noDisks(let known):
      return language(
        "nessun disco indicato (l’inventario ne ha \(known)): indicare ogni matricola con il metodo",
        "no disk is listed (the inventory has \(known)): list each serial with its method"
      )
    default: return code
    }
  }

  /// The words on leaving the rack and the house.
  func textOnRemoval(in language: Language) -> String {
    switch self {
    case .noRack:
      language("manca l’armadio liberato: indicarlo", "name the rack that is free now")
    case .noRackUnit:
      language(
        "manca l’unità dell’armadio liberata: indicarla",
        "give the rack unit that is free now"
      )
    case .noPowerFeeds:
      language(
        "mancano le alimentazioni liberate: indicare le prese o quante sono",
        "name the power feeds that are free now, or how many"
      )
    case .noRecipient:
      language("manca il destinatario: indicarlo", "name the recipient")
    case .noWriteOffAct:
      language(
        "manca l’atto di scarico inventariale: indicarlo",
        "give the act that writes it off the books"
      )
    case .noWasteForm:
      language(
        "manca il numero del formulario rifiuti (FIR): indicarlo",
        "give the number of the waste transport form (FIR)"
      )
    default:
      language(
        "una macchina virtuale finisce con la rimozione: non c’è nulla da smaltire",
        "a virtual machine ends with its removal: there is nothing to dispose of"
      )
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(8).map { Excerpt($0).description }.joined(separator: ", ")
    return names.count > 8 ? shown + ", … (\(names.count))" : shown
  }
}
