import Tabular

extension ExportFinder {
  /// The greatest number of members of a zip that are looked at one by one.
  static let memberLimit = 1_000

  /// The paths of the members of a zip, each `archive.zip!member`, in the order of their names'
  /// bytes; the path itself for any other file, and for a zip that cannot be read, has no member
  /// to look at, or too many.
  ///
  /// Folders are no members; hidden ones, and what a Mac adds beside each, are passed over.
  static func members(of path: String) -> [String] {
    let source = FileSource(path: path)
    guard (try? ContentKind.sniff(source)) == .zipContainer,
      let container = try? ZipContainer.open(source)
    else { return [path] }
    let names = container.members.filter { !$0.isFolder }.map(\.name).filter { name in
      let steps = name.split(whereSeparator: { $0 == "/" || $0 == "\\" })
      return !steps.contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
    }
    return names.isEmpty || names.count > memberLimit
      ? [path]
      : names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        .map { path + "!" + $0 }
  }
}

extension Export {
  /// The path of the file on disk that holds what `path` names: `archive.zip` of
  /// `archive.zip!member`, else `path` itself.
  public static func fileOnDisk(of path: String) -> String {
    PackedFile.fileOnDisk(of: path)
  }
}

/// Markup that holds the sheets of a workbook.
enum MarkupTables {
  /// Whether the root is that of a spreadsheet.
  static func are(_ root: Preview.Root?) -> Bool {
    switch (root?.name, root?.namespace) {
    case ("Workbook", "urn:schemas-microsoft-com:office:spreadsheet"): true
    case ("document", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"): true
    default: false
    }
  }
}
