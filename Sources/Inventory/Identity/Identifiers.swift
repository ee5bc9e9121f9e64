/// The code of an agency: its IPA code, or the one that the workspace gave it.
public struct AgencyCode: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The code as written.
  public let description: String

  /// Returns `nil` for an empty code, blanks inside, or more than 64 characters.
  public init?(_ raw: some StringProtocol) {
    guard !raw.isEmpty, raw.utf8.count <= 64, !raw.contains(where: \.isWhitespace) else {
      return nil
    }
    description = String(raw)
  }

  /// Orders by spelling.
  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// The lasting name of an asset or application within a workspace, such as `ausltc-000123`.
public struct EntityID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The id as written.
  public let description: String

  /// Creates the id written as `description`.
  public init(_ description: String) {
    self.description = description
  }

  /// Orders by spelling.
  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}

/// The number of a record within a workspace; records of one import count up in file order.
public struct RecordID: Sendable, Hashable, Comparable {
  /// The number, from 1.
  public let number: Int64

  /// Creates the id with `number`.
  public init(_ number: Int64) {
    self.number = number
  }

  /// Orders by number.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// The number of an import within a workspace, counting up in the order of importing.
public struct ImportID: Sendable, Hashable, Comparable {
  /// The number, from 1.
  public let number: Int64

  /// Creates the id with `number`.
  public init(_ number: Int64) {
    self.number = number
  }

  /// Orders by number.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// The code of a project: its CUP with the measure, or the one that its list gives.
public struct ProjectCode: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The code as written.
  public let description: String

  /// Creates the code written as `description`.
  public init(_ description: String) {
    self.description = description
  }

  /// Orders by spelling.
  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
