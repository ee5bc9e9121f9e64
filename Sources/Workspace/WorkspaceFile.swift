import Foundation
import GRDB
import Inventory

/// What can be told of a workspace from outside, before SQLite opens it.
enum WorkspaceFile {
  /// The first bytes of every SQLite file.
  private static let magic = Array("SQLite format 3\0".utf8)

  /// Makes an empty file, which must not be there yet.
  static func make(at path: String) throws {
    do {
      try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch {
      var isFolder: ObjCBool = false
      let manager = FileManager.default
      if manager.fileExists(atPath: path, isDirectory: &isFolder) {
        throw StoreFailure(isFolder.boolValue ? .isFolder : .alreadyExists, path: path)
      }
      let folder = (path as NSString).deletingLastPathComponent
      let hasFolder = manager.fileExists(atPath: folder.isEmpty ? "." : folder)
      throw StoreFailure(hasFolder ? .notWritable : .notFound, path: hasFolder ? path : folder)
    }
  }

  /// Removes a file that was just made, with what SQLite put beside it.
  static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  /// Refuses what is missing, a folder, unreadable or no SQLite file.
  static func check(_ path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw StoreFailure(.notFound, path: path)
    }
    guard !isFolder.boolValue else { throw StoreFailure(.isFolder, path: path) }
    // A pipe or device would block the read below.
    guard isPlain((path as NSString).resolvingSymlinksInPath) else {
      throw StoreFailure(.notAWorkspace, path: path)
    }
    guard let handle = FileHandle(forReadingAtPath: path),
      let head = try? handle.read(upToCount: magic.count)
    else {
      if FileManager.default.isReadableFile(atPath: path) {
        throw StoreFailure(.notAWorkspace, path: path)
      }
      throw StoreFailure(.unreadable, path: path)
    }
    try? handle.close()
    guard Array(head) == magic else { throw StoreFailure(.notAWorkspace, path: path) }
  }

  private static func isPlain(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeRegular
  }

  /// Whether SQLite failed because it cannot make or lock the files beside the database.
  static func isAboutSideFiles(_ error: DatabaseError) -> Bool {
    error.resultCode == .SQLITE_CANTOPEN || error.resultCode == .SQLITE_READONLY
  }

  /// Whether a write-ahead log with content stands beside the file.
  static func hasUnfinishedWrite(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
    return (attributes?[.size] as? NSNumber)?.int64Value ?? 0 > 0
  }

  /// The address by which SQLite reads a file that nobody can change.
  static func immutableAddress(of path: String) -> String {
    let absolute = URL(fileURLWithPath: path).path
    let allowed = CharacterSet.urlPathAllowed.subtracting(CharacterSet(charactersIn: "?#%"))
    let escaped = absolute.addingPercentEncoding(withAllowedCharacters: allowed) ?? absolute
    return "file:\(escaped)?immutable=1"
  }
}
