import Answers
import Hummingbird
import Inventory
import Matching
import Reporting
import Workspace

/// Why the records of a machine or application are one, and no other is: weighed again on demand.
enum IdentityPage {
  @Sendable static func page(_ visit: Visit) async throws -> Response {
    let language = visit.context.language
    let dossier = try await ServerPage.dossier(visit)
    guard let records = dossier.asset?.records ?? dossier.application?.records else {
      throw Trouble.notFound(language)
    }
    let entity = dossier.match.entity
    let agency = dossier.match.agency
    let title =
      Excerpt(dossier.match.name).description
      + (dossier.match.isApplication
        ? language(": perché è un applicativo solo", ": why it is one application")
        : language(": perché è una macchina sola", ": why it is one machine"))
    let snapshot = try await visit.desk.figures()
    let identity = try await snapshot.inquiries.answer(to: "identity \(entity)") {
      try await visit.desk.reading { try $0.identity(of: entity, records: records, in: agency) }
    }
    guard let identity else { return visit.press.waiting(title: title, for: visit) }
    let figures = Figures(language: language)
    let others = identity.runnerUp.map { other in
      [other.firstEntity == entity ? other.secondEntity : other.firstEntity]
    }
    let names = try await visit.desk.reading { try $0.names(of: others ?? [], in: agency) }
    return visit.press.answer(
      title: title,
      back: entity.path,
      intro: language(
        "Ogni indizio conta in bit: uno in più rende «la stessa» due volte più probabile. Sopra 0 "
          + "è più probabile che no.",
        "Each ground counts in bits: one more makes “the same” twice as likely. Above 0 it is "
          + "likelier than not."
      ),
      tables: [
        joins(identity, dossier, figures), runnerUp(identity, entity, names, figures),
        decisions(identity, figures),
      ],
      for: visit
    )
  }

  private static func cells(
    _ comparison: IdentityComparison,
    _ figures: Figures
  ) -> [Listing.Cell] {
    let language = figures.language
    func signed(_ bits: Double) -> String {
      (bits > 0 ? "+" : "") + figures.number(bits, decimals: 1)
    }
    let weights = comparison.evidence.weights.map {
      "\($0.ground.label(in: language)) \(signed($0.bits))"
    }
    return [
      .text(weights.joined(separator: " · ")), .number(signed(comparison.evidence.score)),
      .number(figures.number(comparison.evidence.probability * 100) + " %"),
      .text(comparison.outcome.label(in: language)),
    ]
  }

  private static func headings(_ first: String, _ language: Language) -> [Listing.Heading] {
    [
      .init(name: first), .init(name: language("Indizi", "Evidence")),
      .init(name: "Bit", isNumber: true),
      .init(name: language("Probabilità", "Probability"), isNumber: true),
      .init(name: language("Esito", "Outcome")),
    ]
  }

  private static func joins(
    _ identity: EntityIdentity,
    _ dossier: Dossier,
    _ figures: Figures
  ) -> Listing {
    let language = figures.language
    func place(_ record: RecordID) -> String {
      let source = dossier.sources.first { $0.filed.id == record }
      return source?.places.first?.text(in: language) ?? String(record.number)
    }
    return Listing(
      name: dossier.match.isApplication
        ? language("Perché sono lo stesso applicativo", "Why they are one application")
        : language("Perché sono la stessa macchina", "Why they are one machine"),
      headings: headings(language("Registrazioni", "Records"), language),
      rows: identity.joins.map { join in
        [
          .text(
            join.pair("=", language),
            note: place(join.first) + " = " + place(join.second)
          )
        ] + cells(join, figures)
      },
      empty: language("Una sola registrazione.", "A single record.")
    )
  }

  private static func runnerUp(
    _ identity: EntityIdentity,
    _ entity: EntityID,
    _ names: [EntityID: String],
    _ figures: Figures
  ) -> Listing {
    let language = figures.language
    return Listing(
      name: language("La più simile tra le altre", "The likest of the others"),
      headings: headings(language("L’altra", "The other"), language),
      rows: identity.runnerUp.map { other in
        let rival = other.firstEntity == entity ? other.secondEntity : other.firstEntity
        return [
          [
            .text(
              Excerpt(names[rival] ?? rival.description).description,
              to: rival.path,
              note: other.pair("≠", language)
            )
          ] + cells(other, figures)
        ]
      } ?? [],
      empty: language("Nessun’altra le somiglia.", "No other is like it.")
    )
  }

  private static func decisions(_ identity: EntityIdentity, _ figures: Figures) -> Listing {
    let language = figures.language
    return Listing(
      name: language("Decisioni", "Decisions"),
      headings: [
        .init(name: "N."), .init(name: language("Che cosa", "What")),
        .init(name: language("Chi", "Who")), .init(name: language("Perché", "Why")),
      ],
      rows: identity.decisions.map { filed in
        [
          .text(String(filed.number)), .text(filed.words(language)),
          .text(Excerpt(filed.by).description),
          .text(Excerpt(filed.reason).description),
        ]
      },
      empty: language("Nessuna persona ha deciso qui.", "No person has decided here.")
    )
  }
}
