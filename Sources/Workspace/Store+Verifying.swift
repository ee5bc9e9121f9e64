import Crypto
import GRDB
public import Inventory
import Retirement

extension Store {
  /// Walks an agency's journal from its first entry, and what hangs on it.
  ///
  /// - Parameters:
  ///   - agency: The agency.
  ///   - checkpoint: An end of the journal that was noted elsewhere; `nil` when there is none. Only
  ///     such a one shows that entries were cut off the end, or all were written anew.
  /// - Returns: What was found.
  /// - Throws: ``StoreFailure`` when the workspace cannot be read.
  /// - Complexity: O(bytes of entries and documents); memory grows with the devices only.
  public func verifyJournal(
    of agency: AgencyCode,
    against checkpoint: JournalHead? = nil
  ) throws -> JournalCheck {
    try read { db in
      var walk = JournalWalk(agency: agency, checkpoint: checkpoint)
      try db.prepared(
        """
        SELECT sequence, deed, entity, line, hash FROM journal_entry
        WHERE agency = ? ORDER BY sequence
        """,
        agency.description
      ).forEachRow { row in
        guard walk.breaks.isEmpty else { return }
        walk.take(
          sequence: row.integer(0) ?? 0,
          deed: row.text(1) ?? "",
          entity: row.text(2).map { EntityID($0) },
          line: row.text(3) ?? "",
          hash: row.text(4) ?? ""
        )
      }
      walk.finish()
      // Behind a break the journal says nothing that the rest could be held against.
      guard walk.breaks.isEmpty else { return walk.check(documents: 0) }
      try checkRegister(of: agency, against: walk.last, in: db, breaks: &walk.breaks)
      let documents = try checkDocuments(
        of: agency,
        named: walk.documents,
        in: db,
        breaks: &walk.breaks
      )
      return walk.check(documents: documents)
    }
  }

  /// Holds each row of the register against the last entry of its device.
  private func checkRegister(
    of agency: AgencyCode,
    against last: [EntityID: Int],
    in db: Database,
    breaks: inout [JournalBreak]
  ) throws {
    var missing = last
    try db.prepared(
      """
      SELECT r.entity, r.state, r.off_from, r.day, r.kind, r.name, r.serial, r.sequence, j.line
      FROM retirement AS r LEFT JOIN journal_entry AS j
        ON j.agency = r.agency AND j.sequence = r.sequence
      WHERE r.agency = ? ORDER BY r.entity
      """,
      agency.description
    ).forEachRow { row in
      let entity = EntityID(row.text(0) ?? "")
      let step = row.text(8).flatMap { JournalEntry(line: $0) }?.deviceStep
      let found = (1...6).map { row.text($0) }
      let isLast = missing.removeValue(forKey: entity) == row.integer(7)
      let isWhole = isLast && step?.entity == entity && step?.registered == found
      if !isWhole { breaks.append(.register(entity)) }
    }
    breaks += missing.keys.sorted().map { .register($0) }
  }

  /// Reads every document again, and looks for those that entries name.
  private func checkDocuments(
    of agency: AgencyCode,
    named: [(document: JournalEntry.Document, sequence: Int)],
    in db: Database,
    breaks: inout [JournalBreak]
  ) throws -> Int {
    let stored = try db.prepared(
      "SELECT sha256, size FROM document WHERE agency = ? ORDER BY sha256",
      agency.description
    ).rows { (sha256: $0.text(0) ?? "", size: $0.integer(1) ?? 0) }
    for (sha256, size) in stored {
      var hash = SHA256()
      var count = 0
      _ = try readDocument(sha256, of: agency, in: db) { piece in
        hash.update(data: piece)
        count += piece.count
      }
      if Fingerprint.hexadecimal(hash.finalize()) != sha256 || count != size {
        breaks.append(.documentAltered(sha256: sha256))
      }
    }
    let known = Dictionary(stored.map { ($0.sha256, $0.size) }, uniquingKeysWith: { one, _ in one })
    for (document, sequence) in named where known[document.sha256] != document.size {
      breaks.append(.documentMissing(sha256: document.sha256, sequence: sequence))
    }
    return stored.count
  }
}

extension JournalEntry.DeviceStep {
  /// What the columns `state` to `serial` of the register say after the step.
  fileprivate var registered: [String?] {
    [
      state.rawValue, offFrom?.description, day.description, device.kind.rawValue, device.name,
      device.serial,
    ]
  }
}

/// A walk along a chain of entries, which stops at the first break.
struct JournalWalk {
  let agency: AgencyCode
  let checkpoint: JournalHead?
  private(set) var head = JournalHead(size: 0, hash: JournalEntry.origin)
  /// For each device, the number of its last step.
  private(set) var last: [EntityID: Int] = [:]
  /// The documents that entries name.
  private(set) var documents: [(document: JournalEntry.Document, sequence: Int)] = []
  var breaks: [JournalBreak] = []

  init(agency: AgencyCode, checkpoint: JournalHead?) {
    self.agency = agency
    self.checkpoint = checkpoint
  }

  /// Looks at the next entry.
  mutating func take(
    sequence: Int,
    deed: String,
    entity: EntityID?,
    line: String,
    hash: String
  ) {
    guard sequence == head.size + 1 else {
      breaks.append(.missing(sequence: head.size + 1))
      return
    }
    guard Journal.hash(of: line) == hash else {
      breaks.append(.altered(sequence: sequence))
      return
    }
    let start = JournalEntry.lineHead(
      agency: agency,
      sequence: sequence,
      previous: head.hash,
      deed: deed,
      entity: entity
    )
    guard line.utf8.starts(with: start.utf8) else {
      let isLinked = JournalEntry(line: line)?.previous == head.hash
      breaks.append(isLinked ? .misfiled(sequence: sequence) : .unlinked(sequence: sequence))
      return
    }
    if deed == "step", let entity { last[entity] = sequence }
    // Few entries have documents, and only they are read whole.
    if line.utf8.suffix(3).elementsEqual("}]}".utf8) {
      guard let entry = JournalEntry(line: line) else {
        breaks.append(.unreadable(sequence: sequence))
        return
      }
      documents += entry.documents.map { ($0, sequence) }
    }
    head = JournalHead(size: sequence, hash: hash)
    if let checkpoint, checkpoint.size == sequence, checkpoint.hash != hash {
      breaks.append(.rewritten(checkpoint: sequence))
    }
  }

  /// Ends the walk behind the last entry.
  mutating func finish() {
    guard breaks.isEmpty, let checkpoint else { return }
    if checkpoint.size > head.size {
      breaks.append(.cutOff(size: head.size, checkpoint: checkpoint.size))
    } else if checkpoint.size == 0, checkpoint.hash != JournalEntry.origin {
      breaks.append(.rewritten(checkpoint: 0))
    }
  }

  /// What the walk found.
  func check(documents: Int) -> JournalCheck {
    JournalCheck(agency: agency, head: head, documents: documents, breaks: breaks)
  }
}
