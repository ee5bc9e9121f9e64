import Foundation
import Importers
import Inventory
import Tabular
import Workspace

/// Something in an evidence pack that is not as it was signed.
enum PackBreak: Message, Hashable {
  case missing(String)
  case altered(String)
  case unlisted(String)
  case wrongSignature
  case otherKey
  case journal(JournalBreak)
  case checkpoint
  case unreadableManifest
  case repacked

  var code: String {
    switch self {
    case .missing: "pack.missing"
    case .altered: "pack.altered"
    case .unlisted: "pack.unlisted"
    case .wrongSignature: "pack.wrong-signature"
    case .otherKey: "pack.other-key"
    case .journal(let found): found.code
    case .checkpoint: "pack.checkpoint"
    case .unreadableManifest: "pack.unreadable-manifest"
    case .repacked: "pack.repacked"
    }
  }

  func text(in language: Language) -> String {
    switch self {
    case .missing(let name):
      language(
        "manca “\(Excerpt(name))”: chiedere una copia integra",
        "“\(Excerpt(name))” is missing: ask for a whole copy"
      )
    case .altered(let name):
      language(
        "“\(Excerpt(name))” è stato alterato: chiedere una copia integra",
        "“\(Excerpt(name))” was altered: ask for a whole copy"
      )
    case .unlisted(let name):
      language(
        "“\(Excerpt(name))” non è nel manifesto: non fidarsene",
        "“\(Excerpt(name))” is not in the manifest: do not trust it"
      )
    case .wrongSignature:
      language(
        "la firma non è quella del manifesto: non fidarsi del fascicolo",
        "the signature is not the manifest’s: do not trust the pack"
      )
    case .otherKey:
      language(
        "il fascicolo è firmato con un’altra chiave: non fidarsene",
        "the pack is signed with another key: do not trust it"
      )
    case .journal(let found): found.text(in: language)
    case .checkpoint:
      language(
        "il giornale non finisce come dice il punto di controllo: chiedere una copia integra",
        "the journal does not end as the checkpoint says: ask for a whole copy"
      )
    case .unreadableManifest:
      language(
        "il manifesto non si legge: chiedere una copia integra",
        "the manifest cannot be read: ask for a whole copy"
      )
    case .repacked:
      language(
        "il contenitore non è quello scritto da Tramonto: contenuto a parte, una firma esterna non vale",
        "the container is not as Tramonto wrote it: whatever its content, a signature from outside is void"
      )
    }
  }
}

/// What checking an evidence pack found.
struct PackCheck {
  /// Everything that is not as it was signed; empty when all is.
  private(set) var breaks: [PackBreak] = []
  /// The number of files in the manifest.
  private(set) var files = 0
  /// The end of the journal.
  private(set) var head: JournalHead?
  /// The fingerprint of the key that the pack carries.
  private(set) var fingerprint = ""

  /// Checks the pack at `path`.
  ///
  /// - Parameters:
  ///   - path: The zip.
  ///   - trusted: The key that the pack must be signed with; `nil` for the one that it carries.
  /// - Throws: ``Importers/ImportFailure`` when it is no zip.
  init(path: String, trusted: VerificationKey?) throws {
    do {
      let limits = TableLimits(containerEntries: 70_000)
      let container = try ZipContainer.open(FileSource(path: path), limits: limits)
      var hashes: [String: String] = [:]
      var kept: [String: [UInt8]] = [:]
      var layout = ZipLayout()
      var stream = try FileSource(path: path).open()
      var isAsWritten = true
      for member in container.members {
        let bytes = try Self.bytes(of: container.source(member))
        hashes[member.name] = Digest.sha256(bytes)
        let head = try layout.add(member.name, bytes)
        if isAsWritten { isAsWritten = try Self.follows(head + bytes, in: &stream) }
        if !member.name.hasPrefix("documents/") { kept[member.name] = bytes }
      }
      checkManifest(kept[EvidencePack.manifestName] ?? [], against: hashes)
      checkSignature(kept, trusted: trusted)
      checkJournal(kept)
      // Whatever stands behind the end belongs to no member.
      if isAsWritten { isAsWritten = try Self.follows(layout.end, in: &stream) }
      if isAsWritten { isAsWritten = try stream.nextChunk() == nil }
      if !isAsWritten { breaks.append(.repacked) }
    } catch is ZipLayout.TooLarge {
      breaks.append(.repacked)
    } catch {
      throw ImportFailure.converting(error, path: path)
    }
  }

  private static func bytes(of source: some ByteSource) throws -> [UInt8] {
    var stream = try source.open()
    var bytes: [UInt8] = []
    while let chunk = try stream.nextChunk() { bytes += chunk }
    return bytes
  }

  /// Whether a stream goes on with these bytes.
  private static func follows(
    _ expected: [UInt8],
    in stream: inout any ByteStream
  ) throws -> Bool {
    var position = 0
    while position < expected.count {
      let size = min(1 << 16, expected.count - position)
      guard let chunk = try stream.nextChunk(of: size),
        chunk == Array(expected[position..<position + chunk.count])
      else { return false }
      position += chunk.count
    }
    return true
  }

  private mutating func checkManifest(_ manifest: [UInt8], against hashes: [String: String]) {
    var unlisted = hashes
    unlisted[EvidencePack.manifestName] = nil
    unlisted[EvidencePack.signatureName] = nil
    let lines = String(decoding: manifest, as: UTF8.self).split(separator: "\n")
    if lines.isEmpty { breaks.append(.unreadableManifest) }
    for line in lines {
      let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].count == 64, parts[1].first == " " else {
        breaks.append(.unreadableManifest)
        return
      }
      let name = String(parts[1].dropFirst())
      files += 1
      guard let hash = unlisted.removeValue(forKey: name) else {
        breaks.append(.missing(name))
        continue
      }
      if hash != parts[0] { breaks.append(.altered(name)) }
    }
    breaks += unlisted.keys.sorted().map { .unlisted($0) }
  }

  private mutating func checkSignature(
    _ members: [String: [UInt8]],
    trusted: VerificationKey?
  ) {
    let text = String(decoding: members[EvidencePack.keyName] ?? [], as: UTF8.self)
    guard let own = try? VerificationKey(pem: text) else {
      breaks.append(.wrongSignature)
      return
    }
    fingerprint = own.fingerprint
    if let trusted, trusted.fingerprint != fingerprint { breaks.append(.otherKey) }
    let manifest = members[EvidencePack.manifestName] ?? []
    let signature = members[EvidencePack.signatureName] ?? []
    if !own.isSignature(signature, of: manifest) { breaks.append(.wrongSignature) }
  }

  private mutating func checkJournal(_ members: [String: [UInt8]]) {
    let text = String(decoding: members[EvidencePack.checkpointName] ?? [], as: UTF8.self)
    guard let checkpoint = Checkpoint(text: text) else {
      breaks.append(.checkpoint)
      return
    }
    var chain = JournalChain(agency: checkpoint.agency)
    let lines = String(decoding: members[EvidencePack.journalName] ?? [], as: UTF8.self)
    for line in lines.split(separator: "\n") {
      if let found = chain.take(String(line)) {
        breaks.append(.journal(found))
        return
      }
    }
    head = chain.head
    if chain.head != checkpoint.head { breaks.append(.checkpoint) }
  }
}
