/// A generation of server processors, as its maker's names tell it.
enum ProcessorGeneration: String, CaseIterable, Hashable {
  case netBurst, k8, core, smallCore, k10, nehalem, smallNehalem, westmere, smallSandyBridge
  case sandyBridge, bulldozer, ivyBridge, smallHaswell, haswell, smallSkylake, broadwell, skylake
  case naples, cascadeLake, rome, smallCoffeeLake, iceLake, milan, sapphireRapids, genoa
  case emeraldRapids, turin, xeon6

  /// The year it came out.
  var year: Int { typical.year }

  /// What a machine of the generation usually has; memory in GiB, clock in MHz.
  ///
  /// Medians of the
  /// systems that the coefficients were fitted on; judgement for the ones that were not among them.
  var typical:
    (year: Int, sockets: Int, coresPerSocket: Double, memoryPerSocket: Double, clock: Double)
  {
    switch self {
    case .netBurst: (2005, 2, 2, 4, 3_000)
    case .k8: (2006, 2, 2, 8, 2_400)
    case .core: (2007, 2, 4, 8, 2_660)
    case .smallCore: (2008, 1, 4, 4, 2_833)
    case .k10: (2009, 2, 6, 8, 2_200)
    case .nehalem: (2009, 2, 4, 4, 2_400)
    case .smallNehalem: (2010, 1, 4, 8, 2_933)
    case .westmere: (2010, 2, 6, 6, 2_933)
    case .smallSandyBridge: (2011, 1, 4, 8, 2_500)
    case .sandyBridge: (2012, 2, 8, 12, 2_300)
    case .bulldozer: (2012, 2, 16, 16, 2_400)
    case .ivyBridge: (2013, 2, 10, 12, 2_200)
    case .smallHaswell: (2013, 1, 4, 16, 2_700)
    case .haswell: (2014, 2, 18, 32, 2_300)
    case .smallSkylake: (2016, 1, 4, 16, 2_900)
    case .broadwell: (2016, 2, 22, 64, 2_200)
    case .skylake: (2017, 2, 28, 96, 2_500)
    case .naples: (2017, 2, 32, 64, 2_200)
    case .cascadeLake: (2019, 2, 28, 96, 2_700)
    case .rome: (2019, 2, 64, 128, 2_250)
    case .smallCoffeeLake: (2020, 1, 8, 16, 3_200)
    case .iceLake: (2021, 2, 40, 128, 2_300)
    case .milan: (2021, 2, 64, 128, 2_450)
    case .sapphireRapids: (2023, 2, 56, 128, 1_900)
    case .genoa: (2023, 1, 96, 192, 2_300)
    case .emeraldRapids: (2024, 2, 32, 256, 2_400)
    case .turin: (2024, 2, 64, 192, 2_500)
    case .xeon6: (2024, 2, 64, 256, 2_400)
    }
  }

  /// Whether two threads usually share a core.
  var hasTwoThreadsPerCore: Bool {
    switch self {
    case .k8, .core, .smallCore, .k10, .bulldozer: false
    default: true
    }
  }

