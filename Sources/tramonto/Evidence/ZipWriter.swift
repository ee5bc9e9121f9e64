import Foundation
import Inventory

/// The bytes of a zip that depend on its members alone: stored, without times or attributes.
struct ZipLayout {
  /// A zip cannot hold so much without extensions that readers lack.
  struct TooLarge: Error {}

  private var directory: [UInt8] = []
  private var offset = 0
  private var count = 0

  /// Adds a member; `name` is plain ASCII.
  ///
  /// - Returns: What stands before the member's own bytes.
  /// - Throws: ``TooLarge`` beyond 65,535 members or 4 GiB.
  mutating func add(_ name: String, _ content: [UInt8]) throws(TooLarge) -> [UInt8] {
    let name = Array(name.utf8)
    guard count < 0xFFFF, offset + name.count + content.count + 100 < 0xFFFF_FFFF else {
      throw TooLarge()
    }
    // Version 1.0, no flags, stored, at midnight of 1 January 1980.
    var common = Self.bytes(10, 2) + Self.bytes(0, 2) + Self.bytes(0, 2) + Self.bytes(0, 2)
    common += Self.bytes(0x21, 2) + Self.bytes(Int(CRC32.of(content)), 4)
    common += Self.bytes(content.count, 4) + Self.bytes(content.count, 4)
    common += Self.bytes(name.count, 2) + Self.bytes(0, 2)
    directory += Self.bytes(0x0201_4B50, 4) + Self.bytes(10, 2) + common
    directory += Self.bytes(0, 2) + Self.bytes(0, 2) + Self.bytes(0, 2) + Self.bytes(0, 4)
    directory += Self.bytes(offset, 4) + name
    let head = Self.bytes(0x0403_4B50, 4) + common + name
    offset += head.count + content.count
    count += 1
    return head
  }

  /// What stands behind the last member.
  var end: [UInt8] {
    directory + Self.bytes(0x0605_4B50, 4) + Self.bytes(0, 4) + Self.bytes(count, 2)
      + Self.bytes(count, 2) + Self.bytes(directory.count, 4) + Self.bytes(offset, 4)
      + Self.bytes(0, 2)
  }

  private static func bytes(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}

/// Writes a zip, which takes its name once it is whole and safely on the disk.
struct ZipWriter {
  private let path: String
  private let draft: String
  private let file: FileHandle
  private var layout = ZipLayout()

  /// Begins a zip.
  ///
  /// - Throws: ``CommandFailure/cannotWrite(path:errno:)``.
  init(path: String) throws {
    self.path = path
    draft = path + ".\(ProcessInfo.processInfo.processIdentifier).tmp"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw CommandFailure.cannotWrite(path: path, errno: errno) }
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Adds a member; `name` is plain ASCII.
  ///
  /// - Throws: ``CommandFailure/cannotWrite(path:errno:)``.
  mutating func add(_ name: String, _ bytes: [UInt8]) throws {
    guard let head = try? layout.add(name, bytes) else {
      throw CommandFailure.cannotWrite(path: path, errno: EFBIG)
    }
    try write(head)
    try write(bytes)
  }

  /// Ends the zip and gives it its name.
  ///
  /// - Throws: ``CommandFailure/cannotWrite(path:errno:)``.
  func finish() throws {
    try write(layout.end)
    guard fsync(file.fileDescriptor) == 0, rename(draft, path) == 0 else {
      throw CommandFailure.cannotWrite(path: path, errno: errno)
    }
  }

  /// Removes what was written so far.
  func abandon() {
    unlink(draft)
  }

  private func write(_ bytes: [UInt8]) throws {
    do {
      try file.write(contentsOf: Data(bytes))
    } catch {
      throw CommandFailure.cannotWrite(path: path, errno: errno)
    }
  }
}

/// The check sum that a zip keeps of each member: CRC-32 of ISO 3309, polynomial EDB88320.
enum CRC32 {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
    }
  }

  /// The check sum of `bytes`.
  static func of(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { value, byte in
      value >> 8 ^ table[Int(UInt8(truncatingIfNeeded: value) ^ byte)]
    }
  }
}
