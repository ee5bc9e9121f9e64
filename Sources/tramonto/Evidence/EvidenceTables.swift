import Inventory
import Retirement

/// A table of evidence: its columns in both languages, and its rows.
struct EvidenceTable {
  /// A column: its name for programs, and its headings.
  struct Column {
    var name: String
    var italian: String
    var english: String

    init(_ name: String, _ italian: String, _ english: String) {
      self.name = name
      self.italian = italian
      self.english = english
    }
  }

  let columns: [Column]
  private(set) var rows: [[String]] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row, a cell for each column.
  mutating func add(_ cells: [String?]) {
    rows.append(cells.map { $0 ?? "" })
  }

  /// The table as CSV for a spreadsheet.
  func csv(in language: Language) -> String {
    var text = CSVText(columns.map { language($0.italian, $0.english) })
    for row in rows { text.addInert(row) }
    return text.text
  }

  /// The table as a JSON list of objects; empty cells are left out.
  var json: String {
    FactValue.list(
      rows.map { row in
        .object(
          zip(columns, row).compactMap { column, cell in
            cell.isEmpty ? nil : .init(column.name, .text(cell))
          }
        )
      }
    ).json + "\n"
  }
}

extension EvidenceScope {
  /// How far each device is, with the day and the waivers of each gate.
  func register(in language: Language) -> EvidenceTable {
    var table = EvidenceTable(
      Self.identity + [.init("state", "stato", "state"), .init("since", "dal", "since")]
        + Gate.allCases.map {
          .init($0.rawValue, $0.state.label(in: .italian), $0.state.label(in: .english))
        } + [
          .init("waivers", "deroghe", "waivers"), .init("entries", "voci", "entries"),
        ]
    )
    for device in devices {
      let passages = device.retirement.passages
      let gates = Gate.allCases.map { gate in
        passages.first { $0.gate == gate }?.day.description
      }
      let waivers = passages.compactMap { passage in
        passage.waiver.map {
          "\(passage.gate.state.label(in: language)): \($0.by), \($0.reason)"
        }
      }
      table.add(
        cells(of: device) + [
          device.retirement.state(on: day).label(in: language),
          device.retirement.day?.description,
        ] + gates + [
          waivers.joined(separator: " | "),
          device.entries.map { String($0.sequence) }.joined(separator: " "),
        ]
      )
    }
    return table
  }

  /// How the data of each disk were made unreadable.
  func erasures(in language: Language) -> EvidenceTable {
    var table = EvidenceTable(
      Self.identity + [
        .init("disk", "matricola disco", "disk serial"), .init("method", "metodo", "method"),
        .init("standard", "norma", "standard"),
        .init("certificate", "certificato", "certificate"),
        .init("performedBy", "operatore", "operator"),
        .init("attestedBy", "attestato da", "attested by"), .init("day", "data", "day"),
        .init("entry", "voce", "entry"),
        .init("documents", "documenti (SHA-256)", "documents (SHA-256)"),
      ]
    )
    for device in devices {
      guard let (entry, step) = device.step(.wipe),
        case .wipe(.evidence(let disks)) = step.step
      else { continue }
      for disk in disks {
        table.add(
          cells(of: device) + [
            disk.serial, disk.method.label(in: language), disk.standard.label, disk.certificate,
            disk.performedBy, disk.attestedBy, step.day.description, String(entry.sequence),
            entry.documents.map(\.sha256).joined(separator: " "),
          ]
        )
      }
    }
    return table
  }

  /// The hardware that is out of use, for the custodian of the books.
  func outOfUse(in language: Language) -> EvidenceTable {
    var table = EvidenceTable([
      .init("assetTag", "numero di inventario", "asset tag"),
      .init("name", "denominazione", "name"), .init("manufacturer", "marca", "manufacturer"),
      .init("model", "modello", "model"), .init("serial", "numero di serie", "serial number"),
      .init("place", "ubicazione", "place"), .init("condition", "condizione", "condition"),
      .init("outcome", "esito", "outcome"), .init("recipient", "destinatario", "recipient"),
      .init("writeOffAct", "atto di scarico", "write-off act"),
      .init("wasteForm", "formulario", "waste form"), .init("day", "data", "day"),
    ])
    for device in devices where device.facts.kind != .virtualMachine {
      let state = device.retirement.state(on: day)
      guard state == .wiped || state == .removed || state == .disposed else { continue }
      let facts = device.facts
      var disposal: Disposal?
      if case .dispose(.evidence(let evidence))? = device.step(.dispose)?.step.step {
        disposal = evidence
      }
      table.add([
        facts.assetTag, facts.name, facts.manufacturer, facts.model, facts.serial,
        [facts.site, facts.room, facts.rack].compactMap(\.self).joined(separator: " · "),
        state.label(in: language), disposal?.outcome.label(in: language), disposal?.recipient,
        disposal?.writeOffAct, disposal?.wasteForm, device.retirement.day?.description,
      ])
    }
    return table
  }

  /// What each filed document is, and which entry names it.
  var documentList: EvidenceTable {
    var table = EvidenceTable([
      .init("sha256", "SHA-256", "SHA-256"), .init("name", "nome", "name"),
      .init("size", "byte", "bytes"), .init("entry", "voce", "entry"),
    ])
    let included = Set(documents.map(\.sha256))
    for entry in journal {
      for document in entry.documents where included.contains(document.sha256) {
        table.add([
          document.sha256, document.name, String(document.size), String(entry.sequence),
        ])
      }
    }
    return table
  }

  private static let identity: [EvidenceTable.Column] = [
    .init("id", "codice", "id"), .init("name", "denominazione", "name"),
    .init("kind", "tipo", "kind"), .init("serial", "numero di serie", "serial number"),
    .init("assetTag", "numero di inventario", "asset tag"),
  ]

  private func cells(of device: Device) -> [String?] {
    [
      device.entity.description, device.facts.name, device.facts.kind.rawValue,
      device.facts.serial, device.facts.assetTag,
    ]
  }
}
