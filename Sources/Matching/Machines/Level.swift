/// How two clusters compare in one trait.
enum Level: UInt8, CaseIterable, Sendable {
  /// One of them, or both, has no value: no evidence.
  case absent
  case differ
  /// They differ, and what a scan found is what lists give to another machine.
  case taken
  /// One slip of the keyboard apart.
  case near
  /// Names that differ in their numbers only.
  case otherNumber
  /// A name cut to fifteen letters as NetBIOS does; a serial number with O for 0 or I for 1.
  case misread
  /// They agree on a value that the data show on several machines: clones, enclosures, fillers.
  case shared
  /// They agree on a value that one machine seems to have.
  case one
  /// They agree on a value that two machines seem to have.
  case two
  /// They agree on a value that several machines seem to have.
  case several

  /// Whether it speaks of one machine: the share of strangers among such pairs is what is learnt.
  var isAgreement: Bool { rawValue >= Level.near.rawValue && self != .otherNumber }
}
