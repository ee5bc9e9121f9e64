import Inventory

/// The tables of what was read, and of what could not be.
extension Report {
  /// What could not be read: files, and the rows and values of the others.
  struct UnreadLine {
    var agency: String?
    var file: String
    var place: String?
    var value: String?
    var code: String
    var reason: String
    /// How many rows are lost: `nil` for a whole file, 0 for a single value.
    var rows: Int?
  }

  var unread: [UnreadLine] {
    refused.map {
      UnreadLine(
        agency: $0.agency.description,
        file: $0.path,
        code: $0.code,
        reason: language($0.italian, $0.english)
      )
    }
      + rejections.map {
        UnreadLine(
          agency: $0.agency.description,
          file: $0.file,
          place: $0.finding.at.text(in: language),
          value: $0.finding.value,
          code: $0.finding.reason.code,
          reason: $0.finding.reason.text(in: language),
          rows: $0.finding.rows
        )
      }
  }

  var unreadColumns: [Column<UnreadLine>] {
    [
      Column(language("Azienda", "Agency"), in: .tables) { .text($0.agency) },
      Column(
        "File",
        short: language("File e punto", "File and place"),
        width: 50,
        note: { $0.place }
      ) { .text($0.file) },
      Column(language("Punto", "Place"), width: 40, in: .tables) { .words($0.place) },
      Column(language("Valore", "Value"), width: 30) { .text($0.value) },
      Column(language("Codice", "Code"), width: 24, in: .tables) { .text($0.code) },
      Column(language("Motivo", "Reason"), width: 60) { .words($0.reason) },
      .figure(language("Righe perse", "Rows lost"), width: 12) {
        $0.rows.map { .count($0) } ?? .words(language("tutto il file", "whole file"))
      },
    ]
  }

  /// An import's row, or the sum of those that are in force.
  struct ReadingRow {
    /// The import; `nil` for the sum.
    var filed: FiledImport?
    var read: Int
    var records: Int
    var skipped: Int
    var rejected: Int
  }

  var readingRows: [ReadingRow] {
    imports.map { filed in
      ReadingRow(
        filed: filed,
        read: filed.ledger.read,
        records: filed.ledger.records,
        skipped: filed.ledger.skipped,
        rejected: filed.ledger.rejected
      )
    }
  }

  var readingTotal: ReadingRow? {
    guard !imports.isEmpty else { return nil }
    return ReadingRow(
      read: ledger.read,
      records: ledger.records,
      skipped: ledger.skipped,
      rejected: ledger.rejected
    )
  }

  var readingColumns: [Column<ReadingRow>] {
    [
      Column("File", width: 50, note: { row in row.filed.flatMap { readingNote($0) } }) { row in
        guard let filed = row.filed else {
          return .words(language("Totale in vigore", "Total in force"))
        }
        return .text(filed.files.first?.path ?? Figures.none)
      },
      Column(language("Azienda", "Agency")) { .text($0.filed?.agency.description) },
      Column(language("Formato", "Format"), width: 20) { .text($0.filed?.format.description) },
      Column(language("Riferito al", "As of"), width: 12) { .date($0.filed?.asOf) },
      Column(language("In vigore", "In force"), in: .tables) { row in
        .words(row.filed.map { $0.isSuperseded ? language("no", "no") : language("sì", "yes") })
      },
      .figure(language("Righe lette", "Rows read")) { .count($0.read) },
      .figure(language("Usate", "Used")) { .count($0.records) },
      .figure(language("Saltate", "Skipped")) { .count($0.skipped) },
      .figure(language("Rifiutate", "Rejected")) { .count($0.rejected) },
    ]
  }

  private func readingNote(_ filed: FiledImport) -> String? {
    var notes: [String] = []
    if filed.files.count > 1 {
      let rest = figures.count(filed.files.count - 1)
      notes.append(language("e altri \(rest)", "and \(rest) more"))
    }
    if filed.isSuperseded {
      notes.append(
        language("sostituito da un’esportazione successiva", "replaced by a later export")
      )
    }
    return notes.isEmpty ? nil : notes.joined(separator: " · ")
  }

  var unusedColumns: [Column<UnusedColumn>] {
    [
      Column(language("Colonna", "Column"), width: 36) { .text($0.column) },
      Column("File", width: 50) { .text($0.file) },
      Column(language("Azienda", "Agency")) { .text($0.agency.description) },
      .figure(language("Righe compilate", "Rows filled")) { .count($0.filled) },
    ]
  }

  var conflictColumns: [Column<ConflictLine>] {
    [
      Column(language("Azienda", "Agency"), in: .tables) { .text($0.agency.description) },
      Column(language("Identificativo", "Id"), width: 18, in: .tables) {
        .text($0.entity.description)
      },
      Column(language("Nome", "Name"), width: 26, note: { $0.entity.description }) {
        .text($0.name)
      },
      Column(language("Dato", "Fact"), width: 20) { .words($0.attribute.label(in: language)) },
      Column(language("Valore usato", "Value used"), width: 30, note: { $0.usedFile }) {
        .text($0.used)
      },
      Column(language("Secondo", "According to"), width: 40, in: .tables) { .text($0.usedFile) },
      Column(language("Altro valore", "Other value"), width: 30, note: { $0.otherFile }) {
        .text($0.other)
      },
      Column(
        language("Altro valore secondo", "Other value according to"),
        width: 40,
        in: .tables
      ) { .text($0.otherFile) },
    ]
  }

  var gapColumns: [Column<GapLine>] {
    [
      Column(language("Che cosa manca", "What is missing"), width: 50) {
        .words($0.gap.label(in: language))
      },
      .figure(
        language("Quanti", "How many"),
        note: { figures.percent($0.missing, of: $0.total) }
      ) { .count($0.missing) },
      .figure(language("Su", "Of")) { .count($0.total) },
    ]
  }

  var sourceColumns: [Column<SourceLine>] {
    [
      Column(language("Genere", "Kind"), width: 12) { .words(label($0.kind)) },
      Column(language("Fonte", "Source"), width: 60) { .text($0.name) },
      Column(language("Azienda", "Agency")) { .text($0.agency?.description) },
      Column(language("Formato", "Format"), width: 18) { .text($0.format?.description) },
      Column(language("Riferita al", "As of"), width: 12) { .date($0.asOf) },
      Column("SHA-256", width: 66) { .text($0.sha256) },
    ]
  }

  private func label(_ kind: SourceLine.Kind) -> String {
    switch kind {
    case .file: language("file", "file")
    case .projects: language("progetti", "projects")
    case .factor: language("fattori", "factors")
    }
  }
}
