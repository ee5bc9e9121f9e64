public import Inventory

/// Something in a meter's file, or in what came of it, that people should know.
public struct MeterFinding: Sendable, Hashable {
  /// What it is.
  public enum Reason: Sendable, Hashable {
    /// A number below zero, or none at all.
    case negative
    /// A second reading of the same moment.
    case repeated
    /// A stretch that overlaps the one before it.
    case overlapping(day: CalendarDate?)
    /// Time without a reading.
    case gap(from: CalendarDate?, hours: Int)
    /// A single reading without an end: no stretch of time is known.
    case noStretch
    /// A counter that began again.
    case reset
    /// A counter that fell.
    case runsBackwards
    /// A cell that should be a number and is none.
    case noNumber(String)
    /// A load that cannot be: below 0 or above 100 %.
    case impossibleLoad(String)
    /// A cell that should be a moment and is none.
    case noMoment(String)
    /// A unit that is neither energy nor power.
    case unknownUnit(String)
    /// Current and voltage without the phase between them: a power factor of 0.95 was taken.
    case apparentPower
    /// A day or month without degree days, which is left out.
    case noDegreeDays(day: CalendarDate?, count: Int)
    /// More degree days went with less energy, or did not vary: left out of the comparison.
    case weatherTellsNothing
    /// The weather after is outside the weather before, so that the comparison reaches beyond it.
    case weatherBeyondBaseline
    /// Too few stretches before for a scatter: one of 10 % was taken.
    case fewPoints(Int)
    /// A switched-off server whose load did not fall.
    case stillDraws(before: Watts, after: Watts)
    /// A switched-off server that the meter saw too little of.
    case notSeen
    /// The meter fell by less than what was switched off.
    case lessThanEstimated
  }

  /// The meter's name; empty where a file has one.
  public var meter: String
  /// The line or sheet row; `nil` for what is not of one.
  public var line: Int?
  /// What it is.
  public var reason: Reason

  /// Creates a finding.
  public init(meter: String, line: Int?, reason: Reason) {
    self.meter = meter
    self.line = line
    self.reason = reason
  }

  /// Whether something is wrong with what was to be verified, rather than with the file.
  public var isAlarm: Bool {
    switch reason {
    case .stillDraws, .lessThanEstimated: true
    default: false
    }
  }
}

extension MeterFinding: Message {
  /// A stable name such as `meter.runs-backwards`.
  public var code: String {
    switch reason {
    case .negative: "meter.negative"
    case .repeated: "meter.repeated"
    case .overlapping: "meter.overlapping"
    case .gap: "meter.gap"
    case .noStretch: "meter.no-stretch"
    case .reset: "meter.reset"
    case .runsBackwards: "meter.runs-backwards"
    case .noNumber: "meter.no-number"
    case .impossibleLoad: "load.impossible"
    case .noMoment: "meter.no-moment"
    case .unknownUnit: "meter.unknown-unit"
    case .apparentPower: "meter.apparent-power"
    case .noDegreeDays: "meter.no-degree-days"
    case .weatherTellsNothing: "meter.weather-tells-nothing"
    case .weatherBeyondBaseline: "meter.weather-beyond-baseline"
    case .fewPoints: "meter.few-points"
    case .stillDraws: "meter.still-draws"
    case .notSeen: "meter.not-seen"
    case .lessThanEstimated: "meter.less-than-estimated"
    }
  }

  /// What it is and what was done or is to be done.
  public func text(in language: Language) -> String {
    let words = wording.text(in: language)
    return meter.isEmpty ? words : "\(Excerpt(meter)): \(words)"
  }

  private var wording: Wording {
    switch reason {
    case .negative:
      Wording("valore negativo, lasciato fuori", "negative value, left out")
    case .impossibleLoad(let text):
      Wording(
        "carico “\(Excerpt(text))” impossibile (da 0 a 100 %), lasciato fuori",
        "a load of “\(Excerpt(text))” cannot be (0 to 100 %), left out"
      )
    case .repeated:
      Wording(
        "seconda lettura dello stesso momento, lasciata fuori",
        "second reading of the same moment, left out"
      )
    case .overlapping(let day):
      Wording(
        "dal \(text(day)): intervallo già coperto, lasciato fuori",
        "from \(text(day)): already covered, left out"
      )
    case .gap(let day, let hours):
      Wording(
        "nessuna lettura per \(hours) h dal \(text(day)): non si suppone nulla",
        "no reading for \(hours) h from \(text(day)): nothing is supposed"
      )
    case .noStretch:
      Wording(
        "una sola lettura senza fine: l’intervallo non si conosce, lasciata fuori",
        "a single reading without an end: its stretch is not known, left out"
      )
    case .reset:
      Wording(
        "il contatore è ripartito: l’intervallo prima è lasciato fuori",
        "the counter began again: the stretch before is left out"
      )
    case .runsBackwards:
      Wording(
        "il contatore va all’indietro: intervallo lasciato fuori",
        "the counter runs backwards: stretch left out"
      )
    case .noNumber(let cell):
      Wording("“\(Excerpt(cell))” non è un numero", "“\(Excerpt(cell))” is not a number")
    case .noMoment(let cell):
      Wording(
        "“\(Excerpt(cell))” non è una data: scrivere AAAA-MM-GG, con l’ora se serve",
        "“\(Excerpt(cell))” is not a date: write YYYY-MM-DD, with the time if needed"
      )
    case .unknownUnit(let unit):
      Wording(
        "unità sconosciuta “\(Excerpt(unit))”: sono ammesse Wh, kWh, MWh, W, kW, A con V",
        "unknown unit “\(Excerpt(unit))”: Wh, kWh, MWh, W, kW and A with V can be"
      )
    case .apparentPower:
      Wording(
        "corrente × tensione: si è preso un fattore di potenza di 0,95 ± 5 %",
        "current × voltage: a power factor of 0.95 ± 5 % was taken"
      )
    default: comparison
    }
  }

  private var comparison: Wording {
    switch reason {
    case .noDegreeDays(let day, let count):
      Wording(
        "\(count) intervalli senza gradi giorno dal \(text(day)), lasciati fuori",
        "\(count) stretches without degree days from \(text(day)), left out"
      )
    case .weatherTellsNothing:
      Wording(
        "i gradi giorno non spiegano il consumo: non si corregge per il clima",
        "degree days do not explain the use: not corrected for weather"
      )
    case .weatherBeyondBaseline:
      Wording(
        "il clima dopo è fuori da quello prima: il confronto va oltre ciò che si è misurato",
        "the weather after is outside that before: the comparison reaches beyond what was measured"
      )
    case .fewPoints(let count):
      Wording(
        "solo \(count) intervalli prima: si è presa una dispersione del 10 %",
        "only \(count) stretches before: a scatter of 10 % was taken"
      )
    case .stillDraws(let before, let after):
      Wording(
        "risulta spento, ma assorbe ancora \(watts(after)) W (prima \(watts(before)) W): controllare",
        "is marked off, but still draws \(watts(after)) W (\(watts(before)) W before): look into it"
      )
    case .notSeen:
      Wording(
        "risulta spento, ma mancano letture prima o dopo quel giorno",
        "is marked off, but there are no readings before or after that day"
      )
    case .lessThanEstimated:
      Wording(
        "il contatore è sceso meno di quanto è stato spento: controllare che sia spento davvero",
        "the meter fell by less than what was switched off: check that it is really off"
      )
    default: Wording("")
    }
  }

  private func text(_ day: CalendarDate?) -> String { day?.description ?? "?" }

  private func watts(_ power: Watts) -> String { FactValue.shortest(power.value.rounded()) }
}
