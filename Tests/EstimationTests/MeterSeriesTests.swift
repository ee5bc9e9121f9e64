import Inventory
import Testing

@testable import Estimation

@Suite("What a meter counted")
struct MeterSeriesTests {
  private func series(counter values: [Double]) -> MeterSeries {
    MeterSeries(
      name: "",
      readings: values.enumerated().map { index, value in
        MeterReading(
          start: index * 60,
          amount: .counter(KilowattHours(value)),
          line: index + 2
        )
      }
    )
  }

  @Test(
    "a counter that cannot be is told, its stretch left out and the rest kept",
    arguments: [
      ([100, 110, 125], [10, 15], []),
      // It began again.
      ([100, 110, 3, 8], [10, 5], [.reset]),
      // One reading stands above the one after it.
      ([100, 900, 120, 130], [20, 10], [.runsBackwards]),
      // It falls below all that was read.
      ([100, 90, 95], [5], [.runsBackwards]),
      ([100, -1, 110], [10], [.negative]),
      ([100, .nan, 110], [10], [.negative]),
    ] as [([Double], [Double], [MeterFinding.Reason])]
  )
  func counters(values: [Double], energies: [Double], reasons: [MeterFinding.Reason]) {
    let found = series(counter: values)
    #expect(found.spans.map(\.energy) == energies)
    #expect(
      found.findings.map(\.reason).filter { if case .gap = $0 { false } else { true } } == reasons
    )
  }

  @Test("a stretch reaches to the next reading; where that is late there is a gap")
  func gaps() {
    let minutes = [0, 60, 120, 360, 420]
    let found = MeterSeries(
      name: "ups",
      readings: minutes.map { MeterReading(start: $0, amount: .power(Watts(500)), line: 2) }
    )
    #expect(found.spans.map(\.end) == [60, 120, 180, 420, 480])
    #expect(found.spans.allSatisfy { $0.energy == 0.5 })
    #expect(
      found.findings.map(\.reason) == [
        .gap(from: CalendarDate(year: 1970, month: 1, day: 1), hours: 3)
      ]
    )
    for language in Language.allCases {
      #expect(found.findings.allSatisfy { $0.text(in: language).contains("ups: ") })
    }
  }

  @Test("a second reading of a moment is left out, whatever the order of the rows")
  func repeated() {
    let readings = [(60, 2.0, 3), (0, 1, 2), (60, 9, 4)].map {
      MeterReading(start: $0.0, amount: .energy(KilowattHours($0.1)), line: $0.2)
    }
    let found = MeterSeries(name: "", readings: readings)
    #expect(found.spans.map(\.energy) == [1, 2])
    #expect(found.findings == [MeterFinding(meter: "", line: 4, reason: .repeated)])
  }

  @Test(
    "days since 1970 and dates are one another’s inverse",
    arguments: [-25_567, -1, 0, 59, 19_782]
  )
  func days(number: Int) {
    #expect(CalendarDate(dayNumber: number)?.dayNumber == number)
  }

  @Test(
    "numbers are read as Italians and others write them",
    arguments: [
      ("12,5", 12.5), ("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.234.567", 1_234_567),
      (" 7 ", 7), ("-3", -3), ("1 234,5", 1234.5), ("1e3", 1000), ("", nil), ("n/d", nil),
      ("inf", nil), ("0x10", nil),
    ] as [(String, Double?)]
  )
  func numbers(text: String, value: Double?) {
    #expect(MeterCell.number(text) == value)
  }

  @Test(
    "a period is a year, a month, days, or from one to another",
    arguments: [
      ("2023", "2023-01-01", "2023-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
      ("2023-11..2024-02", "2023-11-01", "2024-02-29"),
      ("2023-01-15..2023-01-20", "2023-01-15", "2023-01-20"),
    ]
  )
  func periods(text: String, first: String, last: String) throws {
    let period = try #require(MeterPeriod(text))
    #expect(period.first.description == first && period.last.description == last)
  }

  @Test("what is no period is none", arguments: ["", "..", "2023..2022", "yesterday", "2023-13"])
  func noPeriod(text: String) {
    #expect(MeterPeriod(text) == nil)
  }
}

