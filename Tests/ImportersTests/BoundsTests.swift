import Inventory
import TestSupport
import Testing

@testable import Importers

@Suite("Numbers that cannot be")
struct BoundsTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ text: String, as name: String) throws -> (records: [Record], Ledger) {
    let path = try folder.write(Array(text.utf8), to: name)
    guard case .export(let export)? = ExportFinder.find(at: [path]).first else {
      Issue.record("refused")
      return ([], Ledger())
    }
    var records: [Record] = []
    let reading = try export.read { records.append($0) }
    return (records, reading.ledger)
  }

  static let cells: [(String, String, FindingReason)] = [
    ("N CPU", "65", .outOfRange(.cpuSockets)), ("N CPU", "2000", .outOfRange(.cpuSockets)),
    ("N core", "65537", .outOfRange(.cpuCores)),
    ("Core per socket", "1025", .outOfRange(.cpuCores)),
    ("Core per socket", "900000000000000000", .outOfRange(.cpuCores)),
    ("Core per socket", "molti", .notANumber(.cpuCores)),
    ("RAM (GB)", "65537", .outOfRange(.memory)), ("CPU (GHz)", "10,1", .outOfRange(.cpuClock)),
    ("Disco (TB)", "10001", .outOfRange(.storage)),
    ("Potenza assorbita (W)", "-120", .outOfRange(.measuredPower)),
    ("CPU / RAM", "70000 core / 64 GB", .outOfRange(.cpuCores)),
    ("CPU / RAM", "8 core / 70000 GB", .outOfRange(.memory)),
  ]

  @Test(
    "a table's value beyond what can be is told with its place, and the row is kept",
    arguments: cells
  )
  func cell(heading: String, cell: String, reason: FindingReason) throws {
    let (records, ledger) = try read(
      "Nome host;Numero di serie;\(heading)\nsrv1;ABC12345;\(cell)\n",
      as: "table.csv"
    )
    #expect(records.count == 1)
    #expect(ledger.rejections.map(\.reason) == [reason])
    #expect(ledger.rejections.first?.at.number == 2)
    #expect(ledger.isBalanced)
  }

  @Test(
    "the highest values that can be are taken",
    arguments: [
      ("N CPU", "64"), ("N core", "65536"), ("Core per socket", "1024"), ("RAM (GB)", "65536"),
      ("CPU (GHz)", "10"), ("Disco (TB)", "10000"),
    ]
  )
  func highest(heading: String, cell: String) throws {
    let (records, ledger) = try read(
      "Nome host;Numero di serie;\(heading)\nsrv1;ABC12345;\(cell)\n",
      as: "table.csv"
    )
    #expect(records.count == 1)
    #expect(ledger.rejections.isEmpty)
  }

  @Test("what two cells amount to is bounded as well")
  func product() throws {
    let (records, ledger) = try read(
      "Nome host;Numero di serie;N CPU;Core per socket\nsrv1;ABC12345;64;1024\nsrv2;ABC12346;64;1025\n",
      as: "table.csv"
    )
    #expect(records.map(\.cpuCores) == [65_536, nil])
    #expect(ledger.rejections.map(\.at.number) == [3])
  }

  @Test("a virtual machine may have a socket for each core")
  func virtualSockets() {
    var record = Record(kind: .virtualMachine, locator: Locator(number: 1))
    record.cpuSockets = 128
    #expect(Bounds.breaches(of: record).isEmpty)
    record.kind = .server
    let breaches = Bounds.breaches(of: record)
    #expect(breaches.map(\.finding.reason) == [.outOfRange(.cpuSockets)])
    for breach in breaches { breach.clear(&record) }
    #expect(record.cpuSockets == nil)
  }

  @Test("machine documents are bounded like tables")
  func document() throws {
    let (records, ledger) = try read(
      """
      <domain type='kvm'><name>a</name><uuid>0e3a8a1e-5d2b-4c3f-9f61-0c9c5b6b7a11</uuid>
      <memory unit='TiB'>65</memory><vcpu>99998</vcpu></domain>
      """,
      as: "domain.xml"
    )
    #expect(records.count == 1)
    #expect(records.first?.memory == nil && records.first?.cpuCores == nil)
    #expect(ledger.rejections.map(\.reason) == [.outOfRange(.cpuCores), .outOfRange(.memory)])
  }

  @Test("findings about records are put among the others in file order")
  func order() {
    func finding(_ number: Int, file: Int = 0) -> Finding {
      Finding(at: Locator(file: file, number: number), reason: .duplicateRow, rows: 0)
    }
    var ledger = Ledger()
    ledger.rejections = [finding(2), finding(5), finding(1, file: 1)]
    ledger.merge([finding(1), finding(3), finding(9), finding(2, file: 1)])
    #expect(
      ledger.rejections.map { [$0.at.file, $0.at.number] }
        == [[0, 1], [0, 2], [0, 3], [0, 5], [0, 9], [1, 1], [1, 2]]
    )
  }
}
