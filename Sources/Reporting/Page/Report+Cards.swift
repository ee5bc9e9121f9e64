import Estimation
import Inventory
import Retirement

extension Report {
  /// A figure that stands first on the page.
  struct Card {
    var name: String
    var value: String
    var unit = ""
    var notes: [String] = []
  }

  /// The figures that stand first, by kind; the first two stand out.
  var cards: [Card] {
    switch kind {
    case .programme, .agency, .project:
      [retireCard, netCard, darkCard, registerCard, carbonCard, costCard]
    case .decommissioning: [retireCard, registerCard, darkCard, netCard]
    case .energy: [netCard, grossCard, carbonCard, costCard] + meterCards
    case .quality: [rowCard, rejectedCard, conflictCard, purposeCard]
    case .evidence: [registerCard, journalCard]
    }
  }

  private var retireCard: Card {
    let counts = headline.counts
    let (blocked, review, keep) = (
      figures.count(counts.blocked), figures.count(counts.review), figures.count(counts.keep)
    )
    return Card(
      name: language("Server da dismettere", "Servers to retire"),
      value: figures.count(counts.retire),
      unit: language("di \(figures.count(counts.servers))", "of \(figures.count(counts.servers))"),
      notes: [
        language(
          "\(blocked) bloccati, \(review) da verificare, \(keep) da mantenere",
          "\(blocked) blocked, \(review) to review, \(keep) to keep"
        )
      ]
    )
  }

  private var netCard: Card {
    let saved = headline.savings
    return Card(
      name: language("Energia all’anno, netta", "Energy a year, net"),
      value: energy(saved.net.energy.value),
      unit: "kWh",
      notes: [
        interval(energy(saved.net.energy.low), energy(saved.net.energy.high)),
        language("lorda ", "gross ") + energy(saved.gross.energy.value) + " kWh",
      ]
        + (saved.firstYear.map { year in
          [
            language("nel primo anno ", "in a first year ") + energy(year.energy.value) + " kWh"
          ]
        } ?? [])
    )
  }

  private var grossCard: Card {
    let gross = headline.savings.gross.energy
    return Card(
      name: language("Energia all’anno, lorda", "Energy a year, gross"),
      value: energy(gross.value),
      unit: "kWh",
      notes: [
        interval(energy(gross.low), energy(gross.high)),
        language("già spenti ", "dark already ") + energy(headline.done) + " kWh",
      ]
    )
  }

  private var darkCard: Card {
    Card(
      name: language("Macchine fisiche da spegnere", "Physical machines to go dark"),
      value: figures.count(headline.savings.machines),
      notes: [
        headline.complete.map {
          language("tutte da \(figures.month($0))", "all from \(figures.month($0))")
        } ?? language("nessuna data", "no date")
      ]
    )
  }

  private var registerCard: Card {
    let register = headline.register
    let drained = figures.count(register.count(of: .drained))
    return Card(
      name: language("Già spenti a registro", "Dark already by the register"),
      value: figures.count(register.dark),
      unit: language(
        "di \(figures.count(register.devices)) a registro",
        "of \(figures.count(register.devices)) in it"
      ),
      notes: [
        language("\(drained) svuotati", "\(drained) drained"),
        energy(headline.done) + language(" kWh/anno lordi", " kWh/year gross"),
      ]
    )
  }

  private var carbonCard: Card {
    let carbon = headline.savings.net.carbon
    return Card(
      name: language("Emissioni evitate all’anno", "Emissions avoided a year"),
      value: tonnes(carbon.value),
      unit: "tCO₂e",
      notes: [interval(tonnes(carbon.low), tonnes(carbon.high))]
    )
  }

  private var costCard: Card {
    let cost = headline.savings.net.cost
    return Card(
      name: language("Spesa evitata all’anno", "Cost avoided a year"),
      value: euros(cost.value),
      unit: "EUR",
      notes: [interval(euros(cost.low), euros(cost.high))]
    )
  }

  private var meterCards: [Card] {
    verified.prefix(2).map { line in
      let yearly = line.saving.yearly
      let meter = line.saving.meter
      return Card(
        name: language("Verificato all’anno", "Verified a year")
          + (meter.isEmpty ? "" : ": \(Excerpt(meter))"),
        value: energy(yearly.value),
        unit: "kWh",
        notes: [interval(energy(yearly.low), energy(yearly.high))]
      )
    }
  }

  private var rowCard: Card {
    Card(
      name: language("Righe usate", "Rows used"),
      value: figures.count(ledger.records),
      unit: language("di \(figures.count(ledger.read))", "of \(figures.count(ledger.read))"),
      notes: [
        language(
          "\(figures.count(ledger.skipped)) saltate",
          "\(figures.count(ledger.skipped)) skipped"
        )
      ]
    )
  }

  private var rejectedCard: Card {
    Card(
      name: language("Righe rifiutate", "Rows rejected"),
      value: figures.count(ledger.rejected),
      notes: [
        language(
          "\(figures.count(refused.count)) file non leggibili",
          "\(figures.count(refused.count)) files not readable"
        )
      ]
    )
  }

  private var conflictCard: Card {
    Card(
      name: language("Divergenze fra fonti", "Conflicts between sources"),
      value: figures.count(conflicts.count),
      notes: [
        language(
          "su \(figures.count(Set(conflicts.map(\.entity)).count)) macchine",
          "on \(figures.count(Set(conflicts.map(\.entity)).count)) machines"
        )
      ]
    )
  }

  private var purposeCard: Card {
    let gap = gaps.first { $0.gap == .purpose }
    return Card(
      name: language("Server senza scopo noto", "Servers without known purpose"),
      value: figures.count(gap?.missing ?? 0),
      unit: language("di \(figures.count(gap?.total ?? 0))", "of \(figures.count(gap?.total ?? 0))")
    )
  }

  private var journalCard: Card {
    let whole = journals.count(where: \.isWhole)
    return Card(
      name: language("Giornali integri", "Journals that are whole"),
      value: figures.count(whole),
      unit: language("di \(figures.count(journals.count))", "of \(figures.count(journals.count))"),
      notes: [
        language(
          "\(figures.count(journals.reduce(0) { $0 + $1.size })) voci",
          "\(figures.count(journals.reduce(0) { $0 + $1.size })) entries"
        )
      ]
    )
  }

  /// Energy as the page shows it.
  func energy(_ value: KilowattHours) -> String {
    figures.number(value.value, decimals: Figures.energyPlaces)
  }

  /// Greenhouse gas as the page shows it, in tonnes.
  func tonnes(_ value: KilogramsCO2e) -> String {
    figures.number(value.value / 1_000, decimals: Figures.tonnePlaces)
  }

  /// Money as the page shows it.
  func euros(_ value: Euros) -> String {
    figures.number(value.value, decimals: Figures.euroPlaces)
  }

  private func interval(_ low: String, _ high: String) -> String {
    language("90 %: da \(low) a \(high)", "90 %: \(low) to \(high)")
  }
}
