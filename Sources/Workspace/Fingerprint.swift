import Crypto
import Foundation
import Importers
import Inventory

/// What a file to import is at the moment of looking: its hash, and how to notice a change.
struct Fingerprint {
  /// The file as an import keeps it.
  let file: FiledImport.File

  /// What tells this content from any other: the hash, and the member where it is of a container,
  /// whose members all have the container's hash.
  let key: String

  private let place: String
  private let state: State

  /// What changes when somebody writes the file or puts another in its place.
  private struct State: Equatable {
    var size: Int64
    var modified: Date?
    var inode: UInt64

    /// Returns `nil` for what is no plain file.
    init?(of path: String) {
      let real = (path as NSString).resolvingSymlinksInPath
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: real),
        attributes[.type] as? FileAttributeType == .typeRegular
      else { return nil }
      size = (attributes[.size] as? NSNumber)?.int64Value ?? 0
      modified = attributes[.modificationDate] as? Date
      inode = (attributes[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0
    }
  }

  /// Reads the file once, in pieces of 1 MiB, and hashes it.
  ///
  /// A member of a container, written `archive.zip!member`, is hashed as its container.
  init(of path: String) throws {
    place = Export.fileOnDisk(of: path)
    guard let state = State(of: place), let handle = FileHandle(forReadingAtPath: place) else {
      throw StoreFailure(.vanished, path: path)
    }
    defer { try? handle.close() }
    var hash = SHA256()
    do {
      while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty {
        hash.update(data: piece)
      }
    } catch {
      throw StoreFailure(.unreadable, path: path)
    }
    self.state = state
    let digest = Self.hexadecimal(hash.finalize())
    file = FiledImport.File(path: path, sha256: digest, size: state.size)
    key = path == place ? digest : digest + String(path.dropFirst(place.count))
  }

  /// Whether the file is still the one that was hashed, as far as size, time and place tell.
  var isCurrent: Bool { State(of: place) == state }

  /// The SHA-256 of `text`, 64 lower-case hexadecimal digits.
  static func hash(of text: String) -> String {
    hexadecimal(SHA256.hash(data: Array(text.utf8)))
  }

  /// The bytes as lower-case hexadecimal digits.
  static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
