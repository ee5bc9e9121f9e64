import Estimation
import Inventory
import Workspace

/// What meters can count in some agencies: devices, racks and rooms, by name.
struct MeterSubjects {
  private let devices: DeviceIndex
  private var names: [EntityID: String] = [:]
  private var places: [(agency: AgencyCode, kind: MeteredGroup.Kind, path: String)] = []

  /// Reads the devices and places of `agencies`.
  init(of agencies: [Agency], in store: Store) throws {
    devices = try DeviceIndex(of: agencies, in: store)
    for agency in agencies {
      var seen: Set<String> = []
      for asset in try store.estate(of: agency.code).assets {
        names[asset.id] = asset.name
        guard asset.kind.isPhysical else { continue }
        for kind in [MeteredGroup.Kind.rack, .room] {
          guard let path = MeteredGroup.path(of: asset.facts, kind),
            seen.insert("\(kind.rawValue):\(path.lowercased())").inserted
          else { continue }
          places.append((agency.code, kind, path))
        }
      }
    }
  }

  /// What `text` means: a device by all that it answers to, else a rack or room by its path or the
  /// end of it, with `rack:` or `room:` before it where a device is called so too.
  ///
  /// - Throws: ``CommandFailure`` when it means nothing, or several.
  func subject(
    called text: String,
    ofLoad isLoad: Bool
  ) throws -> (agency: AgencyCode, subject: FiledSeries.Subject) {
    let found = places(called: text)
    do {
      let entry = try devices.device(called: text)
      let id = entry.device.entity
      switch entry.device.kind {
      case .server, .host, .storage, .networkDevice: return (entry.agency, .machine(id))
      case .powerUnit where !isLoad: return (entry.agency, .powerUnit(id))
      case .virtualMachine where isLoad: return (entry.agency, .machine(id))
      default: throw CommandFailure.noPlug(text)
      }
    } catch CommandFailure.unknownEntity where !found.isEmpty && !isLoad {
      guard found.count == 1 else {
        throw CommandFailure.ambiguousEntity(
          text,
          found: found.map { "\($0.kind.rawValue):\($0.path)" }
        )
      }
      return (found[0].agency, .place(found[0].kind, path: found[0].path))
    }
  }

  private func places(
    called text: String
  ) -> [(agency: AgencyCode, kind: MeteredGroup.Kind, path: String)] {
    let query = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    return places.filter { place in
      let path = place.path.lowercased()
      let names =
        [query]
        + (query.hasPrefix("\(place.kind.rawValue):")
          ? [String(query.dropFirst(place.kind.rawValue.count + 1))] : [])
      return names.contains { path == $0 || path.hasSuffix("/" + $0) }
    }
  }

  /// What a series is of, in words.
  func name(of subject: FiledSeries.Subject, _ language: Language) -> String {
    switch subject {
    case .machine(let id), .powerUnit(let id):
      "\(Excerpt(names[id] ?? "?")) (\(id))"
    case .place(let kind, let path): "\(kind.label(in: language)) \(Excerpt(whole: path))"
    }
  }
}

/// What a person says that a meter counts: `thing`, or `meter=thing`.
struct SeriesTie {
  /// The meter; `nil` for a table's only one.
  let meter: String?
  let thing: String

  init(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    meter = parts.count == 2 ? parts[0].lowercased() : nil
    thing = parts.last ?? ""
  }
}
