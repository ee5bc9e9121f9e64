import Inventory

/// Reads the meters of a table, row by row.
///
/// A heading names a column: the moment (`date`, `timestamp`, `data`, `mese`, …; `ora` beside it),
/// the end of the stretch (`to`, `fine`), the meter (`meter`, `server`, `contatore`, …), and the
/// numbers by their unit, alone or at the end of the heading: `kWh`, `Energia (kWh)`, `power_w`,
/// current and voltage as `A` and `V`; several currents of one row, those of three phases, add up.
/// `counter`, `lettura` or `totale` in the heading of an energy makes it a counter's. A column
/// `unit` says the unit of a `value`, row by row.
///
/// A row that tells nothing is told with its reason, and the rest is kept.
public struct MeterTable: Sendable {
  private enum Column: Sendable, Hashable {
    case moment, clock, end, meter, unit, value
    case measure(MeterUnit, isCounter: Bool)

    var isNumber: Bool {
      switch self {
      case .measure, .value: true
      default: false
      }
    }
  }

  /// What was left out or guessed, in the table's order.
  public private(set) var findings: [MeterFinding] = []
  private var columns: [Column?]
  /// The readings of each meter, in the table's order; a table of one meter may leave it nameless.
  public private(set) var readings: [String: [MeterReading]] = [:]
  /// Whether a number was current × voltage, whose power factor had to be taken.
  public private(set) var hasApparentPower = false

  /// The power factor of servers’ supplies, 0.9 to 1 at the loads they work at (80 PLUS asks 0.9 at
  /// half load).
  private static let powerFactor = 0.95

  /// Reads a header; `nil` when it names no moment or no number.
  public init?(header: [String]) {
    columns = header.map { Self.column($0) }
    // “time” by itself is a whole moment.
    if !columns.contains(.moment) { columns = columns.map { $0 == .clock ? .moment : $0 } }
    for (heading, column) in zip(header, columns) where column == nil {
      guard let sign = Self.bracketed(heading), sign.count <= 5, sign != "%" else { continue }
      findings.append(MeterFinding(meter: "", line: 1, reason: .unknownUnit(sign)))
    }
    guard columns.contains(.moment), columns.contains(where: { $0?.isNumber ?? false }) else {
      return nil
    }
  }

  /// Reads a row that stands in `line`.
  public mutating func add(_ cells: [String], line: Int) {
    var (text, name): (String, String) = ("", "")
    var (clock, end, unit, value): (String?, String?, String?, String?)
    var measures: [(MeterUnit, isCounter: Bool, number: Double)] = []
    for (column, cell) in zip(columns, cells) {
      guard let column, cell.contains(where: { !$0.isWhitespace }) else { continue }
      switch column {
      case .moment: text = cell
      case .clock: clock = cell
      case .end: end = cell
      case .meter: name = cell
      case .unit: unit = cell
      case .value: value = cell
      case .measure(let unit, let isCounter):
        guard let number = MeterCell.number(cell) else {
          findings.append(MeterFinding(meter: "", line: line, reason: .noNumber(cell)))
          continue
        }
        measures.append((unit, isCounter, number))
      }
    }
    func tell(_ reason: MeterFinding.Reason) {
      findings.append(MeterFinding(meter: name, line: line, reason: reason))
    }
    if let value {
      let sign = (unit ?? "").filter { !$0.isWhitespace }
      if let unit = MeterUnit(sign) {
        if let number = MeterCell.number(value) {
          measures.append((unit, false, number))
        } else {
          tell(.noNumber(value))
        }
      } else {
        tell(.unknownUnit(sign))
      }
    }
    let moment = MeterCell.moment(clock.map { "\(text) \($0)" } ?? text)
    guard let moment else { return tell(.noMoment(text)) }
    var until = moment.monthEnd
    if let end {
      guard let last = MeterCell.moment(end) else { return tell(.noMoment(end)) }
      // “Until 31 January” holds all of that day.
      until = last.monthEnd ?? last.dayEnd ?? last.start
    }
    readings[name, default: []].append(
      MeterReading(start: moment.start, end: until, amount: amount(of: measures), line: line)
    )
  }

  /// What a row's numbers say: energy before power, power before current; else nothing.
  private mutating func amount(
    of measures: [(MeterUnit, isCounter: Bool, number: Double)]
  ) -> MeterReading.Amount {
    for (unit, isCounter, number) in measures {
      if case .energy(let scale) = unit {
        let energy = KilowattHours(number * scale)
        return isCounter ? .counter(energy) : .energy(energy)
      }
    }
    for (unit, _, number) in measures {
      if case .power(let scale) = unit { return .power(Watts(number * scale)) }
    }
    for (unit, _, number) in measures {
      if case .apparent(let scale) = unit {
        hasApparentPower = true
        return .power(Watts(number * scale * Self.powerFactor))
      }
    }
    let amperes = measures.filter { $0.0 == .amperes }.map(\.number)
    guard let volts = measures.first(where: { $0.0 == .volts })?.number, !amperes.isEmpty else {
      return .missing
    }
    hasApparentPower = true
    return .power(Watts(amperes.reduce(0, +) * volts * Self.powerFactor))
  }

  private static func column(_ heading: String) -> Column? {
    let words = heading.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let name = words.joined(separator: " ")
    switch name {
    case "date", "data", "day", "giorno", "month", "mese", "periodo", "period", "timestamp", "from",
      "dal", "da", "inizio", "start", "data e ora", "data ora", "datetime", "date time",
      "data inizio", "start date":
      return .moment
    case "time", "ora", "hour", "orario": return .clock
    case "to", "al", "a fine", "fine", "end", "until", "fino a", "data fine", "end date":
      return .end
    case "meter", "contatore", "server", "host", "outlet", "presa", "name", "nome", "device",
      "dispositivo", "apparato", "asset":
      return .meter
    case "unit", "unità", "unita", "unità di misura", "um": return .unit
    case "value", "valore": return .value
    default: break
    }
    // The sign is the last word, the first of “kWh prelevati”, or in brackets.
    let sign = [bracketed(heading)?.lowercased(), words.last, words.first].compactMap(\.self)
    guard let unit = sign.lazy.compactMap({ MeterUnit($0) }).first else { return nil }
    let counts = ["counter", "contatore", "lettura", "reading", "totale", "total", "cumulative"]
    return .measure(unit, isCounter: words.contains { counts.contains($0) })
  }

  /// What stands in a heading's brackets.
  private static func bracketed(_ heading: String) -> String? {
    guard let open = heading.lastIndex(where: { $0 == "(" || $0 == "[" }),
      let close = heading.lastIndex(where: { $0 == ")" || $0 == "]" }), open < close
    else { return nil }
    return String(heading[heading.index(after: open)..<close])
  }
}
