/// Finds, in 32 bytes at once, the bytes that mean something to a delimited text.
struct SpecialBytes {
  private let delimiter: SIMD16<UInt8>
  private let quote = SIMD16<UInt8>(repeating: 0x22)
  private let lineFeed = SIMD16<UInt8>(repeating: 0x0A)
  private let carriageReturn = SIMD16<UInt8>(repeating: 0x0D)

  init(delimiter: UInt8) {
    self.delimiter = SIMD16(repeating: delimiter)
  }

  /// One bit for each of the 32 bytes from `bytes` on, the lowest for the first.
  @inline(__always)
  func mask(_ bytes: UnsafeMutablePointer<UInt8>) -> UInt32 {
    UInt32(half(bytes)) | UInt32(half(bytes + 16)) &<< 16
  }

  @inline(__always)
  private func half(_ bytes: UnsafeMutablePointer<UInt8>) -> UInt16 {
    let values = UnsafeRawPointer(bytes).loadUnaligned(as: SIMD16<UInt8>.self)
    let hits =
      (values .== delimiter) .| (values .== quote)
      .| (values .== lineFeed) .| (values .== carriageReturn)
    let words = unsafeBitCast(hits, to: SIMD2<UInt64>.self)
    return UInt16(Self.bits(words.x)) | UInt16(Self.bits(words.y)) &<< 8
  }

  /// Gathers the lowest bit of each byte into one byte, by a multiplication.
  @inline(__always)
  private static func bits(_ word: UInt64) -> UInt8 {
    let lowest = word & 0x0101_0101_0101_0101
    return UInt8(truncatingIfNeeded: (lowest &* 0x0102_0408_1020_4080) &>> 56)
  }
}

/// Bytes that grow at the end and are dropped at the front.
final class RecordBuffer {
  /// How far one may read beyond the content.
  private static let padding = 64

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
