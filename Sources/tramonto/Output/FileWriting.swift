import Foundation

/// Writes a result where the user asked for it.
enum Output {
  /// Writes `text` to the file at `path`, whole or not at all; to standard output for `nil`.
  ///
  /// The text goes to a new file beside it, which takes its name once it is safely on the disk.
  ///
  /// - Throws: ``CommandFailure/cannotWrite(path:errno:)``.
  static func write(_ text: String, to path: String?, mode: mode_t = 0o644) throws {
    try write(Array(text.utf8), to: path, mode: mode)
  }

  /// Writes `bytes` like a text.
  static func write(_ bytes: [UInt8], to path: String?, mode: mode_t = 0o644) throws {
    guard let path else {
      FileHandle.standardOutput.write(Data(bytes))
      return
    }
    let draft = path + ".\(ProcessInfo.processInfo.processIdentifier).tmp"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode)
    guard file >= 0 else { throw CommandFailure.cannotWrite(path: path, errno: errno) }
    var failure = write(bytes, to: file)
    if failure == 0, fsync(file) != 0 { failure = errno }
    if close(file) != 0, failure == 0 { failure = errno }
    if failure == 0, rename(draft, path) != 0 { failure = errno }
    guard failure == 0 else {
      unlink(draft)
      throw CommandFailure.cannotWrite(path: path, errno: failure)
    }
  }

  /// Writes all of `bytes`; returns the system's error number, 0 for none.
  private static func write(_ bytes: [UInt8], to file: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = Foundation.write(
          file,
          buffer.baseAddress?.advanced(by: done),
          buffer.count - done
        )
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        done += count
      }
      return 0
    }
  }
}
