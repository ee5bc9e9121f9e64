/// Who asks, and what he may do.
struct Person: Sendable, Hashable {
  /// The name under which the journal files what he does.
  var name: String
  /// What he may do.
  var role: Role
}

/// What a person may do; each role may also do what the ones before it may.
enum Role: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Looks at everything.
  case reader
  /// Imports, answers questions, records steps and changes settings.
  case `operator`
  /// Approves what switches off or wipes, and manages accounts.
  case approver

  static func < (left: Self, right: Self) -> Bool {
    allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
  }
}
