import Foundation
import Inventory
import Matching

// identity RECORDS [SEED]: reconciles an invented estate and tells the time, the memory, and how well.

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
let clock = ContinuousClock()
let start = clock.now
let result = Reconciler().reconcile(estate.records, of: agency, previous: [:])
let elapsed = clock.now - start
let seconds =
  Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18

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
    format:
      "%d records, %d assets: %.2f s, %.1f µs a record, records %.0f MB, peak %.0f MB, precision %.4f, recall %.4f",
    estate.records.count,
    result.assets.count,
    seconds,
    seconds / Double(estate.records.count) * 1e6,
    before,
    memory("VmHWM"),
    precision,
    recall
  )
)
