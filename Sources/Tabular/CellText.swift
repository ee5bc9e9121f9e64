/// A text while its pieces come: the value of a cell, or one that cells share.
final class CellText {
  private var start = UnsafeMutablePointer<UInt8>.allocate(capacity: 64)
  private var capacity = 64
  private(set) var count = 0

  deinit {
    start.deallocate()
  }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  @inline(__always)
  func append(_ piece: UnsafeBufferPointer<UInt8>) {
    guard let first = piece.baseAddress else { return }
    if capacity &- count < piece.count {
      let more = UnsafeMutablePointer<UInt8>.allocate(capacity: (count + piece.count) * 2)
      more.update(from: start, count: count)
      start.deallocate()
      start = more
      capacity = (count + piece.count) * 2
    }
    (start + count).update(from: first, count: piece.count)
    count &+= piece.count
  }

  func clear() { count = 0 }
}
