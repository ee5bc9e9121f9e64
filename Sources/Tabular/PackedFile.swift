import Glibc

/// A file, unpacked as far as its path says.
///
/// `archive.zip!member` names a member of a zip where no file of that whole name exists; what gzip
/// has compressed is inflated. A plain file is itself.
public struct PackedFile: ByteSource {
  /// The path, as the system takes it or with `!member` behind it.
  public var path: String

  private static let heldBytes = 4 << 20

  private let limits: TableLimits

  /// The path, which is what a person calls the file.
  public var name: String { path }

  /// Names a file; nothing is opened yet.
  public init(path: String, limits: TableLimits = .standard) {
    self.path = path
    self.limits = limits
  }

  /// Opens the file, the member or what is compressed in either.
  ///
  /// - Throws: ``TabularFailure`` when there is no such file or member, or it cannot be unpacked.
  public func open() throws -> any ByteStream {
    let source = try unpacked()
    var stream = try source.open()
    guard ContentKind.of(try stream.bytes(upTo: 16)) == .gzip else { return try source.open() }
    return try GzipSource(source, limits: limits).open()
  }

  /// The file, or the member that the path names, as it is stored.
  public func unpacked() throws -> any ByteSource {
    guard let (archive, member) = Self.split(path) else { return FileSource(path: path) }
    guard let found = try ZipArchive.member(member, of: archive, limits: limits) else {
      throw TabularFailure(.cannotOpen(errno: ENOENT), name: path)
    }
    // A zip is opened anew for each reading of a member, so a small one is read only once.
    guard found.entry.size <= Self.heldBytes else { return found }
    var stream = try found.open()
    var bytes: [UInt8] = []
    while let chunk = try stream.nextChunk() { bytes += chunk }
    return MemorySource(name: path, bytes: bytes)
  }

  /// The path of the file on disk that holds what `path` names: `archive.zip` of
  /// `archive.zip!member`, else `path` itself.
  public static func fileOnDisk(of path: String) -> String {
    split(path)?.archive ?? path
  }

  private static func split(_ path: String) -> (archive: String, member: String)? {
    guard path.utf8.contains(0x21), access(path, F_OK) != 0 else { return nil }
    var start = path.startIndex
    while let mark = path[start...].firstIndex(of: "!") {
      let archive = String(path[..<mark])
      var status = stat()
      if stat(archive, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
        return (archive, String(path[path.index(after: mark)...]))
      }
      start = path.index(after: mark)
    }
    return nil
  }
}
