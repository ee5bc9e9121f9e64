import Inventory
import Testing

@Suite("Days and months")
struct CalendarTests {
  static let spellings: [(String, String?)] = [
    ("2023-12", "2023-12"), ("12/2023", "2023-12"), ("dic-23", "2023-12"),
    ("dicembre 2023", "2023-12"), ("Luglio 2023", "2023-07"), ("Dec 2023", "2023-12"),
    ("2023-12-31", "2023-12"), ("31/12/2023", "2023-12"), ("2023", nil), ("13/2023", nil),
    ("2023-13", nil), ("da definire", nil), ("", nil), ("31/02/2023", nil), ("xx-23", nil),
  ]

  @Test("a month reads as people write it", arguments: spellings)
  func months(text: String, expected: String?) {
    #expect(Month(text)?.description == expected)
  }

  @Test(
    "a day that does not exist is none",
    arguments: [
      (2023, 2, 29), (2024, 2, 30), (2023, 4, 31), (2023, 0, 1), (2023, 13, 1), (1899, 1, 1),
    ]
  )
  func impossibleDays(year: Int, month: Int, day: Int) {
    #expect(CalendarDate(year: year, month: month, day: day) == nil)
  }

  @Test("leap years follow the Gregorian rule")
  func leapYears() {
    #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
    #expect(CalendarDate(year: 1900, month: 2, day: 29) == nil)
  }

  @Test(
    "days are counted from 1970",
    arguments: [
      ("1970-01-01", 0), ("2000-03-01", 11_017), ("1969-12-31", -1), ("2024-12-31", 20_088),
    ]
  )
  func dayNumbers(text: String, expected: Int) {
    #expect(CalendarDate(iso: text)?.dayNumber == expected)
  }

  @Test("months add and subtract")
  func arithmetic() throws {
    let month = try #require(Month("2023-11"))
    #expect(month.advanced(by: 3)?.description == "2024-02")
    #expect(month.advanced(by: -11)?.description == "2022-12")
    #expect(month.months(to: try #require(Month("2024-02"))) == 3)
  }
}
