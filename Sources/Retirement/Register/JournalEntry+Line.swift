public import Inventory

extension JournalEntry {
  /// The entry as one line of JSON, without a line break: what is hashed.
  ///
  /// Members stand in a fixed order, without blanks, and those without value are left out, so that
  /// an entry has one line only. The hash of the entry is SHA-256(``domain`` ‖ line).
  public var line: String { fact.json }

  /// The entry as named values, in their fixed order.
  public var fact: FactValue {
    .object(
      Self.headFields(
        agency: agency,
        sequence: sequence,
        previous: previous,
        deed: deed.name,
        entity: entity
      )
        + FactValue.fields([
          ("at", .integer(at)), ("by", .text(by)), ("approvedBy", approvedBy.map { .text($0) }),
        ]) + deedFields
    )
  }

  /// What the line of an entry with this place in the chain, deed and device begins with.
  public static func lineHead(
    agency: AgencyCode,
    sequence: Int,
    previous: String,
    deed: String,
    entity: EntityID?
  ) -> String {
    let head = headFields(
      agency: agency,
      sequence: sequence,
      previous: previous,
      deed: deed,
      entity: entity
    )
    // Behind the device, or the lack of one, stands the time.
    return FactValue.object(head).json.dropLast() + ",\"at\":"
  }

  private static func headFields(
    agency: AgencyCode,
    sequence: Int,
    previous: String,
    deed: String,
    entity: EntityID?
  ) -> [FactValue.Field] {
    FactValue.fields([
      ("agency", .text(agency.description)), ("sequence", .integer(sequence)),
      ("previous", .text(previous)), ("deed", .text(deed)),
      ("entity", entity.map { .text($0.description) }),
    ])
  }

  private var deedFields: [FactValue.Field] {
    var fields: [(String, FactValue?)] =
      switch deed {
      case .step(let step):
        [
          ("day", .text(step.day.description)), ("step", .text(step.step.name.rawValue)),
          ("state", .text(step.state.rawValue)),
          ("offFrom", step.offFrom.map { .text($0.description) }),
          ("evidence", step.step.evidenceFact), ("device", step.device.fact),
        ]
      case .baseline(let day, let assets):
        [("asOf", .text(day.description)), ("assets", .integer(assets))]
      case .adjustment(_, let reason): [("reason", .text(reason))]
      case .key(let fingerprint): [("fingerprint", .text(fingerprint))]
      }
    if !documents.isEmpty { fields.append(("documents", .list(documents.map(\.fact)))) }
    return FactValue.fields(fields)
  }

  /// Reads back what ``fact`` gave; `nil` for anything else.
  public init?(_ fact: FactValue) {
    guard let agency = fact["agency"]?.text.flatMap({ AgencyCode($0) }),
      let sequence = fact["sequence"]?.integer, let previous = fact["previous"]?.text,
      let at = fact["at"]?.integer, let by = fact["by"]?.text, let deed = Deed(fact)
    else { return nil }
    var documents: [Document] = []
    for item in fact["documents"]?.items ?? [] {
      guard let document = Document(item) else { return nil }
      documents.append(document)
    }
    self.init(
      agency: agency,
      sequence: sequence,
      previous: previous,
      at: at,
      by: by,
      approvedBy: fact["approvedBy"]?.text,
      deed: deed,
      documents: documents
    )
  }
}

extension JournalEntry.Deed {
  /// The kind of deed: `step`, `baseline`, `adjustment` or `key`.
  public var name: String {
    switch self {
    case .step: "step"
    case .baseline: "baseline"
    case .adjustment: "adjustment"
    case .key: "key"
    }
  }

  fileprivate init?(_ fact: FactValue) {
    switch fact["deed"]?.text {
    case "step":
      guard let entity = fact["entity"]?.text, let day = fact.day("day"),
        let name = fact["step"]?.text.flatMap({ RetirementStepName(rawValue: $0) }),
        let state = fact["state"]?.text.flatMap({ RetirementState(rawValue: $0) }),
        let step = RetirementStep(name, evidence: fact["evidence"] ?? .object([]), on: day),
        let device = fact["device"].flatMap({ DeviceFacts($0) })
      else { return nil }
      self = .step(
        JournalEntry.DeviceStep(
          entity: EntityID(entity),
          day: day,
          step: step,
          device: device,
          state: state,
          offFrom: fact.day("offFrom")
        )
      )
    case "baseline":
      guard let day = fact.day("asOf"), let assets = fact["assets"]?.integer else { return nil }
      self = .baseline(asOf: day, assets: assets)
    case "adjustment":
      guard let reason = fact["reason"]?.text else { return nil }
      self = .adjustment(entity: fact["entity"]?.text.map { EntityID($0) }, reason: reason)
    case "key":
      guard let fingerprint = fact["fingerprint"]?.text else { return nil }
      self = .key(fingerprint: fingerprint)
    default: return nil
    }
  }
}

extension JournalEntry.Document {
  /// The document as named values.
  public var fact: FactValue {
    .object([
      .init("sha256", .text(sha256)), .init("name", .text(name)), .init("size", .integer(size)),
    ])
  }

  fileprivate init?(_ fact: FactValue) {
    guard let sha256 = fact["sha256"]?.text, let name = fact["name"]?.text,
      let size = fact["size"]?.integer
    else { return nil }
    self.init(sha256: sha256, name: name, size: size)
  }
}

extension FactValue {
  /// The named values that are there, in order.
  static func fields(_ fields: [(String, FactValue?)]) -> [Field] {
    fields.compactMap { name, value in value.map { Field(name, $0) } }
  }

  /// The named values that are there, as an object.
  static func present(_ fields: [(String, FactValue?)]) -> FactValue {
    .object(Self.fields(fields))
  }

  /// The member of an object; `nil` when there is none, and for everything but objects.
  subscript(name: String) -> FactValue? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.name == name }?.value
  }

  /// The day that a member tells.
  func day(_ name: String) -> CalendarDate? {
    self[name]?.text.flatMap { CalendarDate(iso: $0) }
  }

  /// The texts that a member lists.
  func texts(_ name: String) -> [String] { self[name]?.items.compactMap(\.text) ?? [] }
}
