import Inventory

/// Reads degree days from a table, row by row: a day or month, and columns `hdd` and `cdd` (heating
/// and cooling), or `gradi giorno`.
///
/// A month's are spread evenly over its days.
public struct DegreeDayTable: Sendable {
  private enum Column: Sendable { case moment, heating, cooling }

  /// What was read.
  public private(set) var degreeDays = DegreeDays()
  /// What was left out.
  public private(set) var findings: [MeterFinding] = []
  private let columns: [Column?]

  /// Reads a header; `nil` when it names no moment or no degree days.
  public init?(header: [String]) {
    columns = header.map { heading in
      let words = heading.lowercased().split { !$0.isLetter && !$0.isNumber }
      switch words.joined(separator: " ") {
      case "date", "data", "day", "giorno", "month", "mese": return .moment
      case "hdd", "heating", "heating degree days", "gradi giorno", "gg", "gradi giorno invernali":
        return .heating
      case "cdd", "cooling", "cooling degree days", "gradi giorno estivi": return .cooling
      default: return nil
      }
    }
    guard columns.contains(.moment), columns.contains(where: { $0 == .heating || $0 == .cooling })
    else { return nil }
  }

  /// Reads a row that stands in `line`; one without a moment or with a negative number is told.
  public mutating func add(_ cells: [String], line: Int) {
    var (text, heating, cooling): (String, Double?, Double?) = ("", nil, nil)
    for (column, cell) in zip(columns, cells) {
      switch column {
      case .moment: text = cell
      case .heating, .cooling:
        guard cell.contains(where: { !$0.isWhitespace }) else { continue }
        guard let number = MeterCell.number(cell), number >= 0 else {
          findings.append(MeterFinding(meter: "", line: line, reason: .noNumber(cell)))
          return
        }
        if column == .heating { heating = number } else { cooling = number }
      case nil: break
      }
    }
    guard let moment = MeterCell.moment(text),
      let period = MeterPeriod(moment, until: moment.monthEnd ?? moment.dayEnd)
    else {
      findings.append(MeterFinding(meter: "", line: line, reason: .noMoment(text)))
      return
    }
    degreeDays.set(period, heating: heating, cooling: cooling)
  }
}

/// Reads logged changes from a table, row by row: the first day, the last if it ended, how much more
/// power is drawn (`W` or `kW`, negative for less), and a note.
public struct LoggedChangeTable: Sendable {
  private enum Column: Sendable, Equatable {
    case first, last, note
    case power(Double)

    var isPower: Bool {
      if case .power = self { true } else { false }
    }
  }

  /// What was read, in the table's order.
  public private(set) var changes: [LoggedChange] = []
  /// What was left out.
  public private(set) var findings: [MeterFinding] = []
  private let columns: [Column?]
  /// A change without an end holds until further notice.
  private static let openEnd = CalendarDate(year: 2199, month: 12, day: 31)

  /// Reads a header; `nil` when it names no day or no power.
  public init?(header: [String]) {
    columns = header.map { heading in
      let words = heading.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      switch words.joined(separator: " ") {
      case "date", "data", "from", "dal", "da", "inizio", "start": return .first
      case "to", "al", "fine", "end", "until", "fino a": return .last
      case "note", "nota", "what", "descrizione", "description", "motivo": return .note
      default:
        guard case .power(let scale)? = words.last.flatMap({ MeterUnit($0) }) else { return nil }
        return .power(scale)
      }
    }
    guard columns.contains(.first), columns.contains(where: { $0?.isPower ?? false }) else {
      return nil
    }
  }

  /// Reads a row that stands in `line`.
  public mutating func add(_ cells: [String], line: Int) {
    var (first, last, note, power): (String, String?, String, Double?) = ("", nil, "", nil)
    for (column, cell) in zip(columns, cells) {
      guard let column, cell.contains(where: { !$0.isWhitespace }) else { continue }
      switch column {
      case .first: first = cell
      case .last: last = cell
      case .note: note = cell
      case .power(let scale):
        guard let number = MeterCell.number(cell) else {
          findings.append(MeterFinding(meter: "", line: line, reason: .noNumber(cell)))
          return
        }
        power = number * scale
      }
    }
    guard let power else { return }
    guard let start = MeterCell.moment(first).flatMap({ MeterSeries.day($0.start) }),
      let end = last.map({ MeterCell.moment($0) }).map({ moment in
        moment.flatMap { MeterSeries.day(($0.monthEnd ?? $0.start + 1) - 1) }
      }) ?? Self.openEnd,
      let period = MeterPeriod(first: start, last: end)
    else {
      findings.append(MeterFinding(meter: "", line: line, reason: .noMoment(last ?? first)))
      return
    }
    changes.append(LoggedChange(period: period, power: Watts(power), note: note))
  }
}

extension MeterPeriod {
  /// The days from a moment to the minute before `end`.
  fileprivate init?(_ moment: MeterCell.Moment, until end: Int?) {
    guard let first = MeterSeries.day(moment.start),
      let last = MeterSeries.day((end ?? moment.start + 1) - 1)
    else { return nil }
    self.init(first: first, last: last)
  }
}
