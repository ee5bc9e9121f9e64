import Inventory

/// The table format of one tool, told by its headings: what a new CSV format takes.
///
/// ``TableFormatImporter`` interprets the description. A format needs no code but what several
/// cells of a row say together, in `finish`.
struct TableFormat: Sendable {
  /// What a row turned out to be.
  enum Verdict {
    /// A record of its own.
    case record
    /// Nothing to read, for a reason; the value that told so.
    case skip(FindingReason, String)
    /// A row that cannot be used.
    case reject(FindingReason)
  }

  /// How a record comes out of a row whose cells have been read.
  typealias Finish = @Sendable (inout Record, RowReader.Extras) -> Verdict

  /// The identifier that the format is known by.
  let identifier: FormatIdentifier
  /// Sets of headings; a table that has all of one set is of the format.
  let signatures: [Set<String>]
  /// Headings that show a table to be of another format.
  let foreign: Set<String>
  /// What a row is unless its cells say better.
  let kind: RecordKind
  /// What the headings say.
  let headings: HeadingDictionary
  /// What headings say that begin with a word of the tool's and go on as its user likes.
  let prefixes: [(prefix: String, meaning: ColumnMeaning)]
  /// The units of columns whose headings name none, by heading.
  let units: [String: String]
  /// Whether a row is about a part of the thing that it names, which other rows and other tables
  /// of the set name too.
  let describesParts: Bool
  /// Whether a second row of a name that was read is passed over.
  let skipsRepeatedNames: Bool
  private let completing: Finish

  /// Describes a format.
  ///
  /// - Parameters:
  ///   - identifier: The identifier.
  ///   - signatures: Sets of headings of which one has to be there in full.
  ///   - foreign: Headings that must not be there.
  ///   - kind: What a row is unless its cells say better.
  ///   - prefixes: What headings say that only begin as stated.
  ///   - units: The units of columns whose headings name none.
  ///   - describesParts: Whether a row is about a part of the thing that it names.
  ///   - skipsRepeatedNames: Whether a second row of a name is passed over.
  ///   - headings: What the headings say.
  ///   - finish: What several cells say together; tells what the row is.
  init(
    _ identifier: FormatIdentifier,
    signatures: [[String]],
    foreign: [String] = [],
    kind: RecordKind,
    prefixes: [(prefix: String, meaning: ColumnMeaning)] = [],
    units: [String: String] = [:],
    describesParts: Bool = false,
    skipsRepeatedNames: Bool = false,
    headings: HeadingDictionary,
    finish: @escaping Finish = { record, _ in record.name == nil ? .reject(.noName) : .record }
  ) {
    self.identifier = identifier
    self.signatures = signatures.map { Set($0.map { Heading($0).key }) }
    self.foreign = Set(foreign.map { Heading($0).key })
    self.kind = kind
    self.prefixes = prefixes.map { (Heading($0.prefix).key + " ", $0.meaning) }
    self.units = units.reduce(into: [:]) { $0[Heading($1.key).key] = $1.value }
    self.describesParts = describesParts
    self.skipsRepeatedNames = skipsRepeatedNames
    self.headings = headings
    completing = finish
  }

  /// What a heading says; `nil` when it is not known.
  func meaning(of heading: Heading) -> ColumnMeaning? {
    headings[heading] ?? meaning(ofPrefixed: heading)
  }

  /// What a heading says by how it begins; `nil` when it is not known.
  func meaning(ofPrefixed heading: Heading) -> ColumnMeaning? {
    prefixes.first { heading.key.hasPrefix($0.prefix) }?.meaning
  }

  /// Whether a row of these reduced cells holds the format's headings.
  func isHeader(_ keys: Set<String>) -> Bool {
    keys.isDisjoint(with: foreign) && signatures.contains { $0.isSubset(of: keys) }
  }

  /// Completes a record out of what was read beside it, and tells what the row is.
  func finish(_ record: inout Record, _ extras: RowReader.Extras) -> Verdict {
    record.name =
      record.name ?? record.hostname ?? extras.details.names.first ?? extras.details.key
    record.operatingSystem = Self.system(record.operatingSystem, extras.systemVersion)
    record.operatingSystem = record.operatingSystem ?? extras.secondSystem
    record.serial = record.serial ?? extras.secondSerial
    if let used = extras.details.memoryUsed, let all = record.memory, all.value > 0,
      record.memoryUtilization == nil
    {
      record.memoryUtilization = Share(used.value / all.value)
    }
    return completing(&record, extras)
  }
}

extension TableFormat {
  /// The name of a system out of its columns for name and version.
  private static func system(_ name: String?, _ version: String?) -> String? {
    guard let name, let version else { return name ?? version }
    // A name with a release is whole: the version beside it is a build number.
    guard !name.contains(where: \.isNumber) else { return name }
    // "windows" with "windows server 2016", "linux" with "redhat": the version is the name.
    let isName = version.prefix { $0.isLetter }.count >= 4
    return isName ? version : name + " " + version
  }

  /// The kind of a machine that the tool does not tell: by make, model and system.
  ///
  /// - Parameters:
  ///   - record: What the row says.
  ///   - words: What the tool calls the thing: its role, its category.
  /// - Returns: ``Inventory/RecordKind/machine`` where nothing tells.
  static func deviceKind(of record: Record, words: String?) -> RecordKind {
    if let kind = KindWords.kind(ofPlural: words) { return kind }
    let told = MachineKind.of(
      manufacturer: record.manufacturer,
      model: record.model,
      operatingSystem: record.operatingSystem
    )
    if told != .machine { return told }
    let texts = [record.manufacturer, record.model].compactMap(\.self)
    return KindWords.kind(ofModel: texts) ?? .machine
  }

  /// Keeps a record that names its machine or identifies it.
  static func identified(_ record: Record) -> Verdict {
    record.hasIdentity ? .record : .reject(.noIdentity)
  }
}

extension KindWords {
  /// The kind that a word names, in the singular or the English plural: `Laptops`, `Switches`.
  static func kind(ofPlural text: String?) -> RecordKind? {
    if let kind = kind(text) { return kind }
    let words = MachineKind.key(text).split(separator: " ")
    for ending in ["es", "s"] {
      let singular = words.map { word in
        word.hasSuffix(ending) && word.count > ending.count + 2
          ? String(word.dropLast(ending.count)) : String(word)
      }
      if let kind = kind(singular.joined(separator: " ")) { return kind }
    }
    return nil
  }
}
