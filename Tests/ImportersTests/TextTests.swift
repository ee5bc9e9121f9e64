import Inventory
import Testing

@testable import Importers

@Suite("Numbers, dates and headings of tables")
struct TextTests {
  struct Column: Sendable {
    var cells: [String]
    var isWhole: Bool
    var usesDecimalComma: Bool
    var numbers: [Double?]
  }

  static let columns: [Column] = [
    Column(
      cells: ["8.192", "512"],
      isWhole: true,
      usesDecimalComma: false,
      numbers: [8_192, 512]
    ),
    Column(cells: ["1.024.000"], isWhole: true, usesDecimalComma: false, numbers: [1_024_000]),
    Column(
      cells: ["8,192", "16,384"],
      isWhole: true,
      usesDecimalComma: false,
      numbers: [8_192, 16_384]
    ),
    Column(
      cells: ["1.5", "2.250"],
      isWhole: false,
      usesDecimalComma: false,
      numbers: [1.5, 2.25]
    ),
    Column(cells: ["1.250", "2"], isWhole: false, usesDecimalComma: false, numbers: [1.25, 2]),
    Column(cells: ["1.250", "2"], isWhole: false, usesDecimalComma: true, numbers: [1_250, 2]),
    Column(
      cells: ["64,0", "1.024,0"],
      isWhole: false,
      usesDecimalComma: true,
      numbers: [64, 1_024]
    ),
    Column(cells: ["1,024.5"], isWhole: false, usesDecimalComma: false, numbers: [1_024.5]),
    Column(cells: ["0.125"], isWhole: true, usesDecimalComma: false, numbers: [0.125]),
    Column(
      cells: ["abc", "", "--", "nan", "1e9"],
      isWhole: true,
      usesDecimalComma: false,
      numbers: [nil, nil, nil, nil, nil]
    ),
  ]

  @Test("a column's own marks tell thousands from decimals", arguments: columns)
  func numbers(column: Column) {
    var survey = NumberSurvey()
    for cell in column.cells { survey.note(cell) }
    let style = survey.style(isWhole: column.isWhole, usesDecimalComma: column.usesDecimalComma)
    #expect(column.cells.map { style.number($0) } == column.numbers)
  }

  static let dates: [(String, DateStyle, String?)] = [
    ("15/02/2023", .dayFirst, "2023-02-15"), ("02/15/2023", .monthFirst, "2023-02-15"),
    ("15-02-2023 08:24", .dayFirst, "2023-02-15"),
    ("2023-02-15T10:00:00Z", .dayFirst, "2023-02-15"),
    ("15.2.23", .dayFirst, "2023-02-15"), ("15 feb 2023", .dayFirst, "2023-02-15"),
    ("15 febbraio 2023", .dayFirst, "2023-02-15"), ("44972", .dayFirst, "2023-02-15"),
    ("30/02/2023", .dayFirst, nil), ("02/15/2023", .dayFirst, nil), ("2022-21-09", .dayFirst, nil),
    ("feb", .dayFirst, nil), ("2023", .dayFirst, nil), ("", .dayFirst, nil),
  ]

  @Test(
    "dates are read in the column's order, and days that do not exist are none",
    arguments: dates
  )
  func date(text: String, style: DateStyle, day: String?) {
    #expect(style.date(text)?.description == day)
  }

  @Test(
    "day numbers lead back to the day",
    arguments: [-25_567, -1, 0, 59, 60, 11_016, 19_403, 84_000]
  )
  func dayNumber(number: Int) {
    #expect(CalendarDate(dayNumber: number)?.dayNumber == number)
  }

  static let headings: [(String, String, String?)] = [
    ("*Memory (In MB)", "memory", "mb"), ("RAM (GB)", "ram", "gb"), ("RAM GB", "ram", "gb"),
    ("Entità", "entita", nil), ("S/N", "s n", nil), ("N. core", "n core", nil),
    ("CPU usage %", "cpu usage %", nil), ("Provisioned MiB", "provisioned", "mib"),
    ("Sistema operativo - Nome", "sistema operativo nome", nil), ("", "", nil), ("(W)", "w", "w"),
  ]

  @Test("headings are reduced to words and unit", arguments: headings)
  func heading(text: String, key: String, unit: String?) {
    #expect(Heading(text).key == key)
    #expect(Heading(text).unit == unit)
  }

  @Test("a mapping overrides single headings and leaves the others")
  func mapping() {
    let mapped = HeadingDictionary.machines.overridden(by: ["Etichetta CED": .fact(.name)])
    #expect(mapped[Heading("etichetta  CED")] == .fact(.name))
    #expect(mapped[Heading("Matricola")] == .fact(.serial))
    #expect(HeadingDictionary.machines[Heading("Etichetta CED")] == nil)
  }

  @Test("no spelling of the dictionary has two meanings but those that a unit tells apart")
  func collisions() {
    #expect(HeadingDictionary.machines.contested == ["cpu mhz", "cpu ghz"])
    let twice = HeadingDictionary([(.kind, ["Tipo"]), (.fact(.model), ["tipo", "Modello"])])
    #expect(twice.contested == ["tipo"])
    #expect(twice[Heading("TIPO")] == .kind)
  }

  @Test("memory used in percent is not the memory installed")
  func percent() {
    #expect(HeadingDictionary.machines[Heading("RAM GB")] == .fact(.memory))
    #expect(HeadingDictionary.machines[Heading("RAM %")] == .fact(.memoryUtilization))
  }
}
