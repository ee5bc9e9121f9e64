public import Inventory

/// The way from what retired machines draw to the net saving, as bars that go on from one another.
///
/// Each bar has its name and value beside it; what is taken off is hatched.
public struct WaterfallChart: Drawing {
  /// The steps, in order.
  let steps: [Report.WaterfallStep]
  /// The language of its words and numbers.
  public let language: Language

  /// Creates the chart of a report; `nil` when nothing is saved.
  public init?(_ report: Report) {
    guard !report.waterfallSteps.isEmpty else { return nil }
    steps = report.waterfallSteps
    language = report.language
  }

  private static let left = 236.0
  private static let right = 250.0
  private static let head = 8.0
  private static let row = 46.0

  /// A name that no other drawing on the page has.
  public var name: String { "waterfall" }
  /// Its width.
  public var width: Double { 960 }
  /// Its height.
  public var height: Double { Self.head + Double(steps.count) * Self.row + 38 }
  /// What it shows, in a few words.
  public var title: String { language("Dal lordo al netto", "From gross to net") }

  /// All that it shows, in words.
  public var summary: String {
    steps.map { "\($0.name): \(value($0))" }.joined(separator: "; ")
  }

  private func value(_ step: Report.WaterfallStep) -> String {
    figures.number(step.signed.value, decimals: Figures.energyPlaces)
  }

  /// Where each bar begins and ends, in kilowatt-hours.
  private var spans: [(from: Double, to: Double)] {
    var level = 0.0
    return steps.map { step in
      let from = step.kind == .sum ? 0 : level
      level = step.kind == .sum ? step.energy.value : level + step.signed.value
      return (from, level)
    }
  }

  /// Its elements.
  public var content: String {
    var svg = HTML()
    svg.append(ChartStyle.patterns(name))
    let largest = steps.map { max($0.energy.value, $0.interval?.high.value ?? 0) }
    let scale = Scale(largest: (largest + spans.map(\.to)).filter(\.isFinite).max() ?? 0)
    func x(_ value: Double) -> Double {
      Self.left + (width - Self.left - Self.right) * scale.part(value)
    }
    let bottom = Self.head + Double(steps.count) * Self.row
    for (index, value) in scale.values.enumerated() {
      svg.line(
        (x(value), Self.head),
        (x(value), bottom),
        class: index == 0 ? "base" : "grid"
      )
      svg.label(
        figures.number(value, decimals: scale.places),
        x: x(value),
        y: bottom + 18,
        class: "axis middle"
      )
    }
    svg.label(
      language("kWh/anno", "kWh/year"),
      x: width - Self.right + 64,
      y: bottom + 18,
      class: "axis"
    )
    for (index, (step, span)) in zip(steps, spans).enumerated() {
      let top = Self.head + Double(index) * Self.row + 8
      let (low, high) = (x(min(span.from, span.to)), x(max(span.from, span.to)))
      svg.label(step.name, x: Self.left - 12, y: top + 20, class: "name end")
      svg.rectangle(
        x: low,
        y: top,
        width: max(1, high - low),
        height: Self.row - 16,
        class: step.kind == .sum ? "sum" : step.kind == .less ? "less" : "plug",
        fill: step.kind == .less ? ChartStyle.fill(.blocked, name) : ""
      )
      if index + 1 < steps.count {
        svg.line(
          (x(span.to), top + Self.row - 16),
          (x(span.to), top + Self.row),
          class: "joint"
        )
      }
      var end = high
      if let interval = step.interval, interval.low != interval.high {
        let (from, to) = (x(interval.low.value), x(interval.high.value))
        let middle = top + (Self.row - 16) / 2
        let points =
          "M\(Self.point(from)) \(Self.point(middle - 6))v12M\(Self.point(from)) "
          + "\(Self.point(middle))H\(Self.point(to))M\(Self.point(to)) \(Self.point(middle - 6))v12"
        svg.path(points, class: "halo")
        svg.path(points, class: "span")
        end = max(end, to)
      }
      let interval = step.interval.flatMap { $0.low == $0.high ? nil : $0 }
      svg.label(value(step), x: end + 10, y: top + (interval == nil ? 20 : 13), class: "value")
      if let interval {
        let (low, high) = (
          figures.number(interval.low.value), figures.number(interval.high.value)
        )
        svg.label(
          language("90 %: da \(low) a \(high)", "90 %: \(low) to \(high)"),
          x: end + 10,
          y: top + 28,
          class: "axis"
        )
      }
    }
    return svg.text
  }

  /// Writes the chart.
  func writeFigure(to page: inout HTML) {
    page.element("figure", ["class": "waterfall"]) { write(to: &$0) }
  }
}
