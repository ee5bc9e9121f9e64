import Answers
import Estimation
import Inventory
import Reporting
import Retirement
import Workspace

/// The tables of a machine's page.
enum ServerTables {
  /// What is known, from where, and who says otherwise.
  static func facts(_ dossier: Dossier, _ language: Language) -> Listing {
    var rows: [[Listing.Cell]] = []
    for (attribute, value) in dossier.asset?.facts.facts ?? [] {
      let dissent = dossier.dissent(on: attribute, from: value).map { other in
        "≠ \(Excerpt(other.said.text(in: language))) ← "
          + (other.source.places.first?.text(in: language) ?? "?")
      }
      rows.append([
        .text(attribute.label(in: language)),
        .text(Excerpt(value.text(in: language)).description),
        .text(
          dossier.source(of: attribute)?.places.first?.text(in: language)
            ?? language("dedotto", "concluded"),
          note: dissent.joined(separator: "; ")
        ),
      ])
    }
    if let application = dossier.application {
      let facts = [
        (language("nome", "name"), application.name), (language("sede", "site"), application.site),
        (language("servizio", "service"), application.service),
      ]
      for case (let name, let value?) in facts {
        rows.append([.text(name), .text(Excerpt(value).description), .text("")])
      }
    }
    return Listing(
      name: language("Fatti, e da dove vengono", "Facts, and where they come from"),
      headings: [
        .init(name: language("Fatto", "Fact")), .init(name: language("Valore", "Value")),
        .init(name: language("Fonte; chi dice altro", "Source; who says otherwise")),
      ],
      rows: rows,
      empty: language("Nessun fatto.", "No fact.")
    )
  }

  /// The rows and elements of exports that speak of it.
  static func records(_ dossier: Dossier, _ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Registrazioni", "Records"),
      headings: [
        .init(name: language("Numero", "Number")), .init(name: language("Dove", "Where")),
        .init(name: language("Formato", "Format")), .init(name: language("Al giorno", "As of")),
      ],
      rows: dossier.sources.map { source in
        [
          .text(String(source.filed.id.number)),
          .text(source.places.map { $0.text(in: language) }.joined(separator: " + ")),
          .text(
            source.filed.format.description,
            note: source.filed.isSuperseded
              ? language("un’esportazione più nuova l’ha sostituita", "a newer export replaces it")
              : nil
          ), .text(source.filed.asOf.map { figures.shortDay($0) } ?? Figures.none),
        ]
      },
      empty: language("Nessuna registrazione.", "No record.")
    )
  }

  /// What it rests on, and what rests on it.
  static func relations(_ dossier: Dossier, _ language: Language) -> Listing {
    Listing(
      name: language("Relazioni", "Relations"),
      headings: [
        .init(name: language("Con che cosa", "With what")),
        .init(name: language("Come", "How")), .init(name: language("Fonte", "Source")),
      ],
      rows: dossier.ties.map { tie in
        let isFrom = tie.relation.from == dossier.match.entity
        let kind = tie.relation.kind
        return [
          .text(
            Excerpt(tie.name).description,
            to: tie.other.path,
            note: tie.other.description
          ),
          .text(isFrom ? kind.label(in: language) : kind.reverseLabel(in: language)),
          .text(tie.place?.text(in: language) ?? Figures.none),
        ]
      },
      empty: language("Nessuna relazione nota.", "No relation is known.")
    )
  }

  /// What keeps it on.
  static func blockers(_ dossier: Dossier, _ language: Language) -> Listing {
    Listing(
      name: language("Impedimenti", "Blockers"),
      headings: [
        .init(name: language("Che cosa resta", "What stays")),
        .init(name: language("Codice", "Id")),
      ],
      rows: dossier.blockers.map { blocker in
        [
          .text(Excerpt(blocker.name).description, to: blocker.entity.path),
          .text(blocker.entity.description),
        ]
      },
      empty: language("Niente lo blocca.", "Nothing blocks it.")
    )
  }

  /// What the journal says of it.
  static func history(_ dossier: Dossier, _ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Storia a registro", "History in the register"),
      headings: [
        .init(name: language("Giorno", "Day")), .init(name: language("Passo", "Step")),
        .init(name: language("Chi", "Who")), .init(name: language("Documenti", "Documents")),
        .init(name: language("Voce", "Entry"), isNumber: true),
      ],
      rows: dossier.journal.compactMap { entry in
        guard let step = entry.deviceStep else { return nil }
        return [
          .text(figures.shortDay(step.day)), .text(step.step.name.label(in: language)),
          .text(Excerpt(entry.by).description),
          .text(entry.documents.map { Excerpt($0.name).description }.joined(separator: ", ")),
          .number(figures.count(entry.sequence)),
        ]
      },
      empty: language("Niente è ancora registrato.", "Nothing is recorded yet.")
    )
  }

  /// What it draws, step by step.
  static func power(
    _ estimate: MachineEstimate,
    _ places: [RecordID: Place],
    _ figures: Figures
  ) -> Listing {
    let language = figures.language
    var rows: [[Listing.Cell]] = estimate.steps.map { step in
      [
        .text(language(step.italian, step.english)), .text(step.figure.text(in: language)),
        .text(
          step.record.flatMap { places[$0]?.text(in: language) } ?? step.source.text(in: language)
        ),
      ]
    }
    let power = estimate.power
    rows.append([
      .text(language("potenza media alla spina", "average power at the plug")),
      .text(
        figures.number(power.value.value) + " W",
        note: figures.interval(power.low.value, power.high.value)
      ), .text(power.basis.label(in: language)),
    ])
    return Listing(
      name: language("I watt, passo per passo", "The watts, step by step"),
      headings: [
        .init(name: language("Passo", "Step")),
        .init(name: language("Valore", "Figure")),
        .init(name: language("Fonte", "Source")),
      ],
      rows: rows,
      empty: ""
    )
  }
}

extension Relation.Kind {
  /// What the relation is called from its other end.
  func reverseLabel(in language: Language) -> String {
    switch self {
    case .runsOn: language("ospita l’applicativo", "runs the application")
    case .hostedOn: language("ospita", "hosts")
    case .dependsOn: language("è chiamato da", "is called by")
    case .storedOn: language("conserva i dati di", "keeps the data of")
    case .mountedIn: language("contiene", "holds")
    case .poweredBy: language("alimenta", "feeds")
    }
  }
}
