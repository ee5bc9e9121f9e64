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
  var marks: Range<Int>
}

/// The machines of one reconciling and their marks.
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

  private var listings: [ImportID: Int32] = [:]
  private var systems = SpellingCache()
  private var models = SpellingCache()

  /// Reads the marks of some of `records`.
  ///
  /// - Parameters:
  ///   - records: All records.
  ///   - devices: The positions of those that describe devices, in the order of their ids.
  ///   - sources: The kinds of their sources.
  ///   - singles: Positions among `devices` of records that a decision speaks of: each is a machine
  ///     of its own.
  init(
    _ records: [FiledRecord],
    _ devices: [Int],
    _ sources: SourceKinds,
    singles: Set<Int32>
  ) {
    let serials = Self.serials(records, devices)
    var known: [[Mark]: Int] = [:]
    var newest: [ImportID] = []
    var listed: [(machine: Int, listing: Int32)] = []
    machines.reserveCapacity(devices.count)
    marks.reserveCapacity(10 * devices.count)
    for (position, device) in devices.enumerated() {
      let source = sources[records[device]]
      let importID = records[device].importID
      let traits = MachineTraits(records[device].record, source, importID, knownSerials: serials)
      var own = marks(of: traits, records[device].record, source)
      own.sort()
      var machine = machines.count
      // Exports of one source, month after month, repeat what they say.
      if traits.isTelling, !singles.contains(Int32(position)) {
        if let same = known[own], newest[same] != importID, machines[same].form == traits.form,
          machines[same].isTemplate == traits.isTemplate, machines[same].device == traits.device
        {
          machine = same
          repeats.append((machines[same].record, Int32(position)))
        } else {
          known[own] = machine
        }
      }
      if machine == machines.count {
        machines.append(
          Machine(
            record: Int32(position),
            source: source,
            form: traits.form,
            isTemplate: traits.isTemplate,
            isManagementCard: traits.isManagementCard,
            device: traits.device,
            marks: marks.count..<(marks.count + own.count)
          )
        )
        marks += own
        newest.append(importID)
      }
      newest[machine] = importID
      machineOf.append(Int32(machine))
      if source.listsOnce { listed.append((machine, listing(importID))) }
    }
    add(listed)
  }

  /// The machine of a position among the devices.
  func machine(of record: Int) -> Int { Int(machineOf[record]) }

  private static func serials(_ records: [FiledRecord], _ devices: [Int]) -> Set<String> {
    var serials: Set<String> = []
    for device in devices {
      let record = records[device].record
      if let serial = record.serial, serial.vmwareUUID == nil {
        serials.insert(MachineTraits.squeezed(serial.key))
      } else if let serial = record.uuid?.vendorSerial {
        serials.insert(serial)
      }
    }
    return serials
  }

  private mutating func listing(_ number: ImportID) -> Int32 {
    if let known = listings[number] { return known }
    let listing = Int32(listings.count)
    listings[number] = listing
    return listing
  }

  /// Puts the exports that list each machine behind its other marks, where they order.
  private mutating func add(_ listed: [(machine: Int, listing: Int32)]) {
    var counts = [Int](repeating: 0, count: machines.count + 1)
    for entry in listed { counts[entry.machine + 1] += 1 }
    for index in machines.indices { counts[index + 1] += counts[index] }
    var sorted = [Int32](repeating: 0, count: listed.count)
    var next = counts
    for entry in listed {
      sorted[next[entry.machine]] = entry.listing
      next[entry.machine] += 1
    }
    var whole: [Mark] = []
    whole.reserveCapacity(marks.count + listed.count)
    for index in machines.indices {
      let start = whole.count
      whole += marks[machines[index].marks]
      for entry in sorted[counts[index]..<counts[index + 1]].sorted() {
        whole.append(Mark(.listing, entry, machines[index].source))
      }
      machines[index].marks = start..<whole.count
    }
    marks = whole
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
