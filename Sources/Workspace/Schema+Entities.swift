extension Schema {
  /// Single entities are looked up by what they rest on, too.
  static let entities = ["CREATE INDEX relation_from ON relation (agency, from_entity)"]
}
