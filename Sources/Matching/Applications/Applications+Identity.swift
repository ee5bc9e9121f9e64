import Inventory

extension Applications {
  /// What words in machines' rows were found to mean.
  struct Placement {
    /// The words.
    var wording: Wording
    /// The first row that has them, as if it were one of a list.
    var row: Row
    /// The words as written there.
    var text: String
    /// The groups that they may mean.
    var groups: [Int]
  }

  /// Two rows or wordings that were compared, and what came of it.
  struct Comparison {
    var first: RecordID
    var second: RecordID
    var firstMention: String?
    var secondMention: String?
    /// Their groups, by position.
    var groups: (first: Int, second: Int)
    var evidence: IdentityEvidence
    var outcome: IdentityComparison.Outcome
  }

  /// Tells what words in a machine's record mean where decisions name them.
  static func wordings(
    of assets: [Asset],
    at localities: Localities,
    _ siteWords: Set<String>,
    for decisions: [IdentityDecision]
  ) -> (RecordID, String) -> Wording? {
    let named = Set(decisions.flatMap { [$0.first, $0.second] })
    var machines: [RecordID: Int] = [:]
    if !named.isEmpty {
      for (index, asset) in assets.enumerated() {
        for record in asset.records where named.contains(record) { machines[record] = index }
      }
    }
    return { record, mention in
      machines[record].map { machine in
        Wording(
          words: ServiceText.words(mention, sites: siteWords).joined(separator: " "),
          site: localities.sites[machine]
        )
      }
    }
  }

  /// The groups of `positions` that a wording may mean by what persons settled: the one that they
  /// say, or else those that they do not deny.
  func settled(_ positions: [Int], for wording: Wording) -> [Int] {
    guard !decided.wordings.isEmpty else { return positions }
    if let row = decided.row(of: wording) { return [groupsOfRows[row]] }
    for other in decided.wordings(with: wording) {
      if let placement = placements[other] { return placement.groups }
    }
    let others = decided.others(than: wording)
    let denied = Set(
      others.rows.map { groupsOfRows[$0] }
        + others.wordings.flatMap { placements[$0]?.groups ?? [] }
    )
    return positions.filter { !denied.contains($0) }
  }

  /// Notes which groups a wording was found to mean.
  ///
  /// - Parameters:
  ///   - wording: The words, and where.
  ///   - mention: The text that has them.
  ///   - filed: The machine's record that has the text.
  ///   - asset: The machine, by position.
  ///   - meaning: The service and wards that the words mean.
  ///   - found: The groups, by position.
  mutating func place(
    _ wording: Wording,
    _ mention: ApplicationMention,
    of filed: FiledRecord,
    on asset: Int,
    meaning: (kind: Int?, wards: Set<String>),
    in found: [Int]
  ) {
    if let placement = placements[wording] {
      for position in found where !placement.groups.contains(position) {
        placements[wording]?.groups.append(position)
      }
      return
    }
    var row = Row(
      filed: filed,
      words: ServiceText(mention.text, sites: recogniser.siteWords).parts,
      site: localities.sites[asset],
      servers: [asset],
      allServers: [asset]
    )
    row.kind = meaning.kind
    row.wards = meaning.wards
    row.isMention = true
    placements[wording] = Placement(
      wording: wording,
      row: row,
      text: mention.title,
      groups: found
    )
  }

  /// What was compared of rows.
  func compared(_ matching: RowMatching) -> [Comparison] {
    matching.comparisons.map { pair in
      Comparison(
        first: rows[pair.first].filed.id,
        second: rows[pair.second].filed.id,
        groups: (groupsOfRows[pair.first], groupsOfRows[pair.second]),
        evidence: pair.evidence,
        outcome: pair.outcome
      )
    }
  }

  /// What tells that wordings mean the groups that they are found in, and the likest that they
  /// were not found to mean, once for each pair of groups.
  ///
  /// - Complexity: O(wordings × rows of one service at a site).
  func comparedWordings(_ likeness: RowLikeness) -> [Comparison] {
    let placed = placements.values.filter { $0.groups.count == 1 }.sorted {
      ($0.row.filed.id, $0.text) < ($1.row.filed.id, $1.text)
    }
    let tellers = tellers(placed)
    let bySite = groupsBySite()
    var joined: [Comparison] = []
    var apart: [Comparison] = []
    for placement in placed {
      let own = placement.groups[0]
      // Of two wordings of one group the later is compared with the earlier.
      let others = tellers[own, default: []].prefix { teller in
        teller.row.filed.id != placement.row.filed.id || teller.text != placement.text
      }
      var score: Float?
      if var best = likest(placement, own, others, likeness) {
        let isDecided =
          decided.row(of: placement.wording) != nil
          || !decided.wordings(with: placement.wording).isEmpty
        best.outcome = isDecided ? .joinedByDecision : .joined
        joined.append(best)
        score = best.evidence.total
      }
      guard let kind = placement.row.kind else { continue }
      var runnerUp: Comparison?
      for other in bySite[SiteService(site: placement.row.site, kind: kind)] ?? []
      where other != own {
        guard var best = likest(placement, other, tellers[other, default: []], likeness),
          best.evidence.total >= max(-7, runnerUp?.evidence.total ?? -7)
        else { continue }
        if settled([other], for: placement.wording).isEmpty {
          best.outcome = .separatedByDecision
        } else if let score, score > best.evidence.total {
          best.outcome = .outmatched
        }
        runnerUp = best
      }
      if let runnerUp { apart.append(runnerUp) }
    }
    apart.sort { $0.evidence.total > $1.evidence.total }
    var seen: Set<[Int]> = []
    return joined
      + apart.filter { pair in
        seen.insert([pair.groups.first, pair.groups.second].sorted()).inserted
      }
  }

  /// What tells of each group: its rows, and the wordings that mean it alone.
  private func tellers(_ placed: [Placement]) -> [Int: [(row: Row, text: String?)]] {
    var found: [Int: [(row: Row, text: String?)]] = [:]
    for (row, group) in zip(rows, groupsOfRows) { found[group, default: []].append((row, nil)) }
    for placement in placed {
      found[placement.groups[0], default: []].append((placement.row, placement.text))
    }
    return found
  }

  /// The likest to a wording of what tells of a group; `nil` when nothing does.
  private func likest(
    _ placement: Placement,
    _ group: Int,
    _ tellers: some Sequence<(row: Row, text: String?)>,
    _ likeness: RowLikeness
  ) -> Comparison? {
    var best: Comparison?
    for teller in tellers {
      let evidence = likeness.evidence(placement.row, teller.row)
      if let best, best.evidence.total >= evidence.total { continue }
      best = Comparison(
        first: teller.row.filed.id,
        second: placement.row.filed.id,
        firstMention: teller.text,
        secondMention: placement.text,
        groups: (group, placement.groups[0]),
        evidence: evidence,
        outcome: evidence.total >= 0 ? .rivalled : .weak
      )
    }
    return best
  }

  /// Decisions that the evidence speaks against, or whose words no machine has any more.
  func contradictions(_ likeness: RowLikeness) -> [DecisionConflict] {
    func row(_ number: Int) -> Row? {
      number < rows.count
        ? rows[number] : placements[decided.wordings[number - rows.count]]?.row
    }
    return decided.standing.compactMap { decision, first, second in
      guard let one = row(first), let other = row(second) else {
        return DecisionConflict(decision: decision, reason: .recordGone)
      }
      let evidence = likeness.evidence(one, other)
      return decision.isContradicted(by: evidence)
        ? DecisionConflict(decision: decision, reason: .evidence, evidence: evidence) : nil
    }
  }
}
