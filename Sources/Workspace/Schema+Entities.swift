extension Schema {
  /// Single entities are looked up by what they rest on, too.
  static let entities = ["CREATE INDEX relation_from ON relation (agency, from_entity)"]

  /// What became part of another has its id back when they are parted.
  static let former = [
    "ALTER TABLE entity_change ADD COLUMN record INTEGER",
    "ALTER TABLE entity_change ADD COLUMN other_record INTEGER",
  ]
}
