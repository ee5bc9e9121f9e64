import Inventory

@testable import Reporting

/// Where a figure stands: a column of a table, and a path in an entry of the JSON form.
struct FigureSpec {
  /// The column's heading, Italian and English.
  var heading: (String, String)
  /// The names of the members on the way to the number.
  var path: [String]
  /// How many decimal places people see.
  var places = 0
  /// The path of the estimate whose interval stands beneath the figure on the page; `nil` for none.
  var interval: [String]?
  /// The divisor from the unit of the JSON form to that of the tables.
  var divisor = 1.0

  init(
    _ italian: String,
    _ english: String,
    _ path: String,
    places: Int = 0,
    divisor: Double = 1,
    interval: String? = nil
  ) {
    heading = (italian, english)
    self.path = path.split(separator: ".").map(String.init)
    self.places = places
    self.interval = interval?.split(separator: ".").map(String.init)
    self.divisor = divisor
  }

  private static let savings = [
    FigureSpec(
      "kWh/anno netti",
      "kWh/year net",
      "savings.net.kWhPerYear.value",
      interval: "savings.net.kWhPerYear"
    ),
    FigureSpec("kWh/anno netti, 5 %", "kWh/year net, 5 %", "savings.net.kWhPerYear.low"),
    FigureSpec("kWh/anno netti, 95 %", "kWh/year net, 95 %", "savings.net.kWhPerYear.high"),
    FigureSpec("kWh/anno lordi", "kWh/year gross", "savings.gross.kWhPerYear.value"),
    FigureSpec(
      "tCO2e/anno nette",
      "tCO2e/year net",
      "savings.net.kgCO2ePerYear.value",
      places: 2,
      divisor: 1_000
    ),
    FigureSpec("EUR/anno netti", "EUR/year net", "savings.net.eurosPerYear.value"),
    FigureSpec("Macchine fisiche da spegnere", "Machines to go dark", "savings.machines"),
    FigureSpec("Server", "Servers", "servers.total"),
    FigureSpec("Server: da dismettere", "Servers: to retire", "servers.retire"),
    FigureSpec("Server: bloccato", "Servers: blocked", "servers.blocked"),
  ]

  /// The figures of each topic that is a list in the JSON form.
  static let all: [Topic.Name: [FigureSpec]] = [
    .progress: [
      FigureSpec("Da dismettere per il piano", "To retire by the plan", "planned"),
      FigureSpec("Apparati a registro", "Devices in the register", "register.total"),
      FigureSpec("Registro: spento", "Register: off", "register.off"),
      FigureSpec("Registro: svuotato", "Register: drained", "register.drained"),
      FigureSpec("kWh/anno già spenti", "kWh/year dark already", "doneKWhPerYear"),
    ],
    .months: [
      FigureSpec("Macchine spente, piano", "Machines off, planned", "machinesOff"),
      FigureSpec("Macchine spente, registro", "Machines off, register", "done.machinesOff"),
      FigureSpec("kWh lordi, piano", "kWh gross, planned", "grossKWh.value"),
      FigureSpec("kWh lordi, registro", "kWh gross, register", "done.grossKWh"),
      FigureSpec("kWh netti, piano", "kWh net, planned", "netKWh.value", interval: "netKWh"),
      FigureSpec("kWh netti, 5 %", "kWh net, 5 %", "netKWh.low"),
      FigureSpec("tCO2e nette", "tCO2e net", "netKgCO2e.value", places: 2, divisor: 1_000),
      FigureSpec(
        "tCO2e nette, 95 %",
        "tCO2e net, 95 %",
        "netKgCO2e.high",
        places: 2,
        divisor: 1_000
      ),
    ],
    .agencies: savings,
    .projects: savings + [FigureSpec("Importo (EUR)", "Amount (EUR)", "euros", places: 2)],
    .services: [
      FigureSpec("Applicativi", "Applications", "applications"),
      FigureSpec("Macchine migrate", "Machines moved", "moved"),
      FigureSpec("Restano per decisione", "Stay by decision", "accepted"),
    ],
    .rooms: [FigureSpec("kWh/anno", "kWh/year", "kWhPerYear")],
    .racks: [FigureSpec("kWh/anno", "kWh/year", "kWhPerYear")],
    .blockers: [
      FigureSpec("Server bloccati", "Servers blocked", "servers"),
      FigureSpec("Bloccati solo da questo", "By this alone", "alone"),
      FigureSpec("kWh/anno", "kWh/year", "kWhPerYear"),
    ],
    .unknowns: [
      FigureSpec("Macchine che si spengono", "Machines that go dark", "machines"),
      FigureSpec(
        "Intervallo più stretto di kWh/anno",
        "Interval narrower by kWh/year",
        "narrowingKWhPerYear"
      ),
    ],
    .verified: [
      FigureSpec("Giorni prima", "Days before", "daysBefore"),
      FigureSpec("kWh misurati in meno", "kWh less by meter", "savedKWh.value"),
      FigureSpec(
        "kWh/anno misurati",
        "kWh/year by meter",
        "savedKWhPerYear.value",
        interval: "savedKWhPerYear"
      ),
      FigureSpec("kWh/anno, 95 %", "kWh/year, 95 %", "savedKWhPerYear.high"),
    ],
    .servers: [
      FigureSpec("kWh/anno", "kWh/year", "kWhPerYear.value"),
      FigureSpec("kWh/anno, 5 %", "kWh/year, 5 %", "kWhPerYear.low"),
      FigureSpec("kWh/anno, 95 %", "kWh/year, 95 %", "kWhPerYear.high"),
    ],
    .readings: [
      FigureSpec("Righe lette", "Rows read", "read"), FigureSpec("Usate", "Used", "records"),
      FigureSpec("Saltate", "Skipped", "skipped"), FigureSpec("Rifiutate", "Rejected", "rejected"),
    ],
    .unused: [FigureSpec("Righe compilate", "Rows filled", "filled")],
    .gaps: [FigureSpec("Quanti", "How many", "missing"), FigureSpec("Su", "Of", "total")],
    .journals: [FigureSpec("Voci", "Entries", "entries")],
    .register: [FigureSpec("Ultima voce", "Last entry", "entry")],
    .journal: [FigureSpec("Voce", "Entry", "sequence")],
  ]

