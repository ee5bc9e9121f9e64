import GRDB
public import Inventory
public import Retirement

/// A device as the register lists it.
public struct RegisterRow: Sendable, Hashable {
  /// The device.
  public var entity: EntityID
  /// Its kind when it was last looked at.
  public var kind: AssetKind
  /// Its name when it was last looked at.
  public var name: String
  /// Its serial number; `nil` when none is known.
  public var serial: String?
  /// Its state on the day asked for.
  public var state: RetirementState
  /// The day of its last step.
  public var day: CalendarDate
  /// The day from which it is off, or will be if nobody complains; `nil` when neither.
  public var offFrom: CalendarDate?
  /// The number of its last entry in the journal.
  public var sequence: Int
}

extension Store {
  /// The devices of which something is recorded, by id in order.
  ///
  /// - Parameters:
  ///   - agency: The agency.
  ///   - day: The day to look on: a trial that nobody complains of passes by itself.
  ///   - state: The state to list; `nil` for all.
  /// - Returns: The devices, each with its state on that day.
  /// - Throws: ``StoreFailure`` when the workspace cannot be read.
  /// - Complexity: O(devices in that state, or on trial).
  public func register(
    of agency: AgencyCode,
    on day: CalendarDate,
    state: RetirementState? = nil
  ) throws -> [RegisterRow] {
    // Whoever is off because the days have passed is still written as drained.
    let written = state == .off ? [.off, .drained] : state.map { [$0] }
    let condition =
      written.map { states in
        "AND state IN (" + states.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"
      } ?? ""
    return try read { db in
      try db.prepared(
        """
        SELECT \(Self.registerColumns) FROM retirement
        WHERE agency = ? \(condition) ORDER BY entity
        """,
        agency.description
      ).rows { row in try registerRow(in: row, on: day) }
    }.filter { state == nil || $0.state == state }
  }

  /// What ``registerRow(in:on:)`` reads.
  static let registerColumns = "entity, kind, name, serial, state, day, off_from, sequence"

  func registerRow(
    in row: borrowing PreparedStatement,
    on day: CalendarDate
  ) throws -> RegisterRow {
    guard let kind = row.text(1).flatMap({ AssetKind(rawValue: $0) }),
      var state = row.text(4).flatMap({ RetirementState(rawValue: $0) }),
      let last = row.text(5).flatMap({ CalendarDate(iso: $0) })
    else { throw damaged("retirement \(row.text(0) ?? "")") }
    let offFrom = row.text(6).flatMap { CalendarDate(iso: $0) }
    if state == .drained, let offFrom, offFrom <= day { state = .off }
    return RegisterRow(
      entity: EntityID(row.text(0) ?? ""),
      kind: kind,
      name: row.text(2) ?? "",
      serial: row.text(3),
      state: state,
      day: last,
      offFrom: offFrom,
      sequence: row.integer(7) ?? 0
    )
  }

  /// Records steps of an agency's devices, each on what those before it left.
  ///
  /// - Parameters:
  ///   - requests: The steps, in order.
  ///   - agency: The agency.
  ///   - actor: Who records them, where a request names nobody else.
  ///   - time: When, in seconds since 1970, UTC.
  ///   - mode: How many are recorded.
  /// - Returns: What became of each request, in order.
  /// - Throws: ``StoreFailure`` when the workspace cannot be written; nothing is recorded then.
  public func record(
    _ requests: [StepRequest],
    in agency: AgencyCode,
    by actor: String,
    at time: Int,
    mode: RecordingMode = .allOrNone
  ) throws -> [StepOutcome] {
    try write { db in
      _ = try knownAgency(agency, in: db)
      var outcomes: [StepOutcome] = []
      try db.inSavepoint {
        var journal = try Journal(of: agency, in: db)
        for request in requests {
          try db.inSavepoint {
            let by = request.by ?? actor
            // What will not be kept goes on as if a refused step had been taken, so that the
            // problems of the steps behind it are told too.
            let isKept = mode == .possible
            let outcome = try record(request, by: by, at: time, to: &journal, goingOn: !isKept)
            outcomes.append(outcome)
            return outcome.problems.isEmpty || !isKept ? .commit : .rollback
          }
        }
        let isRecorded =
          switch mode {
          case .allOrNone: outcomes.allSatisfy(\.problems.isEmpty)
          case .possible: true
          case .none: false
          }
        if !isRecorded {
          for index in outcomes.indices { outcomes[index].sequence = nil }
        }
        return isRecorded ? .commit : .rollback
      }
      return outcomes
    }
  }

