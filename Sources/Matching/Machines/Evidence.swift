import Inventory

/// What of a cluster is no mark: the sort of thing that its records describe.
struct ClusterForm: Sendable {
  var isPhysical: Bool
  var isVirtual: Bool
  var isTemplate: Bool
  var device: RecordKind?

  init(_ machine: Machine) {
    isPhysical = machine.form == .physical
    isVirtual = machine.form == .virtual
    isTemplate = machine.isTemplate
    device = machine.device
  }

  mutating func absorb(_ other: ClusterForm) {
    isPhysical = isPhysical || other.isPhysical
    isVirtual = isVirtual || other.isVirtual
    device = device ?? other.device
  }
}

/// The marks of one cluster, in place: walking them copies and counts nothing.
typealias Marks = UnsafeBufferPointer<Mark>

/// Weighs whether two clusters are one machine, from their marks and forms.
struct Evidence: Sendable {
  typealias Ground = IdentityEvidence.Ground

  var weights: Weights
  private let levels: [Level]
  private let isListed: [Bool]
  private let rarity: [Float]
  private let memoryRarity: [Float]
  private let sameForm: Float
  private let likeNames: LikeNames
  private let texts: [String]
  private var places: Places

  /// All soft grounds together count no more than this, for they go together.
  private static let softBits: Float = 6
  /// Two identifiers, or two addresses, count no more than this.
  private static let identifierBits: Float = 22
  private static let addressBits: Float = 20

  init(
    _ machines: Machines,
    _ statistics: ValueStatistics,
    _ likeNames: LikeNames,
    places: Places,
    weights: Weights
  ) {
    self.weights = weights
    self.likeNames = likeNames
    self.places = places
    levels = statistics.levels
    isListed = statistics.isListed
    texts = machines.values.texts
    var totals = [Double](repeating: 0, count: Trait.allCases.count)
    for (value, count) in statistics.counts.enumerated() {
      totals[Int(machines.values.traits[value].rawValue)] += Double(count)
    }
    rarity = statistics.counts.enumerated().map { value, count in
      switch machines.values.traits[value] {
      case .cores, .system, .model:
        let part = Double(count) / totals[Int(machines.values.traits[value].rawValue)]
        return Bits.stepped(min(4, -Bits.log2(max(part, 0.001))))
      default: return 0
      }
    }
    var sizes = [Double](repeating: 1, count: Self.memorySizes)
    var forms = (physical: 1.0, virtual: 1.0)
    for mark in machines.marks where mark.trait == Trait.memory.rawValue {
      sizes[Self.size(mark.value)] += 1
    }
    for machine in machines.machines {
      if machine.form == .physical { forms.physical += 1 }
      if machine.form == .virtual { forms.virtual += 1 }
    }
    let all = sizes.reduce(0, +)
    memoryRarity = sizes.map { Bits.stepped(min(4, -Bits.log2($0 / all))) }
    let (p, v) = (forms.physical, forms.virtual)
    sameForm = Bits.stepped(-Bits.log2((p * p + v * v) / ((p + v) * (p + v))))
  }

  private static let memorySizes = 128

  /// The class of a memory size: eighths of a doubling.
  private static func size(_ memory: Int32) -> Int {
    max(0, min(memorySizes - 1, Int(4 * Bits.log2(Double(max(1, memory))))))
  }

