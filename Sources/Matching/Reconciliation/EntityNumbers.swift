import Inventory

/// Gives lasting ids: the one that most records of a cluster had before, else the next number.
struct EntityNumbers {
  /// Chooses the ids of `clusters`, which are in the order of their smallest record; every new id
  /// begins with `prefix`, such as `ausltc-` or `ausltc-A`, and has at least `digits` digits.
  static func ids(
    of clusters: [[RecordID]],
    previous: [RecordID: EntityID],
    former: [FormerID],
    prefix: String,
    digits: Int
  ) -> [EntityID] {
    var claims = returning(former, clusters)
    for (index, cluster) in clusters.enumerated() {
      var votes: [EntityID: Double] = [:]
      for record in cluster {
        if let id = previous[record], number(of: id, after: prefix) != nil {
          votes[id, default: 0] += 1
        }
      }
      for (id, count) in votes { claims.append(Claim(votes: count, id: id, cluster: index)) }
    }
    return settle(claims, of: clusters.count, after: previous.values, prefix, digits)
  }

  /// Chooses the ids of applications, which share the rows of machines that mention several: of
  /// equals the one that bore the name before.
  static func ids(
    of groups: [(name: String, records: [RecordID])],
    earlier: [Application],
    previous: [RecordID: EntityID],
    former: [FormerID],
    prefix: String,
    digits: Int
  ) -> [EntityID] {
    var owners: [RecordID: [Int]] = [:]
    for (position, application) in earlier.enumerated()
    where number(of: application.id, after: prefix) != nil {
      for record in application.records { owners[record, default: []].append(position) }
    }
    var claims = returning(former, groups.map(\.records))
    for (index, group) in groups.enumerated() {
      var votes: [Int: Double] = [:]
      for record in group.records {
        for owner in owners[record] ?? [] { votes[owner, default: 0] += 1 }
      }
      for (owner, count) in votes {
        let isNamesake = earlier[owner].name == group.name
        claims.append(
          Claim(votes: count + (isNamesake ? 0.5 : 0), id: earlier[owner].id, cluster: index)
        )
      }
    }
    let known = Array(previous.values) + earlier.map(\.id)
    return settle(claims, of: groups.count, after: known, prefix, digits)
  }

  /// That a cluster would have an id, with how many of its records had it.
  private struct Claim {
    var votes: Double
    var id: EntityID
    var cluster: Int
  }

  /// The claims of clusters that are parted again to the ids that they had before they were one.
  private static func returning(_ former: [FormerID], _ clusters: [[RecordID]]) -> [Claim] {
    guard !former.isEmpty else { return [] }
    let named = Set(former.flatMap { [$0.record, $0.other] })
    var owners: [RecordID: [Int]] = [:]
    for (index, cluster) in clusters.enumerated() {
      for record in cluster where named.contains(record) {
        owners[record, default: []].append(index)
      }
    }
    return former.compactMap { former in
      guard let own = owners[former.record], own.count == 1, owners[former.other] != own else {
        return nil
      }
      return Claim(votes: .infinity, id: former.id, cluster: own[0])
    }
  }

  /// Gives each cluster the id that it has the best claim to, else the next number.
  private static func settle(
    _ claims: [Claim],
    of count: Int,
    after known: some Sequence<EntityID>,
    _ prefix: String,
    _ digits: Int
  ) -> [EntityID] {
    let claims = claims.sorted {
      $0.votes != $1.votes
        ? $0.votes > $1.votes : ($0.id, $0.cluster) < ($1.id, $1.cluster)
    }
    var ids: [EntityID?] = Array(repeating: nil, count: count)
    var taken: Set<EntityID> = []
    for claim in claims where ids[claim.cluster] == nil && taken.insert(claim.id).inserted {
      ids[claim.cluster] = claim.id
    }
    // A number once given never names another thing, even when its own is gone.
    var next = known.compactMap { number(of: $0, after: prefix) }.max() ?? 0
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
