import Inventory

extension Planner {
  /// Whether no source has seen the asset for so long that it counts as gone.
  func isStale(_ asset: Asset, today: CalendarDate?) -> Bool {
    guard let today, let seen = asset.lastSeen else { return false }
    // A hypervisor's list has no dates, yet what it says runs, runs.
    if asset.kind == .virtualMachine, asset.facts.host != nil { return false }
    return today.dayNumber - seen.dayNumber > staleAfterDays
  }

  /// Why the asset counts as gone; `nil` when it does not.
  func absence(of asset: Asset, today: CalendarDate?) -> PlanReason? {
    // A note “replaced by a virtual machine” speaks of iron that still stands somewhere.
    if asset.kind == .server, SourceWords.saysReplaced(asset.facts) { return nil }
    // A machine that a hypervisor sees running outweighs a word in an old register.
    if asset.facts.powerState != .on, let words = SourceWords.withdrawn(asset.facts) {
      return .sourceSaysWithdrawn(status: words)
    }
    if let seen = asset.lastSeen, isStale(asset, today: today) {
      return .onlyStaleRecords(lastSeen: seen)
    }
    return nil
  }

  /// Why a physical server can go at once: its workload already runs on a virtual machine.
  ///
  /// Its own notes must say so, or its status that it stands there switched off while no source has
  /// seen it run for long. The live virtual machine of its name is named; without one, the notes
  /// count only when no application is known to run on the iron itself, and a status alone never.
  func replacement(of index: Int, in graph: EstateGraph, today: CalendarDate?) -> PlanReason? {
    let asset = graph.assets[index]
    let words = SourceWords.replaced(asset.facts)
    let isLeftOver = isStale(asset, today: today) && SourceWords.isStandingOff(asset.facts)
    guard words != nil || isLeftOver else { return nil }
    let twin = EstateGraph.names(of: asset)
      .flatMap { graph.virtualMachines[$0] ?? [] }
      .sorted()
      .first { twin in
        let machine = graph.assets[twin]
        let sites = (machine.facts.site, asset.facts.site)
        return absence(of: machine, today: today) == nil
          && (sites.0 == nil || sites.1 == nil || sites.0 == sites.1)
      }
    if let twin { return .replacedByVirtualMachine(name: graph.assets[twin].name) }
    guard let words, graph.applications[index].isEmpty else { return nil }
    return .sourceSaysWithdrawn(status: words)
  }
}

/// What registers say, in their own words, of machines that are no longer in use.
///
/// Wishes and plans (“da dismettere”, “in dismissione”, “to be retired”) are no such words.
enum SourceWords {
  private static let withdrawnWords: Set<String> = [
    "alienato", "alienata", "decommissioned", "demolito", "dismessa", "dismesso", "disposed",
    "radiato", "retired", "ritirato", "rottamata", "rottamato", "scrapped", "smaltita", "smaltito",
  ]
  private static let missingPhrases = ["non trovat", "non esiste", "not found", "no longer exists"]
  private static let replacedPhrases = [
    "migrato su vm", "p2v", "replaced by a vm", "replaced by vm", "sostituita da vm",
    "sostituito da vm", "virtualizzata", "virtualizzato",
  ]
  private static let plans = [
    "?", "da fare", "da virtualizzare", "futur", "non ", "planned", "pianificat", "prevista",
    "previsto", "to do", "to be ",
  ]

  /// The words of a source that call the machine withdrawn; `nil` when none does.
  ///
  /// A status counts by its first word; a note only when it is short, because a long one may
  /// speak of another machine.
  static func withdrawn(_ facts: Record) -> String? {
    [(facts.status, 6), (facts.annotation, 4)].lazy.compactMap { text, limit -> String? in
      guard let text, !text.contains("?") else { return nil }
      let lower = text.lowercased()
      let words = lower.split { !$0.isLetter }.filter { $0 != "già" }
      guard let first = words.first, words.count <= limit else { return nil }
      let isMissing = missingPhrases.contains { lower.hasPrefix($0) }
      return withdrawnWords.contains(String(first)) || isMissing ? text : nil
    }.first
  }

  /// The words of a source that say that a virtual machine has taken over; `nil` when none does.
  static func replaced(_ facts: Record) -> String? {
    [facts.status, facts.annotation].lazy.compactMap { text -> String? in
      guard let text else { return nil }
      let lower = text.lowercased()
      guard !plans.contains(where: { lower.contains($0) }) else { return nil }
      return replacedPhrases.contains { lower.contains($0) } ? text : nil
    }.first
  }

  /// Whether the status says that the machine is there but switched off, or on its way out.
  static func isStandingOff(_ facts: Record) -> Bool {
    guard let status = facts.status?.lowercased() else { return facts.powerState == .off }
    let words = ["in dismissione", "powered off", "spenta", "spento", "switched off"]
    return facts.powerState == .off || words.contains { status.hasPrefix($0) }
  }

  /// Whether a source says that a virtual machine has taken over.
  static func saysReplaced(_ facts: Record) -> Bool { replaced(facts) != nil }
}
