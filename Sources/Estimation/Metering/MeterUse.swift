public import Inventory

/// What became of a series of a meter in an estimate.
public struct MeterUse: Sendable, Hashable {
  /// What the meter counts.
  public enum Subject: Sendable, Hashable {
    case machine(EntityID, name: String)
    case group(MeteredGroup.Kind, name: String)
  }

  /// What was made of it.
  public enum Outcome: Sendable, Hashable {
    /// It is what the machine draws.
    case measured
    /// So many machines without a series of their own were brought to what it leaves for them; the
    /// ratio is what they draw by now over what was estimated before.
    case calibrated(machines: Int, ratio: Double)
    /// All its machines have meters of their own: the meter over their sum, and whether that is
    /// within what both may be off.
    case compared(ratio: Double, isLikely: Bool)
    /// With the meter of its machines, it tells the room's PUE, which comes before what anybody set.
    case effectiveness(Double)
    /// It was passed over.
    case passed(Reason)
  }

  /// Why a series was passed over.
  public enum Reason: Sendable, Hashable {
    /// No such machine can draw that.
    case impossible(limit: Watts)
    /// The machine is off by the exports, so that it draws that no more.
    case isOff
    /// The machines with meters of their own draw more than the whole.
    case lessThanItsMachines
    /// It leaves so many times what the rest is estimated to draw: it counts something else.
    case farOff(ratio: Double)
    /// With the meter of its machines, it tells a PUE that no room has.
    case impossibleEffectiveness(Double)
    /// None of its machines is estimated.
    case noMachines
  }

  /// The agency that it is of.
  public var agency: AgencyCode
  /// What the meter counts.
  public var subject: Subject
  /// What it says.
  public var power: MeteredPower
  /// What was made of it.
  public var outcome: Outcome

  /// Whether somebody should look into it.
  public var isProblem: Bool {
    switch outcome {
    case .passed, .compared(_, isLikely: false): true
    default: false
    }
  }

  /// The name of what the meter counts, with its kind.
  public func name(in language: Language) -> String {
    switch subject {
    case .machine(let id, let name): "\(Excerpt(name)) (\(id))"
    case .group(let kind, let name): "\(kind.label(in: language)) \(Excerpt(whole: name))"
    }
  }
}

extension MeterUse: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch outcome {
    case .measured: "meter.measured"
    case .calibrated: "meter.calibrated"
    case .compared: "meter.compared"
    case .effectiveness: "meter.effectiveness"
    case .passed(.impossibleEffectiveness): "meter.impossible-effectiveness"
    case .passed(.impossible): "meter.impossible-power"
    case .passed(.isOff): "meter.is-off"
    case .passed(.lessThanItsMachines): "meter.less-than-its-machines"
    case .passed(.farOff): "meter.far-off"
    case .passed(.noMachines): "meter.no-machines"
    }
  }

  /// What was made of it, and what to look into.
  public func text(in language: Language) -> String {
    "\(name(in: language)): \(words.text(in: language))"
  }

  private var words: Wording {
    func number(_ value: Double) -> Wording {
      Wording(Figure.text(value, in: .italian), Figure.text(value, in: .english))
    }
    let watts = number(power.watts)
    switch outcome {
    case .measured:
      return Wording("misurata: \(watts.italian) W", "measured: \(watts.english) W")
    case .calibrated(let machines, let ratio):
      let ratio = number(ratio)
      return Wording(
        "macchine senza contatore proprio: \(machines), riportate a × \(ratio.italian) della stima",
        "machines without a meter of their own: \(machines), brought to × \(ratio.english) of the "
          + "estimate"
      )
    case .compared(let ratio, let isLikely):
      let ratio = number(ratio)
      return isLikely
        ? Wording(
          "concorda con le sue macchine misurate: × \(ratio.italian) della loro somma",
          "agrees with its metered machines: × \(ratio.english) of their sum"
        )
        : Wording(
          "misura × \(ratio.italian) della somma delle sue macchine misurate: controllare che cosa "
            + "conta",
          "counts × \(ratio.english) of the sum of its metered machines: check what it counts"
        )
    case .effectiveness(let value):
      let value = number(value)
      return Wording("PUE misurato: \(value.italian)", "PUE measured: \(value.english)")
    case .passed(.impossibleEffectiveness(let value)):
      let value = number(value)
      return Wording(
        "con il contatore delle macchine dà un PUE di \(value.italian), impossibile: lasciato fuori, "
          + "controllare che cosa contano",
        "with the meter of the machines it gives a PUE of \(value.english), which cannot be: left "
          + "out, check what they count"
      )
    case .passed(.impossible(let limit)):
      let limit = number(limit.value)
      return Wording(
        "\(watts.italian) W impossibili (da 1 a \(limit.italian) W): serie lasciata fuori, la "
          + "macchina è stimata",
        "\(watts.english) W cannot be (1 to \(limit.english) W): series left out, the machine is "
          + "estimated"
      )
    case .passed(.isOff):
      return Wording(
        "risulta spenta dalle esportazioni: la serie non dice che cosa assorbe ora",
        "is off by the exports: the series does not say what it draws now"
      )
    case .passed(.lessThanItsMachines):
      return Wording(
        "le macchine con un contatore proprio assorbono più del totale: serie lasciata fuori, "
          + "controllare che cosa conta",
        "the machines with meters of their own draw more than the whole: series left out, check "
          + "what it counts"
      )
    case .passed(.farOff(let ratio)):
      let ratio = number(ratio)
      return Wording(
        "lascia × \(ratio.italian) di quanto si stima per le altre macchine: serie lasciata fuori, "
          + "controllare che cosa conta",
        "leaves × \(ratio.english) of what the other machines are estimated to draw: series left "
          + "out, check what it counts"
      )
    case .passed(.noMachines):
      return Wording(
        "nessuna delle sue macchine è nota: serie lasciata fuori",
        "none of its machines is known: series left out"
      )
    }
  }
}
