import Foundation
import Inventory

/// One line on the terminal that is written over while long work goes on.
///
/// Says nothing where standard error is no terminal.
struct ProgressLine {
  private let isShown = FileHandle.standardError.isTerminal

  /// Replaces the line.
  func show(_ text: String) {
    guard isShown else { return }
    FileHandle.standardError.write(Data(("\r\u{1B}[2K" + Excerpt(text).description).utf8))
  }

  /// Takes the line away.
  func clear() {
    guard isShown else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
  }
}
