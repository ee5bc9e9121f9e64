import Crypto
public import Inventory
import Retirement

/// A chain of journal lines outside a workspace, as an evidence pack carries it.
public struct JournalChain: Sendable {
  /// The agency whose journal it is.
  public let agency: AgencyCode
  /// The end of the chain, as far as it is whole.
  public private(set) var head = JournalHead(size: 0, hash: JournalEntry.origin)
  /// The documents that entries name, by hash.
  public private(set) var documents: Set<String> = []

  /// Begins a chain.
  public init(agency: AgencyCode) {
    self.agency = agency
  }

  /// Takes the next line; returns how it breaks the chain, `nil` when it follows on.
  public mutating func take(_ line: String) -> JournalBreak? {
    let sequence = head.size + 1
    guard let entry = JournalEntry(line: line) else { return .unreadable(sequence: sequence) }
    guard entry.line == line, entry.agency == agency else { return .altered(sequence: sequence) }
    guard entry.sequence == sequence else { return .missing(sequence: sequence) }
    guard entry.previous == head.hash else { return .unlinked(sequence: sequence) }
    documents.formUnion(entry.documents.lazy.map(\.sha256))
    head = JournalHead(size: sequence, hash: Journal.hash(of: line))
    return nil
  }
}

/// SHA-256, as evidence is named and checked by.
public enum Digest {
  /// The SHA-256 of `bytes`, 64 lower-case hexadecimal digits.
  public static func sha256(_ bytes: [UInt8]) -> String {
    Fingerprint.hexadecimal(SHA256.hash(data: bytes))
  }
}
