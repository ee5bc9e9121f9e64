public import Importers
public import Inventory

/// How exports are to be brought in.
public struct ImportOptions: Sendable, Hashable {
  /// Whether an export with a rejected row or value is refused as a whole.
  public var strict: Bool
  /// The day that the exports describe; `nil` to take it from their content.
  public var asOf: CalendarDate?

  /// Creates options.
  public init(strict: Bool = false, asOf: CalendarDate? = nil) {
    self.strict = strict
    self.asOf = asOf
  }
}

/// How far bringing in exports has come.
public struct ImportProgress: Sendable, Hashable {
  /// Exports done.
  public var done: Int
  /// Exports in all.
  public var total: Int
  /// Records filed so far.
  public var records: Int
  /// The file being read; `nil` at the end.
  public var path: String?
}

/// What became of one export.
public enum ImportOutcome: Sendable {
  /// It was read and filed, with so many records, and has replaced earlier exports.
  ///
  /// When a newer export of the same source was there already, it is filed as superseded itself.
  case imported(FiledImport, records: Int, supersedes: [ImportID])
  /// The same bytes were imported before; nothing was changed.
  case unchanged(FiledImport)
  /// It cannot be read, and left nothing of itself.
  case refused(ImportFailure)
  /// It could not be kept, and left nothing of itself: it changed while being read, or is gone.
  case notFiled(StoreFailure)
}

/// A file that was given for import and refused, as the workspace remembers it.
public struct Refusal: Sendable, Hashable, Message {
  /// The file.
  public var path: String
  /// The line of the place; `nil` when it concerns the file as a whole.
  public var line: Int?
  /// When it was refused, in seconds since 1970, UTC.
  public var at: Int
  /// The stable name of the reason.
  public var code: String
  private var italian: String
  private var english: String

  init(path: String, line: Int?, at: Int, code: String, italian: String, english: String) {
    self.path = path
    self.line = line
    self.at = at
    self.code = code
    self.italian = italian
    self.english = english
  }

  /// The reason, in words.
  public func text(in language: Language) -> String { language(italian, english) }
}
