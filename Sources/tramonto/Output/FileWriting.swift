import Foundation

/// Writes a result where the user asked for it.
enum Output {
  /// Writes `text` to the file at `path`, whole or not at all; to standard output for `nil`.
  ///
  /// - Throws: ``CommandFailure/cannotWrite(path:errno:)``.
  static func write(_ text: String, to path: String?) throws {
    guard let path else {
      FileHandle.standardOutput.write(Data(text.utf8))
      return
    }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      throw CommandFailure.cannotWrite(path: path, errno: Int32(underlying?.code ?? 0))
    }
  }
}
