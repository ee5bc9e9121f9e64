import Inventory

/// What the names of a power unit's maker and model tell of a UPS.
struct UPSName: Hashable {
  /// How a UPS works, by IEC 62040-3.
  enum Topology: String, Hashable {
    /// All power is converted twice (VFI).
    case doubleConversion
    /// The mains pass, corrected (VI) or not (VFD).
    case lineInteractive
  }

  /// How it works; `nil` where no name tells, which is taken for double conversion.
  let topology: Topology?
  /// What it can deliver, in watts; `nil` where no name tells.
  let rating: Double?

  /// Watts for a volt-ampere: the reference of the Italian makers' code of conduct for three-phase
  /// units, 0.8 (ANIE, as BTicino's UPS catalogue of 2020 prints it).
  private static let powerFactor = 0.8

  /// Reads the names of a power unit; `nil` for one that is no UPS, such as a PDU.
  init?(_ facts: Record, name: String) {
    let text = [facts.manufacturer, facts.model, facts.name, name, facts.annotation]
      .compactMap(\.self).joined(separator: " ").lowercased()
    let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    func isOf(_ families: Set<String>) -> Bool {
      words.contains { word in
        families.contains(word) || families.contains(String(word.prefix { $0.isLetter }))
      }
    }
    let online = isOf(Self.online)
    let interactive = isOf(Self.interactive)
    guard online || interactive || isOf(Self.general) else { return nil }
    topology = online ? .doubleConversion : interactive ? .lineInteractive : nil
    let model = [facts.model, facts.name, name, facts.annotation].compactMap(\.self)
    rating =
      model.lazy.compactMap { Self.rating(in: $0.lowercased()) }.first
      ?? Self.plate(of: facts)
  }

  /// The one plate of the unit, where it has one.
  private static func plate(of facts: Record) -> Double? {
    let plates = facts.powerSupplies.compactMap(\.rating?.value).filter { $0 >= 300 }
    return plates.count == 1 ? plates[0] : nil
  }

  /// A number with its unit, such as `10 kVA`; else that in the name of a series, such as `SMT3000`,
  /// which is volt-amperes.
  private static func rating(in text: String) -> Double? {
    let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "," }
      .map { $0.replacing(",", with: ".") }
    for (place, word) in words.enumerated() {
      let digits = word.prefix { $0.isNumber || $0 == "." }
      guard let number = Double(digits), number > 0 else { continue }
      let rest = String(word.dropFirst(digits.count))
      let unit = rest.isEmpty && place + 1 < words.count ? String(words[place + 1]) : rest
      if let scale = units[unit] { return plausible(number * scale) }
    }
    for word in words {
      var tail = word.drop { !$0.isNumber }
      while !tail.isEmpty {
        let digits = String(tail.prefix { $0.isNumber })
        let end = tail.dropFirst(digits.count)
        if let number = Double(digits), !series.contains(digits) {
          if end.hasPrefix("k"), number <= 800 { return plausible(number * 1_000 * powerFactor) }
          if number >= 500 { return plausible(number * powerFactor) }
        }
        tail = end.drop { !$0.isNumber }
      }
    }
    return nil
  }

  private static func plausible(_ watts: Double) -> Double? {
    (200...1_000_000).contains(watts) ? watts : nil
  }

  private static let units: [String: Double] = [
    "va": powerFactor, "kva": 1_000 * powerFactor, "w": 1, "kw": 1_000,
  ]

  /// Numbers of series, which are no rating.
  private static let series: Set<String> = [
    "5110", "5115", "5125", "5130", "9120", "9125", "9130", "9135", "9140", "9155", "9170", "9315",
    "9355", "9390", "9395",
  ]

  private static let general: Set<String> = ["ups", "usv", "continuità", "continuita"]

  private static let online: Set<String> = [
    "srt", "srtl", "surt", "surtd", "symmetra", "galaxy", "sentinel", "sentryum", "nextenergy",
    "9px", "9sx", "9130", "9135", "9140", "9155", "9170", "9355", "9390", "93pm", "93ps", "gxt",
    "itys", "masterys", "delphys", "trimod", "keor", "trinergy", "hipulse", "powervalue", "online",
    "vfi", "smartonline",
  ]

  private static let interactive: Set<String> = [
    "smt", "smx", "smc", "sua", "sum", "5p", "5px", "5sc", "5s", "5130", "5125", "5115", "5110",
    "psi", "idialog", "interactive", "vi", "vfd", "back",
  ]
}
