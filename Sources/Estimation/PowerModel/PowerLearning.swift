/// Learns the power model from measured servers, and tells how far it is off on ones it has not
/// seen.
///
/// The logarithm of watts over rated watts at each load is a Gaussian process over
/// ``PowerKernel``; its weights solve (K + noise) · w = y. Systems far from what the others say of
/// them count less: their noise grows by Student’s t with one and a half degrees of freedom
/// (iteratively reweighted, on the errors of leaving each out). The same servers give the same
/// figures.
public struct PowerLearning {
  private let systems: MeasuredSystems
  /// The kept servers, in the order of the systems.
  private let servers: [MeasuredServer]
  /// ln(watts ÷ rated watts) − level, by load and then by system.
  private let targets: [[Double]]
  private let level: Int
  /// (K + noise)⁻¹.
  private let inverse: PositiveMatrix
  /// The weights by load and then by system.
  private let weights: [[Double]]
  /// The maker and the model of each server, in one.
  let names: [String]

  /// The loads at which servers live: idle, 10, 20, 30 and 50 %.
  static let usualLoads = [0, 1, 2, 3, 5]

  /// Learns; `nil` when fewer than twenty servers can be placed.
  ///
  /// - Complexity: O(*n*³) in the servers: some seconds for a thousand.
  public init?(_ measured: [MeasuredServer]) {
    let placed = MeasuredSystems.placed(measured.map(\.profile))
    guard placed.kept.count >= 20 else { return nil }
    let systems = placed.systems
    let servers = placed.kept.map { measured[$0] }
    let logarithms = zip(servers, systems.features).map { server, features in
      server.watts.map { Logarithm.natural($0) - features.ratedWatts }
    }
    let count = servers.count
    let sum = logarithms.reduce(0) { sum, row in
      sum + Self.usualLoads.reduce(0) { $0 + row[$1] }
    }
    let level = Int((sum / Double(count * Self.usualLoads.count) * 1_000).rounded())
    let targets = (0..<11).map { load in logarithms.map { $0[load] - Double(level) / 1_000 } }
    let covariance = Self.covariance(systems, servers)
    guard let (inverse, weights) = Self.solve(covariance, targets) else { return nil }
    self.systems = systems
    self.servers = servers
    self.targets = targets
    self.level = level
    self.inverse = inverse
    self.weights = weights
    names = servers.map { Self.wholeName($0.profile) }
  }

  private static func wholeName(_ profile: ServerProfile) -> String {
    MachineName(manufacturer: profile.manufacturer, model: profile.model, form: profile.form)
      .wholeName
  }

  private static func covariance(
    _ systems: MeasuredSystems,
    _ servers: [MeasuredServer]
  ) -> PositiveMatrix {
    let count = servers.count
    var elements = [Double](repeating: 0, count: count * count)
    for row in 0..<count {
      let profile = servers[row].profile
      let name = MachineName(
        manufacturer: profile.manufacturer,
        model: profile.model,
        form: profile.form
      )
      let line = systems.kernel.covariance(
        of: systems.features[row],
        name: systems.kernel.likeness(of: name.words)
      )
      for column in 0...row {
        let value = Double(line[column / 8][column % 8])
        elements[row * count + column] = value
        elements[column * count + row] = value
      }
    }
    return PositiveMatrix(size: count, elements: elements)
  }

  private static func solve(
    _ covariance: PositiveMatrix,
    _ targets: [[Double]]
  ) -> (PositiveMatrix, [[Double]])? {
    let count = covariance.size
    var noise = [Double](repeating: PowerKernel.noise, count: count)
    for round in 0...2 {
      var noisy = covariance
      for system in 0..<count { noisy[system, system] += noise[system] }
      guard let inverse = noisy.inverse() else { return nil }
      let weights = targets.map { target in
        (0..<count).map { row in
          (0..<count).reduce(0) { $0 + inverse[row, $1] * target[$1] }
        }
      }
      if round == 2 { return (inverse, weights) }
      let squares = (0..<count).map { system in
        usualLoads.reduce(0) { sum, load in
          let error = weights[load][system] / inverse[system, system]
          return sum + error * error / Double(usualLoads.count)
        }
      }
      // The median of a squared normal number is .45 of its variance.
      let usual = squares.sorted()[count / 2] / 0.45
      // (ν + e²) ÷ (ν + 1): of ν from 1 to 4, and of harsher rules, this did best on servers left out.
      for system in 0..<count {
        noise[system] = PowerKernel.noise * max(1, (1.5 + squares[system] / usual) / 2.5)
      }
    }
    return nil
  }

