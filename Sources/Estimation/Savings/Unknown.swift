public import Inventory

/// A fact that is not known, and how much of the uncertainty of the whole comes from that.
public struct Unknown: Sendable, Hashable {
  /// What is not known.
  public enum Fact: Sendable, Hashable {
    /// The value of a factor, of all machines alike.
    case factor(Factor)
    /// The average load of the machines that are modelled.
    case load
    /// What machines of one make draw at their plug.
    case power(kind: AssetKind, model: String)
  }

  /// What is not known.
  public var fact: Fact
  /// How many retiring machines it is about.
  public var machines: Int
  /// By how much the 90 % interval of the net saving of a year is narrower once it is known, above 0.
  public var narrowing: KilowattHours

  /// Creates an unknown.
  public init(fact: Fact, machines: Int, narrowing: KilowattHours) {
    self.fact = fact
    self.machines = machines
    self.narrowing = narrowing
  }

  /// What to find out, in one line.
  public func text(in language: Language) -> String {
    switch fact {
    case .factor(let factor):
      let name = language(factor.italian, factor.english)
      return language("misurare: \(name)", "measure: \(name)") + " (\(factor.key))"
    case .load:
      return language(
        "rilevare l’uso medio della CPU nell’anno",
        "record the average CPU load over a year"
      )
    case .power(let kind, let model):
      let name = model.isEmpty ? kind.label(in: language) : Excerpt(model).description
      return language(
        "misurare la potenza di una macchina: \(name)",
        "measure the power of one machine: \(name)"
      )
    }
  }
}

extension SavingsEstimator {
  /// How many families of machines are tried, those with the greatest error first.
  private static let triedFamilies = 20

  /// The facts that are not known, that which would narrow the net saving of a year most first.
  ///
  /// Each is tried by drawing again with that fact known and all else as before; intervals do not
  /// add, so neither do these.
  ///
  /// - Complexity: O((factors + 20 families) × draws × families).
  func unknowns(of retiring: [MachineDraft], _ simulation: Simulation) -> [Unknown] {
    guard !retiring.isEmpty else { return [] }
    let machines = retiring.map { ($0, 1.0) }
    func width(_ simulation: Simulation) -> Double {
      let net = simulation.sum(of: machines).draws.map { $0.net[Lane.energy] }
      let interval: Estimate<KilowattHours> = Outcomes.estimate(net[0], net, .assumed)
      return interval.high.value - interval.low.value
    }
    let whole = width(simulation)
    var found: [Unknown] = []
    func tell(_ fact: Unknown.Fact, _ count: Int, _ known: Simulation) {
      let narrowing = whole - width(known)
      // Less than a thousandth is the draws' own noise.
      guard narrowing > whole / 1_000 else { return }
      found.append(
        Unknown(fact: fact, machines: count, narrowing: KilowattHours(narrowing))
      )
    }
    for key in EstimationSettings.Key.common {
      // Of a factor that places have their own of, the first that is not certain stands for all.
      let unsure = retiring.filter { draft in
        key.concerns(draft) && simulation.places[draft.place][key].spread != .none
      }
      if let first = unsure.first {
        let factor = simulation.places[first.place][key]
        tell(.factor(factor), unsure.count, simulation.knowing(key))
      }
    }
    let loaded = retiring.count { $0.loadSpread != .none }
    if loaded > 0 { tell(.load, loaded, simulation.knowing(.hostUtilization)) }
    for family in Self.families(of: retiring) {
      tell(
        .power(kind: family.kind, model: family.model),
        family.machines,
        simulation.knowing(family: family.name)
      )
    }
    return found.enumerated().sorted { left, right in
      (right.element.narrowing, left.offset) < (left.element.narrowing, right.offset)
    }.map(\.element)
  }

  /// Machines that share their model's error.
  private struct Family {
    var name: String
    var kind: AssetKind
    var model: String
    var machines = 0
    /// Watts times the spread.
    var error = 0.0
  }

  private static func families(of retiring: [MachineDraft]) -> [Family] {
    var families: [String: Family] = [:]
    for draft in retiring {
      guard let name = draft.family else { continue }
      // Kind, processor, model, sockets: the maker's name for it, else its processor's.
      let parts = name.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
      let named = parts.dropFirst().prefix(2).reversed().first { !$0.isEmpty }
      var family =
        families[name]
        ?? Family(
          name: name,
          kind: AssetKind.allCases.first { $0.rawValue.lowercased() == parts.first } ?? .unknown,
          model: named ?? ""
        )
      family.machines += 1
      family.error += draft.watts * max(draft.modelSpread.down, draft.modelSpread.up)
      families[name] = family
    }
    return families.values.sorted { ($1.error, $0.name) < ($0.error, $1.name) }
      .prefix(triedFamilies).map(\.self)
  }
}

extension EstimationSettings.Key {
  /// Whether the factor has a part in what a machine saves, net.
  fileprivate func concerns(_ draft: MachineDraft) -> Bool {
    switch self {
    case .inService: return draft.serviceSpread != .none
    case .destinationRatio:
      if case .proportional = draft.workload { return true }
      return false
    case .destinationCore, .destinationOvercommit, .destinationMemory:
      if case .sized = draft.workload { return true }
      return false
    case .destinationEffectiveness:
      if case .none = draft.workload { return false }
      return true
    default: return true
    }
  }
}

extension EstimationSettings.Key {
  /// The factors whose error machines have in common and that have a part in the energy.
  fileprivate static let common: [Self] = [
    .effectiveness, .fixedOverhead, .inService, .destinationRatio, .destinationCore,
    .destinationOvercommit, .destinationMemory, .destinationEffectiveness,
  ]
}
