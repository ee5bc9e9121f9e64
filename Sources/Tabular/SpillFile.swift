import Glibc

/// A file without a name, which goes when nobody holds it any more, not even after a crash.
final class SpillFile: Sendable {
  private let descriptor: Int32

  /// Creates an empty file in the folder for temporary files; `nil` where none can be.
  init?() {
    let stated = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var path = Array(((stated.isEmpty ? "/tmp" : stated) + "/tramonto-XXXXXX").utf8CString)
    // Only the owner may read it, and it loses its name at once.
    let number = mkstemp(&path)
    guard number >= 0 else { return nil }
    unlink(path)
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    descriptor = number
  }

  deinit {
    close(descriptor)
  }

  /// Writes bytes at the end; `false` when there is no room.
  func append(_ bytes: [UInt8]) -> Bool {
    var position = 0
    while position < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + position }, $0.count - position)
      }
      if count > 0 {
        position += count
      } else if errno != EINTR {
        return false
      }
    }
    return true
  }

  /// Reads so many bytes from a place.
  func bytes(_ count: Int, at offset: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]
        )
        let came = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
        if came > 0 {
          filled += came
        } else if came == 0 || errno != EINTR {
          throw TabularFailure(.readFailed(errno: came == 0 ? EIO : errno), name: "sharedStrings")
        }
      }
    }
  }
}
