public import Inventory

/// Why settings are no mapping.
public enum TableMappingFailure: Error, Sendable, Hashable {
  /// The settings are no object of named values.
  case notAnObject
  /// A name that no setting has.
  case unknownSetting(String)
  /// A value that the setting cannot have; what it can be.
  case invalidValue(setting: String, allowed: String)
}

extension TableMappingFailure: Message {
  /// A stable, untranslated name.
  public var code: String {
    switch self {
    case .notAnObject: "mapping.not-an-object"
    case .unknownSetting: "mapping.unknown-setting"
    case .invalidValue: "mapping.invalid-value"
    }
  }

  /// What is wrong, and what to do, in one line.
  public func text(in language: Language) -> String {
    switch self {
    case .notAnObject:
      language(
        "la mappatura non è un elenco di impostazioni: partire da --mapping-template",
        "the mapping is no list of settings: start from --mapping-template"
      )
    case .unknownSetting(let name):
      language(
        "la mappatura non ha un’impostazione “\(Excerpt(name))”: toglierla o correggerla",
        "a mapping has no setting “\(Excerpt(name))”: remove or correct it"
      )
    case .invalidValue(let setting, let allowed):
      language(
        "valore non ammesso per “\(Excerpt(setting))”: indicare \(allowed)",
        "a value that “\(Excerpt(setting))” cannot have: give \(allowed)"
      )
    }
  }
}

extension TableMapping {
  /// Reads a mapping out of named values, as a file of settings holds them.
  ///
  /// Names: `sheet`, `headerRow`, `kind`, `decimalMark` (`.` or `,`), `dateOrder` (`day-first` or
  /// `month-first`), `agency` and `site` (headings), and `columns`: by heading either the name of
  /// an attribute, or `attribute` with `unit`. The attribute `none` has a column passed over.
  ///
  /// - Throws: ``TableMappingFailure`` at the first setting that makes no sense.
  public init(settings: FactValue) throws {
    guard case .object(let fields) = settings else { throw TableMappingFailure.notAnObject }
    self.init()
    for field in fields {
      switch field.name {
      case "sheet": sheet = try Self.text(field)
      case "headerRow":
        guard let row = field.value.integer, (1...1_048_576).contains(row) else {
          throw TableMappingFailure.invalidValue(setting: field.name, allowed: "1 … 1048576")
        }
        headerRow = row
      case "kind": kind = try Self.choice(field, RecordKind.allCases)
      case "decimalMark": decimalMark = try Self.choice(field, DecimalMark.allCases)
      case "dateOrder": dateOrder = try Self.choice(field, DateOrder.allCases)
      case "agency": agencyColumn = try Self.text(field)
      case "site": siteColumn = try Self.text(field)
      case "columns":
        guard case .object(let columns) = field.value else {
          throw TableMappingFailure.invalidValue(setting: field.name, allowed: "heading: attribute")
        }
        self.columns = try columns.map(Self.column)
      default: throw TableMappingFailure.unknownSetting(field.name)
      }
    }
  }

  /// The mapping as named values, in the order in which a file of settings shows them.
  public var settings: FactValue {
    .object(
      [
        sheet.map { .init("sheet", .text($0)) },
        headerRow.map { .init("headerRow", .integer($0)) },
        kind.map { .init("kind", .text($0.rawValue)) },
        decimalMark.map { .init("decimalMark", .text($0.rawValue)) },
        dateOrder.map { .init("dateOrder", .text($0.rawValue)) },
        agencyColumn.map { .init("agency", .text($0)) },
        siteColumn.map { .init("site", .text($0)) },
        columns.isEmpty ? nil : .init("columns", .object(columns.map(Self.field))),
      ].compactMap(\.self)
    )
  }

  private static let passedOver = "none"

  private static func field(_ column: Column) -> FactValue.Field {
    let name = FactValue.text(column.attribute?.rawValue ?? passedOver)
    guard let unit = column.unit else { return .init(column.heading, name) }
    return .init(
      column.heading,
      .object([.init("attribute", name), .init("unit", .text(unit))])
    )
  }

  private static func column(_ field: FactValue.Field) throws -> Column {
    switch field.value {
    case .text(let name):
      return Column(heading: field.name, attribute: try attribute(name, of: field.name))
    case .object(let parts):
      var column = Column(heading: field.name, attribute: nil)
      for part in parts {
        switch part.name {
        case "attribute": column.attribute = try attribute(text(part), of: field.name)
        case "unit":
          let unit = try text(part)
          guard Heading("x (\(unit))").unit != nil else {
            throw TableMappingFailure.invalidValue(
              setting: field.name,
              allowed: "MB, MiB, GB, GiB, TB, MHz, GHz, W, kW"
            )
          }
          column.unit = unit
        default: throw TableMappingFailure.unknownSetting(part.name)
        }
      }
      return column
    default:
      throw TableMappingFailure.invalidValue(setting: field.name, allowed: "heading: attribute")
    }
  }

  private static func attribute(_ name: String, of heading: String) throws -> Attribute? {
    guard name != passedOver else { return nil }
    guard let attribute = Attribute(rawValue: name) else {
      let names = Attribute.allCases.map(\.rawValue) + [passedOver]
      throw TableMappingFailure.invalidValue(
        setting: heading,
        allowed: names.joined(separator: ", ")
      )
    }
    return attribute
  }

  private static func text(_ field: FactValue.Field) throws -> String {
    guard let text = field.value.text, !text.isEmpty else {
      throw TableMappingFailure.invalidValue(setting: field.name, allowed: "text")
    }
    return text
  }

  private static func choice<Choice: RawRepresentable<String>>(
    _ field: FactValue.Field,
    _ choices: [Choice]
  ) throws -> Choice {
    guard let choice = field.value.text.flatMap({ Choice(rawValue: $0) }) else {
      throw TableMappingFailure.invalidValue(
        setting: field.name,
        allowed: choices.map(\.rawValue).joined(separator: ", ")
      )
    }
    return choice
  }
}
