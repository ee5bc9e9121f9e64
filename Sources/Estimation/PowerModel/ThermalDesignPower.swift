/// What processors are rated for, by their names.
enum ThermalDesignPower {
  /// Watts by model, as ``ProcessorName/model`` writes it.
  ///
  /// From `thermal-design-power.txt`: a line is a power and the models that have it.
  private static let catalogue: [String: Double] = {
    var watts: [String: Double] = [:]
    let text = String(decoding: PackageResources.thermal_design_power_txt, as: UTF8.self)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      guard let power = words.first.flatMap({ Double($0) }) else { continue }
      for model in words.dropFirst() { watts[String(model)] = power }
    }
    return watts
  }()

  /// The rated watts of one processor; `nil` when its model is none that we know.
  static func watts(of model: String, _ generation: ProcessorGeneration?) -> Double? {
    catalogue[model] ?? ruled(model, generation)
  }

  /// The classes that AMD rated its Opterons in, and Ampere's Altra by their cores.
  ///
  /// Opteron: AMD, “Opteron processor quick reference guides” (2006 to 2012): SE, standard, HE and
  /// EE of each platform. Altra: Ampere’s product briefs give the Q64-30 180 W, the Q80-30 210 W,
  /// the M96-30 220 W and the M128-30 250 W, which these lines meet.
  private static func ruled(_ model: String, _ generation: ProcessorGeneration?) -> Double? {
    if model.hasPrefix("opteron") {
      let number = model.dropFirst(7)
      let isMini = number.hasPrefix("4") || number.hasPrefix("3")
      let isLarge = number.hasPrefix("6")
      switch model.suffix(2) {
      case "ee": return isMini ? 35 : 60
      case "he": return isMini ? 65 : isLarge ? 85 : generation == .k8 ? 68 : 79
      case "se": return isLarge ? 140 : 137
      default: return isMini || generation == .k8 ? 95 : 115
      }
    }
    if generation == .neoverse {
      let digits = model.dropFirst().prefix { $0.isNumber }
      return Double(digits).flatMap { cores in
        guard (16...256).contains(cores) else { return nil }
        return model.hasPrefix("m") ? 130 + 0.9375 * cores : 60 + 1.875 * cores
      }
    }
    return nil
  }
}