  /// What speaks for and against the clusters with marks `a` and `b` being one machine.
  mutating func weigh(
    _ a: Marks,
    _ formA: ClusterForm,
    _ b: Marks,
    _ formB: ClusterForm
  ) -> IdentityEvidence {
    var evidence = IdentityEvidence()
    evidence[.prior] = weights.prior
    var hasOneName = false
    var isListedTwice = false
    var sources: (serial: (UInt8, UInt8), any: Bool) = ((0, 0), false)
    var one = a.startIndex
    var two = b.startIndex
    while one < a.endIndex, two < b.endIndex {
      let trait = a[one].trait
      if trait != b[two].trait {
        if trait < b[two].trait { one += 1 } else { two += 1 }
        continue
      }
      var endOne = one + 1
      while endOne < a.endIndex, a[endOne].trait == trait { endOne += 1 }
      var endTwo = two + 1
      while endTwo < b.endIndex, b[endTwo].trait == trait { endTwo += 1 }
      let mine = Marks(rebasing: a[one..<endOne])
      let theirs = Marks(rebasing: b[two..<endTwo])
      switch Trait(rawValue: trait) {
      case .serial:
        compare(.serial, mine, theirs, &evidence)
        sources.serial = (Self.sources(mine), Self.sources(theirs))
        if evidence.level(.serial) == .differ, Self.areNear(mine, theirs, texts) {
          evidence.replace(
            .serial,
            .near,
            weights.bits(.serial, .near, sources.serial.0, sources.serial.1)
          )
        }
      case .foldedSerial:
        if evidence.level(.serial) == .differ || evidence.level(.serial) == .near,
          Self.share(mine, theirs)
        {
          evidence.replace(
            .serial,
            .misread,
            weights.bits(.serial, .misread, sources.serial.0, sources.serial.1)
          )
        }
      case .uuid: compare(.uuid, mine, theirs, &evidence)
      case .macAddress: compare(.macAddress, mine, theirs, &evidence)
      case .ipAddress: compare(.ipAddress, mine, theirs, &evidence)
      case .assetTag: compare(.assetTag, mine, theirs, &evidence)
      case .name: hasOneName = Self.share(mine, theirs)
      case .flatName: compareNames(mine, theirs, hasOneName, &evidence)
      case .places: comparePlaces(mine, theirs, &evidence)
      case .cores: compareSoft(.cores, mine, theirs, &evidence)
      case .memory: compareMemory(mine, theirs, &evidence)
      case .system: compareSoft(.system, mine, theirs, &evidence)
      case .model:
        if !formA.isVirtual, !formB.isVirtual { compareSoft(.model, mine, theirs, &evidence) }
      case .listing: isListedTwice = Self.share(mine, theirs)
      case nil: break
      }
      one = endOne
      two = endTwo
    }
    if formA.isPhysical && formB.isPhysical || formA.isVirtual && formB.isVirtual {
      evidence[.form] = sameForm
    }
    evidence[.overlap] = Self.overlap(evidence)
    evidence.obstacle = obstacle(evidence, formA, formB, isListedTwice, sources.serial)
    return evidence
  }

  private func compare(
    _ ground: Ground,
    _ a: Marks,
    _ b: Marks,
    _ evidence: inout IdentityEvidence
  ) {
    var best: (level: Level, bits: Float, dissent: Float)?
    var isShared = false
    let (all, others) = (Self.sources(a), Self.sources(b))
    Self.forEachShared(a, b) { mine, theirs in
      let level = levels[Int(mine.value)]
      let bits = weights.bits(ground, level, mine.sources, theirs.sources)
      let dissent = dissent(ground, mine, theirs, all, others)
      if best.map({ bits + dissent > $0.bits + $0.dissent }) ?? true {
        best = (level, bits, dissent)
      }
    }
    if let best {
      evidence.set(ground, best.level, best.bits)
      evidence.dissent += best.dissent
      return
    }
    // The disagreement of a value known to be on several machines contradicts nothing.
    for mark in a where levels[Int(mark.value)] == .shared { isShared = true }
    for mark in b where levels[Int(mark.value)] == .shared { isShared = true }
    if isShared { return }
    let level = difference(a, b)
    evidence.set(ground, level, weights.bits(ground, level, all, others))
  }

  /// What sources that state another value speak against the agreement of two marks: half of what
  /// each would say alone, for sources copy from each other.
  private func dissent(
    _ ground: Ground,
    _ mine: Mark,
    _ theirs: Mark,
    _ all: UInt8,
    _ others: UInt8
  ) -> Float {
    var bits: Float = 0
    for kind in SourceKind.allCases {
      if all & ~mine.sources & kind.bit != 0 {
        bits += weights.bits(ground, .differ, kind.bit, theirs.sources)
      }
      if others & ~theirs.sources & kind.bit != 0 {
        bits += weights.bits(ground, .differ, mine.sources, kind.bit)
      }
    }
    return Bits.stepped(Double(max(-6, min(0, bits / 2))))
  }

  /// How far two sets without a common value are from one another.
  private func difference(_ a: Marks, _ b: Marks) -> Level {
    let isTaken = { (mark: Mark) in
      mark.sources == SourceKind.scan.bit && isListed[Int(mark.value)]
    }
    return a.contains(where: isTaken) || b.contains(where: isTaken) ? .taken : .differ
  }

  private func compareNames(
    _ a: Marks,
    _ b: Marks,
    _ isExact: Bool,
    _ evidence: inout IdentityEvidence
  ) {
    var best: (level: Level, bits: Float)?
    Self.forEachShared(a, b) { mine, theirs in
      let level = levels[Int(mine.value)]
      let bits = weights.bits(.name, level, mine.sources, theirs.sources) - (isExact ? 0 : 1)
      if best.map({ bits > $0.bits }) ?? true { best = (level, bits) }
    }
    if best == nil {
      for mine in a {
        for theirs in b {
          let level = likeNames.level(mine.value, theirs.value)
          var bits = weights.bits(.name, level, mine.sources, theirs.sources)
          if level == .otherNumber {
            bits = min(bits, weights.bits(.name, .differ, mine.sources, theirs.sources))
          }
          if best.map({ level.isAgreement && !$0.level.isAgreement || bits > $0.bits }) ?? true {
            best = (level, bits)
          }
        }
      }
    }
    guard let best else { return }
    if best.level.isAgreement {
      evidence.set(.name, best.level, best.bits)
      return
    }
    let level = difference(a, b)
    let bits = weights.bits(.name, level, Self.sources(a), Self.sources(b))
    if best.level == .otherNumber, level == .differ {
      evidence.set(.name, .otherNumber, min(bits, best.bits))
    } else {
      evidence.set(.name, level, bits)
    }
  }

