import Inventory

extension ProgrammeReader {
  /// Reads the rows of a table of projects.
  func readProjects(
    _ rows: [ProgrammeRow],
    source: String,
    given: Set<ProgrammeColumn>,
    into reading: inout ProgrammeReading,
    ledger: inout Ledger
  ) {
    var survey = NumberSurvey()
    for row in rows { survey.note(row[.amount] ?? "") }
    let amounts = survey.style(isWhole: false, usesDecimalComma: true)
    var names = AgencyNames(agencies + reading.agencies)
    let prefixes = Self.agencyPrefixes(rows)
    for row in rows {
      guard
        let code = row[.project] ?? row[.cup].map({ $0 + (row[.measure].map { "-" + $0 } ?? "") })
      else {
        ledger.reject(.noName, at: row.at)
        continue
      }
      guard let agency = agency(of: row, names: &names, prefixes: prefixes, ledger: &ledger) else {
        ledger.reject(.noAgency, at: row.at)
        continue
      }
      guard !reading.projects.contains(where: { $0.code == ProjectCode(code) }) else {
        ledger.reject(.duplicateRow, at: row.at)
        continue
      }
      if !reading.agencies.contains(where: { $0.code == agency.code }) {
        reading.agencies.append(agency)
      }
      var project = Project(
        code: ProjectCode(code),
        agency: agency.code,
        title: row[.title] ?? code,
        source: source
      )
      project.cup = row[.cup]
      project.measure = word(row, .measure, Measure.allCases, ledger: &ledger) { $0 }
      if let text = row[.amount] {
        project.amount = amounts.number(text.filter { $0 != "€" }).map { Euros($0) }
        if project.amount == nil { ledger.reject(text, row.place(of: .amount), .notAnAmount) }
      }
      project.bracket = word(row, .bracket, FundingBracket.allCases, ledger: &ledger) {
        $0.uppercased()
      }
      for milestone in Milestone.allCases {
        project.schedule[milestone] = MilestoneDates(
          planned: day(row, milestone, isPlanned: true, ledger: &ledger),
          actual: day(row, milestone, isPlanned: false, ledger: &ledger)
        )
      }
      project.state = word(row, .state, FundingState.allCases, ledger: &ledger) {
        $0.uppercased()
      }
      project.destination = row[.destination].flatMap { Destination($0) }
      project.deadline = month(row, .deadline, ledger: &ledger)
      project.services = row.list(.services).map { ProjectService(service: $0) }
      project.services += row.list(.splitServices).map(Self.splitService)
      reading.given[project.code] = given
      reading.projects.append(project)
      ledger.keep()
    }
  }

  /// Reads the rows of a table of planned moves.
  func readMoves(
    _ rows: [ProgrammeRow],
    into reading: inout ProgrammeReading,
    ledger: inout Ledger
  ) {
    for row in rows {
      guard let project = row[.project] ?? row[.cup], let application = row[.application] else {
        ledger.reject(.noName, at: row.at)
        continue
      }
      let move = PlannedMove(
        application: application,
        service: row[.service],
        site: row[.site],
        month: month(row, .month, ledger: &ledger)
      )
      reading.moves.append((ProjectCode(project), move))
      ledger.keep()
    }
  }

  /// Reads the rows of a table of the services of projects.
  func readProjectServices(
    _ rows: [ProgrammeRow],
    into reading: inout ProgrammeReading,
    ledger: inout Ledger
  ) {
    var survey = NumberSurvey()
    for row in rows { survey.note(row[.unitPrice] ?? "") }
    let prices = survey.style(isWhole: false, usesDecimalComma: true)
    for row in rows {
      guard let project = row[.project] ?? row[.cup], let name = row[.service] else {
        ledger.reject(.noName, at: row.at)
        continue
      }
      var service = ProjectService(
        service: name,
        sites: row.list(.site),
        serviceClass: serviceClass(row, ledger: &ledger),
        mode: mode(row, ledger: &ledger)
      )
      if let text = row[.unitPrice] {
        service.unitPrice = prices.number(text.filter { $0 != "€" }).map { Euros($0) }
        if service.unitPrice == nil {
          ledger.reject(text, row.place(of: .unitPrice), .notAnAmount)
        }
      }
      reading.projectServices.append((ProjectCode(project), service))
      ledger.keep()
    }
  }

  /// Reads the rows of a catalogue of services.
  func readServices(
    _ rows: [ProgrammeRow],
    into reading: inout ProgrammeReading,
    ledger: inout Ledger
  ) {
    for row in rows {
      guard let name = row[.service] else {
        ledger.reject(.noName, at: row.at)
        continue
      }
      reading.services.append(
        Service(
          name: name,
          synonyms: row.list(.synonyms),
          serviceClass: serviceClass(row, ledger: &ledger),
          destination: row[.destination].flatMap { Destination($0) },
          isInfrastructure: isInfrastructure(row, ledger: &ledger)
        )
      )
      ledger.keep()
    }
  }