  /// The mainstream generation of a year: the one that servers bought then usually had.
  static func mainstream(of year: Int) -> ProcessorGeneration {
    switch year {
    case ..<2006: .netBurst
    case 2006...2008: .core
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

/// What the name of a processor tells.
struct ProcessorName: Hashable {
  /// Its generation; `nil` when the name is none that we know.
  let generation: ProcessorGeneration?
  /// Whether it is one of the low-power kind.
  let isLowPower: Bool
  /// The clock that the name gives, in MHz.
  let clock: Double?
  /// Whether it is of an architecture that the coefficients know nothing about.
  let isForeign: Bool

  /// Reads names such as `Intel(R) Xeon(R) CPU E5-2630 v3 @ 2.40GHz`.
  init(_ name: some StringProtocol) {
    var text = name.lowercased()
    for mark in ["(r)", "(tm)", "®", "™"] {
      text = text.split(separator: mark).joined(separator: " ")
    }
    let head = text.prefix { $0 != "@" }
    let words = head.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
    clock = Self.clock(in: text)
    isForeign = words.contains { Self.foreign.contains($0) || $0.hasPrefix("power") }
    generation = isForeign ? nil : Self.generation(words)
    isLowPower =
      words.contains { word in
        let parts = Parts(word)
        return parts.digits.count == 4
          && (parts.prefix == "l" || parts.suffix == "l" || parts.suffix == "t")
      } || words.contains("he") || words.contains("ee")
  }

  private static let foreign: Set<String> = [
    "altra", "ampere", "arm", "cortex", "itanium", "sparc", "ppc64", "ppc64le", "z13", "z14",
    "s390x",
  ]

  /// Letters, digits and letters of a model number such as `x5650` or `2630l`.
  private struct Parts {
    var prefix: String
    var digits: [Int]
    var suffix: String

    init(_ word: String) {
      let start = word.prefix { $0.isLetter }
      let rest = word.dropFirst(start.count)
      let middle = rest.prefix { $0.isNumber }
      prefix = String(start)
      digits = middle.compactMap(\.wholeNumberValue)
      suffix = String(rest.dropFirst(middle.count))
    }
  }

  private static func clock(in text: String) -> Double? {
    guard let end = text.range(of: "ghz")?.lowerBound else { return nil }
    let digits = text[..<end].reversed().drop { $0 == " " }
      .prefix { $0.isNumber || $0 == "." || $0 == "," }
    let number = String(digits.reversed().map { $0 == "," ? "." : $0 })
    return Double(number).flatMap { $0 > 0.5 && $0 < 7 ? $0 * 1_000 : nil }
  }

  private static func generation(_ words: [String]) -> ProcessorGeneration? {
    if words.contains("epyc") { return epyc(words) }
    if words.contains("opteron") { return opteron(words) }
    let isFamily = words.contains { ["e3", "e5", "e7"].contains($0) }
    guard words.contains("xeon") || isFamily else { return nil }
    return scalable(words) ?? family(words) ?? numbered(words)
  }

  private static func epyc(_ words: [String]) -> ProcessorGeneration? {
    for word in words {
      let parts = Array(word.prefix(4))
      guard parts.count == 4, let first = parts[0].wholeNumberValue,
        let last = parts[3].wholeNumberValue
      else { continue }
      switch (first, last) {
      case (7, 1): return .naples
      case (7, 2): return .rome
      case (7, _): return .milan
      case (4, _): return .smallCoffeeLake
      case (_, 5): return .turin
      case (8...9, _): return .genoa
      default: continue
      }
    }
    return nil
  }

  private static func opteron(_ words: [String]) -> ProcessorGeneration? {
    for word in words {
      let digits = Parts(word).digits
      if digits.count == 3 { return .k8 }
      guard digits.count == 4 else { continue }
      switch digits[0] * 10 + digits[1] {
      case 12, 22, 82: return .k8
      case 32, 33, 42, 43, 62, 63: return .bulldozer
      default: return .k10
      }
    }
    return nil
  }

  private static func scalable(_ words: [String]) -> ProcessorGeneration? {
    let metals: Set = ["platinum", "gold", "silver", "bronze"]
    for word in words {
      let parts = Parts(word)
      guard parts.prefix.isEmpty, parts.digits.count == 4 else { continue }
      guard words.contains(where: metals.contains) else {
        let isSix = parts.digits[0] == 6 && ["e", "p"].contains(parts.suffix.prefix(1))
        if isSix { return .xeon6 }
        continue
      }
      switch parts.digits[1] {
      case 1: return .skylake
      case 2: return .cascadeLake
      case 3: return .iceLake
      case 4: return .sapphireRapids
      default: return .emeraldRapids
      }
    }
    return nil
  }

  private static func family(_ words: [String]) -> ProcessorGeneration? {
    for (index, word) in words.enumerated() where index + 1 < words.count {
      switch word {
      case "e", "w":
        let parts = Parts(words[index + 1])
        if parts.prefix.isEmpty, parts.digits.count == 4, parts.digits[0] == 2 {
          return .smallCoffeeLake
        }
      case "d":
        if Parts(words[index + 1]).digits.count == 4 { return .smallSkylake }
      case "e3", "e5", "e7":
        let version = words[(index + 1)...].prefix(2).lazy.compactMap { word -> Int? in
          let tail = word.suffix(2)
          return tail.first == "v" ? tail.last?.wholeNumberValue : nil
        }.first
        return generation(ofFamily: word, version: version)
      default: continue
      }
    }
    return nil
  }

  private static func generation(ofFamily family: String, version: Int?) -> ProcessorGeneration {
    switch (family, version) {
    case ("e3", nil), ("e3", 2): .smallSandyBridge
    case ("e3", 3): .smallHaswell
    case ("e3", _): .smallSkylake
    case ("e7", nil): .westmere
    case (_, nil): .sandyBridge
    case (_, 2): .ivyBridge
    case (_, 3): .haswell
    default: .broadwell
    }
  }

  private static func numbered(_ words: [String]) -> ProcessorGeneration? {
    for word in words {
      let parts = Parts(word)
      guard parts.digits.count == 4, ["", "e", "l", "w", "x"].contains(parts.prefix) else {
        continue
      }
      switch parts.digits[0] * 10 + parts.digits[1] {
      case 50, 70, 71: return .netBurst
      case 51...54, 72...74: return .core
      case 30...33: return .smallCore
      case 34: return .smallNehalem
      case 35, 55, 65, 75: return .nehalem
      case 36, 56: return .westmere
      default: continue
      }
    }
    return nil
  }
}

extension StringProtocol {
  /// The first place of `other`.
  fileprivate func range(of other: String) -> Range<Index>? { ranges(of: other).first }
}
