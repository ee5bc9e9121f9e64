import Inventory

/// Places a server among measured ones and predicts what it draws from what they drew.
///
/// A Gaussian process over the logarithm of power, learnt from SPECpower_ssj2008 results by
/// ``PowerLearning``:
///
///     watts(load) = exp(ln rated watts + level + Σ k(server, system) · weight(system, load))
///       + memory and disks beyond those of measured machines
///
/// `k` is ``PowerKernel``, and rated watts are the thermal design power of the processors. What an
/// inventory does not tell is what machines of the generation usually have, and widens the
/// interval; a processor that nobody knows is placed by its year, cores and sockets. All of it is
/// said in the curve's steps.
public struct MeasuredPowerModel: PowerModel {
  private let systems: MeasuredSystems
  private let figures: PowerFigures
  private let weighted: WeightedKernel
  private let level: Double

  /// The model as it comes with the product.
  public static let standard: MeasuredPowerModel = {
    let text = String(decoding: PackageResources.measured_systems_tsv, as: UTF8.self)
    guard let figures = PowerFigures(text: text) else {
      preconditionFailure("the figures that come with the product are readable")
    }
    return MeasuredPowerModel(figures)
  }()

  /// Creates a model of what was learnt.
  public init(_ figures: PowerFigures) {
    let placed = MeasuredSystems.placed(figures.systems.map(\.profile))
    let kept = placed.kept.map { figures.systems[$0] }
    self.figures = figures
    systems = placed.systems
    level = Double(figures.level) / 1_000
    weighted = WeightedKernel(
      placed.systems.kernel,
      features: placed.systems.features,
      weights: (0..<11).map { load in kept.map { Float($0.weights[load]) / 1_000 } }
    )
    profiles = kept.map(\.profile)
  }

  /// The measured systems, in the order of the kernel.
  private let profiles: [ServerProfile]

  /// Returns the power at the plug under laboratory conditions.
  ///
  /// `nil` for what the measured systems tell nothing about: processors that are neither x86 nor
  /// Arm, nodes built around accelerators, more than 64 sockets.
  public func curve(for profile: ServerProfile) -> PowerCurve? {
    var names = NameMemory()
    guard let placed = place(profile, &names) else { return nil }
    let covariance = covariance(placed)
    return PowerCurve(
      points: points(placed, &names),
      basis: placed.basis,
      steps: steps(profile, placed, covariance)
    )
  }

  /// The power without its steps, for tables of many servers.
  func points(for profile: ServerProfile, _ names: inout NameMemory) -> PowerCurve? {
    guard let placed = place(profile, &names) else { return nil }
    return PowerCurve(points: points(placed, &names), basis: placed.basis)
  }

  /// A server among the systems.
  struct Placed {
    var facts: ServerFacts
    var features: PowerFeatures
    var machine: MachineMemory
    /// The factors from a value to the ends of its interval, by load.
    var widths: [Double]
    var basis: Basis
  }

  /// What was worked out before: a fleet has few names, and few ways of lacking facts.
  struct NameMemory {
    fileprivate var processors: [String: ProcessorName] = [:]
    fileprivate var machines: [MachineText: MachineMemory] = [:]
    fileprivate var common: [WeightedKernel.CommonKey: WeightedKernel.Common] = [:]
    fileprivate var widths: [WidthCause: [Double]] = [:]
    /// More different names than this are forgotten, so that memory stays bounded.
    fileprivate static let limit = 4_096
  }

  /// What a machine's names tell.
  struct MachineMemory {
    var name: MachineName
    /// Their likeness to those of the systems, and what it adds.
    var likeness: [SIMD8<Float>]
    var sums: WeightedKernel.Sums
  }

  /// The names of a machine as an inventory spells them.
  fileprivate struct MachineText: Hashable {
    var manufacturer: String?
    var model: String?
    var form: String?
  }

  /// What the width of an interval depends on.
  fileprivate struct WidthCause: Hashable {
    var nearness: PowerFigures.Nearness
    var kind: Int
    /// Whether the generation is newer than those that were measured.
    var isNewer: Bool
    var doubt: Double
  }

  private func place(_ profile: ServerProfile, _ names: inout NameMemory) -> Placed? {
    let processor = self.processor(profile.cpuModel ?? "", &names)
    let text = MachineText(
      manufacturer: profile.manufacturer,
      model: profile.model,
      form: profile.form
    )
    let machine = self.machine(text, &names)
    guard let facts = ServerFacts(profile, processor, machine.name) else { return nil }
    let basis: Basis =
      switch facts.placement {
      case .known: facts.sockets > 4 ? .classTypical : .model
      case .byYear: .classTypical
      case .byDefault: .assumed
      }
    let cause = WidthCause(
      nearness: systems.nearness(to: facts),
      kind: PowerFigures.kind(of: facts.generation),
      isNewer: systems.isNewer(facts.generation),
      doubt: facts.doubt
    )
    return Placed(
      facts: facts,
      features: systems.features(of: facts, named: machine.name),
      machine: machine,
      widths: widths(cause, &names),
      basis: basis
    )
  }

  private func processor(_ text: String, _ names: inout NameMemory) -> ProcessorName {
    if let known = names.processors[text] { return known }
    if names.processors.count >= NameMemory.limit { names.processors = [:] }
    let name = ProcessorName(text)
    names.processors[text] = name
    return name
  }

  private func machine(
    _ text: MachineText,
    _ names: inout NameMemory
  ) -> MachineMemory {
    if let known = names.machines[text] { return known }
    if names.machines.count >= NameMemory.limit { names.machines = [:] }
    let name = MachineName(manufacturer: text.manufacturer, model: text.model, form: text.form)
    let likeness = systems.kernel.likeness(of: name.words)
    let machine = MachineMemory(
      name: name,
      likeness: likeness,
      sums: weighted.sums(ofName: likeness)
    )
    names.machines[text] = machine
    return machine
  }

