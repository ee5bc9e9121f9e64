/// One member of a zip.
public struct ZipMember: Sendable {
  /// The name as it stands in the container; data, and never a path.
  public var name: String { entry.name }

  /// Whether the member is a folder.
  public var isFolder: Bool { entry.partName.hasSuffix("/") }

  let entry: ZipArchive.Entry
}

/// The members of a zip, each a source of bytes of its own.
public struct ZipContainer: Sendable {
  /// The members in the container's order.
  public var members: [ZipMember]

  private let archive: ZipArchive

  /// Reads the directory of a zip.
  ///
  /// - Throws: ``TabularFailure`` when it is no zip, has too many members, or one whose name is
  ///   absolute, climbs out of the container or occurs twice.
  public static func open(
    _ source: some ByteSource,
    limits: TableLimits = .standard
  ) throws -> ZipContainer {
    let archive = try ZipArchive(source, limits: limits)
    for entry in archive.entries {
      let start = entry.name.prefix(2)
      if start.hasPrefix("/") || start.hasPrefix("\\") || start.hasSuffix(":") {
        throw TabularFailure(.unsafeMemberName(entry.name), name: source.name)
      }
    }
    return ZipContainer(archive: archive)
  }

  /// The bytes of a member, named `archive.zip!member`.
  public func source(_ member: ZipMember) -> some ByteSource {
    ZipMemberSource(archive: archive, entry: member.entry)
  }

  private init(archive: ZipArchive) {
    self.archive = archive
    members = archive.entries.map { ZipMember(entry: $0) }
  }
}

struct ZipMemberSource: ByteSource {
  let archive: ZipArchive
  let entry: ZipArchive.Entry

  var name: String { archive.name + "!" + entry.name }

  func open() throws -> any ByteStream {
    try archive.open(entry)
  }
}
