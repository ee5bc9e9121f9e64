import ArgumentParser
import Estimation
import Inventory
import Workspace

/// Factors that one run tries instead of those of the workspace.
struct SettingOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Try another factor in this run, as key=value; tramonto settings lists them and makes them last.",
      valueName: "key=value"
    )
  )
  var pairs: [String] = []

  /// The factors of the workspace with those to try, which are said where they cannot be.
  func settings(
    in store: Store,
    _ console: Console
  ) throws -> (settings: EstimationSettings, isRefused: Bool) {
    let (settings, refused) = try store.estimationSettings().overridden(by: pairs)
    for message in refused { console.report(message) }
    return (settings, !refused.isEmpty)
  }
}

extension Setting {
  /// Reads `key=value`, with a decimal point or comma; `nil` for anything else.
  init?(pair: String) {
    let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let value = Self.number(parts[1]) else { return nil }
    self.init(key: parts[0], value: value)
  }

  /// A number with a decimal point or comma.
  static func number(_ text: String) -> Double? {
    Double(text.replacing(",", with: ".")).flatMap { $0.isFinite ? $0 : nil }
  }
}

extension EstimationSettings {
  /// The settings with `key=value` pairs applied, and what is wrong with those that were left out.
  func overridden(by pairs: [String]) -> (settings: EstimationSettings, refused: [any Message]) {
    var settings = self
    var refused: [any Message] = []
    for pair in pairs {
      guard let setting = Setting(pair: pair) else {
        refused.append(CommandFailure.noSettingPair(pair))
        continue
      }
      do {
        try settings.set(setting)
      } catch {
        refused.append(error)
      }
    }
    return (settings, refused)
  }
}
