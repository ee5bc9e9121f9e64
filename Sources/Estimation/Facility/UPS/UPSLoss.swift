public import Inventory

/// What a UPS, or several side by side, loses: a part of the room's PUE, told apart.
public struct UPSLoss: Sendable, Hashable {
  /// The agency.
  public var agency: AgencyCode
  /// The names of the units.
  public var name: String
  /// What they can deliver, in watts.
  public var rated: Watts
  /// What their machines draw through them, in watts.
  public var load: Watts
  /// What they draw without load: it goes when they go off.
  public var fixed: Watts
  /// What grows with the load: it goes as machines go.
  public var proportional: Watts
  /// What grows with its square.
  public var square: Watts
  /// All of it.
  public var total: Estimate<Watts>

  /// What comes out over what goes in, 0 to 1.
  public var efficiency: Double {
    load.value / max(load.value + total.value.value, .leastNormalMagnitude)
  }
}

extension SavingsEstimator {
  /// Gives machines behind a UPS the overhead that its losses make of their room's, once all powers
  /// are known; returns what each UPS loses.
  ///
  /// The PUE holds the UPS's losses, so they are taken out of it before the fixed share of the rest is
  /// asked for: nothing is added to what the room draws in all.
  func supply(
    _ drafts: inout [MachineDraft],
    in estate: Estate,
    _ local: inout LocalFactors
  ) -> [UPSLoss] {
    let banks = UPSBank.all(in: estate)
    guard !banks.isEmpty else { return [] }
    let places = Dictionary(
      drafts.enumerated().map { ($1.entity, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var losses: [UPSLoss] = []
    for bank in banks {
      let members = bank.members.compactMap { id, share in
        places[id].map { (place: $0, share: share) }
      }.sorted { $0.place < $1.place }
      let load = members.reduce(0) { $0 + drafts[$1.place].watts * $1.share }
      // More than it can carry, and the name's number was another; hardly any, and machines are missing.
      guard load > 0.01 * bank.rated, load < 1.2 * bank.rated else { continue }
      let measured = bank.units.compactMap { metering.losses[$0] }
      let use = UPSLoad(
        name: bank.name,
        topology: bank.topology,
        isOld: bank.isOld,
        rated: bank.rated,
        load: load,
        measured: measured.count == bank.units.count ? measured.reduce(0, +) : nil
      )
      var numbers: [Int: Int] = [:]
      for member in members where member.share >= 0.5 {
        let before = drafts[member.place].place
        let number = numbers[before] ?? local.number(of: before, behind: use)
        numbers[before] = number
        drafts[member.place].place = number
      }
      let home = local.number(of: nil, agency: estate.agency.code)
      losses.append(local.all[home].loss(of: use, estate.agency.code))
    }
    return losses
  }
}

extension FactorsInUse {
  /// What a UPS loses, with its interval.
  func loss(of use: UPSLoad, _ agency: AgencyCode) -> UPSLoss {
    let parts = use.losses { self[$0].value }
    let sum = parts.values.sorted().reduce(0, +)
    // The parts' factors are independent, so their widths add by squares.
    func width(_ point: (Factor) -> Double) -> Double {
      guard use.measured == nil else { return 0 }
      var squares = 0.0
      for part in UPSLoad.Part.allCases {
        let factor = self[use.key(part)]
        let off = (parts[part] ?? 0) * (point(factor) / factor.value - 1)
        squares += off * off
      }
      if use.isOld {
        let off = sum * (point(self[.upsAge]) / self[.upsAge].value - 1)
        squares += off * off
      }
      return squares.squareRoot()
    }
    return UPSLoss(
      agency: agency,
      name: use.name,
      rated: Watts(use.rated),
      load: Watts(use.load),
      fixed: Watts(parts[.fixed] ?? 0),
      proportional: Watts(parts[.proportional] ?? 0),
      square: Watts(parts[.square] ?? 0),
      total: Estimate(
        Watts(sum),
        low: Watts(max(0, sum - width(\.low))),
        high: Watts(sum + width(\.high)),
        basis: use.measured != nil ? .metered : use.topology == nil ? .assumed : .classTypical
      )
    )
  }

  /// The line of a machine's derivation that tells its UPS's losses.
  var upsStep: EstimateStep? {
    guard let ups else { return nil }
    let parts = ups.losses { self[$0].value }
    let sum = parts.values.sorted().reduce(0, +)
    let fixed = parts[.fixed] ?? 0
    return EstimateStep(
      italian:
        "perdite dell’UPS \(Excerpt(whole: ups.name)), dentro il PUE: a vuoto + con il carico",
      english: "losses of the UPS \(Excerpt(whole: ups.name)), within the PUE: no load + with load",
      figure: "\(fixed) + \(sum - fixed) W of \(ups.load) W",
      source: ups.measured == nil
        ? self[ups.key(.fixed)].source
        : Wording("misura prima e dopo l’UPS", "metered before and behind the UPS")
    )
  }
}
