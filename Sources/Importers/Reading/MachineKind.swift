import Inventory

/// Tells servers, workstations and virtual machines apart by the words that sources use.
enum MachineKind {
  /// The kind that a chassis type, virtualisation system, make, model and system amount to.
  ///
  /// ``Inventory/RecordKind/machine`` where they do not tell.
  static func of(
    chassis: String? = nil,
    virtualisation: String? = nil,
    manufacturer: String? = nil,
    model: String? = nil,
    operatingSystem: String? = nil
  ) -> RecordKind {
    let chassisWords = key(chassis)
    let system = key(operatingSystem)
    if isVirtualisation(virtualisation) || isVirtual(manufacturer: manufacturer, model: model) {
      return .virtualMachine
    }
    if chassisWords == "vmware" || chassisWords.contains("virtual") { return .virtualMachine }
    if contains(system, ["android", "ios", "ipados"]) { return .phone }
    if isServerModel(model) || isHypervisor(operatingSystem) { return .server }
    if contains(chassisWords, serverChassis) { return .server }
    if contains(chassisWords, workstationChassis) {
      // Small offices run servers in towers; a notebook is none whatever its system.
      let isPortable = contains(chassisWords, ["notebook", "laptop", "portable", "tablet"])
      return !isPortable && isServerSystem(operatingSystem) ? .server : .workstation
    }
    if isWorkstationModel(model) { return .workstation }
    if isServerSystem(operatingSystem), manufacturer != nil || model != nil { return .server }
    return .machine
  }

  /// Whether a hypervisor's name stands in a field that names what virtualises the machine.
  static func isVirtualisation(_ text: String?) -> Bool {
    let words = key(text)
    return !words.isEmpty && words != "physical" && words != "fisico" && words != "none"
      && words != "no" && words != "hyper v host" && words != "xen dom0"
  }

  /// Whether make and model are those that a hypervisor shows its guests.
  static func isVirtual(manufacturer: String?, model: String?) -> Bool {
    let model = key(model)
    let maker = key(manufacturer)
    if contains(
      model,
      [
        "vmware", "virtualbox", "kvm", "hvm domu", "virtual machine", "virtual platform", "qemu",
        "bochs", "rhev", "ovirt", "openstack", "nutanix ahv", "google compute engine", "ec2",
        "parallels virtual", "standard pc",
      ]
    ) {
      return true
    }
    return contains(maker, ["qemu", "innotek", "xen", "vmware"])
      || model == "vm" || model == "virtuale" || model == "virtual" || model == "macchina virtuale"
  }

  /// Whether the model's name is that of a line of servers.
  static func isServerModel(_ text: String?) -> Bool {
    let words = key(text)
    if contains(
      words,
      [
        "proliant", "poweredge", "primergy", "system x", "thinksystem", "ucs", "ucsb", "ucsc",
        "bladecenter", "synergy", "apollo", "integrity", "superdome", "sun fire", "sparc", "rx2540",
        "rx300", "fusionserver", "supermicro", "superserver", "sys", "nx", "flex system",
        "express5800",
        "esprimo server", "power8", "power9", "as 400", "iseries", "pseries", "netra", "x3650",
        "x3550", "sgi", "altix", "simplivity", "vxrail",
      ]
    ) {
      return true
    }
    return words.split(separator: " ").contains { word in
      ["dl", "ml", "bl", "sr", "st", "sys", "ucsb", "ucsc"].contains { prefix in
        word.hasPrefix(prefix) && word.dropFirst(prefix.count).prefix(2).count == 2
          && word.dropFirst(prefix.count).prefix(2).allSatisfy(\.isNumber)
      }
    }
  }

  /// Whether the system is one that only hosts of virtual machines run.
  static func isHypervisor(_ text: String?) -> Bool {
    contains(key(text), ["esxi", "esx", "xenserver", "proxmox", "hyper v server"])
  }

  /// Whether the system is sold for servers.
  static func isServerSystem(_ text: String?) -> Bool {
    let words = key(text)
    return contains(
      words,
      ["server", "rhel", "enterprise linux", "sles", "solaris", "aix", "hp ux"]
    )
  }

  private static func isWorkstationModel(_ text: String?) -> Bool {
    contains(
      key(text),
      [
        "optiplex", "latitude", "precision", "elitebook", "elitedesk", "probook", "prodesk",
        "thinkpad", "thinkcentre", "thinkstation", "imac", "macbook", "macbookpro", "macbookair",
        "macmini", "veriton", "travelmate", "aspire", "portege", "tecra", "satellite", "esprimo",
        "lifebook", "vostro", "inspiron", "xps", "compaq",
      ]
    )
  }

  private static let serverChassis = [
    "server", "rack mount", "rackmount", "blade", "multi system",
  ]

  private static let workstationChassis = [
    "notebook", "laptop", "desktop", "portable", "tower", "all in one", "tablet", "convertible",
    "detachable", "space saving", "lunch box", "mini pc", "stick pc", "workstation",
  ]

  /// Lower case words parted by single blanks.
  static func key(_ text: String?) -> String {
    guard let text else { return "" }
    return Heading.words(text).joined(separator: " ")
  }

  /// Whether one of `terms` stands in `words` as whole words, a digit after it allowed.
  static func contains(_ words: String, _ terms: [String]) -> Bool {
    guard !words.isEmpty else { return false }
    let padded = " " + words + " "
    return terms.contains { term in
      guard let range = Substring(padded).firstRange(of: " " + term) else { return false }
      let next = padded[range.upperBound]
      return next == " " || next.isNumber
    }
  }
}

extension Substring {
  /// Where `part` first stands in the text; `nil` where it does not.
  func firstRange(of part: String) -> Range<Index>? {
    let wanted = part.utf8
    guard let first = wanted.first else { return nil }
    var index = utf8.startIndex
    while index != utf8.endIndex {
      if utf8[index] == first, utf8[index...].starts(with: wanted) {
        return index..<utf8.index(index, offsetBy: wanted.count)
      }
      index = utf8.index(after: index)
    }
    return nil
  }
}