  /// The value that a cell's word stands for; a word that stands for none is told.
  private func word<Value: RawRepresentable<String>>(
    _ row: ProgrammeRow,
    _ column: ProgrammeColumn,
    _ values: [Value],
    ledger: inout Ledger,
    _ spelled: (String) -> String
  ) -> Value? {
    guard let text = row[column] else { return nil }
    if let value = Value(rawValue: spelled(text)) { return value }
    let allowed = values.map(\.rawValue).joined(separator: ", ")
    ledger.reject(text, row.place(of: column), .unknownWord(allowed: allowed))
    return nil
  }

  /// The agency of a row: by code, by name, or new with a code made from its projects' codes.
  private func agency(
    of row: ProgrammeRow,
    names: inout AgencyNames,
    prefixes: [String: String],
    ledger: inout Ledger
  ) -> Agency? {
    let name = row[.agency]
    for text in [row[.agencyCode], name].compactMap(\.self) {
      if let known = names.agency(called: text) { return known }
    }
    guard let text = row[.agencyCode] ?? name.flatMap({ prefixes[$0] }) ?? name.map(Self.slug),
      let code = AgencyCode(text)
    else { return nil }
    let agency = Agency(code: code, name: name ?? text)
    names.add(agency)
    if row[.agencyCode] == nil {
      ledger.decisions.append(.agencyCode(text, name: agency.name))
    }
    return agency
  }

  /// For each agency's name, what the codes of all its projects begin with: of `USLTC-P1` and
  /// `USLTC-P2` that is `USLTC`.
  private static func agencyPrefixes(_ rows: [ProgrammeRow]) -> [String: String] {
    var codes: [String: [Substring]] = [:]
    for row in rows {
      guard let name = row[.agency], let code = row[.project],
        let end = code.lastIndex(where: { $0 == "-" || $0 == "_" || $0 == "." })
      else { continue }
      codes[name, default: []].append(code[..<end])
    }
    return codes.compactMapValues { prefixes in
      guard let first = prefixes.first, !first.isEmpty, prefixes.allSatisfy({ $0 == first }) else {
        return nil
      }
      return String(first)
    }
  }

  /// A code made from a name: its telling words.
  private static func slug(_ name: String) -> String {
    let telling = AgencyNames.tellingWords(name)
    return Heading.words(name).filter { telling.contains($0) }.joined(separator: "-")
  }

  private func month(
    _ row: ProgrammeRow,
    _ column: ProgrammeColumn,
    ledger: inout Ledger
  ) -> Month? {
    guard let text = row[column] else { return nil }
    let month = Month(text)
    if month == nil { ledger.reject(text, row.place(of: column), .notAMonth) }
    return month
  }

  /// The day of a milestone; of a month that is planned, its last.
  private func day(
    _ row: ProgrammeRow,
    _ milestone: Milestone,
    isPlanned: Bool,
    ledger: inout Ledger
  ) -> CalendarDate? {
    let column = ProgrammeColumn.day(milestone, isPlanned: isPlanned)
    guard let text = row[column] else { return nil }
    if let day = CalendarDate(iso: text) ?? DateStyle.dayFirst.date(text) { return day }
    if isPlanned, let month = Month(text) {
      return CalendarDate(year: month.year, month: month.month, day: month.days)
    }
    ledger.reject(text, row.place(of: column), .notADay)
    return nil
  }

  /// `A`, `rehost`, `B - aggiornamento in sicurezza`: the mode by its letter or by its name.
  private func mode(_ row: ProgrammeRow, ledger: inout Ledger) -> MigrationMode? {
    guard let text = row[.mode] else { return nil }
    switch Heading.words(text).first {
    case "a", "trasferimento", "rehost", "lift": return .rehost
    case "b", "aggiornamento", "replatform", "repurchase", "rearchitect": return .replatform
    default:
      ledger.reject(text, row.place(of: .mode), .unknownWord(allowed: "A, B"))
      return nil
    }
  }

  /// `Cardiologia: San Jacopo, Santa Maria` as the service with its sites.
  private static func splitService(_ text: String) -> ProjectService {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { return ProjectService(service: text) }
    return ProjectService(
      service: ProgrammeRow.parts(String(parts[0]), by: []).joined(),
      sites: ProgrammeRow.parts(String(parts[1]), by: [","])
    )
  }

  private func serviceClass(_ row: ProgrammeRow, ledger: inout Ledger) -> ServiceClass? {
    guard let text = row[.serviceClass] else { return nil }
    switch text.lowercased() {
    case "ordinario", "ordinaria", "ordinari", "ordinary": return .ordinary
    case "critico", "critica", "critici", "critical": return .critical
    case "strategico", "strategica", "strategici", "strategic": return .strategic
    default:
      ledger.reject(
        text,
        row.place(of: .serviceClass),
        .unknownWord(allowed: "ordinario, critico, strategico")
      )
      return nil
    }
  }

  private func isInfrastructure(_ row: ProgrammeRow, ledger: inout Ledger) -> Bool {
    guard let text = row[.infrastructure], text != "-" else { return false }
    switch text.lowercased() {
    case "y": return true
    case "n": return false
    default:
      if let flag = RowReader.flag(text) { return flag }
      ledger.reject(text, row.place(of: .infrastructure), .unknownWord(allowed: "sì, no"))
      return false
    }
  }
}
