import Inventory
import Matching
import Testing

@Suite("Decisions about applications")
struct ApplicationDecisionTests {
  private static let services = [
    Service(name: "Laboratorio analisi", synonyms: ["LIS"]),
    Service(name: "Pronto soccorso", synonyms: ["triage"]),
  ]
  private static let projects = ["P1", "P2"].map { code in
    Project(
      code: ProjectCode(code),
      agency: Rows.code("asl"),
      title: code,
      deadline: Month(year: 2024, month: code == "P1" ? 6 : 9),
      services: code == "P1" ? [ProjectService(service: "Laboratorio analisi")] : [],
      source: "prova"
    )
  }

  /// A list with two rows, another that names the first, and two machines with notes.
  private let rows = [
    Self.application(1, "LIS", import: 2, on: ["alfa"]),
    Self.application(2, "Triage", import: 2, on: ["bravo"]),
    Self.application(3, "Laboratorio analisi", import: 3, on: ["alfa"]),
    Self.application(4, "Qwxyz", import: 3, on: ["oscar"]),
    Self.machine(11, "alfa", note: nil),
    Self.machine(12, "bravo", note: nil),
    Self.machine(13, "kilo", note: "lab. analisi"),
    Self.machine(14, "lima", note: "Zyxwq"),
    Self.machine(15, "oscar", note: nil),
  ]

  private static func application(
    _ id: Int64,
    _ name: String,
    import number: Int64,
    on servers: [String]
  ) -> FiledRecord {
    Rows.row(id, .application, "table-csv", import: number) {
      $0.name = name
      $0.servers = servers
      $0.site = "San Luca"
    }
  }

  private static func machine(_ id: Int64, _ name: String, note: String?) -> FiledRecord {
    Rows.row(id, .virtualMachine, "rvtools-csv", import: 1) {
      $0.name = name
      $0.host = "esx1"
      $0.site = "San Luca"
      $0.applications = [note].compactMap(\.self)
    }
  }

  private static func decision(
    _ first: Int64,
    _ second: Int64,
    _ verdict: IdentityDecision.Verdict,
    words: (String?, String?) = (nil, nil),
    score: Double? = nil
  ) -> IdentityDecision {
    IdentityDecision(
      subject: .application,
      first: RecordID(first),
      second: RecordID(second),
      firstMention: words.0,
      secondMention: words.1,
      verdict: verdict,
      score: score
    )
  }

  private func reconcile(
    _ decisions: [IdentityDecision] = [],
    _ rows: [FiledRecord]? = nil,
    earlier: [Application] = []
  ) -> Reconciliation {
    Reconciler(services: Self.services, projects: Self.projects)
      .reconcile(
        rows ?? self.rows,
        of: Rows.agency,
        previous: [:],
        earlier: earlier,
        decisions: decisions
      )
  }

  /// The rows of each application, and the machines that it runs on.
  private func groups(_ found: Reconciliation) -> Set<[String]> {
    let names = Dictionary(uniqueKeysWithValues: found.assets.map { ($0.id, $0.name) })
    return Set(
      found.applications.map { application in
        application.records.map { String($0.number) }.filter { $0.count == 1 }
          + found.relations.filter { $0.kind == .runsOn && $0.from == application.id }
          .compactMap { names[$0.to] }.sorted()
      }
    )
  }

