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
    table.intern(name)
  }

  /// The text of a name that came from the same parse.
  public subscript(_ name: MarkupName) -> String {
    table.string(name)
  }
}

/// Maps libxml2's one pointer a name to a small number.
///
/// The table keeps libxml2's dictionary alive, because its keys are addresses in there.
final class NameTable {
  private struct Slot {
    var pointer: UnsafePointer<UInt8>?
    var index: Int32
  }

  private let dictionary: OpaquePointer
  private var slots: UnsafeMutableBufferPointer<Slot>
  private var strings: [String] = []
  private var pointers: [UnsafePointer<UInt8>] = []

  init(dictionary: OpaquePointer) {
    xmlDictReference(dictionary)
    self.dictionary = dictionary
    slots = Self.emptySlots(256)
  }

  deinit {
    slots.deallocate()
    xmlDictFree(dictionary)
  }

  var count: Int { strings.count }

  func string(_ name: MarkupName) -> String {
    strings[Int(name.index)]
  }

  func pointer(_ name: MarkupName) -> UnsafePointer<UInt8> {
    pointers[Int(name.index)]
  }

  func intern(_ name: String) -> MarkupName {
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

  func add(_ pointer: UnsafePointer<UInt8>) -> MarkupName {
    if (strings.count + 1) * 2 > slots.count { grow() }
    let index = Int32(strings.count)
    strings.append(String(cString: pointer))
    pointers.append(pointer)
    place(Slot(pointer: pointer, index: index))
    return MarkupName(index: index)
  }

  private func place(_ slot: Slot) {
    guard let pointer = slot.pointer else { return }
    var position = home(pointer)
    while slots[position].pointer != nil { position = (position + 1) & (slots.count - 1) }
    slots[position] = slot
  }

  private func grow() {
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
