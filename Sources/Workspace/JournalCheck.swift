public import Inventory

/// What walking an agency's journal found.
public struct JournalCheck: Sendable, Hashable {
  /// The agency.
  public var agency: AgencyCode
  /// The end of the chain, as far as it is whole.
  public var head: JournalHead
  /// How many documents were read again.
  public var documents: Int
  /// Where the chain, the register or the documents break; empty when all is whole.
  ///
  /// Of the chain only the first break is told: what comes behind it proves nothing.
  public var breaks: [JournalBreak]
}

/// Something in a journal, or hanging on it, that is not as it was recorded.
public enum JournalBreak: Sendable, Hashable {
  /// The number that should come here is missing.
  case missing(sequence: Int)
  /// The entry is not the one that was hashed.
  case altered(sequence: Int)
  /// The entry does not follow on the one before it.
  case unlinked(sequence: Int)
  /// The entry is filed under another device than it is about.
  case misfiled(sequence: Int)
  /// The entry has the right hash and is none that this program knows.
  case unreadable(sequence: Int)
  /// The register has another state of the device than its last entry.
  case register(EntityID)
  /// A document that an entry names is not there.
  case documentMissing(sha256: String, sequence: Int)
  /// A document is not the one that was filed.
  case documentAltered(sha256: String)
  /// The journal is shorter than a checkpoint says: its end was cut off.
  case cutOff(size: Int, checkpoint: Int)
  /// The journal has another entry than a checkpoint says: it was written anew.
  case rewritten(checkpoint: Int)
}

extension JournalBreak: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .missing: "verify.entry-missing"
    case .altered: "verify.entry-altered"
    case .unlinked: "verify.entry-unlinked"
    case .misfiled: "verify.entry-misfiled"
    case .unreadable: "verify.entry-unreadable"
    case .register: "verify.register"
    case .documentMissing: "verify.document-missing"
    case .documentAltered: "verify.document-altered"
    case .cutOff: "verify.cut-off"
    case .rewritten: "verify.rewritten"
    }
  }

  /// The words in `language`.
  public func text(in language: Language) -> String {
    switch self {
    case .missing(let sequence):
      language(
        "manca la voce \(sequence) del giornale: ripartire da una copia integra",
        "entry \(sequence) of the journal is missing: go back to a whole copy"
      )
    case .altered(let sequence):
      language(
        "la voce \(sequence) del giornale è stata alterata: ripartire da una copia integra",
        "entry \(sequence) of the journal was altered: go back to a whole copy"
      )
    case .unlinked(let sequence):
      language(
        "la voce \(sequence) del giornale non segue la precedente: ripartire da una copia integra",
        "entry \(sequence) of the journal does not follow the one before: go back to a whole copy"
      )
    case .misfiled(let sequence):
      language(
        "la voce \(sequence) del giornale è sotto un altro apparato: ripartire da una copia integra",
        "entry \(sequence) of the journal is filed under another device: go back to a whole copy"
      )
    case .unreadable(let sequence):
      language(
        "la voce \(sequence) del giornale non si capisce: aggiornare il programma",
        "entry \(sequence) of the journal is not understood: update the program"
      )
    case .register(let entity):
      language(
        "il registro di “\(Excerpt(entity.description))” non è quello del giornale: ripartire da "
          + "una copia integra",
        "the register of “\(Excerpt(entity.description))” is not what the journal says: go back "
          + "to a whole copy"
      )
    case .documentMissing(let sha256, let sequence):
      language(
        "manca il documento \(sha256) della voce \(sequence): ripartire da una copia integra",
        "document \(sha256) of entry \(sequence) is missing: go back to a whole copy"
      )
    case .documentAltered(let sha256):
      language(
        "il documento \(sha256) è stato alterato: ripartire da una copia integra",
        "document \(sha256) was altered: go back to a whole copy"
      )
    case .cutOff(let size, let checkpoint):
      language(
        "il giornale ha \(size) voci, il punto di controllo ne attesta \(checkpoint): la fine è "
          + "stata tolta",
        "the journal has \(size) entries, the checkpoint vouches for \(checkpoint): its end was "
          + "cut off"
      )
    case .rewritten(let checkpoint):
      language(
        "il giornale non è quello del punto di controllo alla voce \(checkpoint): è stato riscritto",
        "the journal is not that of the checkpoint at entry \(checkpoint): it was written anew"
      )
    }
  }
}
