import Estimation
import Inventory

extension Report {
  static func unused(_ imports: [FiledImport]) -> [UnusedColumn] {
    imports.filter { !$0.isSuperseded }.flatMap { filed in
      filed.ledger.unmapped.map { column in
        UnusedColumn(
          agency: filed.agency,
          file: filed.files.first?.path ?? "",
          column: column.name,
          filled: column.filled
        )
      }
    }
  }

  /// What sources can differ on, with consequences: identity, size, place, use.
  private static let disputed: [Attribute] = [
    .serial, .uuid, .assetTag, .model, .cpuModel, .cpuSockets, .cpuCores, .memory, .powerState,
    .host, .cluster, .site, .room, .rack, .rackUnit, .owner, .status,
  ]

  /// Finds where records of one machine that are in force differ.
  ///
  /// Texts that differ in case, spaces and marks only are one, and so are numbers within 5 %: what a
  /// system sees of its memory is less than what is installed.
  ///
  /// - Complexity: O(records × attributes).
  static func conflicts(
    _ records: [FiledRecord],
    _ scope: Scope,
    _ imports: [FiledImport]
  ) -> [ConflictLine] {
    let current = Dictionary(records.filter { !$0.isSuperseded }.map { ($0.id, $0) }) { one, _ in
      one
    }
    guard !current.isEmpty else { return [] }
    let filed = Dictionary(imports.map { ($0.id, $0) }) { one, _ in one }
    func file(_ record: FiledRecord?) -> String {
      guard let record, let files = filed[record.importID]?.files else { return "" }
      let index = record.record.locator.file
      return files.indices.contains(index) ? files[index].path : files.first?.path ?? ""
    }
    return scope.estates.flatMap { estate -> [ConflictLine] in
      estate.assets.flatMap { asset -> [ConflictLine] in
        let own = asset.records.compactMap { current[$0] }
        guard own.count > 1 else { return [] }
        return disputed.flatMap { attribute -> [ConflictLine] in
          guard let used = asset.facts.value(of: attribute) else { return [] }
          var seen: [FactValue] = [used]
          return own.compactMap { record -> ConflictLine? in
            guard let other = record.record.value(of: attribute),
              !seen.contains(where: { agree($0, other, on: attribute) })
            else { return nil }
            seen.append(other)
            return ConflictLine(
              agency: estate.agency.code,
              entity: asset.id,
              name: asset.name,
              attribute: attribute,
              used: used.plainText,
              usedFile: file(asset.origins[attribute].flatMap { current[$0] }),
              other: other.plainText,
              otherFile: file(record)
            )
          }
        }
      }.sorted { left, right in
        (left.name, left.entity, left.attribute.rawValue)
          < (right.name, right.entity, right.attribute.rawValue)
      }
    }
  }

  private static func agree(
    _ one: FactValue,
    _ other: FactValue,
    on attribute: Attribute
  ) -> Bool {
    // Equal in either order of its bytes, which tools spell differently.
    if attribute == .uuid, let left = one.text.flatMap({ MachineUUID($0) }),
      let right = other.text.flatMap({ MachineUUID($0) })
    {
      return left == right
    }
    if let left = one.number, let right = other.number {
      return abs(left - right) <= 0.05 * max(abs(left), abs(right))
    }
    func folded(_ value: FactValue) -> String {
      value.plainText.lowercased().filter { $0.isLetter || $0.isNumber }
    }
    return folded(one) == folded(other)
  }

  /// Counts what no source tells of what still exists.
  static func gaps(_ scope: Scope) -> [GapLine] {
    var lines: [GapLine.Gap: GapLine] = [:]
    func look(_ gap: GapLine.Gap, isMissing: Bool) {
      lines[gap, default: GapLine(gap: gap, missing: 0, total: 0)].total += 1
      if isMissing { lines[gap]?.missing += 1 }
    }
    for estate in scope.estates {
      let plan = Dictionary(estate.plan.map { ($0.entity, $0) }) { first, _ in first }
      let hosted = Set(estate.relations.lazy.filter { $0.kind == .hostedOn }.map(\.from))
      for asset in estate.assets where asset.kind.isServer {
        let entry = plan[asset.id]
        guard entry?.status != .gone else { continue }
        let facts = asset.facts
        look(.purpose, isMissing: entry?.reasons.contains(.nothingKnown) ?? true)
        if asset.kind == .virtualMachine {
          look(.host, isMissing: facts.host == nil && !hosted.contains(asset.id))
          continue
        }
        look(.serial, isMissing: facts.serial == nil)
        look(.model, isMissing: facts.model == nil)
        look(.processor, isMissing: facts.cpuModel == nil)
        look(
          .place,
          isMissing: facts.site ?? facts.room ?? facts.dataCentre ?? facts.location == nil
        )
        look(.rack, isMissing: facts.rack == nil)
        if facts.rack != nil { look(.rackUnit, isMissing: facts.rackUnit == nil) }
        if let power = scope.machines[asset.id]?.power {
          look(.power, isMissing: power.basis == .assumed)
        }
      }
      let assigned = Set(
        estate.assignments.lazy.filter { !$0.projects.isEmpty || $0.isInfrastructure }.map(\.entity)
      )
      for application in estate.applications {
        look(.project, isMissing: !assigned.contains(application.id))
      }
    }
    return GapLine.Gap.allCases.compactMap { lines[$0] }
  }
}

extension Report.GapLine.Gap {
  /// What is not known, in words.
  func label(in language: Language) -> String {
    switch self {
    case .serial:
      language("macchine fisiche senza numero di serie", "physical machines without serial number")
    case .model: language("macchine fisiche senza modello", "physical machines without model")
    case .processor:
      language("macchine fisiche senza processore", "physical machines without processor")
    case .place: language("macchine fisiche senza luogo", "physical machines without place")
    case .rack: language("macchine fisiche senza armadio", "physical machines without rack")
    case .rackUnit:
      language("macchine in un armadio senza unità", "machines in a rack without unit")
    case .host: language("macchine virtuali senza host", "virtual machines without host")
    case .purpose:
      language("server di cui nessuno dice a che servono", "servers of which nobody says what for")
    case .project: language("applicativi in nessun progetto", "applications in no project")
    case .power:
      language(
        "macchine fisiche con potenza presunta",
        "physical machines whose power is assumed"
      )
    }
  }
}
