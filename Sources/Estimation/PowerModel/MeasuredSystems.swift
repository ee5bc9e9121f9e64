/// The measured systems as a space in which servers are placed.
struct MeasuredSystems {
  /// The likeness of servers to the systems.
  let kernel: PowerKernel
  /// Each system's place.
  let features: [PowerFeatures]
  /// Each system's facts.
  let facts: [ServerFacts]
  private let makers: [String: Int32]
  private let models: [String: Int32]
  private let processors: Set<String>
  private let generations: Set<ProcessorGeneration>
  private let newest: (Int, Int)

  /// The systems of `profiles` and the indices of those that were kept: what the model abstains on
  /// is left out.
  static func placed(_ profiles: [ServerProfile]) -> (systems: MeasuredSystems, kept: [Int]) {
    var kept: [Int] = []
    var facts: [ServerFacts] = []
    var names: [MachineName] = []
    for (index, profile) in profiles.enumerated() {
      let name = MachineName(
        manufacturer: profile.manufacturer,
        model: profile.model,
        form: profile.form
      )
      let processor = ProcessorName(profile.cpuModel ?? "")
      guard let filled = ServerFacts(profile, processor, name) else { continue }
      kept.append(index)
      facts.append(filled)
      names.append(name)
    }
    return (MeasuredSystems(facts, names), kept)
  }

  private init(_ facts: [ServerFacts], _ names: [MachineName]) {
    self.facts = facts
    makers = Self.numbered(names.map(\.maker))
    models = Self.numbered(names.map(\.wholeName))
    processors = Set(facts.compactMap(\.processor))
    generations = Set(facts.map(\.generation))
    newest = (facts.map(\.year).max() ?? 0, generations.map(\.traits.year).max() ?? 0)
    let (makers, models, newest) = (makers, models, newest)
    features = zip(facts, names).map { facts, name in
      PowerFeatures(
        facts,
        isDense: name.isDense,
        groups: Self.groups(facts, name, makers, models),
        newest: newest
      )
    }
    kernel = PowerKernel(features, names: NameIndex(names.map(\.words)))
  }

  /// The place of a server among the systems.
  func features(of facts: ServerFacts, named name: MachineName) -> PowerFeatures {
    PowerFeatures(
      facts,
      isDense: name.isDense,
      groups: Self.groups(facts, name, makers, models),
      newest: newest
    )
  }

  /// How near the systems come to a server.
  func nearness(to facts: ServerFacts) -> PowerFigures.Nearness {
    if let processor = facts.processor, processors.contains(processor) { return .processor }
    return generations.contains(facts.generation) ? .generation : .none
  }

  /// Whether a generation that was not measured came out with the newest of those that were, or after
  /// them.
  func isNewer(_ generation: ProcessorGeneration) -> Bool {
    !generations.contains(generation) && generation.traits.year >= newest.1
  }

  private static func groups(
    _ facts: ServerFacts,
    _ name: MachineName,
    _ makers: [String: Int32],
    _ models: [String: Int32]
  ) -> SIMD4<Int32> {
    let place = ProcessorGeneration.allCases.firstIndex(of: facts.generation) ?? 0
    return SIMD4(
      makers[name.maker] ?? -1,
      Int32(place),
      facts.form.rawValue,
      models[name.wholeName] ?? -1
    )
  }

  private static func numbered(_ names: [String]) -> [String: Int32] {
    var numbers: [String: Int32] = [:]
    for name in names where !name.isEmpty && numbers[name] == nil {
      numbers[name] = Int32(numbers.count)
    }
    return numbers
  }
}
