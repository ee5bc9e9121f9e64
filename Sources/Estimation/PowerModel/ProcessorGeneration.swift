/// A generation of server processors, as its maker's names tell it.
///
/// “Small” are the one-socket kinds that share their silicon with desktop machines.
enum ProcessorGeneration: String, CaseIterable, Hashable {
  case netBurst, core65, core45, nehalem, smallNehalem, nehalemEX, westmere, westmereEX
  case smallWestmere, sandyBridge, smallSandyBridge, ivyBridge, smallIvyBridge, haswell
  case smallHaswell, broadwell, broadwellD, smallBroadwell, smallSkylake, smallKabyLake, skylake
  case cascadeLake, cooperLake, smallCoffeeLake, iceLake, iceLakeD, smallRocketLake
  case sapphireRapids, smallRaptorLake, emeraldRapids, graniteRapids, sierraForest
  case k8, k10, istanbul, magnyCours, bulldozer, piledriver, naples, rome, milan, genoa, bergamo
  case siena, smallZen4, turin, turinDense, smallZen5
  case neoverse, cortex

  /// What its makers tell of a generation.
  struct Traits {
    /// The year it came out.
    var year: Int
    /// The name of the process of its cores, in nanometres.
    var process: Double
    /// The kind of its memory: 2 for DDR2 and FB-DIMM, 3, 4 or 5.
    var memoryKind: Int
    /// What a socket usually has in cores, memory (GiB) and thermal design power (W): medians of
    /// measured systems, judgement where there are none.
    var cores: Double
    var memory: Double
    var thermalPower: Double
  }

  /// What its makers tell of it, and what its machines usually have.
  var traits: Traits {
    func of(
      _ year: Int,
      _ process: Double,
      _ memoryKind: Int,
      _ cores: Double,
      _ memory: Double,
      _ thermalPower: Double
    ) -> Traits {
      Traits(
        year: year,
        process: process,
        memoryKind: memoryKind,
        cores: cores,
        memory: memory,
        thermalPower: thermalPower
      )
    }
    return switch self {
    case .netBurst: of(2005, 90, 2, 2, 4, 110)
    case .core65: of(2007, 65, 2, 4, 4, 80)
    case .core45: of(2008, 45, 2, 4, 4, 80)
    case .nehalem: of(2009, 45, 3, 4, 4, 80)
    case .smallNehalem: of(2009, 45, 3, 4, 8, 95)
    case .nehalemEX: of(2010, 45, 3, 8, 16, 130)
    case .westmere: of(2010, 32, 3, 6, 6, 95)
    case .westmereEX: of(2011, 32, 3, 10, 32, 130)
    case .smallWestmere: of(2010, 32, 3, 2, 4, 73)
    case .sandyBridge: of(2012, 32, 3, 8, 12, 95)
    case .smallSandyBridge: of(2011, 32, 3, 4, 8, 80)
    case .ivyBridge: of(2013, 22, 3, 8, 16, 95)
    case .smallIvyBridge: of(2012, 22, 3, 4, 8, 69)
    case .haswell: of(2014, 22, 4, 12, 32, 105)
    case .smallHaswell: of(2013, 22, 3, 4, 8, 80)
    case .broadwell: of(2016, 14, 4, 14, 32, 105)
    case .broadwellD: of(2015, 14, 4, 8, 32, 45)
    case .smallBroadwell: of(2015, 14, 3, 4, 16, 65)
    case .smallSkylake: of(2015, 14, 4, 4, 16, 80)
    case .smallKabyLake: of(2017, 14, 4, 4, 16, 72)
    case .skylake: of(2017, 14, 4, 16, 96, 125)
    case .cascadeLake: of(2019, 14, 4, 20, 96, 125)
    case .cooperLake: of(2020, 14, 4, 28, 96, 205)
    case .smallCoffeeLake: of(2018, 14, 4, 6, 16, 80)
    case .iceLake: of(2021, 10, 4, 28, 128, 205)
    case .iceLakeD: of(2022, 10, 4, 16, 64, 100)
    case .smallRocketLake: of(2021, 14, 4, 8, 32, 80)
    case .sapphireRapids: of(2023, 7, 5, 32, 128, 225)
    case .smallRaptorLake: of(2023, 7, 5, 8, 32, 80)
    case .emeraldRapids: of(2023, 7, 5, 32, 256, 250)
    case .graniteRapids: of(2024, 3, 5, 64, 256, 330)
    case .sierraForest: of(2024, 3, 5, 144, 256, 250)
    case .k8: of(2006, 90, 2, 2, 4, 95)
    case .k10: of(2008, 45, 2, 4, 8, 115)
    case .istanbul: of(2009, 45, 2, 6, 8, 115)
    case .magnyCours: of(2010, 45, 3, 12, 16, 115)
    case .bulldozer: of(2011, 32, 3, 16, 32, 115)
    case .piledriver: of(2012, 32, 3, 16, 32, 115)
    case .naples: of(2017, 14, 4, 32, 64, 180)
    case .rome: of(2019, 7, 4, 32, 128, 200)
    case .milan: of(2021, 7, 4, 32, 128, 225)
    case .genoa: of(2022, 5, 5, 64, 192, 290)
    case .bergamo: of(2023, 5, 5, 128, 192, 360)
    case .siena: of(2023, 5, 5, 32, 96, 160)
    case .smallZen4: of(2024, 5, 5, 12, 64, 105)
    case .turin: of(2024, 4, 5, 64, 192, 360)
    case .turinDense: of(2024, 3, 5, 160, 384, 390)
    case .smallZen5: of(2025, 4, 5, 12, 64, 105)
    case .neoverse: of(2020, 7, 4, 80, 128, 210)
    case .cortex: of(2018, 14, 3, 24, 16, 5)
    }
  }

  /// Whether it is AMD's.
  var isAMD: Bool {
    switch self {
    case .k8, .k10, .istanbul, .magnyCours, .bulldozer, .piledriver, .naples, .rome, .milan,
      .genoa, .bergamo, .siena, .smallZen4, .turin, .turinDense, .smallZen5:
      true
    default: false
    }
  }

  /// Whether its cores are Arm's.
  var isArm: Bool { self == .neoverse || self == .cortex }

  /// Whether it shares its silicon with desktop machines and fits one socket.
  var isSmall: Bool {
    switch self {
    case .smallNehalem, .smallWestmere, .smallSandyBridge, .smallIvyBridge, .smallHaswell,
      .smallBroadwell, .smallSkylake, .smallKabyLake, .smallCoffeeLake, .smallRocketLake,
      .smallRaptorLake, .smallZen4, .smallZen5:
      true
    default: false
    }
  }

  /// The sockets that its machines usually have.
  var usualSockets: Double {
    switch self {
    case .nehalemEX, .westmereEX, .cooperLake: 4
    case .siena, .broadwellD, .iceLakeD, .neoverse, .cortex: 1
    default: isSmall ? 1 : 2
    }
  }

  /// The mainstream generation of a year: the one that servers bought then usually had.
  static func mainstream(of year: Int) -> ProcessorGeneration {
    switch year {
    case ..<2007: .netBurst
    case 2007: .core65
    case 2008: .core45
    case 2009: .nehalem
    case 2010...2011: .westmere
    case 2012...2013: .sandyBridge
    case 2014...2015: .haswell
    case 2016: .broadwell
    case 2017...2018: .skylake
    case 2019...2020: .cascadeLake
    case 2021...2022: .iceLake
    case 2023: .sapphireRapids
    default: .emeraldRapids
    }
  }
}
