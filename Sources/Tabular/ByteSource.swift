import Glibc

/// Where bytes come from; can be opened again and then starts anew.
public protocol ByteSource: Sendable {
  /// What to call the source in messages.
  var name: String { get }

  /// Opens the source at its first byte.
  func open() throws -> any ByteStream
}

/// Bytes, once from beginning to end.
public protocol ByteStream {
  /// Reads at most as many bytes as `buffer` holds.
  ///
  /// - Returns: How many bytes came; 0 is the end, and only the end.
  /// - Throws: When a read fails; never is a failure shown as an end.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

extension ByteStream {
  /// Reads the next bytes as an array, `nil` at the end.
  public mutating func nextChunk(of size: Int = 1 << 16) throws -> [UInt8]? {
    let chunk = try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = try read(into: UnsafeMutableRawBufferPointer(buffer))
    }
    return chunk.isEmpty ? nil : chunk
  }

  /// Reads until `count` bytes have come or the stream ends.
  mutating func bytes(upTo count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let whole = UnsafeMutableRawBufferPointer(buffer)
      while filled < count {
        let came = try read(into: UnsafeMutableRawBufferPointer(rebasing: whole[filled...]))
        if came == 0 { break }
        filled += came
      }
    }
  }
}

/// A regular file.
public struct FileSource: ByteSource {
  /// The file's path, as the system takes it.
  public var path: String

  /// The path, which is what a person calls the file.
  public var name: String { path }

  /// Names a file; nothing is opened yet.
  public init(path: String) {
    self.path = path
  }

  /// Opens the file.
  ///
  /// - Throws: ``TabularFailure`` when it cannot be opened or is no regular file.
  public func open() throws -> any ByteStream {
    // Without O_NONBLOCK the opening of a pipe would wait for its writer.
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw TabularFailure(.cannotOpen(errno: errno), name: name) }
    let stream = FileStream(descriptor: FileDescriptor(number: descriptor), name: name)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw TabularFailure(.cannotOpen(errno: errno), name: name)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return stream
    case S_IFDIR: throw TabularFailure(.isDirectory, name: name)
    default: throw TabularFailure(.notARegularFile, name: name)
    }
  }
}

private struct FileStream: ByteStream {
  let descriptor: FileDescriptor
  let name: String

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = Glibc.read(descriptor.number, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw TabularFailure(.readFailed(errno: errno), name: name) }
    }
  }
}

/// Closes the file when the last stream over it is gone.
private final class FileDescriptor {
  let number: Int32

  init(number: Int32) {
    self.number = number
  }

  deinit {
    close(number)
  }
}

/// Bytes that are in memory already.
public struct MemorySource: ByteSource {
  /// What to call the source in messages.
  public var name: String

  /// All bytes of the source.
  public var bytes: [UInt8]

  /// Names bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Opens the bytes; this cannot fail.
  public func open() throws -> any ByteStream {
    MemoryStream(bytes: bytes)
  }
}

struct MemoryStream: ByteStream {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(buffer.count, bytes.count - position)
    bytes.withUnsafeBytes { all in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: all[position..<(position + count)]))
    }
    position += count
    return count
  }
}
