import ArgumentParser
import Estimation
import Importers
import Inventory
import Tabular

/// `tramonto power`: the watts of a table of servers at each load.
struct PowerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "power",
    abstract: "Predict the watts at each load, with interval, for a table of servers.",
    discussion: """
      Reads CSV or XLSX with columns such as id, cpuModel, cpuSockets, cpuCores, memoryMiB,
      manufacturer, model, year, form; or cpu, chips, cores, mem_gb, vendor, system, hw_year.
      Watts are of one machine at its plug, as a laboratory would measure it.

      Example:
        tramonto power servers.csv -o watts.csv
      """
  )

  @Argument(help: "The table.")
  var path: String

  @Option(name: [.customShort("o"), .long], help: "The file. Default: standard output.")
  var outputFile: String?

  func run() throws {
    let servers = try PowerTableReader.read(path: path)
    var text = CSVText(
      ["id"] + PowerTable.loads.map { "watts_\($0)" }
        + PowerTable.loads.flatMap { ["lo_\($0)", "hi_\($0)"] }
    )
    for row in PowerTable.rows(for: servers) {
      let points = row.curve?.points ?? []
      let watts = { (value: Watts) in FactValue.shortest((value.value * 10).rounded() / 10) }
      text.add(
        [row.id] + PowerTable.loads.indices.map { points.isEmpty ? "" : watts(points[$0].value) }
          + PowerTable.loads.indices.flatMap {
            points.isEmpty ? ["", ""] : [watts(points[$0].low), watts(points[$0].high)]
          }
      )
    }
    try Output.write(text.text, to: outputFile)
  }
}

/// Reads a table of servers whose power is asked for.
enum PowerTableReader {
  /// A column that power depends on.
  private enum Column: Sendable {
    case id, cpu, sockets, cores, threads, clock, gigabytes, mebibytes, disks, maker, model, form
    case year

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
      case "manufacturer", "vendor": self = .maker
      case "model", "system": self = .model
      case "form", "chassis": self = .form
      case "year", "hw_year": self = .year
      default: return nil
      }
    }
  }

  /// Returns the servers in the table's order; a row without id has its row number.
  static func read(path: String) throws -> [(id: String, profile: ServerProfile)] {
    do {
      guard let table = try TableDocument.open(FileSource(path: path)).tables.first else {
        throw CommandFailure.noPowerColumns(path: path)
      }
      return try read(table, path: path)
    } catch let failure as TabularFailure {
      throw ImportFailure.converting(failure, path: path)
    }
  }

  private static func read(_ table: Table, path: String) throws -> [(String, ServerProfile)] {
    var columns: [Column?] = []
    var servers: [(id: String, profile: ServerProfile)] = []
    try table.forEachRow { row in
      if columns.isEmpty {
        columns = row.cells.map { Column($0) }
        let hasServer = columns.contains { $0 == .cpu || $0 == .model }
        if !hasServer { throw CommandFailure.noPowerColumns(path: path) }
      } else if !row.isBlank {
        servers.append(server(columns, row))
      }
      return .next
    }
    return servers
  }

  private static func server(
    _ columns: [Column?],
    _ row: borrowing TableRow
  ) -> (id: String, profile: ServerProfile) {
    var id = String(row.number)
    var profile = ServerProfile()
    for (index, column) in columns.enumerated() {
      guard let column, !row.isEmpty(index) else { continue }
      let text = row[index]
      let number = Double(text).flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
      // More of anything than this is no server's.
      let count = number.flatMap { $0 <= 100_000 ? Int($0) : nil }
      switch column {
      case .id: id = text
      case .cpu: profile.cpuModel = text
      case .sockets: profile.sockets = count
      case .cores: profile.cores = count
      case .threads: profile.threads = count
      case .clock: profile.clock = number.map { Megahertz($0) }
      case .gigabytes: profile.memory = number.map { Mebibytes($0 * 1_024) }
      case .mebibytes: profile.memory = number.map { Mebibytes($0) }
      case .disks: profile.diskCount = count
      case .maker: profile.manufacturer = text
      case .model: profile.model = text
      case .form: profile.form = text
      case .year: profile.year = count
      }
    }
    return (id, profile)
  }
}