  /// What was learnt, with intervals by cross-validation: by system for processors that others
  /// have too, by processor where its generation is known, by generation where it is not.
  public var figures: PowerFigures {
    var merged: [ServerProfile: Int] = [:]
    var learnt: [PowerFigures.System] = []
    var exact: [[Double]] = []
    for (index, server) in servers.enumerated() {
      let profile = Self.stored(server.profile)
      let row = weights.map { $0[index] }
      if let place = merged[profile] {
        for load in 0..<11 { exact[place][load] += row[load] }
      } else {
        merged[profile] = learnt.count
        exact.append(row)
        learnt.append(.init(profile: profile, weights: []))
      }
    }
    for place in learnt.indices {
      learnt[place].weights = exact[place].map { Int(($0 * 1_000).rounded()) }
    }
    return PowerFigures(level: level, systems: learnt, halfWidths: halfWidths)
  }

  /// What of a profile the model uses, without what the names repeat.
  private static func stored(_ profile: ServerProfile) -> ServerProfile {
    var stored = profile
    stored.cpuModel = profile.cpuModel.map { name in
      var words: [Substring] = []
      for word in name.prefix(while: { !"@(,".contains($0) || $0 == "(" }).split(separator: " ") {
        if word.hasPrefix("("), !word.hasPrefix("(R)") { break }
        words.append(word)
      }
      return words.joined(separator: " ")
    }
    stored.model = profile.model.map { name in
      String(name.prefix { $0 != "(" }).split(separator: " ").joined(separator: " ")
    }
    stored.threads = nil
    stored.clock = nil
    return stored
  }

  /// ln(predicted ÷ measured) of each system at each load when all systems of its group were left
  /// out of the learning: for a group G, ((K + noise)⁻¹ restricted to G)⁻¹ · its weights.
  func errors(leavingOut group: (Int) -> String) -> [[Double]] {
    var groups: [String: [Int]] = [:]
    for system in servers.indices { groups[group(system), default: []].append(system) }
    var errors = [[Double]](repeating: [Double](repeating: 0, count: 11), count: servers.count)
    for members in groups.values {
      let elements = members.flatMap { row in members.map { inverse[row, $0] } }
      let block = PositiveMatrix(size: members.count, elements: elements)
      for load in 0..<11 {
        guard let missed = block.solution(of: members.map { weights[load][$0] }) else { continue }
        for (member, error) in zip(members, missed) { errors[member][load] = -error }
      }
    }
    return errors
  }

  /// The errors with every other system of the same model left out.
  var errorsBySystem: [[Double]] { errors { names[$0] } }
  /// The errors with every other system of the same processor left out.
  var errorsByProcessor: [[Double]] {
    errors { systems.facts[$0].processor ?? servers[$0].profile.cpuModel ?? "" }
  }
  /// The errors with every other system of the same generation left out.
  var errorsByGeneration: [[Double]] { errors { systems.facts[$0].generation.rawValue } }

  /// Intervals of a model learnt with four fifths of the systems held 87 % of the rest, not 90:
  /// errors of leaving one group out flatter a little, for the noise of the others was judged with
  /// it.
  private static let allowance = 1.06

  private var halfWidths: [[[Int]]] {
    let shared = Dictionary(
      servers.indices.map { (systems.facts[$0].processor ?? "", Set([names[$0]])) },
      uniquingKeysWith: { $0.union($1) }
    )
    let isShared = servers.indices.map { index in
      (shared[systems.facts[index].processor ?? ""]?.count ?? 0) > 1
    }
    return PowerFigures.Nearness.allCases.map { nearness in
      let errors =
        switch nearness {
        case .processor: errorsBySystem
        case .generation: errorsByProcessor
        case .none: errorsByGeneration
        }
      let counted = servers.indices.filter { nearness != .processor || isShared[$0] }
      return (0..<PowerFigures.kinds).map { kind in
        let own = counted.filter {
          PowerFigures.kind(of: systems.facts[$0].generation) == kind
        }
        let used = own.count >= 20 ? own : counted
        return (0..<11).map { load in
          let sizes = used.map { abs(errors[$0][load]) }.sorted()
          guard !sizes.isEmpty else { return 500 }
          // The conformal quantile: the ⌈.9 (n + 1)⌉-th smallest error.
          let rank = min(sizes.count, (9 * (sizes.count + 1) + 9) / 10)
          return Int((sizes[rank - 1] * Self.allowance * 1_000).rounded(.up))
        }
      }
    }
  }

  /// The measured servers in the order of the errors.
  var learntServers: [MeasuredServer] { servers }

  /// The kind of memory of a server, as the intervals count it.
  func kind(of server: Int) -> Int { PowerFigures.kind(of: systems.facts[server].generation) }
}
