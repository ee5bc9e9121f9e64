public import Inventory
import Retirement

/// The end of a journal, noted to be kept elsewhere: what is behind it cannot be cut off or written
/// anew without notice.
public struct Checkpoint: Sendable, Hashable {
  /// The agency whose journal it is.
  public var agency: AgencyCode
  /// The journal's end.
  public var head: JournalHead

  /// Creates a checkpoint.
  public init(agency: AgencyCode, head: JournalHead) {
    self.agency = agency
    self.head = head
  }

  private static let title = "tramonto-checkpoint-1"

  /// Four lines: what it is, the agency, the number of entries, the hash of the last.
  public var text: String {
    "\(Self.title)\nagency \(agency)\nentries \(head.size)\nhead \(head.hash)\n"
  }

  /// Reads ``text``; `nil` for anything else.
  public init?(text: String) {
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    guard lines.count == 4, lines[0] == [Substring(Self.title)],
      lines.dropFirst().allSatisfy({ $0.count == 2 }),
      lines.dropFirst().map({ $0[0] }) == ["agency", "entries", "head"],
      let agency = AgencyCode(lines[1][1]), let size = Int(lines[2][1]), size >= 0,
      lines[3][1].utf8.count == 64
    else { return nil }
    self.init(agency: agency, head: JournalHead(size: size, hash: String(lines[3][1])))
  }
}

extension Store {
  /// Notes in an agency's journal that checkpoints are signed with this key from here on, unless that
  /// is so already.
  ///
  /// - Returns: The end of the journal then.
  /// - Throws: ``StoreFailure`` when the workspace cannot be written.
  public func adopt(
    _ key: VerificationKey,
    in agency: AgencyCode,
    by actor: String,
    at time: Int
  ) throws -> JournalHead {
    try write { db in
      _ = try knownAgency(agency, in: db)
      let last = try db.prepared(
        """
        SELECT line FROM journal_entry WHERE agency = ? AND deed = 'key'
        ORDER BY sequence DESC LIMIT 1
        """,
        agency.description
      ).rows { row -> String? in
        guard case .key(let fingerprint)? = row.text(0).flatMap({ JournalEntry(line: $0) })?.deed
        else { throw damaged("journal_entry") }
        return fingerprint
      }.first
      var journal = try Journal(of: agency, in: db)
      if last != key.fingerprint {
        try journal.add(.key(fingerprint: key.fingerprint), by: actor, at: time)
      }
      return journal.head
    }
  }
}
