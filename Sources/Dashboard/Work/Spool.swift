import Foundation

/// Where files that people send lie until they are imported: folders beside the workspace.
///
/// Names are made safe before anything is opened; no folder is reached but those made here.
final class Spool: Sendable {
  /// The folder of all.
  let path: String
  /// The most bytes of one sending.
  let batchLimit: Int
  /// The most bytes of all together.
  let limit: Int

  /// Creates the spool of the workspace at `workspace`; nothing is made before it is needed.
  convenience init(ofWorkspace workspace: String, batchLimit: Int = 4 << 30, limit: Int = 12 << 30)
  {
    self.init(path: workspace + ".spool", batchLimit: batchLimit, limit: limit)
  }

  /// Creates the spool in the folder at `path`.
  init(path: String, batchLimit: Int, limit: Int) {
    self.path = path
    self.batchLimit = batchLimit
    self.limit = limit
  }

  /// Why something cannot be kept.
  enum Failure: Error, Hashable {
    /// There is no room: the quota is used up, or the disk is full.
    case full
    /// The system refuses.
    case refused(errno: Int32)
  }

  /// What was sent in one go.
  struct Batch: Sendable, Hashable, Comparable {
    /// Its name: 16 hexadecimal digits.
    var id: String
    /// When it was sent, in seconds since 1970, UTC.
    var at: Int

    static func < (left: Self, right: Self) -> Bool {
      (left.at, left.id) < (right.at, right.id)
    }
  }

  /// Makes an empty folder of that name.
  func make(_ id: String) throws(Failure) -> String {
    // Old sendings give way to new ones.
    for batch in batches().sorted() where used() > limit - batchLimit { remove(batch.id) }
    for folder in [path, folder(of: id)] {
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST && folder == path else {
        throw .refused(errno: errno)
      }
    }
    return folder(of: id)
  }

  /// The folder of the batch named; `nil` when there is none.
  func batch(_ id: String) -> Batch? {
    guard id.utf8.count == 16, Secret.bytes(id) != nil else { return nil }
    var status = stat()
    guard lstat(folder(of: id), &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      return nil
    }
    return Batch(id: id, at: status.st_mtim.tv_sec)
  }

  /// All that there are, the newest first.
  func batches() -> [Batch] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.compactMap { batch($0) }.sorted(by: >)
  }

  /// The folder of a batch.
  func folder(of id: String) -> String { path + "/" + id }

  /// The names of the files of a batch, in order.
  func files(of id: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder(of: id))) ?? []).sorted()
  }

  /// Takes a batch away.
  func remove(_ id: String) {
    guard batch(id) != nil else { return }
    try? FileManager.default.removeItem(atPath: folder(of: id))
  }

  /// How many bytes all files have.
  private func used() -> Int {
    let paths = FileManager.default.enumerator(atPath: path)
    var sum = 0
    while let name = paths?.nextObject() as? String {
      var status = stat()
      if lstat(path + "/" + name, &status) == 0 { sum += Int(status.st_size) }
    }
    return sum
  }

  /// A file’s name that is safe to make: letters, digits, `.`, `_` and `-`, at most 100 bytes.
  ///
  /// What kind of file it is stands at the end, which is kept.
  static func safeName(_ name: String) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last ?? ""
    var safe = ""
    for scalar in last.unicodeScalars {
      switch scalar {
      case "A"..."Z", "a"..."z", "0"..."9", ".", "_", "-": safe.unicodeScalars.append(scalar)
      default: safe += "_"
      }
    }
    // Neither hidden, nor an option, nor the way out.
    safe = String(safe.drop { $0 == "." || $0 == "-" })
    let stem = safe.prefix { $0 != "." }.lowercased()
    let devices = ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] }
    if safe.isEmpty || devices.contains(stem) { safe = "file_" + safe }
    guard safe.utf8.count > 100 else { return safe }
    let ending = safe.suffix(20)
    return String(safe.prefix(100 - ending.count) + ending)
  }
}

/// A file of a batch, while it is being written.
struct SpoolFile: ~Copyable {
  /// Its name, as it was made safe.
  let name: String
  private let descriptor: Int32

  /// Makes a new file for what was sent as `name`; of several of one name each gets a number.
  ///
  /// - Throws: ``Spool/Failure``.
  init(sentAs name: String, in folder: String) throws(Spool.Failure) {
    let safe = Spool.safeName(name)
    for number in 1...MultipartReader.partLimit {
      let tried = number == 1 ? safe : "\(number)-" + safe.prefix(90)
      let descriptor = open(
        folder + "/" + tried,
        O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
        0o600
      )
      if descriptor >= 0 {
        self.name = tried
        self.descriptor = descriptor
        return
      }
      guard errno == EEXIST else { throw .refused(errno: errno) }
    }
    throw .refused(errno: EEXIST)
  }

  deinit { close(descriptor) }

  /// Adds `bytes`.
  ///
  /// - Throws: ``Spool/Failure``.
  func write(_ bytes: ArraySlice<UInt8>) throws(Spool.Failure) {
    let number = bytes.withUnsafeBytes { buffer -> Int32 in
      var done = 0
      while done < buffer.count {
        let count = Foundation.write(
          descriptor,
          buffer.baseAddress?.advanced(by: done),
          buffer.count - done
        )
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        done += count
      }
      return 0
    }
    if number == ENOSPC || number == EDQUOT { throw .full }
    if number != 0 { throw .refused(errno: number) }
  }
}
