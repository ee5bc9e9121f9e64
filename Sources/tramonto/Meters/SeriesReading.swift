import Estimation
import Importers
import Inventory
import Workspace

/// The series that tables say, tied to what they count, and what was left out.
struct SeriesReading {
  let subjects: MeterSubjects
  let ties: [SeriesTie]
  let feed: String
  let side: FiledSeries.Side

  /// The series, in the order of files and meters.
  private(set) var series: [FiledSeries] = []
  private var findings: [MeterReadings.Finding] = []
  private var unknown: [any Message] = []

  init(subjects: MeterSubjects, ties: [SeriesTie], feed: String, side: FiledSeries.Side) {
    (self.subjects, self.ties) = (subjects, ties)
    (self.feed, self.side) = (feed, side)
  }

  /// A table of meters, of loads, or of both.
  private struct Table {
    var meters: MeterTable?
    var loads: LoadTable?

    init?(header: [String]) {
      meters = MeterTable(header: header)
      loads = LoadTable(header: header)
      guard meters != nil || loads != nil else { return nil }
    }

    mutating func add(_ cells: [String], line: Int) {
      meters?.add(cells, line: line)
      loads?.add(cells, line: line)
    }
  }

  /// Reads the series of a file.
  mutating func read(_ path: String) throws {
    let sha256 = try Store.fingerprint(of: path)
    let table = try MeterReadings.table(
      path,
      or: .noSeriesColumns(path: path),
      Table.init(header:)
    ) { $0.add($1, line: $2) }
    let told = (table.meters?.findings ?? []) + (table.loads?.findings ?? [])
    findings += told.map { MeterReadings.Finding(path: path, finding: $0) }
    let meters = MeterSeries.all(of: table.meters?.readings ?? [:])
    for meter in meters {
      let readings = table.meters?.readings[meter.name] ?? []
      findings += meter.findings.map { MeterReadings.Finding(path: path, finding: $0) }
      guard let tied = tied(meter.name, isOnly: meters.count == 1, ofLoad: false) else { continue }
      let spans = meter.daily
      guard !spans.isEmpty else {
        let finding = MeterFinding(
          meter: meter.name,
          line: readings.first?.line,
          reason: .noStretch
        )
        findings.append(MeterReadings.Finding(path: path, finding: finding))
        continue
      }
      series.append(
        FiledSeries(
          agency: tied.agency,
          subject: tied.subject,
          side: side,
          meter: meter.name,
          feed: feed,
          path: path,
          sha256: sha256,
          line: readings.map(\.line).min() ?? 1,
          readings: readings.count,
          deviation: table.meters?.hasApparentPower ?? false
            ? MeteredSeries.apparentDeviation : MeteredSeries.usualDeviation,
          content: .power(spans)
        )
      )
    }
    guard let loads = table.loads else { return }
    for (name, histogram) in loads.loads.sorted(by: { $0.key < $1.key }) {
      guard let tied = tied(name, isOnly: loads.loads.count == 1, ofLoad: true) else { continue }
      series.append(
        FiledSeries(
          agency: tied.agency,
          subject: tied.subject,
          meter: name,
          path: path,
          sha256: sha256,
          line: loads.lines[name] ?? 1,
          readings: histogram.samples,
          content: .load(histogram, days: loads.days(of: name))
        )
      )
    }
  }

  /// What a meter counts; `nil`, and told, where that is not known.
  private mutating func tied(
    _ meter: String,
    isOnly: Bool,
    ofLoad isLoad: Bool
  ) -> (agency: AgencyCode, subject: FiledSeries.Subject)? {
    let said =
      ties.first { $0.meter == meter.lowercased() } ?? ties.first { $0.meter == nil && isOnly }
    do {
      return try subjects.subject(called: said?.thing ?? meter, ofLoad: isLoad)
    } catch let message as any Message {
      if !unknown.contains(where: { "\($0)" == "\(message)" }) { unknown.append(message) }
    } catch {
      unknown.append(CommandFailure.unknownEntity(meter))
    }
    return nil
  }

