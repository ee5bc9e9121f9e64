import Inventory

/// What the power model learnt: one line a measured system with its weights, and how far the model
/// is off.
public struct PowerFigures: Sendable, Hashable {
  /// How near to a server the measured systems come.
  enum Nearness: Int, CaseIterable {
    /// Systems with the same processor were measured.
    case processor
    /// Systems with a processor of its generation were.
    case generation
    /// None was.
    case none
  }

  /// A measured system, or several that an inventory cannot tell apart.
  struct System: Sendable, Hashable {
    var profile: ServerProfile
    /// What it adds to the logarithm at each load, in thousandths of its covariance.
    var weights: [Int]
  }

  /// The mean logarithm of watts over rated watts, in thousandths.
  var level: Int
  /// The systems, in order.
  var systems: [System]
  /// Half the 90 % interval in thousandths of logarithms, at each load, by nearness and then by
  /// kind of memory: DDR2, DDR3, newer.
  var halfWidths: [[[Int]]]

  /// The kinds of memory that intervals are told apart by.
  static let kinds = 3

  /// The kind of memory of a generation, as the intervals count it.
  static func kind(of generation: ProcessorGeneration) -> Int {
    min(max(generation.traits.memoryKind - 2, 0), kinds - 1)
  }

  /// The figures as text: lines of tab-separated values, `#` before remarks.
  public var text: String {
    var lines = [
      "# What the power model learnt from SPECpower_ssj2008 results, www.spec.org/power_ssj2008,",
      "# retrieved 24 November 2026. SPEC and SPECpower_ssj are trademarks of the Standard",
      "# Performance Evaluation Corporation. Estimates of ours and no SPEC metric; a line has a",
      "# system’s facts and its weights, not its watts. Made by: tramonto power TABLE --learn",
      "level\t\(level)",
    ]
    for nearness in Nearness.allCases {
      for kind in 0..<Self.kinds {
        let widths = halfWidths[nearness.rawValue][kind].map(String.init)
        lines.append(
          (["width", "\(nearness.rawValue)", "\(kind)"] + widths).joined(separator: "\t")
        )
      }
    }
    for system in systems {
      let profile = system.profile
      let gibibytes = profile.memory.map { FactValue.shortest($0.value / 1_024) }
      let disks = profile.hasSpinningDisks.map { $0 ? "hdd" : "ssd" }
      let facts = [
        profile.cpuModel, profile.sockets.map(String.init), profile.cores.map(String.init),
        gibibytes, profile.diskCount.map(String.init), disks, profile.manufacturer, profile.model,
        profile.form, profile.year.map(String.init),
      ]
      let cells = facts.map { ($0 ?? "").filter { $0 != "\t" && !$0.isNewline } }
      lines.append((cells + system.weights.map(String.init)).joined(separator: "\t"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Creates figures of their parts.
  init(level: Int, systems: [System], halfWidths: [[[Int]]]) {
    self.level = level
    self.systems = systems
    self.halfWidths = halfWidths
  }

  /// Reads what ``text`` writes; `nil` for anything else.
  public init?(text: String) {
    var level: Int?
    var systems: [System] = []
    let none = [[Int]](repeating: [], count: Self.kinds)
    var widths = [[[Int]]](repeating: none, count: Nearness.allCases.count)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      switch cells[0] {
      case "level" where cells.count == 2: level = Int(cells[1])
      case "width" where cells.count == 14:
        guard let nearness = Int(cells[1]).flatMap({ Nearness(rawValue: $0) }),
          let kind = Int(cells[2]), (0..<Self.kinds).contains(kind)
        else { return nil }
        widths[nearness.rawValue][kind] = cells[3...].compactMap { Int($0) }
      case _ where cells.count == 21:
        let weights = cells[10...].compactMap { Int($0) }
        guard weights.count == 11 else { return nil }
        systems.append(System(profile: Self.profile(cells), weights: weights))
      default: return nil
      }
    }
    guard let level, !systems.isEmpty,
      widths.allSatisfy({ $0.allSatisfy { $0.count == 11 } })
    else { return nil }
    self.init(level: level, systems: systems, halfWidths: widths)
  }

  private static func profile(_ cells: [String]) -> ServerProfile {
    let text = { (index: Int) in cells[index].isEmpty ? nil : cells[index] }
    return ServerProfile(
      cpuModel: text(0),
      sockets: Int(cells[1]),
      cores: Int(cells[2]),
      memory: Double(cells[3]).map { Mebibytes($0 * 1_024) },
      diskCount: Int(cells[4]),
      hasSpinningDisks: text(5).map { $0 == "hdd" },
      manufacturer: text(6),
      model: text(7),
      form: text(8),
      year: Int(cells[9])
    )
  }
}
