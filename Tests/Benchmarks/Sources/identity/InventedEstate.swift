import Inventory

/// An invented estate of one agency: machines, and what six kinds of export say of each.
///
/// Names come in families per site, numbers run on, a part of the rows lacks identifiers, people
/// mistype, addresses age, reverse names lag behind. Rates are assumptions; the same seed gives the
/// same records.
struct InventedEstate {
  private(set) var records: [FiledRecord] = []
  /// The machine of each record, for judging the answer.
  private(set) var truth: [RecordID: Int] = [:]
  private var random: SplitMix
  private var imports: Int64 = 0

  private static let services = [
    "lis", "pacs", "cup", "adt", "dwh", "rep", "ps", "lab", "onc", "hr", "doc", "web", "mail", "dc",
    "fs", "bck", "prt", "amc", "gen", "card", "ris", "tao", "end", "vet",
  ]
  private static let roles = ["app", "db", "web", "srv", "int"]
  private static let systems = [
    "Microsoft Windows Server 2012 R2 Standard", "Microsoft Windows Server 2016 Standard",
    "Microsoft Windows Server 2019 Standard", "CentOS Linux 7.9", "Red Hat Enterprise Linux 8",
    "Ubuntu 20.04.6 LTS", "Oracle Linux Server 6.10",
  ]
  private static let models = [
    "ProLiant DL380 Gen9", "ProLiant DL360 Gen10", "PowerEdge R740", "PowerEdge R730",
    "ProLiant BL460c Gen8", "PRIMERGY RX2540 M1",
  ]
  /// Machines of one site: a hospital's room has hundreds.
  private static let perSite = 400

  /// Invents about `count` records.
  init(count: Int, seed: UInt64) {
    random = SplitMix(state: seed)
    let machines = max(1, count * 10 / 34)
    let sites = (machines + Self.perSite - 1) / Self.perSite
    records.reserveCapacity(count + count / 10)
    for site in 0..<sites {
      addSite(
        site,
        machines: site * Self.perSite..<min(machines, (site + 1) * Self.perSite)
      )
    }
  }

  /// Hands out the last records, which are no more among the others.
  mutating func takeNewest(_ count: Int) -> [FiledRecord] {
    let newest = Array(records.suffix(count))
    records.removeLast(newest.count)
    return newest
  }

  /// Hands out the records, and keeps none.
  mutating func takeRecords() -> [FiledRecord] {
    defer { records = [] }
    return records
  }

  private mutating func chance(_ part: Double) -> Bool {
    Double(random.next() >> 11) / 9_007_199_254_740_992 < part
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int(random.next() % UInt64(values.count))]
  }

  private mutating func text(_ letters: String, _ count: Int) -> String {
    let all = Array(letters)
    return String((0..<count).map { _ in pick(all) })
  }

  private mutating func mistyped(_ text: String) -> String {
    var letters = Array(text)
    guard letters.count > 4 else { return text }
    let index = 1 + Int(random.next() % UInt64(letters.count - 2))
    if chance(0.5) { letters.remove(at: index) } else { letters.swapAt(index, index + 1) }
    return String(letters)
  }

  private mutating func addSite(_ site: Int, machines: Range<Int>) {
    let first = imports
    imports += 6
    let code = "s\(site)"
    for number in machines {
      let index = number - machines.lowerBound
      let isVirtual = chance(0.7)
      let service = pick(Self.services)
      let name = "\(code)\(service)\(pick(Self.roles))\(100 + index)"
      var whole = Record(kind: isVirtual ? .virtualMachine : .server, locator: Locator(number: 1))
      let serial = isVirtual ? nil : Serial("CZ" + text("0123456789ABCDEFGHJKLMNPRSTUVWXYZ", 8))
      whole.uuid = MachineUUID(text("0123456789abcdef", 32))
      let tail = text("0123456789abcdef", 6)
      whole.macAddresses = [MACAddress((isVirtual ? "005056" : "9cb654") + tail)].compactMap(\.self)
      let address = "10.\(site >> 7).\((site & 127) * 2 + index / 250).\(index % 250)"
      whole.ipAddresses = [IPAddress(address)].compactMap(\.self)
      whole.cpuCores = pick([1, 2, 4, 8, 16, 24])
      whole.memory = Mebibytes(pick([2_048, 4_096, 8_192, 16_384, 32_768, 65_536]))
      whole.operatingSystem = pick(Self.systems)
      whole.model = isVirtual ? "VMware Virtual Platform" : pick(Self.models)
      whole.serial = serial
      addRecords(of: whole, name, number, code, first)
    }
  }

  private mutating func addRecords(
    of whole: Record,
    _ name: String,
    _ machine: Int,
    _ code: String,
    _ first: Int64
  ) {
    let old = "10.200.\(machine / 250 % 250).\(machine % 250)"
    if whole.kind == .virtualMachine {
      var row = whole
      row.name = chance(0.1) ? name + " - " + pick(Self.services) : name.uppercased()
      row.model = nil
      row.dataCentre = "DC-\(code)"
      if chance(0.1) { row.ipAddresses = [] }
      add(row, "rvtools-csv-set", first, machine)
    }
    if chance(0.75) {
      var row = whole
      row.hostname = name
      row.cpuCores = nil
      row.site = "Presidio \(code)"
      if chance(0.3) { row.uuid = nil }
      if chance(0.2) { row.macAddresses = [] }
      if chance(0.1) { row.ipAddresses = [IPAddress(old)].compactMap(\.self) }
      add(row, "inventory-table", first + 1, machine)
    }
    if chance(0.55) {
      var row = whole
      row.hostname = name.uppercased()
      row.domain = "\(code).asl.local"
      if chance(0.1) { row.serial = nil }
      imports += 1
      add(row, "ocs-family-xml", imports, machine)
    }
    if chance(0.35) {
      var row = whole
      row.hostname = name + ".\(code).asl.local"
      (row.serial, row.uuid, row.macAddresses, row.model) = (nil, nil, [], nil)
      add(row, "azure-migrate-csv", first + 2, machine)
    }
    if chance(0.55) {
      var row = whole
      row.hostname = chance(0.03) ? mistyped(name) : name
      row.site = "Presidio \(code)"
      (row.uuid, row.macAddresses) = (nil, [])
      if chance(0.2) { row.serial = nil }
      if let serial = row.serial, chance(0.06) { row.serial = Serial(mistyped(serial.key)) }
      if chance(0.4) { row.ipAddresses = [] }
      if chance(0.05) { row.ipAddresses = [IPAddress(old)].compactMap(\.self) }
      if chance(0.5) { (row.cpuCores, row.memory) = (nil, nil) }
      add(row, "inventory-table", first + 3, machine)
    }
    if chance(0.65) {
      var row = Record(kind: .discoveredAddress, locator: Locator(number: 1))
      row.ipAddresses = whole.ipAddresses
      if chance(0.6) { row.hostname = name + ".\(code).asl.local" }
      if chance(0.3) { row.macAddresses = whole.macAddresses }
      add(row, "nmap-xml", first + 4, machine)
    }
  }

  private mutating func add(
    _ record: Record,
    _ format: FormatIdentifier,
    _ number: Int64,
    _ machine: Int
  ) {
    let id = RecordID(Int64(records.count + 1))
    truth[id] = machine
    records.append(
      FiledRecord(
        id: id,
        importID: ImportID(number + 1),
        format: format,
        asOf: CalendarDate(year: 2023, month: 2, day: 20),
        record: record
      )
    )
  }
}

/// A generator that gives the same numbers for the same seed.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
