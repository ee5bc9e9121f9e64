import Foundation
import Synchronization

/// The user's browser.
final class Browser: Sendable {
  private let isWanted: Mutex<Bool>

  /// A browser that shows the first page it is given, or none.
  init(isWanted: Bool) {
    self.isWanted = Mutex(isWanted)
  }

  /// Shows the page at `address`, once; without a desktop nothing happens.
  func show(_ address: String) {
    let isWanted = isWanted.withLock { isWanted in
      defer { isWanted = false }
      return isWanted
    }
    guard isWanted else { return }
    #if os(macOS)
    let program = "/usr/bin/open"
    #else
    let program = "/usr/bin/xdg-open"
    #endif
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [address]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try? process.run()
  }
}
