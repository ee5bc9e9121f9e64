import Inventory

extension Report {
  /// The topics that the report shows, in order.
  var topics: [Topic] { kind.topics.map { topic($0) } }

  /// Returns the table of a topic.
  func topic(_ name: Topic.Name) -> Topic {
    let heading = heading(of: name)
    func make<Row>(_ columns: [Column<Row>], _ rows: [Row], total: Row? = nil) -> Topic {
      Topic(name, heading, sheet: sheet(of: name), columns, rows, total: total)
    }
    switch name {
    case .summary: return make(summaryColumns, summary)
    case .progress: return make(progressColumns, progress, total: progressTotal)
    case .months: return make(monthColumns, months)
    case .waterfall: return make(stepColumns, waterfallSteps)
    case .agencies: return make(agencyColumns, agencyRows, total: agencyTotal)
    case .projects: return make(projectColumns, projectRows)
    case .services: return make(serviceColumns, services)
    case .rooms: return make(roomColumns, rooms)
    case .racks: return make(rackColumns, racks)
    case .blockers: return make(blockerColumns, blockers)
    case .unknowns: return make(unknownColumns, unknowns)
    case .verified: return make(verifiedColumns, verified)
    case .servers: return make(serverColumns, servers)
    case .unread: return make(unreadColumns, unread)
    case .readings: return make(readingColumns, readingRows, total: readingTotal)
    case .unused: return make(unusedColumns, unused)
    case .conflicts: return make(conflictColumns, conflicts)
    case .gaps: return make(gapColumns, gaps)
    case .journals: return make(journalEndColumns, journals)
    case .register: return make(registerColumns, register)
    case .journal: return make(journalColumns, journal)
    case .factors: return make(factorColumns, factors)
    case .sources: return make(sourceColumns, sources)
    }
  }

  /// The heading of a topic's section.
  func heading(of name: Topic.Name) -> String {
    switch name {
    case .summary: language("In sintesi", "In short")
    case .progress: language("A che punto è il registro", "How far the register is")
    case .months:
      language("Energia risparmiata mese per mese", "Energy saved month by month")
    case .waterfall: language("Dal lordo al netto", "From gross to net")
    case .agencies: language("Per azienda", "By agency")
    case .projects: language("Per progetto", "By project")
    case .services: language("Servizi: migrati per intero?", "Services: moved whole?")
    case .rooms:
      language("Sale e alimentazioni che si spengono", "Rooms and power units that go dark")
    case .racks: language("Armadi che si spengono", "Racks that go dark")
    case .blockers: language("Che cosa blocca di più", "What blocks most")
    case .unknowns: language("Che cosa conviene misurare", "What is worth measuring")
    case .verified: language("Verificato ai contatori", "Verified against meters")
    case .servers:
      switch kind {
      case .decommissioning: language("Elenco delle dismissioni", "Decommissioning list")
      case .energy: language("Macchine, per consumo", "Machines, by what they draw")
      case .programme, .agency, .project, .quality, .evidence:
        language("Elenco dei server", "List of servers")
      }
    case .unread: language("Che cosa non si è potuto leggere", "What could not be read")
    case .readings: language("Che cosa è stato letto", "What was read")
    case .unused: language("Colonne non usate", "Columns not used")
    case .conflicts: language("Su che cosa le fonti divergono", "Where sources differ")
    case .gaps: language("Che cosa nessuna fonte dice", "What no source tells")
    case .journals: language("Giornali e punti di controllo", "Journals and checkpoints")
    case .register: language("Registro", "Register")
    case .journal: language("Voci del giornale", "Journal entries")
    case .factors: language("Metodo e fattori", "Method and factors")
    case .sources: language("Fonti", "Sources")
    }
  }

  /// The name of a topic's sheet.
  func sheet(of name: Topic.Name) -> String {
    switch name {
    case .summary: language("Sintesi", "Summary")
    case .progress: language("Avanzamento", "Progress")
    case .months: language("Mesi", "Months")
    case .waterfall: language("Lordo e netto", "Gross and net")
    case .agencies: language("Aziende", "Agencies")
    case .projects: language("Progetti", "Projects")
    case .services: language("Servizi", "Services")
    case .rooms: language("Sale", "Rooms")
    case .racks: language("Armadi", "Racks")
    case .blockers: language("Impedimenti", "Blockers")
    case .unknowns: language("Da misurare", "To measure")
    case .verified: language("Contatori", "Meters")
    case .servers: language("Server", "Servers")
    case .unread: language("Non letto", "Not read")
    case .readings: language("Letture", "Readings")
    case .unused: language("Colonne non usate", "Columns not used")
    case .conflicts: language("Divergenze", "Conflicts")
    case .gaps: language("Non noto", "Not known")
    case .journals: language("Giornali", "Journals")
    case .register: language("Registro", "Register")
    case .journal: language("Voci", "Entries")
    case .factors: language("Fattori", "Factors")
    case .sources: language("Fonti", "Sources")
    }
  }
}
