public import Inventory
public import Retirement

/// What is to become of a place, with the names of what stands in its way.
public struct PlaceAnswer: Sendable {
  /// The estate that it is in.
  public var view: EstateView
  /// The place.
  public var place: DarkPlace

  /// Creates the answer about a place of `view`.
  public init(_ place: DarkPlace, in view: EstateView) {
    self.place = place
    self.view = view
  }

  /// All places of `views`, each view's by kind and path in order.
  public static func all(in views: [EstateView]) -> [PlaceAnswer] {
    views.flatMap { view in DarkPlace.all(in: view.estate).map { PlaceAnswer($0, in: view) } }
  }

  /// The machines that are still in it, by id in order.
  public var present: [EntityID] {
    place.machines.filter { view.entry(of: $0)?.status != .gone }
  }

  /// Why it has its status, in words.
  public var reasons: [PlaceReason] { place.reasons(view.name(of:)) }

  /// The place as named values, of which its machines are counted.
  public func fact(_ language: Language) -> FactValue {
    .object(
      [
        .init("agency", .text(view.estate.agency.code.description)),
        .init("place", .text(place.key)),
        .init("kind", .text(place.kind.rawValue)), .init("path", .text(place.path)),
        .init("machines", .integer(present.count)),
      ] + place.outlook.fields
        + [.init("reasons", .list(reasons.map { .text($0.text(in: language)) }))]
    )
  }

  /// All about the place, for `tramonto explain`: what becomes of it, what stands in its way, and
  /// each machine in it.
  public func explanation(_ language: Language) -> [Explanation.Section] {
    func line(_ machine: EntityID) -> String {
      let entry = view.entry(of: machine)
      let status = entry?.status.label(in: language) ?? language("non pianificato", "not planned")
      let month = entry?.month.map { " \($0)" } ?? ""
      return "\(Excerpt(view.name(of: machine))) (\(machine))  \(status)\(month)"
    }
    /// Machines that stand in the way, each with its own first reason.
    func standing(_ machines: [EntityID]) -> [String] {
      machines.map { machine in
        let reason = view.entry(of: machine)?.reasons.first
        return line(machine) + (reason.map { ": \($0.text(in: language))" } ?? "")
      }
    }
    let outlook = place.outlook
    let sections = [
      Explanation.Section(
        name: "plan",
        heading: language("Stato: ", "Status: ") + outlook.status.label(in: language)
          + (outlook.month.map { " \($0)" } ?? ""),
        lines: reasons.map { "\($0.text(in: language)) [\($0.code)]" }
      ),
      Explanation.Section(
        name: "blockers",
        heading: language("Che cosa resta", "What stays"),
        lines: standing(outlook.blockers)
      ),
      Explanation.Section(
        name: "doubts",
        heading: language("Da verificare", "To be looked at"),
        lines: standing(outlook.doubts)
      ),
      Explanation.Section(
        name: "strays",
        heading: language("Forse anche", "Perhaps also"),
        lines: standing(outlook.strays)
      ),
      Explanation.Section(
        name: "machines",
        heading: language("Macchine", "Machines"),
        lines: present.map(line)
      ),
    ]
    return sections.filter { !$0.lines.isEmpty }
  }
}

extension DarkPlace.Outlook {
  /// Status, month and what stands in the way, as named values.
  public var fields: [FactValue.Field] {
    [
      .init("status", .text(status.rawValue)),
      month.map { .init("month", .text($0.description)) },
      last.map { .init("last", .text($0.description)) },
      FactValue.texts(blockers.map(\.description)).map { .init("blockedBy", $0) },
      FactValue.texts(doubts.map(\.description)).map { .init("unclear", $0) },
      FactValue.texts(strays.map(\.description)).map { .init("perhaps", $0) },
    ].compactMap(\.self)
  }
}
