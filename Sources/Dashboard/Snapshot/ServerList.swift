import Inventory
import Reporting
import Synchronization

/// The machines of the plan, made quick to search, filter and sort while there are a million.
///
/// What can be searched lies lower-cased in one run of bytes, and each order is sorted once and kept.
final class ServerList: Sendable {
  /// The machines, in the order of the report.
  let lines: [Report.ServerLine]

  private let positions: [EntityID: Int]
  private let text: [UInt8]
  /// Where the text of each machine begins, and at last where all ends.
  private let starts: [Int]
  private let orders = Mutex<[ServerOrder: [Int32]]>([:])

  /// Makes the list of `lines`.
  ///
  /// - Complexity: O(length of all texts).
  init(_ lines: [Report.ServerLine]) {
    var text: [UInt8] = []
    var starts: [Int] = []
    starts.reserveCapacity(lines.count + 1)
    for line in lines {
      starts.append(text.count)
      let fields = [
        line.name, line.entity.description, line.model, line.serial, line.site, line.room,
        line.rack,
      ]
      for field in fields.compactMap(\.self) {
        text.append(contentsOf: field.lowercased().utf8)
        // No text that is looked for holds it, so none is found across two fields.
        text.append(0)
      }
    }
    starts.append(text.count)
    self.lines = lines
    self.text = text
    self.starts = starts
    positions = Dictionary(
      lines.enumerated().map { ($0.element.entity, $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Where a machine stands in ``lines``; `nil` when the plan does not speak of it.
  func position(of entity: EntityID) -> Int? { positions[entity] }

  /// The positions of the machines that `filter` lets through, in its order.
  ///
  /// - Complexity: O(machines + their text), and O(n log n) once for each order.
  func positions(_ filter: ServerFilter) -> [Int] {
    let order = self.order(filter.order)
    let found = filter.text.map { matches(of: Array($0.lowercased().utf8)) }
    var selected: [Int] = []
    for position in order {
      let position = Int(position)
      if let found, !found[position] { continue }
      if filter.admits(lines[position]) { selected.append(position) }
    }
    return filter.isDescending ? selected.reversed() : selected
  }

  private func order(_ order: ServerOrder) -> [Int32] {
    orders.withLock { orders in
      if let known = orders[order] { return known }
      let all = lines.indices.map { Int32($0) }
      // The order of the report decides among equals, because the sort is stable.
      let sorted = order == .plan ? all : order.sorted(all, lines)
      orders[order] = sorted
      return sorted
    }
  }

  /// Which machines have `wanted` somewhere in their text.
  private func matches(of wanted: [UInt8]) -> [Bool] {
    var found = [Bool](repeating: wanted.isEmpty, count: lines.count)
    guard let first = wanted.first else { return found }
    text.withUnsafeBufferPointer { text in
      var machine = 0
      var at = 0
      let last = text.count - wanted.count
      while at <= last {
        guard text[at] == first,
          wanted.indices.allSatisfy({ text[at + $0] == wanted[$0] })
        else {
          at += 1
          continue
        }
        while starts[machine + 1] <= at { machine += 1 }
        found[machine] = true
        // On to the next machine: one match is enough.
        at = starts[machine + 1]
      }
    }
    return found
  }
}
