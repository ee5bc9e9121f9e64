import Inventory
import Markup
import Tabular

extension ImportFailure {
  /// Turns the reading modules' failures into one with words; every other error stays as it is.
  public static func converting(_ error: any Error, path: String) -> any Error {
    switch error {
    case let failure as TabularFailure: ImportFailure(failure, path: path)
    case let failure as MarkupFailure: ImportFailure(failure, path: path)
    default: error
    }
  }

  /// Creates the failure that a table reader's failure amounts to.
  init(_ failure: TabularFailure, path: String) {
    self.init(path: path, line: failure.line ?? failure.row, Self.reason(failure.reason))
    if case .markup(let markup) = failure.reason {
      self = ImportFailure(markup, path: path)
      // The line would be one inside a part of the workbook, which nobody can look up.
      line = nil
    }
  }

  /// Creates the failure that a markup reader's failure amounts to.
  init(_ failure: MarkupFailure, path: String) {
    self.init(
      path: path,
      line: failure.line > 0 ? failure.line : nil,
      Self.reason(failure.reason)
    )
  }

  private static func reason(_ reason: TabularFailure.Reason) -> Reason {
    switch reason {
    case .cannotOpen(let number): .cannotOpen(errno: number)
    case .isDirectory: .isDirectory
    case .notARegularFile: .notAFile
    case .readFailed(let number): .readFailed(errno: number)
    case .empty: .empty
    case .unsupportedContent(let kind): Self.reason(kind)
    case .unsupportedEncoding(let name): .unsupportedEncoding(name)
    case .unterminatedQuote(let line): .unterminatedQuote(openedAtLine: line)
    case .recordTooLong(let limit): .beyondLimits("row > \(limit) bytes")
    case .tooManyColumns(let limit): .beyondLimits("columns > \(limit)")
    case .tooManyBlankCells(let limit): .beyondLimits("blank cells > \(limit)")
    case .notAContainer: .damaged("zip")
    case .unsafeMemberName(let name): .damaged("zip: \(name)")
    case .duplicateMember(let name): .damaged("zip: 2 × \(name)")
    case .containerMember(let name, .truncated): .truncated(inside: name)
    case .containerMember(let name, _): .damaged("zip: \(name)")
    case .entryTooLarge(let limit): .beyondLimits("zip: member > \(limit) bytes")
    case .ratioTooHigh(let limit): .beyondLimits("zip: ratio > \(limit)")
    case .tooManyEntries(let limit): .beyondLimits("zip: members > \(limit)")
    case .tooManySheets(let limit): .beyondLimits("sheets > \(limit)")
    case .tooMuchRepeated(let limit): .beyondLimits("repeated rows > \(limit) bytes")
    case .encrypted: .encrypted
    case .missingPart(let name): .damaged(name)
    case .missingSharedString(let index): .damaged("sharedStrings: \(index)")
    case .sharedStringsTooLarge(let limit): .beyondLimits("sharedStrings > \(limit) bytes")
    case .tooLargeForMemory(let limit): .beyondLimits("> \(limit) bytes")
    case .markup(let failure): Self.reason(failure.reason)
    }
  }

  /// Why content of `kind` is refused.
  static func reason(_ kind: ContentKind) -> Reason {
    switch kind {
    case .empty: .empty
    case .zipContainer: .archive("ZIP")
    case .gzip: .archive("gzip")
    case .binaryWorkbook: .binaryWorkbook
    case .openDocumentSpreadsheet: .formatNotRead("ODS")
    case .pdf: .document("PDF")
    case .json: .formatNotRead("JSON")
    case .markup: .formatNotRead("XML")
    case .workbook, .text, .binary: .unknownData
    }
  }

  private static func reason(_ reason: MarkupFailure.Reason) -> Reason {
    switch reason {
    case .empty: .empty
    case .notMarkup: .unknownData
    case .documentTypeRefused: .documentTypeRefused
    case .undeclaredEntity(let name): .damaged("&\(name);")
    case .malformed(let words): .damaged(words)
    case .truncated(let element): .truncated(inside: element)
    case .tooDeep(let limit): .beyondLimits("depth > \(limit)")
    case .tooManyAttributes(let limit): .beyondLimits("attributes > \(limit)")
    case .attributeTooLong(let limit): .beyondLimits("attribute > \(limit) bytes")
    case .tagTooLong(let limit): .beyondLimits("tag > \(limit) bytes")
    case .textTooLong(let limit): .beyondLimits("text > \(limit) bytes")
    case .nameTooLong(let limit): .beyondLimits("name > \(limit) bytes")
    case .tooManyNames(let limit): .beyondLimits("names > \(limit)")
    case .tooLarge(let limit): .beyondLimits("> \(limit) bytes")
    case .subtreeTooLarge(let limit): .beyondLimits("element > \(limit)")
    case .unsupportedEncoding(let name): .unsupportedEncoding(name)
    case .encodingMismatch(let declared, let found): .damaged("\(declared) ≠ \(found)")
    case .badCharacter(let words): .damaged(words)
    }
  }
}
