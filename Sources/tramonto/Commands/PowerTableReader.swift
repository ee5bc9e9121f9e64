import Estimation
import Importers
import Inventory
import Tabular

/// Reads a table of servers whose power is asked for.
enum PowerTableReader {
  /// A column that power depends on.
  private enum Column: Sendable {
    case id, cpu, sockets, cores, threads, clock, gigabytes, mebibytes, disks, diskKind, diskText
    case maker, model, form, year
    /// The watts at a load, by its place among the loads.
    case watts(Int)

    /// The column under a heading, blanks and case aside; `nil` for none of these.
    init?(_ heading: String) {
      switch heading.lowercased().filter({ !$0.isWhitespace }) {
      case "id": self = .id
      case "cpumodel", "cpu": self = .cpu
      case "cpusockets", "chips", "sockets": self = .sockets
      case "cpucores", "cores": self = .cores
      case "cputhreads", "threads": self = .threads
      case "cpumhz", "mhz": self = .clock
      case "mem_gb": self = .gigabytes
      case "memorymib": self = .mebibytes
      case "disk_count", "disks_count", "diskcount": self = .disks
      case "disk_type", "disktype": self = .diskKind
      case "disks": self = .diskText
      case "manufacturer", "vendor": self = .maker
      case "model", "system": self = .model
      case "form", "chassis": self = .form
      case "year", "hw_year": self = .year
      case let other:
        guard let place = PowerTable.loads.firstIndex(where: { other == "watts_\($0)" }) else {
          return nil
        }
        self = .watts(place)
      }
    }

    /// Whether a table with the column tells of servers.
    var namesServer: Bool {
      switch self {
      case .cpu, .model: true
      default: false
      }
    }
  }

  /// A row of the table.
  struct Row {
    /// The server's id; the row's number where it has none.
    var id: String
    /// What the table tells of it.
    var profile = ServerProfile()
    /// Its measured watts, idle to full load, 0 where there are none.
    var watts = [Double](repeating: 0, count: PowerTable.loads.count)
  }

  /// Gives each server to `body`, in the table's order.
  static func forEach(path: String, _ body: (Row) -> Void) throws {
    do {
      guard let table = try TableDocument.open(FileSource(path: path)).tables.first else {
        throw CommandFailure.noPowerColumns(path: path)
      }
      try read(table, path: path, body)
    } catch let failure as TabularFailure {
      throw ImportFailure.converting(failure, path: path)
    }
  }

  private static func read(_ table: Table, path: String, _ body: (Row) -> Void) throws {
    var columns: [Column?] = []
    try table.forEachRow { row in
      if columns.isEmpty {
        columns = row.cells.map { Column($0) }
        guard columns.contains(where: { $0?.namesServer ?? false }) else {
          throw CommandFailure.noPowerColumns(path: path)
        }
      } else if !row.isBlank {
        body(server(columns, row))
      }
      return .next
    }
  }

  private static func server(_ columns: [Column?], _ row: borrowing TableRow) -> Row {
    var server = Row(id: String(row.number))
    for (index, column) in columns.enumerated() {
      guard let column, !row.isEmpty(index) else { continue }
      fill(&server, column, row[index])
    }
    return server
  }

  private static func fill(_ server: inout Row, _ column: Column, _ text: String) {
    /// The cell as a number, 0 or more.
    var number: Double? { Double(text).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil } }
    /// The cell as a count; more of anything than this is no server's.
    var count: Int? { number.flatMap { $0 <= 100_000 ? Int($0) : nil } }
    switch column {
    case .id: server.id = text
    case .cpu: server.profile.cpuModel = text
    case .sockets: server.profile.sockets = count
    case .cores: server.profile.cores = count
    case .threads: server.profile.threads = count
    case .clock: server.profile.clock = number.map { Megahertz($0) }
    case .gigabytes: server.profile.memory = number.map { Mebibytes($0 * 1_024) }
    case .mebibytes: server.profile.memory = number.map { Mebibytes($0) }
    case .disks: server.profile.diskCount = count
    case .diskKind:
      server.profile.hasSpinningDisks =
        server.profile.hasSpinningDisks ?? ServerProfile.hasSpinningDisks(text)
    case .diskText:
      if let count { server.profile.diskCount = server.profile.diskCount ?? count }
      // The text of the disks tells more than the word for their kind.
      server.profile.hasSpinningDisks =
        ServerProfile.hasSpinningDisks(text) ?? server.profile.hasSpinningDisks
    case .maker: server.profile.manufacturer = text
    case .model: server.profile.model = text
    case .form: server.profile.form = text
    case .year: server.profile.year = count
    case .watts(let place): server.watts[place] = number ?? 0
    }
  }
}
