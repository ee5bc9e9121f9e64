public import Inventory
public import Matching

extension IdentityEnd {
  /// The number of the record, and the words where it has several.
  public func words(_ language: Language) -> String {
    "\(record.number)" + (mention.map { language(" «\(Excerpt($0))»", " “\(Excerpt($0))”") } ?? "")
  }
}

extension IdentityComparison {
  /// The two records with a sign between them.
  public func pair(_ sign: String, _ language: Language) -> String {
    ends.map { $0.words(language) }.joined(separator: " \(sign) ")
  }
}
