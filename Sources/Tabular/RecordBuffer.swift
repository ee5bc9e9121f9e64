import CByteMask

/// Finds, in 64 bytes at once, the bytes that mean something to a delimited text.
struct SpecialBytes {
  /// How many bytes are looked at together.
  static let block = 64

  let delimiter: UInt8

  /// One bit for each byte of the block from `bytes` on, the lowest for the first.
  @inline(__always)
  func mask(_ bytes: UnsafeMutablePointer<UInt8>) -> UInt64 {
    byte_mask_64(bytes, delimiter, 0x22, 0x0A, 0x0D)
  }
}

/// Bytes that grow at the end and are dropped at the front.
final class RecordBuffer {
  /// How far one may read beyond the content.
  private static let padding = SpecialBytes.block

  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int

  /// How many bytes are in use.
  var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    bytes = .allocate(capacity: capacity + Self.padding)
    bytes.initialize(repeating: 0, count: capacity + Self.padding)
  }

  deinit {
    bytes.deallocate()
  }

  /// Forgets the first `dropped` bytes.
  func drop(_ dropped: Int) {
    count -= dropped
    bytes.update(from: bytes + dropped, count: count)
  }

  /// The room behind the content, made larger if need be.
  func free(atLeast wanted: Int) -> UnsafeMutableRawBufferPointer {
    if capacity - count < wanted {
      let larger = max(capacity * 2, count + wanted)
      let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + Self.padding)
      moved.update(from: bytes, count: count)
      (moved + count).initialize(repeating: 0, count: larger + Self.padding - count)
      bytes.deallocate()
      bytes = moved
      capacity = larger
    }
    return UnsafeMutableRawBufferPointer(start: bytes + count, count: capacity - count)
  }
}

/// The cells of one record.
final class CellList {
  private(set) var spans: UnsafeMutablePointer<CellSpan>
  private(set) var count = 0
  private var capacity = 64

  init() {
    spans = .allocate(capacity: capacity)
  }

  deinit {
    spans.deallocate()
  }

  @inline(__always)
  func append(_ start: Int, _ end: Int) {
    if count == capacity { grow() }
    let span = CellSpan(
      start: UInt32(truncatingIfNeeded: start),
      end: UInt32(truncatingIfNeeded: end),
      kind: .text
    )
    (spans + count).initialize(to: span)
    count &+= 1
  }

  func removeAll() {
    count = 0
  }

  private func grow() {
    let larger = UnsafeMutablePointer<CellSpan>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: spans, count: count)
    spans.deallocate()
    spans = larger
    capacity *= 2
  }
}
