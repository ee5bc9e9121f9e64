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
  private let statuses: DistinctColumn<RetirementStatus?>
  private let agencies: DistinctColumn<AgencyCode>
  private let kinds: DistinctColumn<AssetKind>
  private let rooms: DistinctColumn<String?>
  private let projects: DistinctColumn<[ProjectCode]>
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
    statuses = DistinctColumn(lines.lazy.map(\.status))
    agencies = DistinctColumn(lines.lazy.map(\.agencyCode))
    kinds = DistinctColumn(lines.lazy.map(\.kind))
    rooms = DistinctColumn(lines.lazy.map(\.room))
    projects = DistinctColumn(lines.lazy.map(\.projects))
  }

  /// Where a machine stands in ``lines``; `nil` when the plan does not speak of it.
  func position(of entity: EntityID) -> Int? { positions[entity] }

  /// The kinds of machines there are, in the order of their definition.
  var knownKinds: [AssetKind] { AssetKind.allCases.filter { kinds.values.contains($0) } }

  /// The rooms that the machines of an agency stand in, or those of all, by name in order.
  func knownRooms(of agency: AgencyCode?) -> [String] {
    guard let agency else { return rooms.values.compactMap(\.self).sorted() }
    var seen = [Bool](repeating: false, count: rooms.values.count)
    var rows = lines.indices.map { Int32($0) }
    agencies.filter(&rows) { $0 == agency }
    for row in rows { seen[rooms[row]] = true }
    return zip(rooms.values, seen).compactMap { $1 ? $0 : nil }.sorted()
  }

  /// What a filter finds.
  struct Found {
    /// The positions of the machines that it lets through, in its order.
    var positions: [Int32]
    /// How many machines of each status it lets through, or would if it named none.
    var counts: [RetirementStatus?: Int]
  }

  /// Finds the machines that `filter` lets through.
  ///
  /// - Complexity: O(machines + their text), and O(n log n) once for each order.
  func find(_ filter: ServerFilter) -> Found {
    var rows = order(filter.order)
    if let agency = filter.agency { agencies.filter(&rows) { $0 == agency } }
    if let kind = filter.kind { kinds.filter(&rows) { $0 == kind } }
    if let room = filter.room { rooms.filter(&rows) { $0 == room } }
    if let project = filter.project { projects.filter(&rows) { $0.contains(project) } }
    if let wanted = filter.text, !wanted.isEmpty {
      let found = matches(of: Array(wanted.lowercased().utf8))
      rows.removeAll { !found[Int($0)] }
    }
    var counts = [Int](repeating: 0, count: statuses.values.count)
    for row in rows { counts[statuses[row]] += 1 }
    if let status = filter.status { statuses.filter(&rows) { $0 == status } }
    if filter.isDescending { rows.reverse() }
    return Found(
      positions: rows,
      counts: Dictionary(zip(statuses.values, counts), uniquingKeysWith: { first, _ in first })
    )
  }

  /// Sorts by all that can be sorted by, so that nobody waits for it later.
  func sortAll() {
    for order in ServerOrder.allCases { _ = self.order(order) }
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

  /// Which machines have `wanted`, which is not empty, somewhere in their text.
  ///
  /// Looks at the byte where `wanted` would end and leaps on as far as that allows (R. N. Horspool,
  /// *Practical fast searching in strings*, 1980).
  private func matches(of wanted: [UInt8]) -> [Bool] {
    var found = [Bool](repeating: false, count: lines.count)
    let length = wanted.count
    var leaps = [Int](repeating: length, count: 256)
    for (index, byte) in wanted.dropLast().enumerated() { leaps[Int(byte)] = length - 1 - index }
    text.withUnsafeBufferPointer { text in
      var machine = 0
      var end = length - 1
      while end < text.count {
        let start = end - length + 1
        guard text[end] == wanted[length - 1], text[start...end].elementsEqual(wanted) else {
          end += leaps[Int(text[end])]
          continue
        }
        while starts[machine + 1] <= start { machine += 1 }
        found[machine] = true
        // On to the next machine: one match is enough.
        end = starts[machine + 1] + length - 1
      }
    }
    return found
  }
}
