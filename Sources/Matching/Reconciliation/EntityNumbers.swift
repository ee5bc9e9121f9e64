import Inventory

/// Gives lasting ids: the one that most records of a cluster had before, else the next number.
struct EntityNumbers {
  /// Chooses the ids of `clusters`, which are in the order of their smallest record; every new id
  /// begins with `prefix`, such as `ausltc-` or `ausltc-A`, and has at least `digits` digits.
  static func ids(
    of clusters: [[RecordID]],
    previous: [RecordID: EntityID],
    prefix: String,
    digits: Int
  ) -> [EntityID] {
    var claims: [(votes: Int, id: EntityID, cluster: Int)] = []
    for (index, cluster) in clusters.enumerated() {
      var votes: [EntityID: Int] = [:]
      for record in cluster {
        if let id = previous[record], number(of: id, after: prefix) != nil {
          votes[id, default: 0] += 1
        }
      }
      for (id, count) in votes { claims.append((count, id, index)) }
    }
    claims.sort {
      $0.votes != $1.votes
        ? $0.votes > $1.votes : ($0.id, $0.cluster) < ($1.id, $1.cluster)
    }
    var ids: [EntityID?] = Array(repeating: nil, count: clusters.count)
    var taken: Set<EntityID> = []
    for claim in claims where ids[claim.cluster] == nil && taken.insert(claim.id).inserted {
      ids[claim.cluster] = claim.id
    }
    // A number once given never names another thing, even when its own is gone.
    var next = previous.values.compactMap { number(of: $0, after: prefix) }.max() ?? 0
    return ids.map { id in
      if let id { return id }
      next += 1
      let text = String(next)
      let padding = String(repeating: "0", count: max(0, digits - text.count))
      return EntityID(prefix + padding + text)
    }
  }

  private static func number(of id: EntityID, after prefix: String) -> Int? {
    guard id.description.hasPrefix(prefix) else { return nil }
    return Int(id.description.dropFirst(prefix.count))
  }
}
