import CXLSXWriter
import Foundation
import Inventory

extension Report {
  /// Writes the report as a workbook, one sheet a topic, to `path`.
  ///
  /// The file is written beside `path` under a temporary name and then renamed, so that `path` holds
  /// either what it held before or the whole workbook. Texts are string cells, never formulas;
  /// control and direction characters are written out. The same report is the same file to the byte.
  ///
  /// - Throws: ``ReportFailure`` when the file cannot be created, written or renamed.
  public func writeWorkbook(to path: String) throws {
    let temporary = path + ".\(ProcessInfo.processInfo.processIdentifier).tmp"
    // Created first: a file that is there already, or a link, is not written through.
    let descriptor = open(temporary, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw ReportFailure(.cannotCreate, path: path) }
    defer {
      close(descriptor)
      unlink(temporary)
    }
    // The library prints to standard error when a disk is full, so it is given memory to write to.
    let memory = memory_file("tramonto")
    guard memory >= 0 else {
      throw ReportFailure(.cannotWrite(String(cString: strerror(errno))), path: path)
    }
    defer { close(memory) }
    do {
      try writeSheets(to: "/proc/self/fd/\(memory)")
    } catch var failure as ReportFailure {
      failure.path = path
      throw failure
    }
    let error = Self.copy(memory, to: descriptor)
    guard error == 0 else {
      throw ReportFailure(.cannotWrite(String(cString: strerror(error))), path: path)
    }
    guard fsync(descriptor) == 0 else {
      throw ReportFailure(.cannotWrite(String(cString: strerror(errno))), path: path)
    }
    guard rename(temporary, path) == 0 else { throw ReportFailure(.cannotRename, path: path) }
  }

  /// Copies a whole file to another; returns the system's error number, 0 for none.
  private static func copy(_ source: Int32, to target: Int32) -> Int32 {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var offset = 0
    while true {
      let count = pread(source, &buffer, buffer.count, off_t(offset))
      if count == 0 { return 0 }
      guard count > 0 else {
        if errno == EINTR { continue }
        return errno
      }
      // What was not taken is read again.
      let written = write(target, buffer, count)
      guard written >= 0 else {
        if errno == EINTR { continue }
        return errno
      }
      offset += written
    }
  }

  private func writeSheets(to path: String) throws {
    var book = try Workbook(
      path: path,
      title: "Tramonto: " + title,
      made: cover.made,
      language: language
    )
    for topic in topics { try book.add(topic) }
    try book.close()
  }
}
