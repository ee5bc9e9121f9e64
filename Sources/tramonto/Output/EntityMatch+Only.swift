import Inventory
import Workspace

extension [EntityMatch] {
  /// The one asset or application that `text` was found to mean.
  ///
  /// - Throws: ``CommandFailure`` when it is none, or several.
  func only(_ text: String) throws -> EntityMatch {
    guard let match = first else { throw CommandFailure.unknownEntity(text) }
    guard count == 1 else {
      throw CommandFailure.ambiguousEntity(
        text,
        found: prefix(10).map { "\($0.entity) (\(Excerpt($0.name)))" }
      )
    }
    return match
  }
}
