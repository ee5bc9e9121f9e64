import Inventory

extension ClassPowerModel {
  /// A profile with its gaps filled, and the account of the filling.
  struct Facts {
    /// The generation that the processor's name tells; `nil` when it tells none.
    private(set) var known: ProcessorGeneration?
    private(set) var year: Int
    private(set) var sockets: Double
    private(set) var cores: Double
    private(set) var threads: Double
    /// In MHz.
    private(set) var clock: Double
    /// In GiB.
    private(set) var memory: Double
    private(set) var isLowPower: Bool
    private(set) var memoryWatts: Double
    private(set) var diskWatts: Double
    private(set) var basis: Basis
    private(set) var steps: [EstimateStep] = []
    /// The square of what missing facts add to half the interval, in logarithms.
    private var doubt = 0.0

    /// Fills the gaps; `nil` for machines that the fit knows nothing about.
    init?(_ profile: ServerProfile) {
      let name = profile.cpuModel.map { ProcessorName($0) }
      if name?.isForeign == true { return nil }
      if let sockets = profile.sockets, sockets > 8 { return nil }
      known = name?.generation
      let bought = profile.year.flatMap { (2000...2100).contains($0) ? $0 : nil }
      let generation = known ?? .mainstream(of: bought ?? Self.usualYear)
      let typical = generation.typical
      // The newest systems of the fit are of 2024: no trend is carried beyond what was measured.
      year = min(known?.year ?? bought ?? Self.usualYear, 2024)
      basis = known != nil ? .model : bought != nil ? .classTypical : .assumed
      isLowPower = name?.isLowPower ?? false

      let given = Self.positive(profile.sockets)
      sockets = given ?? Double(typical.sockets)
      let givenCores = Self.positive(profile.cores)
      cores = max(givenCores ?? sockets * typical.coresPerSocket, sockets)
      let perCore = generation.hasTwoThreadsPerCore ? 2.0 : 1.0
      threads = max(Self.positive(profile.threads) ?? cores * perCore, cores)
      let plausibleClock = profile.clock.flatMap {
        (500...7_000).contains($0.value) ? $0.value : nil
      }
      let givenClock = plausibleClock ?? name?.clock
      clock = givenClock ?? typical.clock
      let gibibytes = profile.memory.map { $0.value / 1_024 }
      let givenMemory = gibibytes.flatMap { (0.25...65_536).contains($0) ? $0 : nil }
      memory = givenMemory ?? sockets * typical.memoryPerSocket
      memoryWatts = min(memory * Self.wattsPerGibibyte(year), 60 * sockets)
      diskWatts = Double(min(max(profile.diskCount ?? 1, 0), 60)) * 4.5

      explain(profile, generation)
      if known == nil { miss(bought == nil ? 0.55 : 0.30) }
      if given == nil { miss(0.35) }
      if givenCores == nil { miss(0.20) }
      if givenMemory == nil { miss(0.12) }
      if givenClock == nil { miss(0.07) }
    }

    /// Half the 90 % interval in logarithms: what the fit leaves open and what is missing, by
    /// their squares.
    func width(atLeast fitted: Double) -> Double {
      (fitted * fitted + doubt).squareRoot()
    }

    /// The year of an old on-premise server of which nothing is known.
    private static let usualYear = 2013

    private static func positive(_ number: Int?) -> Double? {
      number.flatMap { $0 > 0 ? Double($0) : nil }
    }

    /// At the plug: fixed effects within SPECpower results, by the memory of the time (FB-DIMM and
    /// DDR2, DDR3, DDR4, DDR5).
    private static func wattsPerGibibyte(_ year: Int) -> Double {
      switch year {
      case ..<2009: 2.0
      case 2009..<2014: 0.25
      case 2014..<2022: 0.09
      default: 0.035
      }
    }

    private mutating func miss(_ width: Double) {
      doubt += width * width
    }

    private mutating func explain(_ profile: ServerProfile, _ generation: ProcessorGeneration) {
      let fit: Wording = "SPECpower_ssj2008, www.spec.org, 2026-11-24"
      if let known {
        steps.append(
          EstimateStep(
            italian: "generazione del processore, dal nome",
            english: "processor generation, from its name",
            figure: "\(known.rawValue) (\(String(known.year)))",
            source: Wording(Excerpt(profile.cpuModel ?? "").description)
          )
        )
      } else {
        steps.append(
          EstimateStep(
            italian: profile.cpuModel == nil
              ? "processore non indicato: classe dell’anno"
              : "processore sconosciuto: classe dell’anno",
            english: profile.cpuModel == nil
              ? "no processor given: class of its year" : "unknown processor: class of its year",
            figure: "\(String(year))",
            source: profile.year == nil
              ? Wording("valore predefinito", "default") : Wording("inventario", "inventory")
          )
        )
      }
      steps.append(
        EstimateStep(
          italian: "socket, core, memoria (dati o tipici della classe)",
          english: "sockets, cores, memory (as given, or typical of the class)",
          figure: "\(sockets) / \(cores) / \(memory) GiB",
          source: fit
        )
      )
      steps.append(
        EstimateStep(
          italian: "memoria e dischi, per pezzo",
          english: "memory and disks, by the piece",
          figure: "\(memoryWatts + diskWatts) W",
          source: fit
        )
      )
    }
  }
}
