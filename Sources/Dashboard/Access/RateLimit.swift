import Synchronization

/// How often each of many may do something: so many times a period, and no more at once.
final class RateLimit: Sendable {
  private struct Bucket {
    var left: Double
    var at: Int
  }

  private let count: Int
  private let period: Int
  private let burst: Int
  private let buckets = Mutex<[String: Bucket]>([:])

  /// The most that are remembered; whoever has not asked for a period is forgotten first.
  private static let most = 10_000

  /// Allows `count` times in `period` seconds, and up to `burst` at once.
  init(_ count: Int, in period: Int, burst: Int? = nil) {
    self.count = count
    self.period = period
    self.burst = burst ?? count
  }

  /// Counts a try of `key`; returns after how many seconds to try again, `nil` when it may be.
  func refusal(of key: String, at now: Int) -> Int? {
    guard count > 0 else { return nil }
    return buckets.withLock { buckets in
      if buckets.count >= Self.most, buckets[key] == nil {
        buckets = buckets.filter { now - $0.value.at < period }
        // A flood of addresses is refused rather than remembered.
        guard buckets.count < Self.most else { return period }
      }
      var bucket = buckets[key] ?? Bucket(left: Double(burst), at: now)
      let gained = Double(max(0, now - bucket.at) * count) / Double(period)
      bucket.left = min(Double(burst), bucket.left + gained)
      bucket.at = now
      defer { buckets[key] = bucket }
      guard bucket.left >= 1 else {
        let lacking = (1 - bucket.left) * Double(period) / Double(count)
        return max(1, Int(lacking.rounded(.up)))
      }
      bucket.left -= 1
      return nil
    }
  }
}
