import Foundation
import Inventory
import Matching

// identity RECORDS [whole]: reconciles an invented estate; tells the CPU time, the memory, how well.
// With `whole`, with applications and relations, as the product does.

/// The process's memory in MB, now (`VmRSS`) or at most so far (`VmHWM`).
func memory(_ key: String) -> Double {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix(key) } ?? ""
  return (line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0)
    / 1_024
}

/// Runs `work` and prints its CPU time and the greatest memory so far.
func measured<Result>(_ name: String, of count: Int, _ work: () -> Result) -> Result {
  let start = clock()
  let result = work()
  let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
  let each = seconds / Double(max(1, count)) * 1e6
  print(
    name.padding(toLength: 28, withPad: " ", startingAt: 0)
      + String(
        format: "%8d records %8.2f CPU s %6.1f µs each, peak %5.0f MB",
        count,
        seconds,
        each,
        memory("VmHWM")
      )
  )
  return result
}

let arguments = CommandLine.arguments.dropFirst()
guard let code = AgencyCode("asl") else { exit(64) }
let agency = Agency(code: code, name: "ASL")
let size = arguments.first.flatMap { Int($0) } ?? 36_000
var estate = measured("records made", of: size) { InventedEstate(count: size, seed: 1) }

if arguments.dropFirst().first == "whole" {
  let records = estate.takeRecords()
  _ = measured("with what rests on them", of: records.count) {
    Reconciler().reconcile(records, of: agency, previous: [:])
  }
  exit(0)
}

// Another reference to the records would make each change copy them all.
let newest = estate.takeNewest(1_000)
var standing = measured("machines into assets", of: size) {
  StandingReconciliation(estate.takeRecords(), of: agency, previous: [:])
}
let change = measured("one more export", of: newest.count) { standing.add(newest) }
print("  \(change.changed.count) assets changed, \(change.gone.count) gone")

func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }
var joined = 0
var right = 0
for asset in standing.assets {
  joined += pairs(asset.records.count)
  var counts: [Int: Int] = [:]
  for record in asset.records { counts[estate.truth[record] ?? -1, default: 0] += 1 }
  right += counts.values.reduce(0) { $0 + pairs($1) }
}
var sizes: [Int: Int] = [:]
for machine in estate.truth.values { sizes[machine, default: 0] += 1 }
let all = sizes.values.reduce(0) { $0 + pairs($1) }
print(
  String(
    format: "  %d assets of %d machines: precision %.4f, recall %.4f",
    standing.assets.count,
    sizes.count,
    Double(right) / Double(max(1, joined)),
    Double(right) / Double(max(1, all))
  )
)
