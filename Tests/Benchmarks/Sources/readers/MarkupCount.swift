import Glibc
import Markup
import Tabular

/// Counts elements and text, and adds up one element's numbers, by comparing interned names.
struct MarkupCount: MarkupHandler {
  private(set) var elements = 0
  private(set) var bytes = 0
  private(set) var sum = 0

  private var memory = MarkupName(index: -1)
  private var isMemory = false
  private var number = 0

  static func print(_ path: String) throws {
    var count = MarkupCount()
    for file in files(path) {
      var stream = try FileSource(path: file).open()
      try MarkupReader.read(handler: &count) { try stream.nextChunk() }
    }
    Swift.print("elements \(count.elements) bytes \(count.bytes) sum \(count.sum)")
  }

  mutating func prepare(_ names: inout MarkupNames) { memory = names.intern("MEMORY") }

  mutating func start(_ tag: borrowing StartTag) throws {
    elements &+= 1
    isMemory = tag.name == memory
    number = 0
  }

  mutating func text(_ piece: UnsafeBufferPointer<UInt8>) throws {
    bytes &+= piece.count
    guard isMemory else { return }
    for byte in piece { number = number &* 10 &+ Int(byte &- 0x30) }
  }

  mutating func end(_ name: MarkupName) throws {
    if isMemory { sum &+= number }
    isMemory = false
  }

  /// The file itself, or the files of a folder in the order of their names.
  private static func files(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [path] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(path + "/" + name) }
    }
    return names.sorted()
  }
}
