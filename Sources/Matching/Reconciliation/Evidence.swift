import Inventory

/// Weighs whether two clusters are one machine, in bits: log₂ of the odds.
///
/// The weights are Fellegi–Sunter's log₂(m/u) with priors that hold for inventories at large: an
/// identifier that one machine has is wrong about once in ten thousand records; a name is as
/// telling as it is rare.
struct Evidence {
  let shared: SharedValues
  let places: Places
  let values: ValueTable
  /// Records, at least a small agency's, so that a handful of rows is judged like a part of one.
  let population: Double
  /// The odds before any evidence: about three true pairs a record among all pairs.
  let prior: Double

  init(shared: SharedValues, places: Places, values: ValueTable, count: Int) {
    self.shared = shared
    self.places = places
    self.values = values
    population = Double(max(count, 512))
    prior = Places.log2(6 / population)
  }

  /// Why the two can never be one; `nil` when they can.
  func obstacle(_ a: Profile, _ b: Profile) -> ReconciliationNote.Obstacle? {
    if a.isTemplate != b.isTemplate { return .template }
    if a.isPhysical && b.isVirtual || a.isVirtual && b.isPhysical { return .physicalAndVirtual }
    if !a.listings.isDisjoint(with: b.listings) { return .listedTwice }
    if !a.serials.isEmpty, !b.serials.isEmpty, a.serials.isDisjoint(with: b.serials),
      a.foldedSerials.isDisjoint(with: b.foldedSerials), !haveSimilarSerials(a, b),
      !shareOne(a.macs, b.macs), !shareOne(a.uuids, b.uuids), !agreeButForSerial(a, b)
    {
      return .twoSerials
    }
    if let one = a.device, let other = b.device, one != other { return .physicalAndVirtual }
    return nil
  }

  /// The bits for the two being one machine.
  func bits(_ a: Profile, _ b: Profile) -> Double {
    prior + identifiers(a, b) + addresses(a, b) + name(a, b) + soft(a, b)
      + places.evidence(a.places.members, b.places.members)
  }

  private func identifiers(_ a: Profile, _ b: Profile) -> Double {
    var bits = 0.0
    let serial = agreement(a.serials, b.serials, full: 14, differ: 0)
    if serial != 0 {
      bits += serial
    } else if !a.serials.isEmpty, !b.serials.isEmpty {
      if !a.foldedSerials.isDisjoint(with: b.foldedSerials) {
        bits += 11
      } else {
        bits += haveSimilarSerials(a, b) ? 6 : -8
      }
    }
    bits += agreement(a.uuids, b.uuids, full: 14, differ: -6)
    bits += agreement(a.tags, b.tags, full: 9, differ: -1)
    return min(bits, 22)
  }

  private func addresses(_ a: Profile, _ b: Profile) -> Double {
    let scan = a.hasOnlyScans || b.hasOnlyScans
    let mac = agreement(a.macs, b.macs, full: 14, differ: scan ? -6 : -4)
    var bits = mac
    if let rarest = a.ips.smallest(sharedWith: b.ips, { shared.nameCounts[Int($0)] }) {
      // The address of a scan is today's; that of a table may be last year's.
      let full = Places.log2(population / Double(max(1, rarest)))
      bits += rarest > 3 ? 2 : min(scan ? 13 : 8, full)
    } else if !a.ips.isEmpty, !b.ips.isEmpty {
      bits -= scan ? 5 : 1.5
    }
    return min(bits, 18)
  }

  private func name(_ a: Profile, _ b: Profile) -> Double {
    guard !a.names.isEmpty, !b.names.isEmpty else { return 0 }
    if let rarest = a.names.smallest(sharedWith: b.names, { shared.counts[Int($0)] }) {
      // A name that many records bear at several sites says less than one that few do.
      return min(12, 3 + Places.log2(population / Double(max(1, rarest / 5))))
    }
    if let rarest = a.flatNames.smallest(
      sharedWith: b.flatNames,
      { shared.counts[Int($0)] }
    ) {
      return min(11, 2 + Places.log2(population / Double(max(1, rarest / 5))))
    }
    // The reverse name of an address may be its last holder's.
    let scan = a.hasOnlyScans || b.hasOnlyScans
    let differ = scan ? -3.0 : -5
    var best = differ
    for one in a.flatNames.members {
      for other in b.flatNames.members {
        best = max(best, likeness(one, other))
      }
    }
    return scan && best < differ ? differ : best
  }

