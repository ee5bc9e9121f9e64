public import Inventory

/// Rack elevations: what stands in which unit, and from when it can be off.
///
/// The strip before each name is filled by what is to become of the device, in patterns that read
/// in greyscale; the month, or that it is off already, stands behind the name.
public struct RackChart: Drawing {
  /// The racks, in order.
  public let racks: [Report.PlaceLine]
  /// The language of its words.
  public let language: Language

  /// The most racks that are drawn.
  public static let limit = 12

  /// Creates the chart of the first racks of a list; `nil` for none.
  public init?(racks: [Report.PlaceLine], language: Language) {
    guard !racks.isEmpty else { return nil }
    self.racks = Array(racks.prefix(Self.limit))
    self.language = language
  }

  private static let columns = 4
  private static let unit = 15.0
  private static let column = 240.0
  private static let head = 60.0
  /// How many devices without a unit are named beneath a rack.
  private static let loose = 5

  /// A name that no other drawing on the page has.
  public var name: String { "racks" }
  /// Its width.
  public var width: Double { Double(min(Self.columns, racks.count)) * Self.column + 30 }
  /// Its height.
  public var height: Double { rows.reduce(0) { $0 + height(of: $1) } }
  /// What it shows, in a few words.
  public var title: String { language("Armadi che si spengono", "Racks that go dark") }

  /// All that it shows, in words.
  public var summary: String {
    racks.map { rack in
      let until =
        rack.dark.map { language("spento da ", "dark from ") + figures.month($0) }
        ?? ending(of: rack)
      let devices = rack.devices.map { device in
        "\(device.unit.map { "U\($0) " } ?? "")\(Excerpt(device.name)) \(state(of: device))"
      }
      return "\(Excerpt(rack.name)), \(until): \(devices.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  private var rows: [[Report.PlaceLine]] {
    stride(from: 0, to: racks.count, by: Self.columns).map { start in
      Array(racks[start..<min(start + Self.columns, racks.count)])
    }
  }

  /// How many units are drawn: those in use, at least twelve.
  private func units(of rack: Report.PlaceLine) -> Int {
    let highest = rack.devices.compactMap(\.unit).max() ?? 0
    return highest == 0 ? 0 : max(12, (highest + 5) / 6 * 6)
  }

  private func height(of row: [Report.PlaceLine]) -> Double {
    let heights = row.map { rack -> Double in
      let loose = rack.devices.count { $0.unit == nil }
      let lines = loose == 0 ? 0 : min(loose, Self.loose) + (loose > Self.loose ? 2 : 1)
      return Self.head + Double(units(of: rack) + lines) * Self.unit + 28
    }
    return heights.max() ?? 0
  }

  /// What is to become of a rack that has no month, in a word.
  private func ending(of rack: Report.PlaceLine) -> String {
    rack.status?.label(in: language) ?? language("non pianificato", "not planned")
  }

  /// What is to become of a device, in a word.
  private func state(of device: Report.PlaceLine.Device) -> String {
    if device.isDark { return language("spento", "off") }
    if let month = device.month { return month.description }
    return device.status?.label(in: language) ?? language("non pianificato", "not planned")
  }

  /// Its elements.
  public var content: String {
    var svg = HTML()
    svg.append(ChartStyle.patterns(name))
    var top = 0.0
    for row in rows {
      for (index, rack) in row.enumerated() {
        write(rack, x: Double(index) * Self.column + 6, top: top, to: &svg)
      }
      top += height(of: row)
    }
    return svg.text
  }

  private func write(_ rack: Report.PlaceLine, x: Double, top: Double, to svg: inout HTML) {
    let width = Self.column - 40
    let until =
      rack.dark.map { language("tutto spento da ", "all dark from ") + figures.shortMonth($0) }
      ?? ending(of: rack)
    svg.label(Self.short(rack.name, 26), x: x + 22, y: top + 14, class: "heading")
    svg.label(until, x: x + 22, y: top + 31, class: rack.dark == nil ? "axis" : "goes")
    svg.label(Self.short(rack.place, 34), x: x + 22, y: top + 47, class: "axis")
    let units = units(of: rack)
    let bottom = top + Self.head + Double(units) * Self.unit
    if units > 0 {
      svg.rectangle(
        x: x + 20,
        y: top + Self.head - 2,
        width: width + 4,
        height: Double(units) * Self.unit + 4,
        class: "frame"
      )
    }
    for number in 1...max(1, units) where number <= units {
      guard number == 1 || number % 6 == 0 else { continue }
      let y = bottom - (Double(number) - 0.5) * Self.unit + 4
      svg.label(String(number), x: x + 15, y: y, class: "axis end")
    }
    // Two devices that claim one unit are drawn beside each other.
    var shared: [Int: (count: Int, drawn: Int)] = [:]
    for unit in rack.devices.compactMap(\.unit) { shared[unit, default: (0, 0)].count += 1 }
    for device in rack.devices {
      guard let unit = device.unit, var share = shared[unit] else { continue }
      let part = width / Double(min(share.count, 4))
      guard share.drawn < 4 else { continue }
      write(
        device,
        x: x + 22 + Double(share.drawn) * part,
        y: bottom - Double(unit) * Self.unit,
        width: part,
        to: &svg
      )
      share.drawn += 1
      shared[unit] = share
    }
    writeLoose(rack.devices.filter { $0.unit == nil }, x: x + 22, top: bottom, width, to: &svg)
  }

  private func writeLoose(
    _ devices: [Report.PlaceLine.Device],
    x: Double,
    top: Double,
    _ width: Double,
    to svg: inout HTML
  ) {
    guard !devices.isEmpty else { return }
    svg.label(language("unità non nota", "unit not known"), x: x, y: top + 14, class: "axis")
    for (index, device) in devices.prefix(Self.loose).enumerated() {
      write(device, x: x, y: top + 18 + Double(index) * Self.unit, width: width, to: &svg)
    }
    if devices.count > Self.loose {
      let rest = figures.count(devices.count - Self.loose)
      svg.label(
        language("e altri \(rest)", "and \(rest) more"),
        x: x,
        y: top + 18 + Double(Self.loose) * Self.unit + 12,
        class: "axis"
      )
    }
  }

  private func write(
    _ device: Report.PlaceLine.Device,
    x: Double,
    y: Double,
    width: Double,
    to svg: inout HTML
  ) {
    svg.rectangle(x: x, y: y + 1, width: width, height: Self.unit - 2, class: "slot")
    let mark = device.isDark ? "part dark" : "part \(device.status?.rawValue ?? "unplanned")"
    svg.rectangle(
      x: x,
      y: y + 1,
      width: 14,
      height: Self.unit - 2,
      class: mark,
      fill: device.isDark ? "" : ChartStyle.fill(device.status, name)
    )
    let state = state(of: device)
    let room = Int((width - 24) / 5.9)
    let names = Self.short(device.name, max(3, room - state.count - 1))
    svg.label(names, x: x + 18, y: y + 11, class: "device")
    if room - state.count > 3 {
      svg.label(state, x: x + width - 3, y: y + 11, class: "device end")
    }
  }

  /// Writes the chart with its key.
  func writeFigure(to page: inout HTML) {
    page.element("figure", ["class": "racks"]) { page in
      page.element(
        "div",
        ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": title]
      ) { page in
        write(to: &page)
      }
      page.element("figcaption") { page in
        page.key(language("già spento", "off already"), class: "part dark")
        for status in RetirementStatus.allCases where status != .gone {
          page.key(
            status.label(in: language),
            class: "part \(status.rawValue)",
            fill: ChartStyle.fill(status, name)
          )
        }
      }
    }
  }
}
