import Inventory

/// Whether a record describes iron, a virtual machine, or does not tell.
enum Form: UInt8, Sendable {
  case physical
  case virtual
  case unknown
}

/// One record, or rows of successive exports that say the same, as matching sees it.
struct Machine: Sendable {
  /// The position of its first record among the devices.
  var record: Int32
  var source: SourceKind
  var form: Form
  var isTemplate: Bool
  var isManagementCard: Bool
  /// The kind, where it is one that no server can have.
  var device: RecordKind?
  /// Where its marks stand among all marks.
  var marks: Range<Int> = 0..<0

  /// The machine that a record's traits describe.
  init(_ traits: MachineTraits, _ source: SourceKind, record: Int32) {
    self.record = record
    self.source = source
    form = traits.form
    isTemplate = traits.isTemplate
    isManagementCard = traits.isManagementCard
    device = traits.device
  }
}

/// The machines of one reconciling and their marks; more may be added later.
struct Machines: Sendable {
  private(set) var machines: [Machine] = []
  /// The marks of all machines, those of each together and in order.
  private(set) var marks: [Mark] = []
  private(set) var values = ValueTable()
  private(set) var places = PlaceSets()
  /// The machine of each record.
  private(set) var machineOf: [Int32] = []
  /// Records that say what an earlier record of the same source said, with that record.
  private(set) var repeats: [(first: Int32, second: Int32)] = []

  /// What each machine's first record says, in order; a management card's with all that its name
  /// may mean.
  private var own: [Mark] = []
  private var ownRanges: [Range<Int>] = []
  /// The newest export that states each machine.
  private var newest: [ImportID] = []
  /// Machines by what they say.
  private var known: [UInt64: Int32] = [:]
  private var listed: [(machine: Int32, listing: Int32)] = []
  private var listings: [ImportID: Int32] = [:]
  private var systems = SpellingCache()
  private var models = SpellingCache()

  /// The machine of a position among the devices.
  func machine(of record: Int) -> Int { Int(machineOf[record]) }

  /// Reads the marks of `devices`, which are positions in `records` in the order of their ids; those
  /// added before come before them.
  ///
  /// `singles` are positions among all devices of records that a decision speaks of: each is a
  /// machine of its own.
  mutating func add(
    _ records: [FiledRecord],
    _ devices: ArraySlice<Int>,
    _ sources: SourceKinds,
    singles: Set<Int32>
  ) {
    for device in devices {
      let position = Int32(machineOf.count)
      let source = sources[records[device]]
      let importID = records[device].importID
      let traits = MachineTraits(records[device].record, source, importID)
      var marks = marks(of: traits, records[device].record, source)
      marks.sort()
      var machine = Int32(machines.count)
      if traits.isTelling, !singles.contains(position) {
        let key = Self.key(marks)
        // Exports of one source, month after month, repeat what they say.
        if let same = known[key], newest[Int(same)] != importID,
          own[ownRanges[Int(same)]].elementsEqual(marks),
          machines[Int(same)].form == traits.form,
          machines[Int(same)].isTemplate == traits.isTemplate,
          machines[Int(same)].device == traits.device
        {
          machine = same
          newest[Int(same)] = importID
          repeats.append((machines[Int(same)].record, position))
        } else {
          known[key] = machine
        }
      }
      if machine == machines.count {
        machines.append(Machine(traits, source, record: position))
        ownRanges.append(own.count..<(own.count + marks.count))
        own += marks
        newest.append(importID)
      }
      machineOf.append(machine)
      if source.listsOnce { listed.append((machine, listing(importID))) }
    }
    assemble()
  }

  /// A number that equal marks share, and others as good as never.
  private static func key(_ marks: [Mark]) -> UInt64 {
    var key: UInt64 = 0xCBF2_9CE4_8422_2325
    for mark in marks {
      key = (key ^ mark.word) &* 0x9E37_79B9_7F4A_7C15
      key ^= key >> 29
    }
    return key
  }

  private mutating func listing(_ number: ImportID) -> Int32 {
    if let known = listings[number] { return known }
    let listing = Int32(listings.count)
    listings[number] = listing
    return listing
  }

  /// Puts the marks of all machines together: their own, less what a card's name does not mean, and
  /// behind these the exports that list them.
  private mutating func assemble() {
    var isBorne = [Bool](repeating: false, count: values.count)
    for (machine, range) in zip(machines, ownRanges) where !machine.isManagementCard {
      for mark in own[range] where mark.trait == Trait.serial.rawValue {
        isBorne[Int(mark.value)] = true
      }
    }
    var starts = [Int](repeating: 0, count: machines.count + 1)
    for entry in listed { starts[Int(entry.machine) + 1] += 1 }
    for index in machines.indices { starts[index + 1] += starts[index] }
    var sorted = [Int32](repeating: 0, count: listed.count)
    var next = starts
    for entry in listed {
      sorted[next[Int(entry.machine)]] = entry.listing
      next[Int(entry.machine)] += 1
    }
    marks.removeAll(keepingCapacity: true)
    marks.reserveCapacity(own.count + listed.count)
    for index in machines.indices {
      let start = marks.count
      if machines[index].isManagementCard {
        marks += Self.settled(own[ownRanges[index]], isBorne)
      } else {
        marks += own[ownRanges[index]]
      }
      for entry in Set(sorted[starts[index]..<starts[index + 1]]).sorted() {
        marks.append(Mark(.listing, entry, machines[index].source))
      }
      machines[index].marks = start..<marks.count
    }
  }

  /// A card is called after its server's serial number if somebody bears it, else after its name.
  private static func settled(_ marks: ArraySlice<Mark>, _ isBorne: [Bool]) -> [Mark] {
    let isSerial = marks.contains {
      $0.trait == Trait.serial.rawValue && isBorne[Int($0.value)]
    }
    return marks.filter { mark in
      switch Trait(rawValue: mark.trait) {
      case .serial, .foldedSerial: isSerial
      case .name, .flatName: !isSerial
      default: true
      }
    }
  }

  private mutating func marks(
    of traits: MachineTraits,
    _ record: Record,
    _ source: SourceKind
  ) -> [Mark] {
    var own: [Mark] = []
    own.reserveCapacity(12)
    func add(_ trait: Trait, _ value: Int32) { own.append(Mark(trait, value, source)) }
    if let serial = traits.serial {
      add(.serial, values.number(.serial, serial))
      add(.foldedSerial, values.number(.foldedSerial, MachineTraits.folded(serial)))
    }
    if let uuid = traits.uuid { add(.uuid, values.number(.uuid, uuid)) }
    for mac in traits.macs { add(.macAddress, values.number(address: mac.value, mac.description)) }
    for ip in traits.ips { add(.ipAddress, values.number(.ipAddress, ip.description)) }
    if let tag = traits.tag { add(.assetTag, values.number(.assetTag, tag)) }
    if let name = traits.name {
      add(.name, values.number(.name, name.squeezed))
      add(.flatName, values.number(.flatName, name.flat))
    }
    if let set = places.number(of: traits.places) { add(.places, set) }
    if let cores = traits.cores { add(.cores, values.number(.cores, String(cores))) }
    if let memory = traits.memory { add(.memory, memory) }
    if let system = systems.number(record.operatingSystem, .system, &values, MachineTraits.system) {
      add(.system, system)
    }
    if let model = models.number(record.model, .model, &values, MachineTraits.modelKey) {
      add(.model, model)
    }
    return own
  }
}
