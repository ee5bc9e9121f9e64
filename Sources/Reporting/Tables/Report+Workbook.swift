import Foundation
import Inventory

extension Report {
  /// Writes all figures as a workbook, one sheet a topic, to `path`.
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
    do {
      try writeSheets(to: temporary)
    } catch var failure as ReportFailure {
      failure.path = path
      throw failure
    }
    guard fsync(descriptor) == 0 else {
      throw ReportFailure(.cannotWrite(String(cString: strerror(errno))), path: path)
    }
    guard rename(temporary, path) == 0 else { throw ReportFailure(.cannotRename, path: path) }
  }

  private func writeSheets(to path: String) throws {
    var book = try Workbook(path: path, title: "Tramonto: " + title, made: cover.made)
    try book.add(language("Sintesi", "Summary"), summaryColumns, summary)
    try book.add(language("Aziende", "Agencies"), agencyColumns, agencies)
    try book.add(language("Progetti", "Projects"), projectColumns, projectRows)
    try book.add(language("Server", "Servers"), serverColumns, servers)
    try book.add(language("Mesi", "Months"), monthColumns, months)
    try book.add(language("Non letto", "Not read"), unreadColumns, unread)
    try book.add(language("Fattori", "Factors"), factorColumns, factors)
    try book.add(language("Fonti", "Sources"), sourceColumns, sources)
    try book.close()
  }
}