  private mutating func comparePlaces(
    _ a: Marks,
    _ b: Marks,
    _ evidence: inout IdentityEvidence
  ) {
    var bounds = Places.Bounds()
    for mine in a {
      for theirs in b { bounds.take(places.bounds(mine.value, theirs.value)) }
    }
    evidence[.places] = bounds.bits
  }

  private func compareSoft(
    _ ground: Ground,
    _ a: Marks,
    _ b: Marks,
    _ evidence: inout IdentityEvidence
  ) {
    var best: Float?
    Self.forEachShared(a, b) { mine, theirs in
      let bits =
        weights.bits(ground, .one, mine.sources, theirs.sources) + rarity[Int(mine.value)]
      best = max(best ?? bits, bits)
    }
    if let best {
      evidence.set(ground, .one, best)
    } else {
      let bits = weights.bits(ground, .differ, Self.sources(a), Self.sources(b))
      evidence.set(ground, .differ, min(0, bits))
    }
  }

  /// Agents see a little less memory than is built in.
  private func compareMemory(
    _ a: Marks,
    _ b: Marks,
    _ evidence: inout IdentityEvidence
  ) {
    for mine in a {
      for theirs in b
      where abs(mine.value - theirs.value) <= 3 * (max(mine.value, theirs.value) / 100) {
        evidence.set(
          .memory,
          .one,
          weights.bits(.memory, .one, mine.sources, theirs.sources)
            + memoryRarity[Self.size(mine.value)]
        )
        return
      }
    }
    let bits = weights.bits(.memory, .differ, Self.sources(a), Self.sources(b))
    evidence.set(.memory, .differ, min(0, bits))
  }

  /// What to take off where several grounds tell one thing.
  private static func overlap(_ evidence: IdentityEvidence) -> Float {
    let identifiers = evidence[.serial] + evidence[.uuid] + evidence[.assetTag]
    let addresses = evidence[.macAddress] + evidence[.ipAddress]
    let soft =
      evidence[.cores] + evidence[.memory] + evidence[.system] + evidence[.model] + evidence[.form]
    return min(0, identifierBits - identifiers) + min(0, addressBits - addresses)
      + max(-softBits, min(softBits, soft)) - soft
  }

  private func obstacle(
    _ evidence: IdentityEvidence,
    _ a: ClusterForm,
    _ b: ClusterForm,
    _ isListedTwice: Bool,
    _ serials: (UInt8, UInt8)
  ) -> ReconciliationNote.Obstacle? {
    if a.isTemplate != b.isTemplate { return .template }
    if a.isPhysical && b.isVirtual || a.isVirtual && b.isPhysical { return .physicalAndVirtual }
    if isListedTwice { return .listedTwice }
    if evidence.level(.serial) == .differ {
      // People mistype serial numbers; programs read them.
      let typed = SourceKind.table.bit
      let isRead = serials.0 & ~typed != 0 && serials.1 & ~typed != 0
      let isTied =
        evidence.level(.macAddress).isAgreement && evidence.level(.macAddress) != .shared
        || evidence.level(.uuid).isAgreement && evidence.level(.uuid) != .shared
      if isRead && !isTied { return .twoSerials }
    }
    if let one = a.device, let other = b.device, one != other { return .physicalAndVirtual }
    return nil
  }

  private static func sources(_ marks: Marks) -> UInt8 {
    var sources: UInt8 = 0
    for mark in marks { sources |= mark.sources }
    return sources
  }

  private static func share(_ a: Marks, _ b: Marks) -> Bool {
    var found = false
    forEachShared(a, b) { _, _ in found = true }
    return found
  }

  private static func forEachShared(
    _ a: Marks,
    _ b: Marks,
    _ body: (Mark, Mark) -> Void
  ) {
    var one = a.startIndex
    var two = b.startIndex
    while one < a.endIndex, two < b.endIndex {
      if a[one].key == b[two].key {
        body(a[one], b[two])
        one += 1
        two += 1
      } else if a[one].key < b[two].key {
        one += 1
      } else {
        two += 1
      }
    }
  }

  private static func areNear(
    _ a: Marks,
    _ b: Marks,
    _ texts: [String]
  ) -> Bool {
    let typed = SourceKind.table.bit
    for one in a {
      for other in b where one.sources & typed != 0 || other.sources & typed != 0 {
        if Slip.isOne(Array(texts[Int(one.value)].utf8), Array(texts[Int(other.value)].utf8)) {
          return true
        }
      }
    }
    return false
  }
}
