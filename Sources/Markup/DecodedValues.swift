/// Attribute values of one tag that do not stand in the document as they should be read.
struct DecodedValues: ~Copyable {
  /// No value is longer when decoded, and all of a tag stand in one window.
  private static let capacity = ByteWindow.greatestCapacity + ByteWindow.padding

  private var bytes: UnsafeMutablePointer<UInt8>?
  private var start = 0
  private var count = 0

  deinit {
    bytes?.deallocate()
  }

  /// Where the next byte belongs.
  var next: UnsafeMutablePointer<UInt8> {
    mutating get { room() + count }
  }

  mutating func removeAll() {
    count = 0
  }

  /// Begins a value with the bytes that need no decoding.
  mutating func begin(_ plain: UnsafePointer<UInt8>, _ length: Int) {
    start = count
    append(plain, length)
  }

  mutating func append(_ plain: UnsafePointer<UInt8>, _ length: Int) {
    precondition(count + length <= Self.capacity)
    (room() + count).update(from: plain, count: length)
    count += length
  }

  mutating func append(_ byte: Unicode.Scalar) {
    precondition(count < Self.capacity)
    next.pointee = UInt8(truncatingIfNeeded: byte.value)
    count += 1
  }

  /// Counts bytes that were written at ``next``.
  mutating func extend(_ written: Int) {
    count += written
    precondition(count <= Self.capacity)
  }

  /// The value that was begun last.
  mutating func end() -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: room() + start, count: count - start)
  }

  private mutating func room() -> UnsafeMutablePointer<UInt8> {
    if let bytes { return bytes }
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.capacity)
    bytes.initialize(repeating: 0, count: Self.capacity)
    self.bytes = bytes
    return bytes
  }
}
