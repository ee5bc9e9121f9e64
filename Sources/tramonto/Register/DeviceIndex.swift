import Inventory
import Workspace

/// The devices of the agencies that a command looks at, by all that they answer to.
struct DeviceIndex {
  /// A device with its agency.
  struct Entry {
    var agency: AgencyCode
    var device: DeviceName
  }

  private var entries: [String: [Entry]] = [:]

  /// Reads the names of all devices of `agencies`.
  init(of agencies: [Agency], in store: Store) throws {
    for agency in agencies {
      for device in try store.deviceNames(of: agency.code) {
        for word in device.words {
          entries[word, default: []].append(Entry(agency: agency.code, device: device))
        }
      }
    }
  }

  /// The one device that `text` means; an id counts before a name.
  ///
  /// - Throws: ``CommandFailure`` when there is none, or more than one.
  func device(called text: String) throws -> Entry {
    let word = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
    let found = entries[word] ?? []
    if let exact = found.first(where: { $0.device.entity.description.lowercased() == word }) {
      return exact
    }
    guard let first = found.first else { throw CommandFailure.unknownEntity(text) }
    guard found.count == 1 else {
      throw CommandFailure.ambiguousEntity(
        text,
        found: found.prefix(10).map { "\($0.device.entity) (\(Excerpt($0.device.name)))" }
      )
    }
    return first
  }
}
