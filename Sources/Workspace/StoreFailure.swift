public import Inventory

/// Why a workspace could not be opened, read or written.
public struct StoreFailure: Error, Sendable, Hashable {
  /// What happened.
  public enum Reason: Sendable, Hashable {
    /// There is no such file.
    case notFound
    /// Something of that name is there already.
    case alreadyExists
    /// The path is a folder.
    case isFolder
    /// The file is no workspace: empty, of another program, or no database at all.
    case notAWorkspace
    /// A newer version of the program wrote it.
    case newerSchema(found: Int, known: Int)
    /// An older version wrote it, and it was opened for reading only.
    case olderSchema(found: Int, known: Int)
    /// The file or its folder may not be read.
    case unreadable
    /// The file, its folder or its medium cannot be written.
    case notWritable
    /// An unfinished write stands in a folder that cannot be written.
    case needsRecovery
    /// Another program is writing, and did not finish in the time allowed.
    case busy
    /// The disk, or the quota, is full.
    case diskFull
    /// What is stored cannot be read back.
    case damaged(String)
    /// One row or value is larger than a workspace takes.
    case tooLarge
    /// The workspace has no such agency.
    case unknownAgency(AgencyCode)
    /// The file to import changed while it was being read.
    case changedWhileReading
    /// The file to import is gone, or is no plain file.
    case vanished
    /// The database refused for a reason of its own.
    case database(code: Int, String)
  }

  /// What happened.
  public var reason: Reason
  /// The file that it happened to: the workspace, or the file to import.
  public var path: String

  /// Creates a failure.
  public init(_ reason: Reason, path: String) {
    self.reason = reason
    self.path = path
  }
}

extension StoreFailure: Message {
  /// The stable name of the reason.
  public var code: String {
    switch reason {
    case .notFound: "workspace.not-found"
    case .alreadyExists: "workspace.already-exists"
    case .isFolder: "workspace.is-folder"
    case .notAWorkspace: "workspace.not-a-workspace"
    case .newerSchema: "workspace.newer-schema"
    case .olderSchema: "workspace.older-schema"
    case .unreadable: "workspace.unreadable"
    case .notWritable: "workspace.not-writable"
    case .needsRecovery: "workspace.needs-recovery"
    case .busy: "workspace.busy"
    case .diskFull: "workspace.disk-full"
    case .damaged: "workspace.damaged"
    case .tooLarge: "workspace.too-large"
    case .unknownAgency: "workspace.unknown-agency"
    case .changedWhileReading: "import.changed-while-reading"
    case .vanished: "import.vanished"
    case .database: "workspace.database"
    }
  }

  /// What happened to which file, and what to do.
  public func text(in language: Language) -> String {
    let file = Excerpt(path: path)
    return switch reason {
    case .notFound:
      language(
        "“\(file)” non esiste: crearlo con “tramonto init”",
        "“\(file)” does not exist: make it with “tramonto init”"
      )
    case .alreadyExists:
      language(
        "“\(file)” esiste già: scegliere un altro nome",
        "“\(file)” exists already: choose another name"
      )
    case .isFolder:
      language(
        "“\(file)” è una cartella: indicare il file dell’archivio di lavoro",
        "“\(file)” is a folder: name the workspace file"
      )
    case .notAWorkspace:
      language(
        "“\(file)” non è un archivio di lavoro di Tramonto: lasciato com’è, indicarne un altro",
        "“\(file)” is no workspace of Tramonto: left as it is, name another"
      )
    case .newerSchema(let found, let known):
      language(
        "“\(file)” è di una versione più recente (schema \(found), qui \(known)): "
          + "aggiornare il programma",
        "“\(file)” is of a newer version (schema \(found), here \(known)): update the program"
      )
    case .olderSchema(let found, let known):
      language(
        "“\(file)” è di una versione precedente (schema \(found), qui \(known)): aprirlo una "
          + "volta in scrittura per aggiornarlo",
        "“\(file)” is of an earlier version (schema \(found), here \(known)): open it once for "
          + "writing to update it"
      )
    case .unreadable:
      language(
        "“\(file)” non si può leggere: controllare i permessi del file e della cartella",
        "“\(file)” cannot be read: check the permissions of the file and its folder"
      )
    case .notWritable:
      language(
        "“\(file)” è in sola lettura, nulla è stato scritto: dare il permesso di scrittura su "
          + "file e cartella o copiarlo altrove",
        "“\(file)” is read-only, nothing was written: allow writing to the file and its folder, "
          + "or copy it elsewhere"
      )
    case .needsRecovery:
      language(
        "“\(file)” ha una scrittura interrotta da completare: copiarlo con i file “-wal” e "
          + "“-shm” in una cartella scrivibile",
        "“\(file)” has an interrupted write to complete: copy it with its “-wal” and “-shm” "
          + "files to a folder that can be written"
      )
    case .busy:
      language(
        "un altro programma sta scrivendo “\(file)”, nulla è stato scritto: attendere che "
          + "finisca e riprovare",
        "another program is writing “\(file)”, nothing was written: wait until it ends and try "
          + "again"
      )
    case .diskFull:
      language(
        "disco pieno, “\(file)” è rimasto com’era: liberare spazio e riprovare",
        "the disk is full, “\(file)” was left as it was: free some space and try again"
      )
    case .damaged(let what):
      language(
        "“\(file)” è danneggiato (\(Excerpt(what))): tornare a una copia e importare di nuovo",
        "“\(file)” is damaged (\(Excerpt(what))): go back to a copy and import again"
      )
    case .tooLarge:
      language(
        "“\(file)” contiene un valore troppo grande: dividerlo o toglierlo e importare di nuovo",
        "“\(file)” holds a value that is too large: split or remove it and import again"
      )
    case .unknownAgency(let agency):
      language(
        "l’azienda “\(Excerpt(agency.description))” non è in “\(file)”: aggiungerla o "
          + "correggere il codice",
        "agency “\(Excerpt(agency.description))” is not in “\(file)”: add it or correct the code"
      )
    case .changedWhileReading:
      language(
        "“\(file)” è cambiato durante la lettura: importarlo di nuovo quando è completo",
        "“\(file)” changed while it was being read: import it again when it is complete"
      )
    case .vanished:
      language(
        "“\(file)” non c’è più o non è un file normale: controllare il percorso",
        "“\(file)” is gone or is no plain file: check the path"
      )
    case .database(let number, let words):
      language(
        "la base dati di “\(file)” rifiuta (\(number): \(Excerpt(words))): riprovare, poi "
          + "segnalarlo",
        "the database of “\(file)” refuses (\(number): \(Excerpt(words))): try again, then "
          + "report it"
      )
    }
  }
}
