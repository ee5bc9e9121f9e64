import Inventory

/// Reads the loads of machines from a table, row by row.
///
/// A row is a machine and its load at a moment, in per cent. When that was tells how long was recorded,
/// where a column says it.
public struct LoadTable: Sendable {
  private enum Column: Sendable { case machine, load, moment, clock }

  /// The loads by machine, as the table names it.
  public private(set) var loads: [String: LoadHistogram] = [:]
  /// The first and the last moment of each machine's loads, in minutes since 1970.
  private var moments: [String: ClosedRange<Int>] = [:]
  /// The line of each machine's first load.
  public private(set) var lines: [String: Int] = [:]
  /// What was left out.
  public private(set) var findings: [MeterFinding] = []
  private let columns: [Column?]

  /// Reads a header; `nil` when it names no machine or no load.
  public init?(header: [String]) {
    columns = header.map { heading in
      let words = heading.lowercased().split { !$0.isLetter && !$0.isNumber }
      switch words.joined(separator: " ") {
      case "server", "host", "name", "nome", "machine", "macchina", "hostname": return .machine
      case "cpu", "load", "carico", "uso", "cpu usage", "uso cpu", "utilisation", "utilization",
        "cpu utilisation", "cpu utilization":
        return .load
      case "date", "data", "timestamp", "datetime", "date time", "data ora", "data e ora", "day",
        "giorno":
        return .moment
      case "time", "ora", "orario", "hour": return .clock
      default: return nil
      }
    }
    guard columns.contains(.machine), columns.contains(.load) else { return nil }
  }

  /// Reads a row that stands in `line`; a load below 0 or above 100 % is told and left out.
  public mutating func add(_ cells: [String], line: Int) {
    var (machine, text, moment) = ("", "", "")
    var clock: String?
    for (column, cell) in zip(columns, cells) {
      switch column {
      case .machine: machine = cell
      case .load: text = cell
      case .moment: moment = cell
      case .clock: clock = cell
      case nil: break
      }
    }
    let number = MeterCell.number(text.hasSuffix("%") ? text.dropLast() : text[...])
    guard let number else {
      findings.append(MeterFinding(meter: machine, line: line, reason: .noNumber(text)))
      return
    }
    guard let share = Share(percent: number) else {
      findings.append(MeterFinding(meter: machine, line: line, reason: .impossibleLoad(text)))
      return
    }
    loads[machine, default: LoadHistogram()].add(share)
    if lines[machine] == nil { lines[machine] = line }
    let words = moment.isEmpty ? clock : clock.map { "\(moment) \($0)" } ?? moment
    guard let start = words.flatMap({ MeterCell.moment($0) })?.start else { return }
    let before = moments[machine] ?? start...start
    moments[machine] = min(before.lowerBound, start)...max(before.upperBound, start)
  }

  /// Over how many days the loads of a machine were recorded; `nil` where no column tells.
  public func days(of machine: String) -> Double? {
    moments[machine].map { Double($0.upperBound - $0.lowerBound) / 1_440 }
  }
}
