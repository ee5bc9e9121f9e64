import CLibXML2

/// The names that a parse has seen or was asked for.
///
/// Copies share one table, so a handler may keep the copy that it was given in
/// ``MarkupHandler/prepare(_:)`` and look up, in later events, names that came after it.
public struct MarkupNames {
  let table: NameTable

  init(table: NameTable) {
    self.table = table
  }

  /// Returns the number of `name`, which the table learns if it is new.
  public mutating func intern(_ name: String) -> MarkupName {
    table.names.pointee.intern(name)
  }

  /// The text of a name that came from the same parse.
  public subscript(_ name: MarkupName) -> String {
    table.names.pointee.string(name)
  }
}

/// Owns the names of a parse and frees them with its last reference.
final class NameTable {
  let names: UnsafeMutablePointer<NameIndex>

  init() {
    names = .allocate(capacity: 1)
    names.initialize(to: NameIndex())
  }

  deinit {
    names.pointee.free()
    names.deinitialize(count: 1)
    names.deallocate()
  }
}

/// Maps libxml2's one pointer a name to a small number.
///
/// A struct in memory of its own, as ``ParseState`` is. It owns the dictionary, because its keys
/// are addresses in there.
struct NameIndex {
  private struct Slot {
    var pointer: UnsafePointer<UInt8>?
    var index: Int32
  }

  private let dictionary: OpaquePointer
  private var slots: UnsafeMutableBufferPointer<Slot>
  private var pointers: [UnsafePointer<UInt8>] = []

  /// The names as texts, made when they are asked for.
  private var strings: [String?] = []

  init() {
    xmlInitParser()
    guard let dictionary = xmlDictCreate() else {
      preconditionFailure("libxml2 has no memory left for a dictionary")
    }
    // As libxml2 limits the dictionaries that it makes itself.
    xmlDictSetLimit(dictionary, 10_000_000)
    self.dictionary = dictionary
    slots = Self.emptySlots(128)
    pointers.reserveCapacity(64)
  }

  func free() {
    slots.deallocate()
    xmlDictFree(dictionary)
  }

  var count: Int { pointers.count }

  mutating func string(_ name: MarkupName) -> String {
    let index = Int(name.index)
    if index < strings.count, let string = strings[index] { return string }
    let string = String(cString: pointers[index])
    while strings.count < count { strings.append(nil) }
    strings[index] = string
    return string
  }

  func pointer(_ name: MarkupName) -> UnsafePointer<UInt8> {
    pointers[Int(name.index)]
  }

  /// Makes a parser use the dictionary, so that its names are known here.
  func serve(_ context: xmlParserCtxtPtr) {
    xmlDictReference(dictionary)
    xmlDictFree(context.pointee.dict)
    context.pointee.dict = dictionary
    context.pointee.str_xml = xmlDictLookup(dictionary, "xml", 3)
    context.pointee.str_xmlns = xmlDictLookup(dictionary, "xmlns", 5)
    context.pointee.str_xml_ns = xmlDictLookup(dictionary, Self.xmlNamespace, -1)
  }

  private static let xmlNamespace = "http://www.w3.org/XML/1998/namespace"

  /// Keeps bytes in the dictionary: the same address for the same bytes, with a zero at the end.
  func kept(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafePointer<UInt8>? {
    xmlDictLookup(dictionary, bytes.baseAddress, Int32(clamping: bytes.count))
  }

  /// The number of a kept name, which is learnt if it is new and the limit allows one more.
  mutating func find(_ pointer: UnsafePointer<UInt8>, limit: Int) -> MarkupName? {
    find(pointer) ?? (count < limit ? add(pointer) : nil)
  }

  mutating func intern(_ name: String) -> MarkupName {
    var name = name
    let pointer = name.withUTF8 { bytes in
      bytes.baseAddress.flatMap { xmlDictLookup(dictionary, $0, Int32(clamping: bytes.count)) }
        ?? xmlDictLookup(dictionary, [0], 0)
    }
    guard let pointer else { preconditionFailure("libxml2 has no memory left for a name") }
    return find(pointer) ?? add(pointer)
  }

  /// The number of a name that libxml2 delivered, `nil` when it was not seen before.
  @inline(__always)
  func find(_ pointer: UnsafePointer<UInt8>) -> MarkupName? {
    var position = home(pointer)
    while let known = slots[position].pointer {
      if known == pointer { return MarkupName(index: slots[position].index) }
      position = (position &+ 1) & (slots.count &- 1)
    }
    return nil
  }

  mutating func add(_ pointer: UnsafePointer<UInt8>) -> MarkupName {
    if (count + 1) * 2 > slots.count { grow() }
    let index = Int32(count)
    pointers.append(pointer)
    place(Slot(pointer: pointer, index: index))
    return MarkupName(index: index)
  }

  private mutating func place(_ slot: Slot) {
    guard let pointer = slot.pointer else { return }
    var position = home(pointer)
    while slots[position].pointer != nil { position = (position + 1) & (slots.count - 1) }
    slots[position] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = Self.emptySlots(old.count * 2)
    for slot in old { place(slot) }
    old.deallocate()
  }

  @inline(__always)
  private func home(_ pointer: UnsafePointer<UInt8>) -> Int {
    // Fibonacci hashing: names lie close together in the dictionary's pools.
    let mixed = UInt(bitPattern: pointer) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 40) & (slots.count &- 1)
  }

  private static func emptySlots(_ count: Int) -> UnsafeMutableBufferPointer<Slot> {
    let slots = UnsafeMutableBufferPointer<Slot>.allocate(capacity: count)
    slots.initialize(repeating: Slot(pointer: nil, index: 0))
    return slots
  }
}
