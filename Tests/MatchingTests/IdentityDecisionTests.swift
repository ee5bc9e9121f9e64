import Inventory
import Matching
import Testing

@Suite("Decisions about identity")
struct IdentityDecisionTests {
  /// Two machines that nothing ties, and two that a serial number ties.
  private let rows = [
    Rows.row(1) { $0.hostname = "alfa" },
    Rows.row(2) { $0.hostname = "zulu" },
    Rows.row(3) {
      $0.hostname = "lago"
      $0.serial = Serial("CZJ1234ABC")
    },
    Rows.row(4, .server, "ocs-xml") {
      $0.hostname = "lago"
      $0.serial = Serial("CZJ1234ABC")
    },
  ]

  private func reconcile(_ decisions: IdentityDecision...) -> Reconciliation {
    Reconciler().reconcile(rows, of: Rows.agency, previous: [:], decisions: decisions)
  }

  private func clusters(_ result: Reconciliation) -> [[Int64]] {
    result.assets.map { $0.records.map(\.number) }
  }

  private func decision(
    _ first: Int64,
    _ second: Int64,
    _ verdict: IdentityDecision.Verdict,
    score: Double? = nil
  ) -> IdentityDecision {
    IdentityDecision(
      first: RecordID(first),
      second: RecordID(second),
      verdict: verdict,
      score: score
    )
  }

  @Test("what was decided to be one is one, and is told as decided")
  func same() {
    let result = reconcile(decision(1, 2, .same))
    #expect(clusters(result) == [[1, 2], [3, 4]])
    let join = result.comparisons.first { $0.first == RecordID(1) && $0.isJoined }
    #expect(join?.outcome == .joinedByDecision)
  }

  @Test("what was decided to be two is two, whatever the evidence")
  func different() {
    let result = reconcile(decision(3, 4, .different))
    #expect(clusters(result) == [[1], [2], [3], [4]])
    #expect(result.comparisons.contains { $0.outcome == .separatedByDecision })
    #expect(result.questions.allSatisfy { $0.outcome != .separatedByDecision })
  }

  @Test("a decision on one pair binds the clusters that its records stand in")
  func clustersAreBound() {
    let result = reconcile(
      decision(1, 3, .same),
      decision(2, 4, .same),
      decision(3, 4, .different)
    )
    #expect(clusters(result) == [[1, 3], [2, 4]])
  }

  @Test("of decisions that contradict each other the later holds, and the earlier is told")
  func laterHolds() {
    let first = decision(1, 2, .same)
    let second = decision(2, 1, .different)
    let split = reconcile(first, second)
    #expect(clusters(split) == [[1], [2], [3, 4]])
    #expect(split.conflicts.map(\.decision) == [first])
    #expect(split.conflicts.map(\.reason) == [.overruled(by: second)])
    let merged = reconcile(second, first)
    #expect(clusters(merged) == [[1, 2], [3, 4]])
    #expect(merged.conflicts.first?.decision == second)
    #expect(merged.conflicts.first?.reason == .overruled(by: first))
  }

  @Test("a chain of decisions that ends in a contradiction loses its earliest link")
  func chain() {
    let result = reconcile(
      decision(1, 3, .same),
      decision(1, 2, .different),
      decision(2, 3, .same)
    )
    #expect(clusters(result) == [[1], [2, 3, 4]])
    #expect(result.conflicts.first?.decision == decision(1, 3, .same))
    #expect(result.conflicts.first?.reason == .overruled(by: decision(1, 2, .different)))
  }

  @Test("a decision against the evidence holds and is raised, unless it was made in face of it")
  func raised() {
    let blind = reconcile(decision(3, 4, .different))
    #expect(blind.conflicts.map(\.reason) == [.evidence])
    let score = blind.conflicts.first?.evidence?.score ?? 0
    #expect(score >= 8)
    #expect(reconcile(decision(3, 4, .different, score: score)).conflicts.isEmpty)
    #expect(reconcile(decision(3, 4, .different, score: score - 4)).conflicts.count == 1)
    #expect(reconcile(decision(1, 2, .same)).conflicts.map(\.reason) == [.evidence])
  }

  @Test("a decision whose record is gone changes nothing and is told")
  func recordGone() {
    let result = reconcile(decision(1, 99, .same))
    #expect(clusters(result) == [[1], [2], [3, 4]])
    #expect(result.conflicts.map(\.reason) == [.recordGone])
    #expect(result.conflicts.allSatisfy { !$0.text(in: .italian).isEmpty })
  }
}
