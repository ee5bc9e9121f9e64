import Inventory

/// The marks of a growing cluster: the sets of its records' values.
struct Profile {
  var members: [Int]
  var isPhysical = false
  var isVirtual = false
  var hasOnlyScans = false
  var isTemplate = false
  var isManagementCard = false
  var device: RecordKind?
  var listings: NumberSet<Int64> = []
  var serials: NumberSet<Int32> = []
  var foldedSerials: NumberSet<Int32> = []
  var uuids: NumberSet<Int32> = []
  var macs: NumberSet<Int32> = []
  var ips: NumberSet<Int32> = []
  var tags: NumberSet<Int32> = []
  var names: NumberSet<Int32> = []
  var flatNames: NumberSet<Int32> = []
  var places: NumberSet<Int32> = []
  var systems: NumberSet<Int32> = []
  var models: NumberSet<Int32> = []
  var cores: NumberSet<Int> = []
  var memories: [Double] = []

  init(_ machine: MachineTraits, at index: Int) {
    members = [index]
    isPhysical = machine.form == .physical
    isVirtual = machine.form == .virtual
    hasOnlyScans = machine.source == .scan
    isTemplate = machine.isTemplate
    isManagementCard = machine.isManagementCard
    device = machine.device
    if machine.source.listsOnce { listings = [machine.importNumber] }
    if let serial = machine.serial { serials = [serial] }
    if let serial = machine.foldedSerial { foldedSerials = [serial] }
    if let uuid = machine.uuid { uuids = [uuid] }
    macs = NumberSet(machine.macs)
    ips = NumberSet(machine.ips)
    if let tag = machine.tag { tags = [tag] }
    if let name = machine.name { names = [name] }
    if let name = machine.flatName { flatNames = [name] }
    places = NumberSet(machine.places)
    if let system = machine.system { systems = [system] }
    if let model = machine.model { models = [model] }
    if let count = machine.cores { cores = [count] }
    if let memory = machine.memory { memories = [memory] }
  }

  mutating func absorb(_ other: Profile) {
    members += other.members
    isPhysical = isPhysical || other.isPhysical
    isVirtual = isVirtual || other.isVirtual
    hasOnlyScans = hasOnlyScans && other.hasOnlyScans
    device = device ?? other.device
    listings.formUnion(other.listings)
    serials.formUnion(other.serials)
    foldedSerials.formUnion(other.foldedSerials)
    uuids.formUnion(other.uuids)
    macs.formUnion(other.macs)
    ips.formUnion(other.ips)
    tags.formUnion(other.tags)
    names.formUnion(other.names)
    flatNames.formUnion(other.flatNames)
    places.formUnion(other.places)
    systems.formUnion(other.systems)
    models.formUnion(other.models)
    cores.formUnion(other.cores)
    memories += other.memories
  }
}
