import CLibZip

/// The directory of a zip, and the way to its members.
///
/// Each member is read through a handle of its own, so that any number can be read at once; a
/// handle of libzip belongs to one thread.
struct ZipArchive: Sendable {
  struct Entry: Sendable {
    var index: UInt64
    var name: String
    var size: Int
    var compressedSize: Int
    var isEncrypted: Bool

    /// The name as workbooks compare it: lower case, `/` between folders, none in front.
    var partName: String {
      String(
        name.lowercased().map { $0 == "\\" ? "/" : $0 }.drop { $0 == "/" }
      )
    }
  }

  private enum Origin: Sendable {
    case path(String)
    case bytes([UInt8])
  }

  let name: String
  let limits: TableLimits
  private(set) var entries: [Entry] = []
  private let origin: Origin

  /// Reads the directory; what is no file is first read into memory.
  init(_ source: some ByteSource, limits: TableLimits) throws {
    name = source.name
    self.limits = limits
    let source: any ByteSource = try (source as? PackedFile)?.unpacked() ?? source
    var stream = try source.open()
    if let file = source as? FileSource {
      origin = .path(file.path)
    } else {
      var bytes: [UInt8] = []
      while let chunk = try stream.nextChunk() {
        bytes += chunk
        guard bytes.count <= limits.memoryBytes else {
          throw TabularFailure(.tooLargeForMemory(limit: limits.memoryBytes), name: name)
        }
      }
      origin = .bytes(bytes)
    }
    let handle = try openHandle()
    let count = zip_get_num_entries(handle.archive, 0)
    guard count >= 0 else { throw TabularFailure(.notAContainer, name: name) }
    guard count <= limits.containerEntries else {
      throw TabularFailure(.tooManyEntries(limit: limits.containerEntries), name: name)
    }
    try readDirectory(handle, count: UInt64(count))
  }

  /// One member of the zip at `path`, found without a list of all; `nil` when there is none.
  static func member(
    _ member: String,
    of path: String,
    limits: TableLimits
  ) throws -> ZipMemberSource? {
    let archive = ZipArchive(name: path, limits: limits, origin: .path(path))
    let handle = try archive.openHandle()
    let index = zip_name_locate(handle.archive, member, 0)
    guard index >= 0 else { return nil }
    let entry = try archive.entry(UInt64(index), handle)
    return ZipMemberSource(archive: archive, entry: entry)
  }

  private init(name: String, limits: TableLimits, origin: Origin) {
    self.name = name
    self.limits = limits
    self.origin = origin
  }

  private func entry(_ index: UInt64, _ handle: ZipHandle) throws -> Entry {
    var status = zip_stat_t()
    guard zip_stat_index(handle.archive, index, 0, &status) == 0, let text = status.name else {
      throw TabularFailure(.notAContainer, name: name)
    }
    return Entry(
      index: index,
      name: String(cString: text),
      size: Int(clamping: status.size),
      compressedSize: Int(clamping: status.comp_size),
      isEncrypted: status.encryption_method != 0
    )
  }

  private mutating func readDirectory(_ handle: ZipHandle, count: UInt64) throws {
    var seen: Set<String> = []
    for index in 0..<count {
      let entry = try entry(index, handle)
      guard !entry.partName.split(separator: "/").contains("..") else {
        throw TabularFailure(.unsafeMemberName(entry.name), name: name)
      }
      guard seen.insert(entry.partName).inserted else {
        throw TabularFailure(.duplicateMember(entry.name), name: name)
      }
      entries.append(entry)
    }
  }

  /// Opens a member, to be inflated as it is read.
  func open(_ entry: Entry) throws -> any ByteStream {
    let memberName = name + "!" + entry.name
    guard !entry.isEncrypted else { throw TabularFailure(.encrypted, name: memberName) }
    let handle = try openHandle()
    guard let file = zip_fopen_index(handle.archive, entry.index, 0) else {
      let problem: TabularFailure.MemberProblem =
        zip_error_code_zip(zip_get_error(handle.archive)) == ZIP_ER_COMPNOTSUPP
        ? .unsupportedCompression : .brokenData
      throw TabularFailure(.containerMember(entry.name, problem), name: memberName)
    }
    handle.member = file
    return ZipMemberStream(handle: handle, entry: entry, name: memberName, limits: limits)
  }

  private func openHandle() throws -> ZipHandle {
    var code: Int32 = 0
    switch origin {
    case .path(let path):
      guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
        throw TabularFailure(.notAContainer, name: name)
      }
      return ZipHandle(archive, memory: nil)
    case .bytes(let bytes):
      let memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
      bytes.withUnsafeBytes { source in
        if let start = source.baseAddress {
          memory.copyMemory(from: start, byteCount: source.count)
        }
      }
      var error = zip_error_t()
      let source = zip_source_buffer_create(memory, UInt64(bytes.count), 0, &error)
      guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
        zip_source_free(source)
        memory.deallocate()
        throw TabularFailure(.notAContainer, name: name)
      }
      return ZipHandle(archive, memory: memory)
    }
  }
}

/// Closes an archive when the last reader of it is gone.
private final class ZipHandle {
  let archive: OpaquePointer
  var member: OpaquePointer?
  private let memory: UnsafeMutableRawPointer?

  init(_ archive: OpaquePointer, memory: UnsafeMutableRawPointer?) {
    self.archive = archive
    self.memory = memory
  }

  deinit {
    if let member { zip_fclose(member) }
    zip_discard(archive)
    memory?.deallocate()
  }
}

/// Inflates one member, and counts: libzip enforces none of the sizes that the directory states.
private struct ZipMemberStream: ByteStream {
  let handle: ZipHandle
  let entry: ZipArchive.Entry
  let name: String
  let limits: TableLimits
  var total = 0

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let member = handle.member, buffer.count > 0 else { return 0 }
    let count = Int(zip_fread(member, buffer.baseAddress, UInt64(buffer.count)))
    guard count >= 0 else { throw failure(problem(zip_file_get_error(member))) }
    if count == 0 {
      guard total == entry.size else { throw failure(.size) }
      return 0
    }
    total += count
    guard total <= limits.entryBytes else {
      throw TabularFailure(.entryTooLarge(limit: limits.entryBytes), name: name)
    }
    guard limits.allowsRatio(of: total, to: entry.compressedSize) else {
      throw TabularFailure(.ratioTooHigh(limit: limits.ratio), name: name)
    }
    return count
  }

  private func problem(_ error: UnsafeMutablePointer<zip_error_t>?) -> TabularFailure.MemberProblem
  {
    switch zip_error_code_zip(error) {
    case ZIP_ER_CRC: .checksum
    case ZIP_ER_EOF: .truncated
    case ZIP_ER_INCONS: .size
    default: .brokenData
    }
  }

  private func failure(_ problem: TabularFailure.MemberProblem) -> TabularFailure {
    TabularFailure(.containerMember(entry.name, problem), name: name)
  }
}