  /// The figures of the summary, by the name of their line, in the JSON form's headline.
  static let headline = [
    FigureSpec("Server, fisici e virtuali", "Servers, physical and virtual", "servers.total"),
    FigureSpec("Server: bloccato", "Servers: blocked", "servers.blocked"),
    FigureSpec("Apparati a registro", "Devices in the register", "register.total"),
    FigureSpec("Energia già spenta, lorda", "Energy dark already, gross", "doneKWhPerYear"),
    FigureSpec("Energia lorda", "Energy, gross", "savings.gross.kWhPerYear.value"),
    FigureSpec("Energia netta", "Energy, net", "savings.net.kWhPerYear.value"),
    FigureSpec(
      "Emissioni nette",
      "Emissions, net",
      "savings.net.kgCO2ePerYear.value",
      places: 2,
      divisor: 1_000
    ),
    FigureSpec("Spesa netta", "Cost, net", "savings.net.eurosPerYear.value"),
    FigureSpec("Righe lette", "Rows read", "rowsRead"),
    FigureSpec(
      "Energia dello spostamento, una volta",
      "Energy of the move, once",
      "savings.move.kWhPerYear.value"
    ),
    FigureSpec(
      "Energia netta del primo anno",
      "Energy of a first year, net",
      "savings.firstYear.kWhPerYear.value"
    ),
    FigureSpec(
      "Emissioni nette, elettricità acquistata",
      "Emissions, net, electricity bought",
      "savings.net.marketKgCO2ePerYear.value",
      places: 2,
      divisor: 1_000
    ),
    FigureSpec(
      "Acqua, netta",
      "Water, net",
      "savings.net.litresPerYear.value",
      places: 2,
      divisor: 1_000
    ),
    FigureSpec(
      "Emissioni già incorporate nei server",
      "Emissions embodied in the servers",
      "savings.embodiedKgCO2e.value",
      places: 2,
      divisor: 1_000
    ),
  ]

  /// The figures of the page's cards, by the name of the card.
  static let cards = [
    FigureSpec("Server da dismettere", "Servers to retire", "servers.retire"),
    FigureSpec("Energia all’anno, netta", "Energy a year, net", "savings.net.kWhPerYear.value"),
    FigureSpec("Energia all’anno, lorda", "Energy a year, gross", "savings.gross.kWhPerYear.value"),
    FigureSpec("Macchine fisiche da spegnere", "Physical machines to go dark", "savings.machines"),
    FigureSpec("Già spenti a registro", "Dark already by the register", "register.dark"),
    FigureSpec(
      "Emissioni evitate all’anno",
      "Emissions avoided a year",
      "savings.net.kgCO2ePerYear.value",
      places: 2,
      divisor: 1_000
    ),
    FigureSpec("Spesa evitata all’anno", "Cost avoided a year", "savings.net.eurosPerYear.value"),
    FigureSpec("Righe usate", "Rows used", "rowsUsed"),
    FigureSpec("Righe rifiutate", "Rows rejected", "rowsRejected"),
  ]
}
