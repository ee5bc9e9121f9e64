public import Inventory

/// Why a report could not be written.
public struct ReportFailure: Error, Sendable, Equatable {
  /// The causes.
  public enum Reason: Sendable, Equatable {
    /// The folder does not exist or may not be written to.
    case cannotCreate
    /// The disk is full, or failed while writing.
    case cannotWrite(String)
    /// The finished file could not take its name.
    case cannotRename
  }

  /// The cause.
  public var reason: Reason
  /// The file that was to be written.
  public var path: String

  /// Creates a failure.
  public init(_ reason: Reason, path: String) {
    self.reason = reason
    self.path = path
  }
}

extension ReportFailure: Message {
  /// A stable name of the cause.
  public var code: String {
    switch reason {
    case .cannotCreate: "report.cannot-create"
    case .cannotWrite: "report.cannot-write"
    case .cannotRename: "report.cannot-rename"
    }
  }

  /// What went wrong, and what to do about it.
  public func text(in language: Language) -> String {
    let file = Excerpt(path: path)
    return switch reason {
    case .cannotCreate:
      language(
        "impossibile creare “\(file)”: controllare che la cartella esista e sia scrivibile",
        "cannot create “\(file)”: check that its folder exists and can be written to"
      )
    case .cannotWrite(let cause):
      language(
        "scrittura di “\(file)” interrotta (\(cause)): controllare lo spazio su disco e riprovare",
        "writing “\(file)” failed (\(cause)): check the space on the disk and try again"
      )
    case .cannotRename:
      language(
        "impossibile sostituire “\(file)”: chiuderlo nel programma che lo tiene aperto e riprovare",
        "cannot replace “\(file)”: close it in the program that holds it and try again"
      )
    }
  }
}