  @Test("rows and wordings join by evidence, which the join keeps")
  func evidence() {
    let found = reconcile()
    #expect(
      groups(found) == [["1", "3", "alfa", "kilo"], ["2", "bravo"], ["4", "oscar"], ["lima"]]
    )
    let lis = found.applications.first { $0.records.contains(RecordID(1)) }
    let joins = lis.map { found.joins(of: $0.id) } ?? []
    #expect(joins.map { $0.second.number } == [3, 13])
    #expect(joins.map(\.secondMention) == [nil, "lab. analisi"])
    for join in joins {
      #expect(join.evidence.score == join.evidence.weights.reduce(0) { $0 + $1.bits })
      #expect(join.evidence.weights.contains { $0.ground == .service || $0.ground == .name })
    }
    #expect(joins.first.map { $0.evidence.score > 4 } == true)
  }

  @Test("what was decided to be one is one, also within a list")
  func same() {
    let found = reconcile([Self.decision(2, 4, .same), Self.decision(1, 2, .same)])
    // Row 3 stands in the list of row 4, and a list names an application once.
    #expect(
      groups(found).isSuperset(of: [["1", "2", "4", "alfa", "bravo", "kilo", "oscar"]])
    )
    #expect(found.questions.contains { $0.second == RecordID(3) && $0.outcome == .rivalled })
    #expect(found.comparisons.count { $0.outcome == .joinedByDecision } == 2)
    #expect(!found.questions.contains { $0.outcome == .joinedByDecision })
  }

  @Test("what was decided to be two is two, and rows like the one stay with it")
  func different() {
    let found = reconcile([Self.decision(1, 3, .different)])
    #expect(
      groups(found).isSuperset(of: [["2", "bravo"], ["4", "oscar"]])
    )
    let owners = found.applications.filter {
      !Set($0.records).isDisjoint(with: [RecordID(1), RecordID(3)])
    }
    #expect(owners.count == 2)
    #expect(found.comparisons.contains { $0.outcome == .separatedByDecision })
  }

  @Test("words in a machine's row mean the application that was decided")
  func wordsMean() {
    let found = reconcile([Self.decision(2, 14, .same, words: (nil, "Zyxwq"))])
    #expect(groups(found).contains(["2", "bravo", "lima"]))
    #expect(found.comparisons.contains { $0.outcome == .joinedByDecision })
  }

  @Test("words in a machine's row do not mean the application that was denied")
  func wordsDoNotMean() {
    let found = reconcile([Self.decision(1, 13, .different, words: (nil, "lab. analisi"))])
    #expect(groups(found).isSuperset(of: [["1", "3", "alfa"], ["kilo"]]))
    #expect(found.comparisons.contains { $0.outcome == .separatedByDecision })
  }

  @Test("two wordings that were decided to be one are one")
  func wordings() {
    let found = reconcile([Self.decision(13, 14, .same, words: ("lab. analisi", "Zyxwq"))])
    #expect(groups(found).contains(["1", "3", "alfa", "kilo", "lima"]))
  }

  @Test("a decision on words holds when a later export says them again")
  func reimport() {
    var later = Self.machine(24, "lima", note: "ZYXWQ")
    later.importID = ImportID(9)
    var old = rows
    for index in old.indices where old[index].importID == ImportID(1) {
      old[index].isSuperseded = true
    }
    let found = reconcile(
      [Self.decision(2, 14, .same, words: (nil, "Zyxwq"))],
      old + [later]
    )
    #expect(groups(found).contains { $0.first == "2" && $0.contains("lima") })
    #expect(found.conflicts.isEmpty)
  }

  @Test("of contradictory decisions the later holds, and what is no more is told")
  func conflicts() {
    let first = Self.decision(2, 4, .same)
    let second = Self.decision(2, 4, .different)
    let gone = Self.decision(1, 14, .same, words: (nil, "no such words"))
    let found = reconcile([first, second, gone])
    #expect(groups(found).isSuperset(of: [["2", "bravo"], ["4", "oscar"]]))
    #expect(found.conflicts.map(\.decision) == [first, gone])
    #expect(found.conflicts.map(\.reason) == [.overruled(by: second), .recordGone])
  }

  @Test("evidence that speaks against a decision is told, unless it spoke so then")
  func contradicted() throws {
    let known = try #require(
      reconcile([Self.decision(1, 3, .different)]).conflicts.first?.evidence?.score
    )
    #expect(known > 8)
    #expect(reconcile([Self.decision(1, 3, .different, score: known)]).conflicts.isEmpty)
  }

  @Test("a doubtful join and a doubtful pair are asked, what was decided is not")
  func questions() {
    let asked = reconcile().questions
    #expect(asked.contains { $0.secondMention == "lab. analisi" && $0.isJoined })
    let found = reconcile([Self.decision(1, 13, .same, words: (nil, "lab. analisi"))])
    #expect(!found.questions.contains { $0.secondMention == "lab. analisi" })
  }

  @Test("decisions hold whatever the order of the records", arguments: 1...6)
  func order(seed: UInt64) {
    let decisions = [
      Self.decision(2, 14, .same, words: (nil, "Zyxwq")), Self.decision(1, 3, .different),
    ]
    var random = SeededGenerator(state: seed)
    let shuffled = reconcile(decisions, rows.shuffled(using: &random))
    let found = reconcile(decisions)
    #expect(shuffled.applications == found.applications)
    #expect(shuffled.relations == found.relations)
    #expect(shuffled.comparisons == found.comparisons)
  }

  @Test("applications keep their ids, also those that only machines' rows name")
  func ids() {
    let before = reconcile()
    // A list that comes first in order moves every number that is not kept.
    let more = Self.application(0, "Altro", import: 8, on: [])
    let after = reconcile([], [more] + rows, earlier: before.applications)
    for application in before.applications {
      let now = after.applications.first { $0.id == application.id }
      #expect(now?.name == application.name)
      #expect(now?.records == application.records)
    }
    #expect(after.applications.count == before.applications.count + 1)
    // A number once given never names another thing.
    let shrunk = reconcile([], Array(rows.prefix(6)), earlier: after.applications)
    let again = reconcile([], rows, earlier: shrunk.applications)
    #expect(Set(again.applications.map(\.id)).count == again.applications.count)
  }

  @Test("two applications that one row of a machine names keep their own ids")
  func sharedRow() {
    let row = Rows.row(11, .virtualMachine, "rvtools-csv", import: 1) {
      $0.name = "alfa"
      $0.host = "esx1"
      $0.applications = ["Qwxyz", "Zyxwq"]
    }
    let before = reconcile([], [row])
    #expect(before.applications.count == 2)
    let swapped = Rows.row(11, .virtualMachine, "rvtools-csv", import: 1) {
      $0.name = "alfa"
      $0.host = "esx1"
      $0.applications = ["Zyxwq", "Qwxyz"]
    }
    let after = reconcile([], [swapped], earlier: before.applications)
    #expect(
      Set(after.applications.map { "\($0.id) \($0.name)" })
        == Set(before.applications.map { "\($0.id) \($0.name)" })
    )
  }

  @Test(
    "a person's projects hold over what was recognised",
    arguments: [(["P2"], ["P2"]), ([], []), (["P1", "P2"], ["P1", "P2"]), (["P9"], ["P1"])]
  )
  func assignment(decided: [String], expected: [String]) throws {
    let found = reconcile()
    let lis = try #require(found.applications.first { $0.records.contains(RecordID(1)) })
    let estate = Estate(
      agency: Rows.agency,
      assets: found.assets,
      applications: found.applications,
      relations: found.relations
    )
    let assigned = Assigner(catalogue: Self.services, projects: Self.projects).assign(
      estate,
      records: rows,
      decisions: [
        AssignmentDecision(
          number: 7,
          application: EntityReference(record: RecordID(1), entity: lis.id, isApplication: true),
          projects: decided.map { ProjectCode($0) }
        )
      ]
    )
    let own = try #require(assigned.first { $0.entity == lis.id })
    #expect(own.projects.map(\.description) == expected)
    #expect(own.reasons.contains(.decided(decision: 7)) == (decided != ["P9"]))
    #expect(Set(own.months.keys.map(\.description)) == Set(expected))
    #expect(own.month == (expected.isEmpty ? nil : own.months.values.max()))
    // The machine beneath follows.
    let server = try #require(found.assets.first { $0.name == "kilo" })
    #expect(assigned.first { $0.entity == server.id }?.projects.map(\.description) == expected)
  }
}
