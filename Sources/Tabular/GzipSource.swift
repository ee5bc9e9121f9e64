import CLibZip

/// The inflated bytes of a source that holds a gzip or zlib stream.
public struct GzipSource: ByteSource {
  private let source: any ByteSource
  private let limits: TableLimits

  /// The name of the source underneath.
  public var name: String { source.name }

  /// Names a compressed source; nothing is opened yet.
  public init(_ source: some ByteSource, limits: TableLimits = .standard) {
    self.source = source
    self.limits = limits
  }

  /// Opens the source; members of gzip that follow each other are read as one.
  public func open() throws -> any ByteStream {
    try GzipStream(stream: source.open(), inflater: Inflater(), name: name, limits: limits)
  }
}

/// A state of zlib at an address that does not move, as zlib demands.
private final class Inflater {
  let state: UnsafeMutablePointer<z_stream>
  let input: UnsafeMutableRawBufferPointer

  init() {
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    input = .allocate(byteCount: 1 << 16, alignment: 16)
    guard tramonto_inflate_init(state) == Z_OK else {
      preconditionFailure("zlib has no memory left for a stream")
    }
  }

  deinit {
    inflateEnd(state)
    state.deallocate()
    input.deallocate()
  }
}

private struct GzipStream: ByteStream {
  var stream: any ByteStream
  let inflater: Inflater
  let name: String
  let limits: TableLimits
  var inputBytes = 0
  var outputBytes = 0
  var hasEnded = false

  init(stream: any ByteStream, inflater: Inflater, name: String, limits: TableLimits) {
    self.stream = stream
    self.inflater = inflater
    self.name = name
    self.limits = limits
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard buffer.count > 0 else { return 0 }
    let state = inflater.state
    let room = UInt32(clamping: buffer.count)
    while true {
      if state.pointee.avail_in == 0 {
        let count = try stream.read(into: inflater.input)
        if count == 0 {
          guard hasEnded else { throw failure(.truncated) }
          return 0
        }
        inputBytes += count
        state.pointee.next_in = inflater.input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_in = UInt32(count)
      }
      if hasEnded {
        // Tapes and some tools fill up with zeros; anything else is the next member.
        guard state.pointee.next_in?.pointee != 0 else {
          state.pointee.avail_in = 0
          continue
        }
        guard inflateReset(state) == Z_OK else { throw failure(.brokenData) }
        hasEnded = false
      }
      state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
      state.pointee.avail_out = room
      let code = inflate(state, Z_NO_FLUSH)
      let count = Int(room - state.pointee.avail_out)
      if code == Z_STREAM_END { hasEnded = true }
      guard code == Z_OK || code == Z_STREAM_END || (code == Z_BUF_ERROR && count == 0) else {
        throw failure(.brokenData)
      }
      if count > 0 {
        try account(count)
        return count
      }
    }
  }

  private mutating func account(_ count: Int) throws {
    outputBytes += count
    guard outputBytes <= limits.entryBytes else {
      throw TabularFailure(.entryTooLarge(limit: limits.entryBytes), name: name)
    }
    guard limits.allowsRatio(of: outputBytes, to: inputBytes) else {
      throw TabularFailure(.ratioTooHigh(limit: limits.ratio), name: name)
    }
  }

  private func failure(_ problem: TabularFailure.MemberProblem) -> TabularFailure {
    TabularFailure(.containerMember(name, problem), name: name)
  }
}
