import Inventory

extension RowReader {
  /// Takes a cell that only one tool's tables have.
  mutating func take(
    _ detail: ColumnDetail,
    _ text: String,
    _ number: Double?,
    _ column: MappedColumn,
    _ place: Locator,
    _ record: inout Record,
    _ extras: inout Extras
  ) {
    switch detail {
    case .secondName:
      if let name = with({ $0.text(text, .name) }) { extras.details.names.append(name) }
    case .key: extras.details.key = with { $0.text(text, .name) }
    case .remark: note(text, under: column.heading, &record)
    case .part: extras.details.part = text
    case .isPhysical: extras.details.isPhysical = Self.flag(text)
    case .virtualIdentifier:
      guard let identifier = with({ $0.text(text, .deviceID) }) else { return }
      record.deviceID = record.deviceID ?? identifier
      extras.details.isKnownVirtual = true
    case .bracketedModel: setBracketedModel(text, &record, &extras)
    case .rackAndPlace: setRackAndPlace(text, &record)
    case .halfUnit: setHalfUnit(text, number, column, place, &record, &extras)
    case .hostingPlace: setHostingPlace(text, &record)
    case .usedAndAllStorage:
      let whole = text.split(separator: "/").last.map(Self.trimmed) ?? text
      setNumber(.storage, whole, number, column, place, &record)
    case .memoryUsed:
      // Read like memory, but into a record of its own.
      var other = Record(kind: record.kind, locator: place)
      setNumber(.memory, text, number, column, place, &other)
      extras.details.memoryUsed = other.memory
    case .applicationList:
      for piece in text.split(whereSeparator: { ",;|".contains($0) || $0.isNewline }) {
        guard let name = with({ $0.text(Self.trimmed(piece), .applications) }) else { continue }
        if !record.applications.contains(name) { record.applications.append(name) }
      }
    case .labels:
      for piece in text.split(whereSeparator: { ",;|".contains($0) || $0.isNewline }) {
        let sides = piece.split(maxSplits: 1) { $0 == ":" || $0 == "=" }.map(Self.trimmed)
        if sides.count == 2 { add(label: sides[0], sides[1], &record, &extras) }
      }
    case .labelName: extras.details.openLabel = text
    case .labelValue:
      // Without a column for it, the label's name ends the heading: `mgn:server:tag:owner`.
      let name = column.heading.split(separator: ":").last.map(Self.trimmed)
      add(label: extras.details.openLabel ?? name ?? column.heading, text, &record, &extras)
      extras.details.openLabel = nil
    case .recordType: extras.details.recordType = text
    case .dependency: extras.details.dependency = with { $0.text(text, .target) }
    case .direction: extras.details.direction = text
    }
  }

  private mutating func note(_ text: String, under heading: String, _ record: inout Record) {
    guard let value = with({ $0.text(text, .annotation) }) else { return }
    let note = "\(Self.trimmed(heading)): \(value)"
    record.annotation = record.annotation.map { $0 + "; " + note } ?? note
  }

  private mutating func add(
    label name: String,
    _ value: String,
    _ record: inout Record,
    _ extras: inout Extras
  ) {
    note(value, under: name, &record)
    extras.details.labels.append((name, value))
  }

  /// Splits `[Storage] EMC VNX5300` into kind and model.
  private mutating func setBracketedModel(
    _ text: String,
    _ record: inout Record,
    _ extras: inout Extras
  ) {
    var rest = text
    if text.first == "[", let end = text.firstIndex(of: "]") {
      extras.details.modelKind = String(text[..<end].dropFirst())
      rest = Self.trimmed(text[text.index(after: end)...])
    }
    guard !rest.isEmpty else { return }
    extras.rawModel = rest
    setMakerAndModel(rest, &record)
    // The maker alone stands where the list of models has no better: it is no model.
    if record.manufacturer == nil, let model = record.model,
      Makers.names.contains(where: { $0.lowercased() == model.lowercased() })
    {
      record.manufacturer = model
      record.model = nil
    }
  }

  /// Splits `R31 (DC1/Room 2)` into rack, data centre and room.
  private mutating func setRackAndPlace(_ text: String, _ record: inout Record) {
    let parts = text.split(maxSplits: 1) { $0 == "(" }
    record.rack = parts.first.flatMap { part in with { $0.text(Self.trimmed(part), .rack) } }
    guard parts.count == 2 else { return }
    let steps = parts[1].split { $0 == ")" || $0 == "/" }.map(Self.trimmed)
      .filter { !$0.isEmpty }
    record.dataCentre = steps.first
    if steps.count > 1 { record.room = steps.last }
    record.location = text
  }

  /// A machine half a unit higher than unit 4 still begins in unit 4.
  private mutating func setHalfUnit(
    _ text: String,
    _ number: Double?,
    _ column: MappedColumn,
    _ place: Locator,
    _ record: inout Record,
    _ extras: inout Extras
  ) {
    guard !Placeholder.matches(text) else { return with { $0.notePlaceholder(.rackUnit) } }
    guard let value = number ?? column.numbers.number(text) else {
      // Rack and unit are easily put into each other's column.
      if let unit = record.rack.flatMap({ Int($0) }), (1...100).contains(unit) {
        record.rackUnit = unit
        record.rack = text
        extras.details.rackAmongUnits = column.heading
        return
      }
      return with { $0.reject(text, .notANumber(.rackUnit), at: place) }
    }
    guard (1...100).contains(value) else {
      return with { $0.reject(text, .outOfRange(.rackUnit), at: place) }
    }
    record.rackUnit = Int(value)
  }

  /// Splits `DC1-RackB` into data centre and rack; a place without the word is a data centre.
  private mutating func setHostingPlace(_ text: String, _ record: inout Record) {
    guard let text = with({ $0.text(text, .dataCentre) }) else { return }
    record.location = text
    record.dataCentre = text
    let parts = text.split { $0 == "-" || $0 == "/" || $0 == "," }.map(Self.trimmed)
    guard parts.count > 1, let last = parts.last,
      ["rack", "armadio"].contains(where: { last.lowercased().hasPrefix($0) })
    else { return }
    record.rack = last
    record.dataCentre = parts.dropLast().joined(separator: "-")
  }
}
