import Inventory
import Glibc
import Markup
import Tabular

/// Finds exports in files and folders, by what they hold and never by what they are called.
public enum ExportFinder {
  /// Walks `paths`, recognises each file and puts those that explain each other together.
  ///
  /// Folders are walked in the order of their names' bytes; hidden files are passed over, links
  /// inside a folder are not followed. A file that is reached twice counts once.
  ///
  /// Tabs of RVTools, classes of iTop and tables of Migration Center in one folder make one export.
  ///
  /// - Returns: Exports and refused files, in the order found; a set stands where its first file
  ///   does.
  public static func find(at paths: [String]) -> [FoundExport] {
    var files: [String] = []
    var refused: [String: ImportFailure] = [:]
    var seen: Set<String> = []
    for path in paths {
      for file in walk(path, refused: &refused) {
        // A link is not the file that it leads to, which may be read under its own name.
        let one = refused[file] == nil ? identity(of: file) : file
        if seen.insert(one).inserted { files.append(file) }
      }
    }
    var found: [FoundExport] = []
    var tabs: [String: Int] = [:]
    for file in files.flatMap({ refused[$0] == nil ? members(of: $0) : [$0] }) {
      if let failure = refused[file] {
        found.append(.refused(failure))
        continue
      }
      let one = recognise(file)
      guard case .export(let export) = one, let setFormat = Formats.sets[export.format] else {
        found.append(one)
        continue
      }
      // The members of a zip are a set of their own, whatever lies beside it.
      let folder = file.lastIndex { $0 == "/" || $0 == "!" }.map { String(file[..<$0]) } ?? "."
      let key = export.format.description + ":" + folder
      if let position = tabs[key], case .export(var set) = found[position] {
        set.paths.append(file)
        set.format = setFormat
        if set.encoding != export.encoding { set.encoding = nil }
        if set.delimiter != export.delimiter { set.delimiter = nil }
        found[position] = .export(set)
      } else {
        tabs[key] = found.count
        found.append(one)
      }
    }
    return found
  }

  /// Tells what one file is.
  static func recognise(_ path: String) -> FoundExport {
    do {
      let stored = try PackedFile(path: path).unpacked()
      var preview: Preview
      var export = Export(paths: [path], format: "")
      var kind = try ContentKind.sniff(stored)
      export.container = PackedFile.fileOnDisk(of: path) == path ? nil : "zip"
      let isCompressed = kind == .gzip
      if isCompressed {
        export.container = export.container ?? "gzip"
        kind = try ContentKind.sniff(GzipSource(stored))
        // Nothing honest is compressed twice.
        guard kind != .gzip, kind != .zipContainer else {
          return .refused(ImportFailure(path: path, ImportFailure.reason(kind)))
        }
      }
      let source: any ByteSource = isCompressed ? GzipSource(stored) : stored
      var document: any ByteSource = source
      if kind == .text, try SavedAnswer.isAnswer(source) {
        document = try SavedAnswer.body(of: source)
        kind = try ContentKind.sniff(document)
      }
      switch kind {
      case .markup:
        preview = try Preview(markup: document)
        if MarkupTables.are(preview.root) {
          preview.tables = try Preview(TableDocument.open(source)).tables
        }
        if let name = preview.root?.name.lowercased(), name == "html" {
          return .refused(ImportFailure(path: path, .webPage))
        }
      case .workbook, .openDocumentSpreadsheet, .text:
        let tables = try TableDocument.open(source)
        preview = try Preview(tables)
        if kind == .text { preview.lines = try Preview.firstLines(of: source) }
        if tables.container != "gzip" {
          export.container = tables.container ?? export.container
        }
        export.encoding = tables.tables.first?.encoding
        export.delimiter = tables.tables.first?.delimiter
      case .json:
        preview = try Preview(json: document)
      case .zipContainer where export.container == nil:
        let count = try ZipContainer.open(stored).members.count
        if count > memberLimit {
          let words = "zip: members > \(memberLimit)"
          return .refused(ImportFailure(path: path, .beyondLimits(words)))
        }
        return .refused(ImportFailure(path: path, ImportFailure.reason(kind)))
      case .empty, .binaryWorkbook, .pdf, .binary, .gzip, .zipContainer:
        return .refused(ImportFailure(path: path, try refusal(of: source, kind)))
      }
      for importer in Formats.importers {
        guard let format = importer.recognise(preview) else {
          if let reason = importer.refusal(of: preview) {
            return .refused(ImportFailure(path: path, reason))
          }
          continue
        }
        export.format = format
        // What is told by its lines is no table, whatever its commas looked like.
        if importer is DMIDecodeImporter || importer is WMICListImporter { export.delimiter = nil }
        return .export(export)
      }
      let name = preview.root.map { "<" + $0.name + ">" } ?? preview.object.map { _ in "JSON" }
      return .refused(ImportFailure(path: path, name.map { .formatNotRead($0) } ?? .unknownData))
    } catch {
      let failure = ImportFailure.converting(error, path: path) as? ImportFailure
      return .refused(failure ?? ImportFailure(path: path, .damaged("\(error)")))
    }
  }

  private static func refusal(
    of source: some ByteSource,
    _ kind: ContentKind
  ) throws -> ImportFailure.Reason {
    guard kind == .binary else { return ImportFailure.reason(kind) }
    var stream = try source.open()
    let head = try stream.nextChunk(of: 16) ?? []
    let pictures: [([UInt8], String)] = [
      ([0x89, 0x50, 0x4E, 0x47], "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"),
      ([0x47, 0x49, 0x46, 0x38], "GIF"), ([0x49, 0x49, 0x2A, 0x00], "TIFF"),
    ]
    for (start, name) in pictures where head.starts(with: start) { return .document(name) }
    return .unknownData
  }

  // MARK: Walking

  private static func walk(_ path: String, refused: inout [String: ImportFailure]) -> [String] {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return [path] }
    var files: [String] = []
    list(path, depth: 0, into: &files, refused: &refused)
    if files.isEmpty {
      refused[path] = ImportFailure(path: path, .emptyDirectory)
      return [path]
    }
    return files
  }

  /// Adds the files below `folder`; what cannot be walked or is no file is refused by name.
  private static func list(
    _ folder: String,
    depth: Int,
    into files: inout [String],
    refused: inout [String: ImportFailure]
  ) {
    guard depth < 64 else {
      refused[folder] = ImportFailure(path: folder, .beyondLimits("folders > 64"))
      return files.append(folder)
    }
    guard let directory = opendir(folder) else {
      refused[folder] = ImportFailure(path: folder, .cannotOpen(errno: errno))
      return files.append(folder)
    }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !isNoise(name) { names.append(name) }
    }
    closedir(directory)
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for name in names {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else {
        refused[path] = ImportFailure(path: path, .cannotOpen(errno: errno))
        files.append(path)
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: list(path, depth: depth + 1, into: &files, refused: &refused)
      case S_IFREG: files.append(path)
      default:
        refused[path] = ImportFailure(path: path, .notAFile)
        files.append(path)
      }
    }
  }

  /// Whether a name in a folder is of what no person put there: hidden files, locks of open
  /// workbooks, leavings of file managers.
  private static func isNoise(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("~$")
      || ["thumbs.db", "desktop.ini"].contains(name.lowercased())
  }

  /// A file's device and number, so that two ways to one file are told to be the same.
  private static func identity(of path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return path }
    return "\(status.st_dev):\(status.st_ino)"
  }
}