@Suite("Reading a table of meters")
struct MeterTableTests {
  /// The energy of 1 January and 2 January 2023 in the table's first meter.
  private func read(_ header: [String], _ rows: [[String]]) throws -> (MeterTable, [MeterSeries]) {
    var table = try #require(MeterTable(header: header))
    for (index, row) in rows.enumerated() { table.add(row, line: index + 2) }
    return (table, MeterSeries.all(of: table.readings))
  }

  @Test(
    "energy, power and current are told by the unit in the heading",
    arguments: [
      (["data", "Energia (kWh)"], ["24"], 24), (["timestamp", "energy_Wh"], ["24000"], 24),
      (["date", "MWh"], ["0,024"], 24), (["Date", "Potenza [W]"], ["1000"], 24),
      (["date", "power_kw"], ["1.0"], 24), (["giorno", "A", "V"], ["5", "200"], 22.8),
      (["giorno", "L1 (A)", "L2 (A)", "V"], ["2", "3", "200"], 22.8),
      (["giorno", "kVA"], ["1"], 22.8), (["date", "value", "unit"], ["24", "kWh"], 24),
    ] as [([String], [String], Double)]
  )
  func units(header: [String], cells: [String], energy: Double) throws {
    let (table, series) = try read(header, ["01/01/2023", "2023-01-02"].map { [$0] + cells })
    let spans = try #require(series.first).spans
    #expect(spans.count == 2 && spans.allSatisfy { abs($0.energy - energy) < 1e-9 })
    #expect(table.findings.isEmpty)
    #expect(table.hasApparentPower == (energy == 22.8))
  }

  @Test("a counter’s readings are told from a stretch’s energy")
  func counter() throws {
    let (_, series) = try read(
      ["mese", "Lettura contatore kWh"],
      [["2023-01", "1.000,5"], ["2023-02", "1.100,5"]]
    )
    #expect(series.first?.spans.map(\.energy) == [100])
  }

  @Test("an end that is stated holds its whole day; months have theirs")
  func ends() throws {
    let (_, stated) = try read(["dal", "al", "kWh"], [["01/01/2023", "31/01/2023", "310"]])
    let (_, month) = try read(["mese", "kWh"], [["gen 2023", "310"]])
    #expect(stated.first?.spans == month.first?.spans)
    #expect(month.first?.spans.first.map { $0.end - $0.start } == 31 * 1_440)
  }

  @Test("what cannot be read is told with its line, and the rest is kept")
  func unread() throws {
    let (table, series) = try read(
      ["date", "meter", "value", "unit"],
      [
        ["2023-01-01", "a", "1", "kWh"], ["soon", "a", "1", "kWh"],
        ["2023-01-02", "a", "x", "kWh"], ["2023-01-03", "a", "1", "BTU"],
        ["2023-01-02", "a", "2", "kWh"],
      ]
    )
    #expect(table.findings.map(\.line) == [3, 4, 5])
    #expect(
      table.findings.map(\.reason) == [.noMoment("soon"), .noNumber("x"), .unknownUnit("BTU")]
    )
    // What could be read of a moment stands for what could not.
    #expect(series.map(\.name) == ["a"] && series[0].spans.map(\.energy) == [1, 2])
  }

  @Test("a reading that cannot be used ends the one before it, so that no day becomes two")
  func boundaries() throws {
    let (_, series) = try read(
      ["date", "kWh"],
      [["2023-01-01", "1"], ["2023-01-02", "-1"], ["2023-01-03", "1"], ["2023-01-04", "x"]]
        + [["2023-01-05", "1"]]
    )
    #expect(series.first?.spans.map { $0.end - $0.start } == [1_440, 1_440, 1_440])
  }

  @Test("a unit in a heading that nobody knows is told; a table without numbers is none")
  func headings() throws {
    let table = try #require(MeterTable(header: ["date", "kWh", "Gas (therm)"]))
    #expect(table.findings.map(\.reason) == [.unknownUnit("therm")])
    #expect(MeterTable(header: ["date", "name"]) == nil)
    #expect(MeterTable(header: ["kWh"]) == nil)
    #expect(MeterTable(header: ["time", "kWh"]) != nil)
  }
}
