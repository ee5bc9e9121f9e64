public import Inventory

/// Something that is done with a device on its way out, or said of it.
public enum RetirementStep: Sendable, Hashable {
  /// It is to be retired; in the month of the plan, where one is known.
  case plan(month: Month?)
  /// It is empty.
  case drain(Proof<DrainEvidence>)
  /// It is switched off on trial; with a waiver, without one.
  case switchOff(Proof<SwitchOffTrial>)
  /// Somebody misses it.
  case complain(reason: String)
  /// It is switched on again, which ends the trial.
  case rollBack(reason: String)
  /// Its disks are wiped or destroyed.
  case wipe(Proof<[DiskErasure]>)
  /// It leaves its rack.
  case remove(Proof<Removal>)
  /// It leaves the house, or gets a new use.
  case dispose(Proof<Disposal>)
  /// It stays.
  case keep(reason: String)
  /// Its retirement is called off.
  case reverse(reason: String)
  /// It cannot be found.
  case lose(reason: String)
  /// It was found again, and is as it was before.
  case find(reason: String)
  /// The last step was recorded by mistake: all is as before it.
  case withdraw(reason: String)

  /// What kind of step it is.
  public var name: RetirementStepName {
    switch self {
    case .plan: .plan
    case .drain: .drain
    case .switchOff: .switchOff
    case .complain: .complain
    case .rollBack: .rollBack
    case .wipe: .wipe
    case .remove: .remove
    case .dispose: .dispose
    case .keep: .keep
    case .reverse: .reverse
    case .lose: .lose
    case .find: .find
    case .withdraw: .withdraw
    }
  }

  /// The waiver that the step comes with; `nil` when it comes with evidence or needs none.
  public var waiver: Waiver? {
    switch self {
    case .drain(.waiver(let waiver)), .switchOff(.waiver(let waiver)), .wipe(.waiver(let waiver)),
      .remove(.waiver(let waiver)), .dispose(.waiver(let waiver)):
      waiver
    default: nil
    }
  }

  /// The reason that the step comes with; `nil` for a step that gives evidence.
  public var reason: String? {
    switch self {
    case .complain(let reason), .rollBack(let reason), .keep(let reason), .reverse(let reason),
      .lose(let reason), .find(let reason), .withdraw(let reason):
      reason
    default: waiver?.reason
    }
  }
}

/// The kinds of steps.
public enum RetirementStepName: String, Sendable, Hashable, CaseIterable {
  case plan
  case drain
  case switchOff = "switch-off"
  case complain
  case rollBack = "roll-back"
  case wipe
  case remove
  case dispose
  case keep
  case reverse
  case lose
  case find
  case withdraw

  /// The gate that the step goes through; `nil` for a step that needs no evidence.
  public var gate: Gate? {
    switch self {
    case .drain: .drained
    case .switchOff: .off
    case .wipe: .wiped
    case .remove: .removed
    case .dispose: .disposed
    case .plan, .complain, .rollBack, .keep, .reverse, .lose, .find, .withdraw: nil
    }
  }

  /// Reads the name as commands and tables write it, in English or Italian; `nil` for another word.
  public init?(word: some StringProtocol) {
    let folded = word.lowercased().split { !$0.isLetter }.joined(separator: "-")
    guard
      let name = Self.allCases.first(where: { name in
        name.rawValue == folded || name.italianWords.contains(folded)
      })
    else { return nil }
    self = name
  }

  private var italianWords: [String] {
    switch self {
    case .plan: ["pianifica", "pianificare", "da-dismettere"]
    case .drain: ["svuota", "svuotare", "svuotato"]
    case .switchOff: ["spegni", "spegnere", "prova-di-spegnimento", "spento"]
    case .complain: ["segnala", "segnalare", "segnalazione"]
    case .rollBack: ["riaccendi", "riaccendere", "riacceso"]
    case .wipe: ["cancella", "cancellare", "cancellato"]
    case .remove: ["rimuovi", "rimuovere", "rimosso"]
    case .dispose: ["smaltisci", "smaltire", "smaltito"]
    case .keep: ["mantieni", "mantenere", "da-mantenere"]
    case .reverse: ["revoca", "revocare", "revocato"]
    case .lose: ["non-trovato", "perso", "smarrito"]
    case .find: ["ritrova", "ritrovato"]
    case .withdraw: ["annulla", "annullare", "annullato"]
    }
  }

  /// The step's name.
  public func label(in language: Language) -> String {
    switch self {
    case .plan: language("pianificare", "plan")
    case .drain: language("dichiarare svuotato", "declare drained")
    case .switchOff: language("spegnere in prova", "switch off on trial")
    case .complain: language("registrare una segnalazione", "record a complaint")
    case .rollBack: language("riaccendere", "roll back")
    case .wipe: language("cancellare i dati", "wipe")
    case .remove: language("rimuovere dall’armadio", "remove from the rack")
    case .dispose: language("smaltire", "dispose of")
    case .keep: language("mantenere", "keep")
    case .reverse: language("revocare la dismissione", "reverse")
    case .lose: language("dichiarare non trovato", "declare lost")
    case .find: language("dichiarare ritrovato", "declare found")
    case .withdraw: language("annullare l’ultimo passo", "withdraw the last step")
    }
  }
}
