import Estimation
import Inventory
import Workspace

/// The loads of machines that tables of monitoring tell, for an estimate.
struct RecordedLoads {
  /// By machine.
  private(set) var byMachine: [EntityID: LoadHistogram] = [:]
  private var findings: [MeterReadings.Finding] = []
  private var unknown: [any Message] = []

  /// Reads the tables; what is left out is kept to be told.
  init(_ paths: [String], of agencies: [Agency], in store: Store) throws {
    guard !paths.isEmpty else { return }
    let index = try DeviceIndex(of: agencies, in: store)
    for path in paths {
      let table = try MeterReadings.table(
        path,
        or: .noLoadColumns(path: path),
        LoadTable.init(header:)
      ) { $0.add($1, line: $2) }
      findings += table.findings.map { MeterReadings.Finding(path: path, finding: $0) }
      for (name, histogram) in table.loads.sorted(by: { $0.key < $1.key }) {
        do {
          byMachine[try index.device(called: name).device.entity] = histogram
        } catch let failure as CommandFailure {
          unknown.append(failure)
        }
      }
    }
  }

  /// Whether something was left out.
  var hasProblems: Bool { !findings.isEmpty || !unknown.isEmpty }

  /// Says what was left out: twenty of each sort.
  func complain(_ console: Console) {
    MeterReadings.complain(findings, unknown, console)
  }
}

extension MeterReadings {
  /// Says what was left out of tables: twenty of each sort.
  static func complain(_ findings: [Finding], _ unknown: [any Message], _ console: Console) {
    let language = console.language
    for told in findings.prefix(20) {
      console.complain(
        "\(Excerpt(whole: told.path))\(told.finding.line.map { ":\($0)" } ?? ""): "
          + "\(language("attenzione", "warning")): \(told.finding.text(in: language)) "
          + "[\(told.finding.code)]"
      )
    }
    for message in unknown.prefix(20) { console.report(message) }
    let count = findings.count + unknown.count
    if findings.count > 20 || unknown.count > 20 {
      console.complain(
        language(
          "tramonto: attenzione: in tutto \(count) righe o macchine lasciate fuori",
          "tramonto: warning: \(count) rows or machines left out in all"
        )
      )
    }
  }
}