  /// A mistyped name is one that no other record bears, one slip in its letters away from another.
  private func likeness(_ one: Int32, _ other: Int32) -> Double {
    let a = Array(values.text(one).utf8)
    let b = Array(values.text(other).utf8)
    if a.count >= 12, b.count >= 12, a.starts(with: b) || b.starts(with: a) { return 8 }
    guard min(a.count, b.count) >= 5, Slip.isOne(a, b) else { return -5 }
    let digits = { (text: [UInt8]) in text.filter { $0 < 58 } }
    if digits(a) != digits(b) { return -6 }
    return min(shared.counts[Int(one)], shared.counts[Int(other)]) <= 1 ? 7 : -3
  }

  private func soft(_ a: Profile, _ b: Profile) -> Double {
    var bits = 0.0
    let virtual = a.isVirtual || b.isVirtual
    if !a.cores.isEmpty, !b.cores.isEmpty {
      bits += a.cores.isDisjoint(with: b.cores) ? (virtual ? -0.5 : -1.5) : 1.5
    }
    if !a.memories.isEmpty, !b.memories.isEmpty {
      let agree = a.memories.contains { x in
        b.memories.contains { abs($0 - x) <= 0.03 * max($0, x) }
      }
      bits += agree ? 1.5 : (virtual ? -0.5 : -1.5)
    }
    if !a.systems.isEmpty, !b.systems.isEmpty {
      bits += a.systems.isDisjoint(with: b.systems) ? -1.5 : 1.5
    }
    if !a.models.isEmpty, !b.models.isEmpty, !virtual {
      bits += a.models.isDisjoint(with: b.models) ? -2 : 2.5
    }
    if a.isPhysical && b.isPhysical || a.isVirtual && b.isVirtual { bits += 0.7 }
    return max(-6, min(6, bits))
  }

  private func agreement(
    _ a: NumberSet<Int32>,
    _ b: NumberSet<Int32>,
    full: Double,
    differ: Double
  ) -> Double {
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    if shareOne(a, b) { return full }
    if !a.isDisjoint(with: b) { return 0.5 }
    let isKnownShared = { (value: Int32) in shared.isShared[Int(value)] }
    return a.members.contains(where: isKnownShared) || b.members.contains(where: isKnownShared)
      ? 0 : differ
  }

  private func shareOne(_ a: NumberSet<Int32>, _ b: NumberSet<Int32>) -> Bool {
    a.shares(with: b) { !shared.isShared[Int($0)] }
  }

  /// Rows that people keep carry a neighbour's serial now and then: all else must agree.
  private func agreeButForSerial(_ a: Profile, _ b: Profile) -> Bool {
    !a.flatNames.isDisjoint(with: b.flatNames) && !a.ips.isDisjoint(with: b.ips)
      && !a.models.isDisjoint(with: b.models)
  }

  private func haveSimilarSerials(_ a: Profile, _ b: Profile) -> Bool {
    // Makers count up, so a neighbour's serial is a slip away too: only names that agree allow it.
    guard !a.flatNames.isDisjoint(with: b.flatNames) else { return false }
    return a.serials.members.contains { one in
      b.serials.members.contains {
        Slip.isOne(Array(values.text(one).utf8), Array(values.text($0).utf8))
      }
    }
  }
}

/// One slip of the keyboard: a letter left out, put in, changed, or two neighbours swapped.
enum Slip {
  static func isOne(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard abs(a.count - b.count) <= 1 else { return false }
    var start = 0
    while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
    var end = 0
    while end < a.count - start, end < b.count - start, a[a.count - 1 - end] == b[b.count - 1 - end]
    {
      end += 1
    }
    let left = a.count - start - end
    let right = b.count - start - end
    if left <= 1, right <= 1 { return true }
    return left == 2 && right == 2 && a[start] == b[start + 1] && a[start + 1] == b[start]
  }
}
