public import Inventory

/// Agencies by code or name, whichever way a table writes it.
///
/// Names are compared by the words that tell agencies apart: of “Azienda USL Toscana Centro” that
/// is “centro”, so that it is the same as “Azienda Unità Sanitaria Locale Toscana Centro”.
public struct AgencyNames: Sendable {
  private var agencies: [Agency]

  /// Creates the index of `agencies`.
  public init(_ agencies: [Agency]) {
    self.agencies = agencies
  }

  /// The agency with this code or name; `nil` when none or several fit.
  ///
  /// - Complexity: O(agencies).
  public func agency(called text: String) -> Agency? {
    if let exact = agencies.first(where: { $0.code.description == text }) { return exact }
    let folded = text.lowercased()
    if let same = agencies.first(where: { $0.code.description.lowercased() == folded }) {
      return same
    }
    let words = Self.tellingWords(text)
    guard !words.isEmpty else { return nil }
    let equal = agencies.filter { Self.tellingWords($0.name) == words }
    if equal.count == 1 { return equal.first }
    let related = agencies.filter { agency in
      let own = Self.tellingWords(agency.name)
      return !own.isEmpty && (own.isSubset(of: words) || words.isSubset(of: own))
    }
    return related.count == 1 ? related.first : nil
  }

  /// Adds an agency that was not there.
  mutating func add(_ agency: Agency) {
    agencies.append(agency)
  }

  /// The words of a name that other agencies of the kind do not have.
  static func tellingWords(_ name: String) -> Set<String> {
    Set(Heading.words(name)).subtracting(common)
  }

  private static let common: Set<String> = [
    "azienda", "unita", "sanitaria", "locale", "usl", "asl", "ausl", "u", "s", "l", "ospedaliera",
    "ospedaliero", "universitaria", "universitario", "aou", "ao", "irccs", "fondazione", "toscana",
    "di", "del", "della", "la", "per", "e", "firenze",
  ]
}