  /// The factors from a value to the ends of its interval, by load: what the model leaves open,
  /// what is missing and, for a generation newer than those that were measured, what carrying on
  /// beyond them adds, by their squares.
  private func widths(_ cause: WidthCause, _ names: inout NameMemory) -> [Double] {
    if let known = names.widths[cause] { return known }
    let beyond = cause.isNewer ? Self.beyond * Self.beyond : 0
    let widths = figures.halfWidths[cause.nearness.rawValue][cause.kind].map { thousandths in
      let half = Double(thousandths) / 1_000
      return Logarithm.exponential((half * half + cause.doubt + beyond).squareRoot())
    }
    if names.widths.count >= NameMemory.limit { names.widths = [:] }
    names.widths[cause] = widths
    return widths
  }

  /// What a generation newer than those that were measured adds to half the interval, in logarithms.
  ///
  /// With it, models learnt from the years before 2017 to 2023 held nine in ten powers of the
  /// generations that came out in the two years after.
  private static let beyond = 0.18

  private func covariance(_ placed: Placed) -> [SIMD8<Float>] {
    systems.kernel.covariance(of: placed.features, name: placed.machine.likeness)
  }

  private func common(
    _ place: PowerFeatures,
    _ names: inout NameMemory
  ) -> WeightedKernel.Common {
    let key = WeightedKernel.CommonKey(place)
    if let known = names.common[key] { return known }
    if names.common.count >= NameMemory.limit { names.common = [:] }
    let common = weighted.common(place)
    names.common[key] = common
    return common
  }

  private func points(_ placed: Placed, _ names: inout NameMemory) -> [Estimate<Watts>] {
    let sums = weighted.sums(
      of: placed.features,
      common(placed.features, &names),
      name: placed.machine.sums
    )
    let watts =
      Logarithm.exponentials(sums + (placed.features.ratedWatts + level))
      + placed.facts.extraWatts
    return (0..<WeightedKernel.loads).map { load in
      let width = placed.widths[load]
      return Estimate(
        Watts(watts[load]),
        low: Watts(watts[load] / width),
        high: Watts(watts[load] * width),
        basis: placed.basis
      )
    }
  }

  /// The measured systems that say most about a server, the likest first.
  ///
  /// - Complexity: O(*n* log *n*) in the measured systems.
  public func neighbours(of profile: ServerProfile, count: Int = 5) -> [ServerProfile] {
    var names = NameMemory()
    guard let placed = place(profile, &names) else { return [] }
    return neighbours(covariance(placed), count)
  }

  private func neighbours(_ covariance: [SIMD8<Float>], _ count: Int) -> [ServerProfile] {
    let order = profiles.indices.sorted { left, right in
      let (a, b) = (covariance[left / 8][left % 8], covariance[right / 8][right % 8])
      return a != b ? a > b : left < right
    }
    return order.prefix(max(0, count)).map { profiles[$0] }
  }
}

extension MeasuredPowerModel {
  /// How a figure was reached, for its reader.
  private func steps(
    _ profile: ServerProfile,
    _ placed: Placed,
    _ covariance: [SIMD8<Float>]
  ) -> [EstimateStep] {
    let facts = placed.facts
    let spec: Wording = "SPECpower_ssj2008, www.spec.org, 2026-11-24"
    var steps: [EstimateStep] = []
    if facts.placement == .known {
      steps.append(
        EstimateStep(
          italian: "generazione del processore, dal nome",
          english: "processor generation, from its name",
          figure:
            "\(facts.generation.rawValue) (\(String(facts.generation.traits.year)))",
          source: Wording(Excerpt(profile.cpuModel ?? "").description)
        )
      )
    } else {
      let isNamed = profile.cpuModel != nil
      steps.append(
        EstimateStep(
          italian: isNamed
            ? "processore sconosciuto: classe dell’anno"
            : "processore non indicato: classe dell’anno",
          english: isNamed
            ? "unknown processor: class of its year" : "no processor given: class of its year",
          figure: "\(String(facts.year))",
          source: facts.placement == .byDefault
            ? Wording("valore predefinito", "default") : Wording("inventario", "inventory")
        )
      )
    }
    steps.append(
      EstimateStep(
        italian: "potenza nominale dei processori (TDP)",
        english: "rated power of the processors (TDP)",
        figure: "\(facts.sockets) × \(facts.thermalPower) W",
        source: Wording(
          "catalogo dei processori (CodeCarbon, MIT), o tipico della generazione",
          "catalogue of processors (CodeCarbon, MIT), or typical of the generation"
        )
      )
    )
    steps.append(
      EstimateStep(
        italian: "socket, core, memoria (dati o tipici della classe)",
        english: "sockets, cores, memory (as given, or typical of the class)",
        figure: "\(facts.sockets) / \(facts.cores) / \(facts.memory) GiB",
        source: spec
      )
    )
    let likest = neighbours(covariance, 5).map { system in
      let model = [system.model, system.cpuModel].compactMap(\.self).joined(separator: ", ")
      return system.year.map { "\(model) (\($0))" } ?? model
    }
    steps.append(
      EstimateStep(
        italian: "come questi sistemi misurati",
        english: "like these measured systems",
        figure: Figure(stringLiteral: likest.joined(separator: "; ")),
        source: spec
      )
    )
    if facts.extraWatts > 0 {
      steps.append(
        EstimateStep(
          italian: "memoria e dischi oltre quelli dei sistemi misurati",
          english: "memory and disks beyond those of the measured systems",
          figure: "\(facts.extraWatts) W",
          source: spec
        )
      )
    }
    return steps
  }
}
