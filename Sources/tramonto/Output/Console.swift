import Foundation
import Importers
import Inventory
import Workspace

/// Where the command speaks: results on standard output, errors and progress on standard error.
struct Console {
  /// The language of the words.
  let language: Language

  /// A console in the language that `arguments` ask for, else in the locale's: for what goes wrong
  /// outside a command.
  static func standard(for arguments: [String]) -> Console {
    let asked = arguments.indices.lazy.compactMap { index in
      if arguments[index] == "--language", index + 1 < arguments.count {
        return arguments[index + 1]
      }
      let prefix = "--language="
      return arguments[index].hasPrefix(prefix)
        ? String(arguments[index].dropFirst(prefix.count)) : nil
    }.first
    return Console(language: asked.flatMap { Language(rawValue: $0) } ?? .current)
  }

  /// Writes a line to standard output.
  func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// Writes text to standard output as it is.
  func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  /// Writes one line `place: error: words [code]` to standard error.
  func report(_ message: any Message) {
    let place: String
    switch message {
    case let failure as ImportFailure:
      place = failure.path + (failure.line.map { ":\($0)" } ?? "")
    case let failure as StoreFailure:
      place = failure.path
    default:
      place = "tramonto"
    }
    complain(
      "\(Excerpt(whole: place)): \(language("errore", "error")): "
        + "\(message.text(in: language)) [\(message.code)]"
    )
  }

  /// Warns where conclusions are older than what they should rest on.
  func warnWhereStale(_ estate: Estate, in store: Store) throws {
    let code = estate.agency.code
    if try store.hasUnmatchedRecords(of: code) {
      complain(
        language(
          "\(code): attenzione: ci sono importazioni più recenti delle conclusioni: eseguire "
            + "tramonto match e tramonto plan",
          "\(code): warning: imports are newer than the conclusions: run tramonto match, then "
            + "tramonto plan"
        )
      )
    } else if estate.plan.isEmpty, !estate.assets.isEmpty {
      complain(
        language(
          "\(code): attenzione: manca il piano: eseguire tramonto plan",
          "\(code): warning: there is no plan: run tramonto plan"
        )
      )
    }
  }

  /// Writes a line to standard error.
  func complain(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}

extension Language {
  /// The language that the environment's locale asks for.
  static var current: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
      .compactMap { environment[$0] }
      .first { !$0.isEmpty }
    return Language(locale: locale ?? "")
  }
}

extension FileHandle {
  /// Whether the handle is a terminal.
  var isTerminal: Bool { isatty(fileDescriptor) == 1 }
}
