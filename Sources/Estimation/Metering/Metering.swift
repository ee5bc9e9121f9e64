public import Inventory

/// What meters and monitoring say of an estate, to last: series of machines, of what feeds or holds
/// several of them, and loads.
public struct Metering: Sendable {
  /// What machines draw by series of their own.
  public private(set) var machines: [EntityID: MeteredPower] = [:]
  /// What several machines draw together.
  public private(set) var groups: [MeteredGroup] = []
  /// The loads of machines.
  public private(set) var loads: [EntityID: RecordedLoad] = [:]

  /// What UPSs lose by meters on both sides, in watts.
  public private(set) var losses: [EntityID: Double] = [:]

  /// The rooms whose PUE is measured, by agency and path in order.
  public private(set) var rooms: [MeteredRoom] = []

  /// Nothing is metered.
  public init() {}

  /// Takes series together.
  ///
  /// A machine's own series ends where the machine was switched off, for what was read since is not
  /// what it drew.
  ///
  /// - Parameters:
  ///   - machines: The series of each machine.
  ///   - groups: The groups.
  ///   - loads: The loads of each machine.
  ///   - supplies: The series before and behind UPSs.
  ///   - rooms: The rooms with meters of all and of their machines.
  ///   - ended: What the register knows of machines' ends.
  /// - Complexity: O(*n* log *n*) in spans.
  public init(
    machines: [EntityID: [MeteredSeries]],
    groups: [MeteredGroup] = [],
    loads: [EntityID: RecordedLoad] = [:],
    supplies: [EntityID: (input: [MeteredSeries], output: [MeteredSeries])] = [:],
    rooms: [MeteredRoom] = [],
    ended: [EntityID: RegisteredEnd] = [:]
  ) {
    self.rooms = rooms.sorted {
      ($0.agency.description, $0.path) < ($1.agency.description, $1.path)
    }
    self.loads = loads
    for (unit, sides) in supplies {
      losses[unit] = MeteredTime.loss(sides.input, sides.output)
    }
    for (machine, series) in machines {
      var time = MeteredTime(series)
      if let end = ended[machine]?.offFrom.dayNumber {
        let sure = time.within(.min..<(end - Self.longestTrial) * 1_440 + 1)
        time = sure.minutes >= Self.leastTime ? sure : time.within(.min..<end * 1_440 + 1)
      }
      self.machines[machine] = MeteredPower(time, of: series)
    }
    self.groups = groups.map { $0.steady(ended) }.sorted {
      ($0.agency.description, $0.members.count, $0.kind.rawValue, $0.name)
        < ($1.agency.description, $1.members.count, $1.kind.rawValue, $1.name)
    }
  }

  /// The longest trial of a switch-off, in days: within it, a machine may be off already.
  static let longestTrial = 60
  /// Less than a week, in minutes, and a time is not preferred for being surely one of service.
  static let leastTime = 7 * 1_440

  /// Whether nothing is metered.
  public var isEmpty: Bool {
    machines.isEmpty && groups.isEmpty && loads.isEmpty && losses.isEmpty && rooms.isEmpty
  }
}

/// Several machines that a meter counts together: those of a rack, of a room, or that a PDU or UPS
/// feeds.
public struct MeteredGroup: Sendable, Hashable {
  /// What holds them together.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case rack
    case powerUnit
    case room

    /// The kind's name.
    public func label(in language: Language) -> String {
      switch self {
      case .rack: language("armadio", "rack")
      case .powerUnit: language("alimentazione", "power unit")
      case .room: language("sala", "room")
      }
    }
  }

  /// What holds the machines of a rack or room together: site, room and rack, parted by `/`; `nil`
  /// for a machine whose place nobody knows, and for what a power unit feeds.
  public static func path(of facts: Record, _ kind: Kind) -> String? {
    let site = facts.site ?? facts.dataCentre
    let name: String?
    switch kind {
    case .rack: name = facts.rack
    case .room: name = facts.room
    case .powerUnit: name = nil
    }
    guard let name else { return nil }
    return [site, kind == .rack ? facts.room : nil, name].compactMap(\.self).joined(separator: "/")
  }

  /// The agency that they are of.
  public var agency: AgencyCode
  /// What holds them together.
  public var kind: Kind
  /// Its name.
  public var name: String
  /// The series of its meter.
  public var series: [MeteredSeries]
  /// The machines, with the share of what each draws that the meter counts, above 0, at most 1: less
  /// than 1 where a machine has other feeds too.
  public var members: [EntityID: Double]
  /// What it says; `nil` before it is taken into a ``Metering``, and where nothing was read.
  public private(set) var power: MeteredPower?

  /// Creates a group.
  public init(
    agency: AgencyCode,
    kind: Kind,
    name: String,
    series: [MeteredSeries],
    members: [EntityID: Double]
  ) {
    self.agency = agency
    self.kind = kind
    self.name = name
    self.series = series
    self.members = members
  }

  /// The same over the longest time in which none of its machines was switched off, without those
  /// that were off before.
  fileprivate func steady(_ ended: [EntityID: RegisteredEnd]) -> MeteredGroup {
    var group = self
    let time = MeteredTime(series)
    let ends = Set(members.keys.compactMap { ended[$0]?.offFrom.dayNumber }).sorted()
    let moments = [Int.min] + ends.map { $0 * 1_440 } + [Int.max]
    func longest(before trial: Int) -> (from: Int, time: MeteredTime)? {
      zip(moments, moments.dropFirst()).map { from, to in
        let end = to == .max ? to : to - trial * 1_440
        return (from: from, time: time.within(from..<Swift.max(from, end)))
      }.max { $0.time.minutes < $1.time.minutes }
    }
    let sure = longest(before: Metering.longestTrial)
    let found =
      sure.map { $0.time.minutes >= Metering.leastTime } ?? false ? sure : longest(before: 0)
    guard let longest = found else { return group }
    group.members = members.filter { machine, _ in
      ended[machine].map { $0.offFrom.dayNumber * 1_440 > longest.from } ?? true
    }
    group.power = MeteredPower(longest.time, of: series)
    return group
  }
}

/// The loads of a machine that were recorded to last.
public struct RecordedLoad: Sendable, Hashable {
  /// How often it had which.
  public var histogram: LoadHistogram
  /// Over how many days they were recorded; `nil` where nothing tells.
  public var days: Double?
  /// Where they stand; `nil` for a table of one run.
  public var source: Wording?

  /// Creates loads.
  public init(_ histogram: LoadHistogram, days: Double? = nil, source: Wording? = nil) {
    self.histogram = histogram
    self.days = days
    self.source = source
  }
}
