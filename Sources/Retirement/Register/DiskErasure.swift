public import Inventory

/// How the data of one disk were made unreadable.
public struct DiskErasure: Sendable, Hashable {
  /// The ways of doing it.
  public enum Method: String, Sendable, Hashable, CaseIterable {
    /// Every sector written over, or the drive's own command to erase all of itself.
    case overwrite
    /// The key of an encrypted drive destroyed.
    case cryptographic
    /// A strong magnetic field; does nothing to a solid-state disk.
    case degauss
    /// Punched, shredded, melted.
    case destroy

    /// The method's name.
    public func label(in language: Language) -> String {
      switch self {
      case .overwrite: language("sovrascrittura", "overwriting")
      case .cryptographic: language("cancellazione della chiave", "cryptographic erase")
      case .degauss: language("smagnetizzazione", "degaussing")
      case .destroy: language("distruzione fisica", "destruction")
      }
    }
  }

  /// The rules that a method followed.
  public enum Standard: String, Sendable, Hashable, CaseIterable {
    /// NIST SP 800-88, Guidelines for Media Sanitization.
    case nist80088 = "nist-800-88"
    /// Decision of the Garante per la protezione dei dati personali, 13 October 2008.
    case garante2008 = "garante-2008"

    /// The standard's name.
    public var label: String {
      switch self {
      case .nist80088: "NIST SP 800-88"
      case .garante2008: "Garante 13/10/2008"
      }
    }
  }

  /// The disk's serial number, as on its label.
  public var serial: String
  /// Whether it has no magnetic parts; `nil` when nobody says.
  public var isSolidState: Bool?
  /// How.
  public var method: Method
  /// By which rules.
  public var standard: Standard
  /// The number of the certificate; `nil` when a third party attests instead.
  public var certificate: String?
  /// Who did it; `nil` when a third party attests instead.
  public var performedBy: String?
  /// The third party that attests it; `nil` when it was done in the house.
  public var attestedBy: String?

  /// Creates an erasure.
  public init(
    serial: String,
    isSolidState: Bool? = nil,
    method: Method,
    standard: Standard,
    certificate: String? = nil,
    performedBy: String? = nil,
    attestedBy: String? = nil
  ) {
    self.serial = serial
    self.isSolidState = isSolidState
    self.method = method
    self.standard = standard
    self.certificate = certificate
    self.performedBy = performedBy
    self.attestedBy = attestedBy
  }

  /// The serial number to compare: upper case, letters and digits only, as labels and tools differ
  /// in blanks and dashes.
  static func key(of serial: String) -> String {
    serial.uppercased().filter { $0.isLetter || $0.isNumber }
  }

  /// Whether somebody answers for it: an operator with a certificate, or a third party.
  private var isProven: Bool {
    let isCertified = !(certificate?.isBlank ?? true) && !(performedBy?.isBlank ?? true)
    return isCertified || !(attestedBy?.isBlank ?? true)
  }

  /// What speaks against the erasures as an account of all disks of a device.
  static func refusals(of erasures: [DiskErasure], given device: DeviceFacts) -> [StepRefusal] {
    // The disks of a virtual machine are space on somebody else's.
    guard device.kind != .virtualMachine else { return [] }
    guard !erasures.isEmpty else { return [.noDisks(known: device.disks.count)] }
    var refusals: [StepRefusal] = []
    var seen: Set<String> = []
    for erasure in erasures {
      let key = key(of: erasure.serial)
      if key.isEmpty {
        refusals.append(.noDiskSerial)
      } else if !seen.insert(key).inserted {
        refusals.append(.diskTwice(serial: erasure.serial))
      }
      let isSolid = erasure.isSolidState ?? device.isSolidState(disk: key)
      if erasure.method == .degauss, isSolid == true {
        refusals.append(.degaussedSolidState(serial: erasure.serial))
      }
      if !erasure.isProven { refusals.append(.erasureWithoutProof(serial: erasure.serial)) }
    }
    let missing = device.disks.compactMap(\.serial).filter { !seen.contains(key(of: $0)) }
    if !missing.isEmpty { refusals.append(.disksUnaccounted(serials: missing)) }
    if missing.isEmpty, seen.count < device.disks.count {
      refusals.append(.fewerDisks(erased: seen.count, known: device.disks.count))
    }
    return refusals
  }
}