  /// Whether something was left out.
  var hasProblems: Bool { !findings.isEmpty || !unknown.isEmpty || series.isEmpty }

  /// Says what was left out: twenty of each sort.
  func complain(_ console: Console) {
    MeterReadings.complain(findings, unknown, console)
  }
}

extension FiledSeries {
  /// What it is, in one line.
  func line(_ subjects: MeterSubjects, _ language: Language) -> String {
    var words: [String] = []
    switch content {
    case .power:
      if let power = MeteredPower(series) {
        words.append("\(language.number(power.watts, decimals: 1)) W")
        words.append("\(power.first)–\(power.last)")
        words.append(
          "\(language.number(power.days, decimals: 1)) d, "
            + "\(language.number(power.coverage * 100, decimals: 0)) %"
        )
      }
    case .load(let histogram, let days):
      words.append("CPU \(language.number(histogram.mean * 100, decimals: 1)) %")
      if let days { words.append("\(language.number(days, decimals: 1)) d") }
    }
    words.append(language("letture: \(readings)", "readings: \(readings)"))
    if side != .output { words.append(side.label(in: language)) }
    if !feed.isEmpty { words.append(language("linea ", "feed ") + "\(Excerpt(feed))") }
    words.append("\(Excerpt(whole: path)):\(line)")
    if !by.isEmpty { words.append("\(Excerpt(by)) \(Clock.day(of: at))") }
    if !reason.isEmpty { words.append("\(Excerpt(reason))") }
    if let withdrawn {
      words.append(
        language("revocata da ", "withdrawn by ")
          + "\(Excerpt(withdrawn.by)) \(Clock.day(of: withdrawn.at))"
      )
    }
    let head = number > 0 ? "\(agency) \(number)" : "\(agency)"
    return "\(head): \(subjects.name(of: subject, language)): " + words.joined(separator: "; ")
  }

  /// It as named values.
  var fact: FactValue {
    var fields: [FactValue.Field?] = [
      .init("agency", .text(agency.description)),
      number > 0 ? .init("number", .integer(number)) : nil,
      subject.entity.map { .init("id", .text($0.description)) },
      subject.path.map { .init("place", .text($0)) },
      .init("side", .text(side.rawValue)), .init("meter", .text(meter)),
      feed.isEmpty ? nil : .init("feed", .text(feed)),
      .init("readings", .integer(readings)), .init("path", .text(path)),
      .init("line", .integer(line)), .init("sha256", .text(sha256)),
    ]
    switch content {
    case .power:
      if let power = MeteredPower(series) {
        fields += [
          .init("watts", .number(power.watts)), .init("deviation", .number(power.deviation)),
          .init("first", .text("\(power.first)")), .init("last", .text("\(power.last)")),
          .init("days", .number(power.days)), .init("coverage", .number(power.coverage)),
        ]
      }
    case .load(let histogram, let days):
      fields += [
        .init("load", .number(histogram.mean)), days.map { .init("days", .number($0)) },
      ]
    }
    fields += [
      by.isEmpty ? nil : .init("by", .text(by)),
      reason.isEmpty ? nil : .init("reason", .text(reason)),
      at == 0 ? nil : .init("at", .integer(at)),
      withdrawn.map { .init("withdrawnBy", .text($0.by)) },
      withdrawn.map { .init("withdrawnAt", .integer($0.at)) },
    ]
    return .object(fields.compactMap(\.self))
  }
}

extension FiledSeries.Side {
  /// Where the meter stands.
  fileprivate func label(in language: Language) -> String {
    switch self {
    case .output: language("dopo l’UPS", "behind the UPS")
    case .input: language("prima dell’UPS", "before the UPS")
    case .facility: language("con raffreddamento e perdite", "with cooling and losses")
    }
  }
}

extension MeteredPower {
  /// What a series of a meter says; `nil` for loads too.
  fileprivate init?(_ series: MeteredSeries?) {
    guard let series else { return nil }
    self.init(series)
  }
}
