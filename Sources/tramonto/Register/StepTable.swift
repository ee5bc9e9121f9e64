import Answers
import Foundation
import Importers
import Inventory
import Retirement
import Tabular

/// A table of steps, one a row; of a wipe one row a disk.
struct StepTable {
  /// A step as the table has it.
  struct Row {
    /// Where it begins.
    var at: Locator
    /// What the asset is called.
    var asset: String
    /// Who records it; `nil` when the table does not say.
    var by: String?
    /// The step; `nil` when the row has problems.
    var step: RetirementStep?
    /// The kind of step; `nil` when the row does not tell.
    var name: RetirementStepName?
    /// The day.
    var day: CalendarDate
    /// The last entry that the person knows of.
    var seen: Int?
    /// The paths of its documents, as the table has them.
    var documents: [String]
    /// What is wrong with the row.
    var problems: [StepFormProblem]
  }

  /// The steps, in file order.
  private(set) var rows: [Row] = []
  /// What became of each row of the file.
  private(set) var ledger = Ledger()
  /// The folder of the file, where its documents are.
  private let folder: URL

  /// Reads a CSV, XLSX or ODS file.
  ///
  /// - Throws: ``Importers/ImportFailure`` when it cannot be read or has no columns for asset and
  ///   step.
  init(path: String, today: CalendarDate) throws {
    folder = URL(fileURLWithPath: path).resolvingSymlinksInPath().deletingLastPathComponent()
    do {
      var hasHeader = false
      let document = try TableDocument.open(PackedFile(path: path))
      for table in document.tables where !table.isHidden {
        if try read(table, today: today) { hasHeader = true }
      }
      guard hasHeader else {
        throw ImportFailure(path: path, .unusable("no columns “Apparato/Asset”, “Passo/Step”"))
      }
    } catch {
      throw ImportFailure.converting(error, path: path)
    }
  }

  /// Reads one table; returns whether it has steps.
  private mutating func read(_ table: Table, today: CalendarDate) throws -> Bool {
    var header: [StepField?]?
    var forms: [(at: Locator, form: StepForm, disks: [DiskErasure])] = []
    try table.forEachRow { row in
      let at = Locator(sheet: table.name, number: row.number, line: row.line)
      let cells = row.cells
      ledger.read += 1
      guard !row.isBlank else {
        skip(.blankRow, at: at)
        return .next
      }
      guard let fields = header else {
        let found = cells.map { StepField(heading: $0) }
        let isHeader = found.contains(.asset) && found.contains(.step)
        if isHeader {
          header = found
          noteUnmapped(cells, found)
        }
        skip(isHeader ? .header : .title, at: at)
        return .next
      }
      var values: [StepField: String] = [:]
      for (field, cell) in zip(fields, cells) where !cell.isEmpty {
        if let field, values[field] == nil { values[field] = Self.plain(cell) }
      }
      var form = StepForm(values, today: today)
      let disks = form.disks()
      if let last = forms.last, Self.continues(last.form, form) {
        forms[forms.count - 1].disks += disks
        forms[forms.count - 1].form.note(form.problems)
        ledger.records += 1
      } else {
        forms.append((at, form, disks))
      }
      return .next
    }
    for (at, form, disks) in forms { add(form, disks, at: at) }
    return header != nil
  }

  /// Whether a row tells of a further disk of the wipe in the row before.
  private static func continues(_ before: StepForm, _ form: StepForm) -> Bool {
    let isWipe = form[.step].flatMap { RetirementStepName(word: $0) } == .wipe
    return isWipe && form[.asset] == before[.asset] && form[.step] == before[.step]
      && form[.day] == before[.day] && form[.disk] != nil && form[.waivedBy] == nil
  }

  /// A date cell of a sheet as its day; everything else as it stands.
  private static func plain(_ cell: String) -> String {
    guard cell.hasSuffix(" 00:00:00"), CalendarDate(iso: cell) != nil else { return cell }
    return String(cell.prefix(10))
  }

  private mutating func add(_ given: StepForm, _ disks: [DiskErasure], at place: Locator) {
    var form = given
    let name = form.name()
    let day = form.day()
    let seen = form.seen()
    let asset = form[.asset]
    if asset == nil { form.note([.missing(.asset)]) }
    let documents = form.list(.documents)
    for document in documents where !isBeside(document) {
      form.note([.unreadable(.documents, value: document, allowed: "C-12.pdf, atti/C-12.pdf")])
    }
    let step = name.flatMap { form.step($0, disks: disks) }
    rows.append(
      Row(
        at: place,
        asset: asset ?? "",
        by: form[.by],
        step: form.problems.isEmpty ? step : nil,
        name: name,
        day: day,
        seen: seen,
        documents: documents,
        problems: form.problems
      )
    )
    if form.problems.isEmpty {
      ledger.records += 1
    } else {
      ledger.rejected += 1
    }
  }

  /// Whether a document stands in the folder of the table or below it: a table that somebody sent
  /// must not file whatever else the machine holds.
  private func isBeside(_ document: String) -> Bool {
    guard !document.hasPrefix("/"), !document.split(separator: "/").contains("..") else {
      return false
    }
    let place = folder.appendingPathComponent(document).resolvingSymlinksInPath()
    return place.path.hasPrefix(folder.path == "/" ? "/" : folder.path + "/")
  }

  private mutating func skip(_ reason: FindingReason, at place: Locator) {
    ledger.skipped += 1
    ledger.skips.append(Finding(at: place, reason: reason, rows: 1))
  }

  private mutating func noteUnmapped(_ cells: [String], _ fields: [StepField?]) {
    for (cell, field) in zip(cells, fields) where field == nil && !cell.isEmpty {
      ledger.unmapped.append(UnmappedColumn(name: cell, filled: 0))
    }
  }
}
