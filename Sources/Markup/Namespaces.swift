/// The namespaces that open elements have declared, innermost last.
struct Namespaces {
  struct Declaration {
    /// `nil` for names without a prefix.
    var prefix: UnsafePointer<UInt8>?
    var address: UnsafePointer<UInt8>
    /// The depth of the element that declares it.
    var depth: Int
  }

  /// More are left to libxml2.
  private static let limit = 64

  private(set) var declarations: [Declaration] = []

  @inline(__always)
  var isEmpty: Bool { declarations.isEmpty }

  /// Forgets what elements at `depth` and deeper have declared.
  mutating func leave(_ depth: Int) {
    while let last = declarations.last, last.depth >= depth { declarations.removeLast() }
  }

  /// The namespace of a prefix, or of names without one; `nil` if none is declared.
  func find(_ prefix: UnsafePointer<UInt8>?) -> UnsafePointer<UInt8>? {
    declarations.last { $0.prefix == prefix }?.address
  }

  /// Declares a namespace; false if libxml2 has to judge the declaration.
  mutating func declare(
    _ tagName: TagName,
    _ address: UnsafeBufferPointer<UInt8>,
    _ depth: Int,
    _ names: UnsafeMutablePointer<NameIndex>
  ) -> Bool {
    let prefix = tagName.kind == .declaration ? tagName.local : nil
    guard declarations.count < Self.limit, !address.isEmpty, address.count <= 1_000,
      // The namespaces of `xml` and `xmlns` have rules of their own.
      !address.starts(with: "http://www.w3.org/XML/1998/".utf8),
      !address.starts(with: "http://www.w3.org/2000/xmlns".utf8),
      address.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x26 && $0 != 0x3C }),
      !declarations.contains(where: { $0.depth == depth && $0.prefix == prefix }),
      let kept = names.pointee.kept(address)
    else { return false }
    declarations.append(Declaration(prefix: prefix, address: kept, depth: depth))
    return true
  }
}
