import Estimation
import Inventory
import Reporting

/// What the energy page tells of meters and UPSs.
enum EnergyMeters {
  /// How many are listed; `tramonto estimate --json` has all.
  private static let limit = 200

  /// What became of the series of meters, those to look into first; `nil` where there are none.
  static func uses(_ uses: [MeterUse], _ figures: Figures) -> Listing? {
    guard !uses.isEmpty else { return nil }
    let language = figures.language
    let ordered = uses.filter(\.isProblem) + uses.filter { !$0.isProblem }
    return Listing(
      name: language("Contatori", "Meters"),
      headings: [
        .init(name: language("Che cosa dice", "What it says")),
        .init(name: language("Periodo", "Period")),
        .init(name: language("Letto", "Read"), isNumber: true),
        .init(name: language("Potenza (W)", "Power (W)"), isNumber: true),
      ],
      rows: ordered.prefix(limit).map { use in
        [
          .text(use.text(in: language)),
          .text("\(use.power.first) – \(use.power.last)"),
          .number(figures.number(use.power.coverage * 100) + " %"),
          figures.cell(use.power.estimate),
        ]
      },
      empty: ""
    )
  }

  /// What UPSs lose; `nil` where none is known.
  static func losses(_ losses: [UPSLoss], _ figures: Figures) -> Listing? {
    guard !losses.isEmpty else { return nil }
    let language = figures.language
    return Listing(
      name: language("Perdite degli UPS, dentro il PUE", "Losses of UPSs, within the PUE"),
      headings: [
        .init(name: "UPS"),
        .init(name: language("Carico (W)", "Load (W)"), isNumber: true),
        .init(name: language("A vuoto", "No load"), isNumber: true),
        .init(name: language("Proporzionali", "Proportional"), isNumber: true),
        .init(name: language("Quadratiche", "Square-law"), isNumber: true),
        .init(name: language("In tutto (W)", "In all (W)"), isNumber: true),
      ],
      rows: losses.prefix(limit).map { loss in
        [
          .text("\(loss.agency), \(loss.name)"),
          .number(
            language(
              "\(figures.number(loss.load.value)) su \(figures.number(loss.rated.value))",
              "\(figures.number(loss.load.value)) of \(figures.number(loss.rated.value))"
            )
          ), .number(figures.number(loss.fixed.value)),
          .number(figures.number(loss.proportional.value)),
          .number(figures.number(loss.square.value)), figures.cell(loss.total),
        ]
      },
      empty: ""
    )
  }
}
