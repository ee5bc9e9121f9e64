public import Inventory

/// Who asks, and what he may do.
struct Person: Sendable, Hashable {
  /// The name under which the journal files what he does.
  var name: String
  /// What he may do.
  var role: Role
}

/// What a person may do; each role may also do what the ones before it may.
public enum Role: String, Sendable, Hashable, CaseIterable, Comparable, Codable {
  /// Looks at everything.
  case reader
  /// Imports, answers questions, records steps and changes settings.
  case `operator`
  /// Approves what switches off or wipes.
  case approver

  /// Whether `left` may do less than `right`.
  public static func < (left: Self, right: Self) -> Bool {
    allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
  }

  /// What the role is called.
  public func name(in language: Language) -> String {
    switch self {
    case .reader: language("lettore", "reader")
    case .operator: language("operatore", "operator")
    case .approver: language("approvatore", "approver")
    }
  }
}
