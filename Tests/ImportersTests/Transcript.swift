import Foundation
import Importers
import Inventory
import Testing

/// A file or folder of `fixtures/`, with the transcript that its reading must give.
struct Fixture: CustomTestStringConvertible, Sendable {
  let path: String

  var testDescription: String {
    path.components(separatedBy: "/fixtures/").last ?? path
  }

  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("fixtures")

  /// The folders of fixtures but for the estate, whose files only together make a case.
  static let folders = ((try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? [])
    .filter { $0 != "estate" && !all(in: $0).isEmpty }.sorted()

  /// The files of a folder of fixtures; a folder inside is one case.
  static func all(in folder: String) -> [Fixture] {
    let url = root.appendingPathComponent(folder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    return names.filter { !$0.hasSuffix(".expected.txt") && !$0.hasPrefix(".") }.sorted()
      .map { Fixture(path: url.appendingPathComponent($0).path) }
  }

  /// Compares with the transcript beside the fixture, or records it when asked to.
  func expect(_ transcript: String, location: Testing.SourceLocation = #_sourceLocation) throws {
    let expected = path + ".expected.txt"
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try transcript.write(toFile: expected, atomically: true, encoding: .utf8)
      return
    }
    let known = try String(contentsOfFile: expected, encoding: .utf8)
    #expect(transcript == known, sourceLocation: location)
  }
}

/// What reading a path gives, in words, one line each.
func transcript(of path: String) -> String {
  var lines: [String] = []
  for found in ExportFinder.find(at: [path]) {
    switch found {
    case .refused(let failure): lines += refusal(failure)
    case .export(let export): lines += transcript(of: export)
    }
  }
  return lines.joined(separator: "\n") + "\n"
}

private func refusal(_ failure: ImportFailure) -> [String] {
  let line = failure.line.map { " line \($0)" } ?? ""
  return [
    "refused \(failure.code)\(line)", "  it: \(failure.text(in: .italian))",
    "  en: \(failure.text(in: .english))",
  ]
}

private func transcript(of export: Export) -> [String] {
  var records: [String] = []
  var lines = ["format \(export.format)"]
  if let container = export.container { lines.append("container \(container)") }
  if let encoding = export.encoding { lines.append("encoding \(encoding)") }
  if let delimiter = export.delimiter { lines.append("delimiter \(delimiter.debugDescription)") }
  do {
    let reading = try export.read { record in
      let file = export.paths[record.locator.file].split(separator: "/").last ?? ""
      records.append(
        "record \(record.kind.rawValue) at \(file) \(record.locator.text(in: .english))"
      )
      if !record.supplements.isEmpty { records.append("  + \(record.supplements.count) rows") }
      for (attribute, value) in record.facts {
        records.append("  \(attribute.rawValue): \(value.plainText)")
      }
    }
    let ledger = reading.ledger
    if let day = reading.asOf { lines.append("as of \(day)") }
    lines.append(
      "rows \(ledger.read) = \(ledger.records) records + \(ledger.skipped) skipped"
        + " + \(ledger.rejected) rejected"
    )
    lines += ledger.decisions.map { "decided \($0.text(in: .english))" }
    lines += ledger.skips.map {
      "skipped \($0.rows) \($0.reason.code) at \($0.at.text(in: .english)) \($0.value)"
    }
    lines += ledger.rejections.map {
      "rejected \($0.reason.code) at \($0.at.text(in: .english)) “\($0.value)”"
    }
    lines += ledger.unmapped.map { "unmapped \($0.name): \($0.filled)" }
  } catch let failure as ImportFailure {
    return lines + records + refusal(failure)
  } catch {
    return lines + ["failed \(error)"]
  }
  return lines + records
}
