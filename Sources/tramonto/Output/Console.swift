import Foundation
import Importers
import Inventory
import Workspace

/// Where the command speaks: results on standard output, errors and progress on standard error.
struct Console {
  /// The language of the words.
  let language: Language

  /// A console in the language of the locale.
  static var standard: Console { Console(language: .current) }

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
      "\(Excerpt(path: place)): \(language("errore", "error")): "
        + "\(message.text(in: language)) [\(message.code)]"
    )
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
