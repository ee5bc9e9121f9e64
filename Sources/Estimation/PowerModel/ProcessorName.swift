/// What the name of a processor tells.
struct ProcessorName: Hashable {
  /// Its generation; `nil` when the name is none that we know.
  let generation: ProcessorGeneration?
  /// Its model without blanks and dashes, such as `e52630lv3`, `8180` or `opteron2376he`; `nil`
  /// when the name has none.
  let model: String?
  /// Whether it is one of the low-power kind.
  let isLowPower: Bool
  /// Whether it is of an architecture of which nothing was measured.
  let isForeign: Bool
  /// What one is rated for, in watts; `nil` when its model is none that we know.
  let ratedWatts: Double?

  /// Reads names such as `Intel(R) Xeon(R) CPU E5-2630 v3 @ 2.40GHz`.
  init(_ name: some StringProtocol) {
    let words = Self.words(of: name)
    isForeign = words.contains { Self.foreign.contains($0) || $0.hasPrefix("power") }
    let (generation, model) = isForeign ? (nil, nil) : Self.place(words)
    self.generation = generation
    self.model = model
    ratedWatts = model.flatMap { ThermalDesignPower.watts(of: $0, generation) }
    isLowPower =
      model.map { model in
        ["he", "ee"].contains(String(model.suffix(2)))
          || Number(model).map { $0.suffix.hasPrefix("l") || $0.prefix == "l" || $0.suffix == "t" }
            ?? false
      } ?? false
  }

  private static let foreign: Set<String> = [
    "itanium", "sparc", "ppc64", "ppc64le", "z13", "z14", "z15", "z16", "s390x", "mips", "riscv",
  ]

  /// The words up to a clock, in lower case, without marks.
  private static func words(of name: some StringProtocol) -> [String] {
    var words: [String] = []
    var word = ""
    var depth = 0
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "@"):
        if !word.isEmpty { words.append(word) }
        return words
      case UInt8(ascii: "("), UInt8(ascii: ")"):
        if !word.isEmpty { words.append(word) }
        word = ""
        depth = byte == UInt8(ascii: "(") ? depth + 1 : max(0, depth - 1)
      case _ where depth > 0: continue
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        word.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        word.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        if !word.isEmpty { words.append(word) }
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// A model number in its letters, digits and letters: `x5650`, `2630l`, `8592`.
  private struct Number {
    var prefix: Substring
    var digits: [Int]
    var suffix: Substring

    init?(_ word: String) {
      prefix = word.prefix { $0.isLetter }
      let rest = word.dropFirst(prefix.count)
      let middle = rest.prefix { $0.isNumber }
      digits = middle.compactMap(\.wholeNumberValue)
      suffix = rest.dropFirst(middle.count)
      if digits.isEmpty { return nil }
    }

    /// The number of its first two digits.
    var start: Int { digits.count > 1 ? digits[0] * 10 + digits[1] : digits[0] }
  }

  private typealias Place = (generation: ProcessorGeneration?, model: String?)

  private static func place(_ words: [String]) -> Place {
    if words.contains("epyc") { return epyc(words) }
    if words.contains("opteron") { return opteron(words) }
    if words.contains(where: { ["altra", "ampere", "ampereone"].contains($0) }) {
      return (.neoverse, words.first { Number($0)?.prefix.count == 1 && $0.count > 2 })
    }
    if words.contains(where: { ["cortex", "arm"].contains($0) }) { return (.cortex, nil) }
    if let place = family(words) { return place }
    if words.contains("xeon") { return scalable(words) ?? numbered(words) ?? (.netBurst, nil) }
    if words.contains("core") { return desktop(words) }
    if words.contains("pentium") { return (.netBurst, nil) }
    return numbered(words) ?? (nil, nil)
  }

  private static func epyc(_ words: [String]) -> Place {
    for word in words {
      let parts = Array(word.prefix(4))
      guard parts.count == 4, let first = parts[0].wholeNumberValue,
        let last = parts[3].wholeNumberValue
      else { continue }
      let series = String(word.prefix(4))
      let generation: ProcessorGeneration? =
        switch (first, last) {
        case (7, 1): .naples
        case (7, 2): .rome
        case (7, _): .milan
        case (8, _): .siena
        case (4, 5): .smallZen5
        case (4, _): .smallZen4
        case (9, 5): denseTurin.contains(series) ? .turinDense : .turin
        case (9, _): ["9734", "9754"].contains(series) ? .bergamo : .genoa
        default: nil
        }
      if let generation { return (generation, word) }
    }
    return (nil, nil)
  }

  private static let denseTurin: Set<String> = ["9645", "9745", "9825", "9845", "9965"]

  private static func opteron(_ words: [String]) -> Place {
    for (index, word) in words.enumerated() {
      guard let number = Number(word), number.digits.count == 3 || number.digits.count == 4 else {
        continue
      }
      let next = index + 1 < words.count ? words[index + 1] : ""
      let model = "opteron" + word + (["he", "se", "ee"].contains(next) ? next : "")
      if number.digits.count == 3 { return (.k8, model) }
      return switch number.start {
      case 12, 22, 82: (.k8, model)
      case 24, 84: (.istanbul, model)
      case 41, 61: (.magnyCours, model)
      case 32, 42, 62: (.bulldozer, model)
      case 33, 43, 63: (.piledriver, model)
      default: (.k10, model)
      }
    }
    return (.k10, nil)
  }

