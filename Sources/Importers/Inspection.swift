public import Inventory
import Tabular

/// What was read from one file, as named values that print as one line of JSON.
public struct Inspection {
  /// The object of one export: how it was recognised, the account of its rows, its records.
  ///
  /// A file that cannot be read has `error` in the place of `records`. All records are held in
  /// memory.
  public static func inspect(_ found: FoundExport, language: Language = .english) -> FactValue {
    switch found {
    case .refused(let failure):
      return .object([
        .init("path", .text(failure.path)), .init("error", error(failure, language)),
      ])
    case .export(let export):
      var records: [FactValue] = []
      var fields = head(of: export)
      do {
        let reading = try export.read { record in
          records.append(value(of: record, in: export, language))
        }
        fields += account(of: reading, in: export, language)
        fields.append(.init("records", .list(records)))
      } catch {
        let failure = error as? ImportFailure
        let words = failure.map { Self.error($0, language) } ?? .text("\(error)")
        fields.append(.init("error", words))
      }
      return .object(fields)
    }
  }

  /// The raw tables of one file: dialect, size and first rows of each.
  public static func inspectTables(path: String, language: Language = .english) -> FactValue {
    var fields: [FactValue.Field] = [.init("path", .text(path))]
    do {
      let document = try TableDocument.open(PackedFile(path: path))
      if let container = document.container {
        fields.append(.init("container", .text(container)))
      }
      fields.append(.init("tables", .list(try document.tables.map(raw))))
    } catch {
      let failure = ImportFailure.converting(error, path: path) as? ImportFailure
      let words = failure.map { Self.error($0, language) } ?? .text("\(error)")
      fields.append(.init("error", words))
    }
    return .object(fields)
  }

  private static func raw(_ table: Table) throws -> FactValue {
    var rows = 0
    var columns: Int?
    var first: [FactValue] = []
    try table.forEachRow { row in
      guard !row.isBlank else { return .next }
      rows += 1
      // The first row of a text tells how many columns are meant: longer ones have needless
      // delimiters. A sheet has none, and often a title above its headings.
      columns = table.delimiter == nil ? max(columns ?? 0, row.count) : columns ?? row.count
      if first.count < 2 { first.append(.list(row.cells.map { .text($0) })) }
      return .next
    }
    return .object(
      [
        table.name.map { .init("sheet", .text($0)) },
        table.encoding.map { .init("encoding", .text(codec($0))) },
        table.delimiter.map { .init("delimiter", .text($0)) },
        .init("rows", .integer(rows)),
        .init("columns", .integer(columns ?? 0)),
        .init("firstRows", .list(first)),
      ].compactMap(\.self)
    )
  }

  /// The encoding by the name that scripting languages open it with, and whether a mark tells it.
  private static func codec(_ label: String) -> String {
    switch label {
    case "utf-8 BOM": "utf-8-sig BOM"
    case "utf-16le": "utf-16-le no BOM"
    case "utf-16be": "utf-16-be no BOM"
    case "utf-32le": "utf-32-le no BOM"
    case "utf-32be": "utf-32-be no BOM"
    default: label
    }
  }

  private static func head(of export: Export) -> [FactValue.Field] {
    [
      .init("path", .text(export.paths.first ?? "")),
      export.paths.count > 1
        ? .init("paths", .list(export.paths.map { .text($0) })) : nil,
      .init("format", .text(export.format.description)),
      export.container.map { .init("container", .text($0)) },
      export.encoding.map { .init("encoding", .text($0)) },
      export.delimiter.map { .init("delimiter", .text($0)) },
    ].compactMap(\.self)
  }

  private static func account(
    of reading: Reading,
    in export: Export,
    _ language: Language
  ) -> [FactValue.Field] {
    let ledger = reading.ledger
    return [
      reading.asOf.map { .init("asOf", .text($0.description)) },
      .init(
        "rows",
        .object([
          .init("read", .integer(ledger.read)), .init("records", .integer(ledger.records)),
          .init("skipped", .integer(ledger.skipped)),
          .init("rejected", .integer(ledger.rejected)),
        ])
      ),
      .init("rejected", .list(ledger.rejections.map { finding($0, in: export, language) })),
      .init("skipped", .list(ledger.skips.map { finding($0, in: export, language) })),
      .init(
        "unmapped",
        .list(
          ledger.unmapped.map {
            .object([.init("name", .text($0.name)), .init("filled", .integer($0.filled))])
          }
        )
      ),
      .init("decisions", .list(ledger.decisions.map { .text($0.text(in: language)) })),
    ].compactMap(\.self)
  }

  private static func finding(
    _ finding: Finding,
    in export: Export,
    _ language: Language
  ) -> FactValue {
    .object(
      [
        .init("at", .text(place(finding.at, in: export, language))),
        finding.value.isEmpty ? nil : .init("value", .text(finding.value)),
        .init("reason", .text(finding.reason.text(in: language))),
        .init("code", .text(finding.reason.code)),
        finding.rows > 1 ? .init("rows", .integer(finding.rows)) : nil,
      ].compactMap(\.self)
    )
  }

  private static func value(
    of record: Record,
    in export: Export,
    _ language: Language
  ) -> FactValue {
    var fields: [FactValue.Field] = [
      .init("kind", .text(record.kind.rawValue)),
      .init("at", .text(place(record.locator, in: export, language))),
    ]
    var more: [FactValue.Field] = []
    for (attribute, value) in record.facts {
      let field = FactValue.Field(attribute.rawValue, value)
      if listed.contains(attribute) { fields.append(field) } else { more.append(field) }
      // Where the source has nothing better, its own identifier is what it calls the UUID.
      if attribute == .deviceID, record.uuid == nil, record.kind != .virtualMachine {
        fields.append(.init(Attribute.uuid.rawValue, value))
      }
    }
    // Sources count use in percent; beside the share, for who compares with the file.
    for (name, share) in [
      ("cpuUtilizationPercent", record.cpuUtilization),
      ("memoryUtilizationPercent", record.memoryUtilization),
    ] {
      guard let share else { continue }
      more.append(.init(name, .number((share.value * 100_000).rounded() / 1_000)))
    }
    if !more.isEmpty { fields.append(.init("more", .object(more))) }
    return .object(fields)
  }

  private static func place(_ locator: Locator, in export: Export, _ language: Language) -> String {
    let words = locator.text(in: language)
    guard export.paths.count > 1, export.paths.indices.contains(locator.file) else { return words }
    let path = export.paths[locator.file]
    return (path.split(separator: "/").last.map(String.init) ?? path) + ": " + words
  }

  private static func error(_ failure: ImportFailure, _ language: Language) -> FactValue {
    let place = failure.line.map { language("riga \($0): ", "line \($0): ") } ?? ""
    return .text(place + failure.text(in: language))
  }

  /// The attributes that stand in the record's own object; the others stand in `more`.
  private static let listed: Set<Attribute> = [
    .name, .hostname, .domain, .serial, .uuid, .assetTag, .macAddresses, .ipAddresses,
    .manufacturer, .model, .chassis, .cpuModel, .cpuSockets, .cpuCores, .cpuThreads, .cpuClock,
    .memory, .disks, .powerSupplies, .measuredPower, .cpuUtilization, .memoryUtilization,
    .operatingSystem, .powerState, .isTemplate, .host, .cluster, .dataCentre, .room, .rack,
    .rackUnit, .location, .applications, .owner, .purchased, .warrantyEnds, .partial, .source,
    .target, .port,
  ]
}
