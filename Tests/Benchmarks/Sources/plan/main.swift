import Foundation
import Inventory
import Matching
import Retirement

// plan MACHINES [SEED]: assigns and plans an invented estate; tells the CPU time, the memory, and
// what came of it.

/// The greatest memory so far, in MB.
func peak() -> Double {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
  return (line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0)
    / 1_024
}

/// Runs `work` and prints its CPU time and the greatest memory so far.
func measured<Result>(_ name: String, of count: Int, _ work: () -> Result) -> Result {
  let start = clock()
  let result = work()
  let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
  let each = seconds / Double(max(1, count)) * 1e6
  let figures = String(
    format: "%8d machines %8.2f CPU s %6.1f µs each, peak %5.0f MB",
    count,
    seconds,
    each,
    peak()
  )
  print(name.padding(toLength: 10, withPad: " ", startingAt: 0) + figures)
  return result
}

let arguments = CommandLine.arguments.dropFirst()
guard let size = arguments.first.flatMap({ Int($0) }), let code = AgencyCode("asl") else {
  print("usage: plan MACHINES [SEED]")
  exit(64)
}
let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1
let landscape = measured("made", of: size) {
  InventedLandscape(machines: size, seed: seed, agency: Agency(code: code, name: "ASL"))
}
var estate = landscape.estate
estate.assignments = measured("assigned", of: size) {
  Assigner(catalogue: landscape.catalogue, projects: landscape.projects)
    .assign(estate, records: landscape.records)
}
estate.plan = measured("planned", of: size) { Planner(asOf: nil).plan(estate) }
let counts = RetirementStatus.allCases.map { status in
  "\(status.rawValue) \(estate.plan.count { $0.status == status })"
}
print("  " + counts.joined(separator: ", "))