  private func record(
    _ request: StepRequest,
    by actor: String,
    at time: Int,
    to journal: inout Journal,
    goingOn: Bool
  ) throws -> StepOutcome {
    let (agency, db) = (journal.agency, journal.db)
    let past = try entries(of: request.entity, agency: agency, in: db)
    let device = try device(request.entity, of: agency, in: db)
    var retirement = Retirement(past)
    let state = retirement.state(on: request.day)
    var outcome = StepOutcome(
      entity: request.entity,
      name: device?.name ?? request.entity.description,
      step: request.step.name,
      from: state,
      to: state,
      offFrom: retirement.offFrom,
      problems: []
    )
    guard let device else {
      outcome.problems = [.unknownDevice(request.entity)]
      return outcome
    }
    guard device.kind.isRetired else {
      outcome.problems = [.notRetired(device.kind)]
      return outcome
    }
    if let seen = request.seen {
      let news = past.filter { $0.sequence > seen }
      if !news.isEmpty { outcome.problems.append(.changedSince(news)) }
    }
    if request.day.dayNumber > time / 86_400 + 1 {
      outcome.problems.append(.refused(.inFuture(request.day)))
    }
    let refusals = retirement.refusals(
      of: request.step,
      by: actor,
      on: request.day,
      given: device,
      documents: request.documents.count
    )
    outcome.problems += refusals.map { .refused($0) }
    var documents: [JournalEntry.Document] = []
    for path in request.documents {
      do {
        documents.append(try file(documentAt: path, of: agency, in: db))
      } catch let failure as StoreFailure {
        outcome.problems.append(.document(failure))
      }
    }
    let isGood = outcome.problems.isEmpty
    guard isGood || goingOn && !refusals.contains(where: \.isOutOfPlace) else { return outcome }
    retirement.replay(request.step, on: request.day, given: device)
    if isGood {
      outcome.to = retirement.state(on: request.day)
      outcome.offFrom = retirement.offFrom
    }
    let entry = try journal.add(
      .step(
        JournalEntry.DeviceStep(
          entity: request.entity,
          day: request.day,
          step: request.step,
          device: device,
          state: retirement.state,
          offFrom: retirement.offFrom
        )
      ),
      documents: documents,
      by: actor,
      approvedBy: request.approvedBy,
      at: time
    )
    if isGood { outcome.sequence = entry.sequence }
    try keep(entry, in: db)
    return outcome
  }

  /// Writes where an entry has led its device.
  private func keep(_ entry: JournalEntry, in db: Database) throws {
    guard let step = entry.deviceStep else { return }
    let write = try db.prepared(
      """
      INSERT INTO retirement (
        agency, entity, state, off_from, day, kind, name, serial, sequence
      ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (agency, entity) DO UPDATE SET state = excluded.state,
        off_from = excluded.off_from, day = excluded.day, kind = excluded.kind,
        name = excluded.name, serial = excluded.serial, sequence = excluded.sequence
      """,
      entry.agency.description,
      step.entity.description,
      step.state.rawValue,
      step.offFrom?.description,
      step.day.description,
      step.device.kind.rawValue,
      step.device.name,
      step.device.serial
    )
    write.bind(entry.sequence, at: 8)
    try write.run()
  }
}

extension Retirement {
  /// The retirement that a device's entries amount to.
  init(_ entries: [JournalEntry]) {
    self.init()
    for step in entries.lazy.compactMap(\.deviceStep) {
      replay(step.step, on: step.day, given: step.device)
    }
  }
}

extension AssetKind {
  /// Whether things of this kind go the way of the register.
  var isRetired: Bool {
    switch self {
    case .server, .host, .virtualMachine, .storage, .networkDevice, .powerUnit, .unknown: true
    case .rack, .workstation, .printer, .phone: false
    }
  }
}
