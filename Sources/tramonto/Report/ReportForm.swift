import Foundation
import Inventory
import Reporting

/// The form of a report, told by the file's ending.
enum ReportForm: String, CaseIterable {
  case html, xlsx, csv, json, md

  /// The form of the file at `path`; `nil` for other endings.
  init?(path: String) {
    guard let end = path.split(separator: ".").last, let form = Self(rawValue: end.lowercased())
    else { return nil }
    self = form
  }
}

extension Report {
  /// Writes the report, whole or not at all; of a page, lists that are too long for it go to a
  /// folder beside it, called like it with `-liste` or `-lists`.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - form: Its form.
  ///   - table: The topic that a CSV file holds; `nil` for the leading one.
  /// - Throws: ``CommandFailure`` or ``ReportFailure`` when a file cannot be written.
  func write(to path: String, as form: ReportForm, table: String? = nil) throws {
    switch form {
    case .html: try writePages(to: path)
    case .csv:
      guard let text = csv(table) else {
        throw CommandFailure.unknownTable(table ?? "", known: topicNames)
      }
      try Output.write(text, to: path)
    case .json: try Output.write(json(), to: path)
    case .md: try Output.write(markdown(), to: path)
    case .xlsx: try writeWorkbook(to: path)
    }
  }

  private func writePages(to path: String) throws {
    let file = URL(fileURLWithPath: path)
    let name = Self.address(file.lastPathComponent)
    let base = String(name.dropLast(".html".count))
    let folder = base + language("-liste", "-lists")
    let place = file.deletingLastPathComponent().appendingPathComponent(folder).path
    // A page whose name cannot be linked back to as it is stands alone, without lists.
    guard name == file.lastPathComponent else { return try Output.write(html(), to: path) }
    try removeLists(at: place)
    var hasLists = false
    try forEachListPage(home: "../" + name) { listName, page in
      if !hasLists {
        do {
          try FileManager.default.createDirectory(
            atPath: place,
            withIntermediateDirectories: true
          )
        } catch {
          throw CommandFailure.cannotWrite(path: place, errno: errno)
        }
        hasLists = true
      }
      try Output.write(page, to: place + "/" + listName)
    }
    try Output.write(html(lists: hasLists ? folder : nil), to: path)
  }

  /// Removes what an earlier report left in the folder of lists: nothing else is touched.
  private func removeLists(at folder: String) throws {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where isListName(name) {
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
  }

  /// What is left of a name once everything is gone that has a meaning in an address or a shell.
  private static func address(_ name: String) -> String {
    String(name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) })
  }
}
