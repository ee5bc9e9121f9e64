import Inventory
import Workspace

/// What an import would do to the assets, for a person or a program.
struct AssetChangesView {
  let changes: AssetChanges
  let console: Console

  /// Says it to a person: counts, then the first of each sort by name.
  func say() {
    let language = console.language
    console.say(
      language(
        "  Beni: \(changes.added.count) nuovi, \(changes.changed.count) cambiati, "
          + "\(changes.unchanged) invariati, \(changes.merged.count) uniti ad altri, "
          + "\(changes.vanished.count) non più elencati",
        "  Assets: \(changes.added.count) new, \(changes.changed.count) changed, "
          + "\(changes.unchanged) unchanged, \(changes.merged.count) merged into others, "
          + "\(changes.vanished.count) no longer listed"
      )
    )
    list(language("nuovo", "new"), changes.added.map(\.name))
    list(
      language("cambiato", "changed"),
      changes.changed.map { change in
        change.asset.name + ": "
          + change.attributes.map { $0.label(in: language) }.joined(separator: ", ")
      }
    )
    list(language("unito", "merged"), changes.merged.map(\.name))
    list(language("non più elencato", "no longer listed"), changes.vanished.map(\.name))
  }

  /// The changes as named values.
  var fact: FactValue {
    let names = { (assets: [Asset]) in FactValue.list(assets.map { .text($0.name) }) }
    return .object([
      .init("new", names(changes.added)),
      .init(
        "changed",
        .list(
          changes.changed.map { change in
            .object([
              .init("id", .text(change.asset.id.description)),
              .init("name", .text(change.asset.name)),
              .init("attributes", .list(change.attributes.map { .text($0.rawValue) })),
            ])
          }
        )
      ),
      .init("unchanged", .integer(changes.unchanged)),
      .init("merged", names(changes.merged)),
      .init("vanished", names(changes.vanished)),
    ])
  }

  private func list(_ word: String, _ names: [String]) {
    for name in names.prefix(Self.shown) { console.say("    \(word): \(Excerpt(name))") }
    if names.count > Self.shown { console.say("    \(word): … +\(names.count - Self.shown)") }
  }

  /// How many of each sort a person is shown.
  private static let shown = 10
}
