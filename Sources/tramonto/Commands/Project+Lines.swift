import Inventory

extension Project {
  /// The project for a person, one fact a line.
  func lines(_ language: Language) -> [String] {
    let facts: [(String, String?)] = [
      (language("progetto", "project"), code.description),
      (language("azienda", "agency"), agency.description),
      (language("titolo", "title"), title), ("CUP", cup),
      (language("misura", "measure"), measure?.rawValue),
      (
        language("importo", "amount"),
        amount.map { "\(language.number($0.value, decimals: 2)) EUR" }
      ),
      (
        language("fascia", "bracket"),
        bracket.map { "\($0.rawValue), \($0.label(in: language))" }
      ),
      (language("stato", "state"), state?.label(in: language)),
      (language("destinazione", "destination"), destination?.label),
      (language("scadenza", "deadline"), deadline?.description),
      (language("fonte", "source"), source),
    ]
    var lines = facts.compactMap { name, value in value.map { "\(name): \(Excerpt($0))" } }
    lines += schedule.known.map { milestone in
      let dates = schedule[milestone]
      let parts = [
        dates.planned.map { language("data prevista \($0)", "planned \($0)") },
        dates.actual.map { language("data effettiva \($0)", "reached \($0)") },
      ]
      return "\(milestone.label(in: language)): "
        + parts.compactMap(\.self).joined(separator: ", ")
    }
    if let day = schedule.keptUntil {
      lines.append(language("servizi attivi fino al: \(day)", "services kept until: \(day)"))
    }
    lines.append(language("servizi: \(services.count)", "services: \(services.count)"))
    lines += services.map { "  " + $0.line(language) }
    lines.append(
      language("applicativi nominati: \(moves.count)", "applications named: \(moves.count)")
    )
    lines += moves.map { move in
      let parts = [move.application, move.service, move.site, move.month?.description]
      return "  "
        + parts.compactMap(\.self).map { Excerpt($0).description }.joined(separator: " · ")
    }
    return lines
  }
}

extension ProjectService {
  /// The service with what is known of it in this project.
  fileprivate func line(_ language: Language) -> String {
    let parts: [String?] = [
      Excerpt(service).description,
      sites.isEmpty ? nil : Excerpt(sites.joined(separator: ", ")).description,
      serviceClass?.label(in: language), mode?.label(in: language),
      unitPrice.map { "\(language.number($0.value, decimals: 2)) EUR" },
    ]
    return parts.compactMap(\.self).joined(separator: " · ")
  }
}

extension MilestoneDates {
  /// The day it was reached or, in brackets, the day planned; empty where neither is known.
  var text: String { actual?.description ?? planned.map { "(\($0))" } ?? "" }
}
