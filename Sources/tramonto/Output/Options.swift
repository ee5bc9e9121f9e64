import ArgumentParser
import Foundation
import Inventory
import Workspace

/// The workspace that a command works on.
struct WorkspaceOptions: ParsableArguments {
  @Option(
    name: [.customShort("w"), .long],
    help: "The workspace file. Default: $TRAMONTO_WORKSPACE, else tramonto.sqlite here."
  )
  var workspace: String?

  /// The path of the file.
  var path: String {
    workspace ?? ProcessInfo.processInfo.environment["TRAMONTO_WORKSPACE"] ?? "tramonto.sqlite"
  }

  /// Opens the workspace to read; one of an earlier version is brought up to date first.
  func openToRead() throws -> Store {
    do {
      return try Store.open(at: path, readOnly: true)
    } catch let failure as StoreFailure {
      guard case .olderSchema = failure.reason else { throw failure }
      _ = try openToWrite()
      return try Store.open(at: path, readOnly: true)
    }
  }

  /// Opens the workspace to write.
  func openToWrite() throws -> Store {
    try Store.open(at: path)
  }
}

/// How a command speaks.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Answer in JSON, for programs.")
  var json = false

  @Option(help: "The language: it or en. Default: the locale's.")
  var language: LanguageArgument?

  /// The console in the language asked for.
  var console: Console { Console(language: language?.language ?? .current) }
}

/// A language as an argument.
enum LanguageArgument: String, ExpressibleByArgument, CaseIterable {
  case it
  case en

  /// The language meant.
  var language: Language { self == .it ? .italian : .english }
}

/// The agencies that a command looks at.
struct AgencyOptions: ParsableArguments {
  @Option(name: [.customShort("a"), .long], help: "Only this agency: its code or name.")
  var agency: String?

  /// The agencies asked for, all when none is named.
  ///
  /// - Throws: ``CommandFailure`` for a name that no agency has.
  func agencies(in store: Store) throws -> [Agency] {
    let all = try store.agencies()
    guard let agency else { return all }
    return [try all.named(agency)]
  }

  /// The agency asked for; `nil` for all.
  ///
  /// - Throws: ``CommandFailure`` for a name that no agency has.
  func code(in store: Store) throws -> AgencyCode? {
    try agency.map { try store.agencies().named($0).code }
  }

  /// The one agency asked for, or the only one there is.
  ///
  /// - Throws: ``CommandFailure`` when there are several, or none of that name.
  func only(in store: Store) throws -> Agency {
    let found = try agencies(in: store)
    guard let agency = found.first, found.count == 1 else {
      throw CommandFailure.agencyNeeded(known: found.map(\.code.description))
    }
    return agency
  }
}
