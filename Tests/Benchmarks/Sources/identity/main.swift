import Foundation
import Inventory
import Matching

// identity RECORDS [SEED]: reconciles an invented estate; tells the CPU time, the memory, how well.

/// The process's memory in MB, now (`VmRSS`) or at most so far (`VmHWM`).
func memory(_ key: String) -> Double {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix(key) } ?? ""
  return (line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) } ?? 0)
    / 1_024
}

let arguments = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
let estate = InventedEstate(
  count: Int(arguments.first ?? 36_000),
  seed: arguments.dropFirst().first ?? 1
)
guard let code = AgencyCode("asl") else { exit(64) }
let agency = Agency(code: code, name: "ASL")
let before = memory("VmRSS")
let start = clock()
let result = Reconciler().reconcile(estate.records, of: agency, previous: [:])
let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
let peak = memory("VmHWM")

func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }
var joined = 0
var right = 0
for asset in result.assets {
  joined += pairs(asset.records.count)
  var counts: [Int: Int] = [:]
  for record in asset.records { counts[estate.truth[record] ?? -1, default: 0] += 1 }
  right += counts.values.reduce(0) { $0 + pairs($1) }
}
var sizes: [Int: Int] = [:]
for machine in estate.truth.values { sizes[machine, default: 0] += 1 }
let all = sizes.values.reduce(0) { $0 + pairs($1) }
let precision = Double(right) / Double(max(1, joined))
let recall = Double(right) / Double(max(1, all))
print(
  String(
    format: "%d records, %d assets: %.2f CPU s, %.1f µs a record; records %.0f MB, peak %.0f MB; "
      + "precision %.4f, recall %.4f",
    estate.records.count,
    result.assets.count,
    seconds,
    seconds / Double(estate.records.count) * 1e6,
    before,
    peak,
    precision,
    recall
  )
)

// A new export of a thousand records, added to what stands.
let newest = estate.records.suffix(1_000)
var standing = StandingReconciliation(
  Array(estate.records.dropLast(1_000)),
  of: agency,
  previous: [:]
)
let startOfAdding = clock()
let change = standing.add(Array(newest))
let secondsOfAdding = Double(clock() - startOfAdding) / Double(CLOCKS_PER_SEC)
print(
  String(
    format: "%d records more: %.2f CPU s, %d assets changed, %d gone",
    newest.count,
    secondsOfAdding,
    change.changed.count,
    change.gone.count
  )
)
