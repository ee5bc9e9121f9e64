import Inventory

/// Where machines stand, as told by what stands beside them.
///
/// Sources name sites loosely: one writes the hospital, the next the town, a third nothing. Machines
/// of one virtual data centre or one network stand together, so the site that most marks them out
/// is that of them all.
struct Localities {
  /// The site of each asset, by position; `nil` when nothing tells.
  private(set) var sites: [String?]
  /// How much of what is said of a site is said where it is the site, from 0 to 1: near 0 for a
  /// town with several.
  private(set) var sharpness: [String: Double] = [:]
  /// The site that a town or any other loose name means, where it means one.
  private var aliases: [String: String] = [:]

  /// Learns from the places that the records of `assets` name.
  init(_ assets: [Asset], record: (RecordID) -> Record?) {
    var places: [Set<String>] = []
    var mentions: [[String: Int]] = []
    for asset in assets {
      var names: Set<String> = []
      var told: [String: Int] = [:]
      for record in asset.records.compactMap(record) {
        if let centre = record.dataCentre {
          names.insert("c" + centre.lowercased() + "\n" + (record.virtualCentre ?? "").lowercased())
        }
        for address in record.ipAddresses where !address.isUnspecific {
          if let net = Self.network(address) { names.insert("n" + net) }
        }
        if let site = record.site { told[Self.folded(site), default: 0] += 1 }
      }
      places.append(names)
      mentions.append(told)
    }
    var counts: [String: [String: Int]] = [:]
    var sums: [String: Int] = [:]
    var siteCounts: [String: Int] = [:]
    for (names, told) in zip(places, mentions) {
      for (site, count) in told {
        siteCounts[site, default: 0] += count
        for name in names {
          counts[name, default: [:]][site, default: 0] += count
          sums[name, default: 0] += count
        }
      }
    }
    var siteOf: [String: String] = [:]
    for (name, told) in counts {
      let total = Double(sums[name] ?? 1)
      let scored = told.filter { $0.value > 1 }.map { site, count in
        (site, Double(count * count) / (total * Double(siteCounts[site] ?? 1)))
      }
      siteOf[name] = scored.max { ($0.1, $1.0) < ($1.1, $0.0) }?.0
    }
    var meant: [String: [String: Int]] = [:]
    for (names, told) in zip(places, mentions) {
      guard let name = names.filter({ siteOf[$0] != nil }).min(), let site = siteOf[name] else {
        continue
      }
      for (mention, count) in told { meant[mention, default: [:]][site, default: 0] += count }
    }
    for (mention, found) in meant {
      let total = found.values.reduce(0, +)
      sharpness[mention] = Double(found[mention] ?? 0) / Double(total)
      if let most = found.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        total > 2, Double(most.value) >= 0.85 * Double(total)
      {
        aliases[mention] = most.key
      }
    }
    sites = zip(places, mentions).map { [sharpness] names, told in
      var votes: [String: Double] = [:]
      for name in names {
        if let site = siteOf[name] { votes[site, default: 0] += name.first == "c" ? 2 : 1 }
      }
      for site in told.keys { votes[site, default: 0] += 1.5 * (sharpness[site] ?? 1) }
      return votes.filter { $0.value >= 0.5 }
        .max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
  }

  /// The one site that `text` means; `nil` for a name that several sites share.
  func site(_ text: String) -> String? {
    let name = Self.folded(text)
    guard let sharpness = sharpness[name], sharpness < 0.95 else { return name }
    return aliases[name]
  }

  private static func folded(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The network of 256 addresses that a private IPv4 address is of.
  private static func network(_ address: IPAddress) -> String? {
    let parts = address.description.split(separator: ".")
    return parts.count == 4 ? parts.dropLast().joined(separator: ".") : nil
  }
}