  /// The Xeons whose name begins with letters and a dash: E3, E5, E7, E, W and D.
  private static func family(_ words: [String]) -> Place? {
    for (index, word) in words.enumerated() where index + 1 < words.count {
      guard let number = Number(words[index + 1]), number.digits.count == 4,
        number.prefix.isEmpty
      else { continue }
      let next = words[index + 1]
      switch word {
      case "e":
        let generation: ProcessorGeneration =
          switch number.digits[1] {
          case 3: .smallRocketLake
          case 4: .smallRaptorLake
          default: .smallCoffeeLake
          }
        return (generation, word + next)
      case "w" where words.contains("xeon"):
        return (number.digits[0] == 1 ? .smallCoffeeLake : .skylake, word + next)
      case "d" where words.contains("xeon"):
        let generation: ProcessorGeneration =
          switch number.start {
          case 15, 16: .broadwellD
          case 21: .skylake
          default: .iceLakeD
          }
        return (generation, word + next)
      case "e3", "e5", "e7":
        var tail = number.suffix
        if !tail.contains("v"), index + 2 < words.count, words[index + 2].hasPrefix("v") {
          tail += words[index + 2]
        }
        let version = tail.last?.wholeNumberValue
        let model = word + next.prefix(4) + tail
        return (generation(ofFamily: word, version: version), model)
      default: continue
      }
    }
    return nil
  }

  private static func generation(ofFamily family: String, version: Int?) -> ProcessorGeneration {
    switch (family, version) {
    case ("e3", nil): .smallSandyBridge
    case ("e3", 2): .smallIvyBridge
    case ("e3", 3): .smallHaswell
    case ("e3", 4): .smallBroadwell
    case ("e3", 5): .smallSkylake
    case ("e3", _): .smallKabyLake
    case ("e7", nil): .westmereEX
    case (_, nil): .sandyBridge
    case (_, 2): .ivyBridge
    case (_, 3): .haswell
    default: .broadwell
    }
  }

  /// The Scalable Xeons, with their metal or without, and the Xeon 6.
  private static func scalable(_ words: [String]) -> Place? {
    let metals: Set = ["platinum", "gold", "silver", "bronze"]
    let hasMetal = words.contains { metals.contains($0) }
    for word in words {
      guard let number = Number(word), number.prefix.isEmpty, number.digits.count == 4 else {
        continue
      }
      let letter = number.suffix.first
      if !hasMetal {
        if number.digits[0] == 6, letter == "e" { return (.sierraForest, word) }
        if number.digits[0] == 6, letter == "p" {
          return (number.digits[1] == 3 ? .smallRaptorLake : .graniteRapids, word)
        }
        // Without its metal, `5160` is of 2006.
        guard number.digits[0] == 6 || number.digits[0] == 8, number.digits[1] < 6 else { continue }
      }
      switch number.digits[1] {
      case 1: return (.skylake, word)
      case 2: return (.cascadeLake, word)
      case 3: return (letter == "h" ? .cooperLake : .iceLake, word)
      case 4: return (.sapphireRapids, word)
      case 5: return (.emeraldRapids, word)
      default: continue
      }
    }
    return nil
  }

  /// The Xeons of 2005 to 2011, such as `5160`, `X5650` and `L5420`.
  private static func numbered(_ words: [String]) -> Place? {
    for word in words {
      guard let number = Number(word), number.digits.count == 4,
        ["", "e", "l", "w", "x"].contains(number.prefix)
      else { continue }
      // `5160` was given to a Xeon again eleven years later.
      let model = (number.prefix.isEmpty ? "xeon" : "") + word
      switch number.start {
      case 50, 70, 71: return (.netBurst, model)
      case 30, 32, 51, 53, 72, 73: return (.core65, model)
      case 31, 33, 52, 54, 74: return (.core45, model)
      case 34: return (.smallNehalem, model)
      case 35, 55: return (.nehalem, model)
      case 65, 75: return (.nehalemEX, model)
      case 36, 56: return (.westmere, model)
      default: continue
      }
    }
    return nil
  }

  /// The desktop processors that stand in for a server's.
  private static func desktop(_ words: [String]) -> Place {
    for word in words {
      guard let number = Number(word), number.prefix.isEmpty else { continue }
      if number.digits.count == 3 { return (.smallWestmere, word) }
      guard number.digits.count == 4 else { continue }
      switch number.digits[0] {
      case 2: return (.smallSandyBridge, word)
      case 3: return (.smallIvyBridge, word)
      case 4: return (.smallHaswell, word)
      case 5: return (.smallBroadwell, word)
      case 6: return (.smallSkylake, word)
      case 7: return (.smallKabyLake, word)
      default: return (.smallCoffeeLake, word)
      }
    }
    return (.core65, nil)
  }
}
