import Inventory

/// A kind of device that the power model says nothing about, as its names tell it.
///
/// Each gets the range of its class instead of a figure that would look surer than it is.
enum DeviceClass: Hashable {
  /// A server built around accelerators: its processors are the least of it.
  case acceleratedNode
  /// A server of another architecture than x86 and Arm.
  case otherArchitecture
  /// The enclosure of blades by itself: management, interconnects and what turns when it is empty.
  /// Its blades' figures hold their share of fans and supplies.
  case enclosure

  /// The class of a server; `nil` for one that the model may know.
  init?(_ facts: Record) {
    let name = MachineName(
      manufacturer: facts.manufacturer,
      model: facts.model,
      form: facts.chassis
    )
    if name.isEnclosure {
      self = .enclosure
    } else if name.isAccelerated {
      self = .acceleratedNode
    } else if ProcessorName(facts.cpuModel ?? "").isForeign {
      self = .otherArchitecture
    } else {
      return nil
    }
  }

  /// The factor of its range.
  var key: EstimationSettings.Key {
    switch self {
    case .acceleratedNode: .acceleratedNode
    case .otherArchitecture: .otherArchitecture
    case .enclosure: .enclosure
    }
  }
}

/// The accelerators that a server's model or note names, such as `2x NVIDIA T4`.
struct Accelerators: Hashable {
  /// How many there are.
  var count = 0
  /// What they are rated for together, in watts.
  var ratedWatts = 0.0

  /// Reads texts; a product counts only where a maker's or family's name stands in the same text, and
  /// once where no number stands before either.
  init(_ texts: [String?]) {
    for text in texts.compactMap(\.self) {
      let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      guard words.contains(where: { Self.families.contains($0) }) else { continue }
      for (place, word) in words.enumerated() {
        guard let watts = Self.rated[word] else { continue }
        let number = Self.number(before: place, in: words)
        count += number
        ratedWatts += Double(number) * watts
      }
    }
  }

  /// The number before a product: `2x`, `2 x` or `2`, with the names of makers between.
  private static func number(before place: Int, in words: [String]) -> Int {
    var place = place - 1
    while place >= 0, families.contains(words[place]) || words[place] == "x" { place -= 1 }
    guard place >= 0 else { return 1 }
    let word = words[place].hasSuffix("x") ? String(words[place].dropLast()) : words[place]
    return Int(word).flatMap { (1...16).contains($0) ? $0 : nil } ?? 1
  }

  private static let families: Set<String> = [
    "nvidia", "tesla", "quadro", "grid", "gpu", "gpus", "accelerator", "accelerators",
  ]

  /// What the makers rate a card for, in watts (NVIDIA, product briefs of each).
  private static let rated: [String: Double] = [
    "k40": 235, "k80": 300, "m10": 225, "m60": 300, "p4": 75, "p40": 250, "p100": 250,
    "v100": 250, "t4": 70, "a2": 60, "a10": 150, "a16": 250, "a30": 165, "a40": 300, "a100": 250,
    "l4": 72, "l40": 300, "l40s": 350, "h100": 350,
  ]
}

extension MachineName {
  /// Whether the name is that of an enclosure for blades.
  var isEnclosure: Bool {
    words.contains { Self.enclosures.contains($0) }
      || (words.contains("enclosure") || words.contains("telaio"))
      || (words.contains("chassis") && words.contains { ["ucs", "flex", "blade"].contains($0) })
  }

  private static let enclosures: Set<String> = [
    "c3000", "c7000", "m1000e", "mx7000", "vrtx", "5108", "bladecenter", "bladesystem",
  ]
}

/// The ports of a switch, as its model's name tells them: `WS-C2960X-48TS-L`, `2530-24G-PoE+`.
enum SwitchPorts {
  /// The number of ports; `nil` where the name tells none.
  static func count(_ model: String?) -> Int? {
    guard let model else { return nil }
    // A series’ number comes first, and has three digits or more; the last of the usual numbers is
    // that of the ports.
    let runs = model.split { !$0.isNumber }.compactMap { run in
      run.count <= 2 ? Int(run) : nil
    }
    return runs.last { usual.contains($0) }
  }

  /// Whether the name is that of a switch whose ports give power: `2530-24G-PoE+`,
  /// `WS-C2960X-48FPS-L`.
  static func givePower(_ model: String?) -> Bool {
    guard let model else { return false }
    let words = model.lowercased().split { !$0.isLetter && !$0.isNumber }
    return words.contains { word in
      if word.hasPrefix("poe") || word == "pwr" { return true }
      // Cisco's letters behind the ports: P, FP and LP give power, T does not.
      let letters = word.drop { $0.isNumber }
      // A longer number is a series, such as Nexus 5548P.
      guard (1...2).contains(word.count - letters.count), letters.count <= 3 else { return false }
      return ["p", "fp", "lp"].contains {
        letters == $0 || letters == $0 + "s" || letters == $0 + "d"
      }
    }
  }

  private static let usual: Set<Int> = [8, 16, 24, 28, 32, 36, 48, 52, 54]
}
