import Answers
import ArgumentParser
import Foundation
import Inventory
import Workspace

/// `tramonto export`: plain tables for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write plain CSV tables for other programs.",
    discussion: """
      Tables: records (file, record, entity_id), assignments (kind, entity_id, project_ids),
      status (entity_id, status, month, blocked_by), record-projects (file, record, project_ids).
      Columns are stable; new ones are added at the end.

      Examples:
        tramonto export records --relative-to exports -o records.csv
        tramonto export status --agency ausltc
      """
  )

  @Argument(help: "The table: records, assignments, status or record-projects.")
  var table: TableArgument

  @Option(help: "The folder that file paths are relative to. Default: paths as imported.")
  var relativeTo: String?

  @Option(name: [.customShort("o"), .long], help: "The file. Default: standard output.")
  var outputFile: String?

  @OptionGroup var agencies: AgencyOptions
  @OptionGroup var workspace: WorkspaceOptions

  func run() throws {
    let store = try workspace.openToRead()
    var text = CSVText(table.header)
    for agency in try agencies.agencies(in: store) {
      let view = EstateView(try store.estate(of: agency.code))
      switch table {
      case .assignments: addAssignments(view, to: &text)
      case .status: addStatus(view, to: &text)
      case .records:
        try forEachRecord(of: agency, in: store, view) { file, record, entity in
          text.add([file, record, entity.description])
        }
      case .recordProjects:
        try forEachRecord(of: agency, in: store, view) { file, record, entity in
          text.add([file, record, projects(view.assignment(of: entity))])
        }
      }
    }
    try Output.write(text.text, to: outputFile)
  }

  private func addAssignments(_ view: EstateView, to text: inout CSVText) {
    for assignment in view.estate.assignments {
      text.add([
        assignment.isApplication ? "application" : "server", assignment.entity.description,
        projects(assignment),
      ])
    }
  }

  private func addStatus(_ view: EstateView, to text: inout CSVText) {
    for entry in view.estate.plan {
      text.add([
        entry.entity.description, entry.status.rawValue,
        entry.status == .retire ? entry.month?.description ?? "" : "",
        entry.blockers.map(\.description).joined(separator: "|"),
      ])
    }
  }

  private func projects(_ assignment: Assignment?) -> String {
    guard let projects = assignment?.projects, !projects.isEmpty else { return "none" }
    return projects.map(\.description).joined(separator: "|")
  }

  /// Calls `body` with the file, the record's number and its entity, in the order of records.
  private func forEachRecord(
    of agency: Agency,
    in store: Store,
    _ view: EstateView,
    _ body: (String, String, EntityID) -> Void
  ) throws {
    var owners: [RecordID: EntityID] = [:]
    for asset in view.estate.assets {
      for record in asset.records { owners[record] = asset.id }
    }
    let imports = Dictionary(
      uniqueKeysWithValues: try store.imports(of: agency.code).map { ($0.id, $0.files) }
    )
    var applications: [RecordID: EntityID] = [:]
    for application in view.estate.applications {
      for record in application.records { applications[record] = application.id }
    }
    let records = try store.records(of: agency.code)
    // Rows of two sheets of one workbook would have the same number.
    var sheets: [ImportID: Set<String>] = [:]
    for filed in records {
      if let sheet = filed.record.locator.sheet {
        sheets[filed.importID, default: []].insert(sheet)
      }
    }
    for filed in records {
      let record = filed.record
      let entity = record.kind == .application ? applications[filed.id] : owners[filed.id]
      guard let entity, let files = imports[filed.importID],
        files.indices.contains(record.locator.file)
      else { continue }
      let number =
        record.kind == .discoveredAddress
        ? "host:\(record.locator.number)" : String(record.locator.number)
      var file = relative(files[record.locator.file].path)
      if let sheet = record.locator.sheet, (sheets[filed.importID]?.count ?? 0) > 1 {
        file += "!" + sheet
      }
      body(file, number, entity)
    }
  }

  private func relative(_ path: String) -> String {
    guard let relativeTo else { return path }
    let base = URL(fileURLWithPath: relativeTo).standardizedFileURL.path + "/"
    let full = URL(fileURLWithPath: path).standardizedFileURL.path
    return full.hasPrefix(base) ? String(full.dropFirst(base.count)) : path
  }
}

/// A table as an argument.
enum TableArgument: String, ExpressibleByArgument, CaseIterable {
  case records
  case assignments
  case status
  case recordProjects = "record-projects"

  /// The columns.
  var header: [String] {
    switch self {
    case .records: ["file", "record", "entity_id"]
    case .assignments: ["kind", "entity_id", "project_ids"]
    case .status: ["entity_id", "status", "month", "blocked_by"]
    case .recordProjects: ["file", "record", "project_ids"]
    }
  }
}
