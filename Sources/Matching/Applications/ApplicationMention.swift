public import Inventory

/// A text in a machine's row that may name an application.
public struct ApplicationMention: Sendable, Hashable {
  /// The text as written.
  public var text: String
  /// Where it stands.
  public var attribute: Attribute

  /// The texts of a machine's record that may name an application: what it lists, its note, what
  /// follows a dash in its name, and its folder.
  public static func all(in record: Record) -> [Self] {
    var found = record.applications.map { Self(text: $0, attribute: .applications) }
    if let note = record.annotation { found.append(Self(text: note, attribute: .annotation)) }
    if let name = record.name, let cut = name.firstRange(of: " - ") {
      found.append(Self(text: String(name[cut.upperBound...]), attribute: .name))
    }
    if let folder = record.folder?.split(separator: "/").last {
      found.append(Self(text: String(folder), attribute: .folder))
    }
    return found
  }

  /// The text as an application that it names is called: without the spaces that rows add.
  public var title: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
