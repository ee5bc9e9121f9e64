import Inventory

/// Reads the loads of machines from a table, row by row.
///
/// A row is a machine and its load at a moment, in per cent; when that was does not matter.
public struct LoadTable: Sendable {
  private enum Column: Sendable { case machine, load }

  /// The loads by machine, as the table names it.
  public private(set) var loads: [String: LoadHistogram] = [:]
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
      default: return nil
      }
    }
    guard columns.contains(.machine), columns.contains(.load) else { return nil }
  }

  /// Reads a row that stands in `line`; a load below 0 or above 100 % is told and left out.
  public mutating func add(_ cells: [String], line: Int) {
    var (machine, text) = ("", "")
    for (column, cell) in zip(columns, cells) {
      switch column {
      case .machine: machine = cell
      case .load: text = cell
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
  }
}
