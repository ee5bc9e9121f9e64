import Estimation
public import Inventory

/// Energy and emissions by month: the planned net with its interval as a band, the planned gross as
/// a broken line, and what the register says is done as hatched bars.
///
/// Line, broken line, band and hatching differ in shape, so that it reads in greyscale too.
public struct MonthlyChart: Drawing {
  /// The months, in order.
  public let months: [Report.MonthLine]
  /// The language of its words and numbers.
  public let language: Language

  /// Creates the chart; `nil` without a month.
  public init?(months: [Report.MonthLine], language: Language) {
    guard !months.isEmpty else { return nil }
    self.months = months
    self.language = language
  }

  /// A strip of the drawing with a scale of its own.
  private struct Panel {
    var top: Double
    var bottom: Double
    var scale: Scale

    func y(_ value: Double) -> Double { bottom - (bottom - top) * scale.part(value) }
  }

  private static let left = 84.0
  private static let right = 60.0

  /// A name that no other drawing on the page has.
  public var name: String { "months" }
  /// Its width.
  public var width: Double { 960 }
  /// Its height.
  public var height: Double { 430 }
  /// What it shows, in a few words.
  public var title: String {
    language(
      "Energia ed emissioni risparmiate mese per mese",
      "Energy and emissions saved month by month"
    )
  }

  /// All that it shows, in words.
  public var summary: String {
    guard let first = months.first, let last = months.last else { return "" }
    let (start, end) = (figures.month(first.planned.month), figures.month(last.planned.month))
    let off = figures.count(last.planned.machinesOff)
    let energy = figures.number(last.planned.net.value.value)
    let carbon = figures.number(last.carbon.value.value / 1_000, decimals: Figures.tonnePlaces)
    let done = months.last { $0.done != nil }?.done?.machines ?? 0
    return language(
      "Da \(start) a \(end): alla fine \(energy) kWh netti e \(carbon) tCO₂e al mese, con \(off) "
        + "macchine spente per il piano; a registro ne sono spente \(figures.count(done)). I numeri "
        + "sono nella tabella sotto il grafico.",
      "From \(start) to \(end): at the end \(energy) kWh net and \(carbon) tCO₂e a month, with "
        + "\(off) machines off by the plan; by the register \(figures.count(done)) are off. The "
        + "figures are in the table below the chart."
    )
  }

  /// Its elements.
  public var content: String {
    var svg = HTML()
    svg.append(ChartStyle.patterns(name))
    let energy = Panel(
      top: 30,
      bottom: 252,
      scale: scale { month in
        [
          month.planned.gross.value.value, month.planned.net.high.value,
          month.planned.net.low.value, month.planned.net.value.value, month.done?.gross.value ?? 0,
        ]
      }
    )
    let carbon = Panel(
      top: 302,
      bottom: 386,
      scale: scale { [$0.tonnes.low, $0.tonnes.value, $0.tonnes.high] }
    )
    writeAxis(energy, "kWh", to: &svg)
    writeAxis(carbon, "tCO₂e", to: &svg)
    band(energy, to: &svg, low: \.planned.net.low.value, high: \.planned.net.high.value)
    for (index, month) in months.enumerated() {
      if let done = month.done?.gross.value, done > 0 { bar(done, at: index, energy, to: &svg) }
    }
    line(energy, "gross-line", language("lordo", "gross"), to: &svg) {
      $0.planned.gross.value.value
    }
    line(energy, "net-line", language("netto", "net"), to: &svg) { $0.planned.net.value.value }
    band(carbon, to: &svg, low: \.tonnes.low, high: \.tonnes.high)
    line(carbon, "net-line", language("netto", "net"), to: &svg) { $0.tonnes.value }
    writeNames(to: &svg)
    return svg.text
  }

  private func scale(_ values: (Report.MonthLine) -> [Double]) -> Scale {
    let all = months.flatMap(values).filter(\.isFinite)
    return Scale(largest: all.max() ?? 0, smallest: all.min() ?? 0)
  }

  private var slotWidth: Double { (width - Self.left - Self.right) / Double(months.count) }

  private func middle(_ index: Int) -> Double { Self.left + (Double(index) + 0.5) * slotWidth }

  private func writeAxis(_ panel: Panel, _ unit: String, to svg: inout HTML) {
    // A flat strip has room for a line in two.
    let every = panel.bottom - panel.top < 120 && panel.scale.values.count > 4 ? 2 : 1
    for value in panel.scale.values
    where every == 1 || Int((value / panel.scale.step).rounded()) % every == 0 {
      let y = panel.y(value)
      svg.line(
        (Self.left, y),
        (width - Self.right, y),
        class: value == 0 ? "base" : "grid"
      )
      svg.label(
        figures.number(value, decimals: panel.scale.places),
        x: Self.left - 8,
        y: y + 4,
        class: "axis end"
      )
    }
    svg.label(
      language("\(unit) al mese", "\(unit) a month"),
      x: Self.left,
      y: panel.top - 14,
      class: "axis unit"
    )
  }

  private func band(
    _ panel: Panel,
    to svg: inout HTML,
    low: KeyPath<Report.MonthLine, Double>,
    high: KeyPath<Report.MonthLine, Double>
  ) {
    func at(_ index: Int, _ value: Double) -> String {
      "\(Self.point(middle(index))) \(Self.point(panel.y(value)))"
    }
    let upper = months.indices.map { at($0, months[$0][keyPath: high]) }
    let lower = months.indices.reversed().map { at($0, months[$0][keyPath: low]) }
    svg.path("M" + (upper + lower).joined(separator: "L") + "Z", class: "band")
  }

  private func line(
    _ panel: Panel,
    _ kind: String,
    _ words: String,
    to svg: inout HTML,
    _ value: (Report.MonthLine) -> Double
  ) {
    let points = months.enumerated().map { index, month in
      (x: middle(index), y: panel.y(value(month)))
    }
    let path = points.map { "\(Self.point($0.x)) \(Self.point($0.y))" }.joined(separator: "L")
    // A single month would be a line without length.
    svg.path(points.count > 1 ? "M" + path : "M" + path + "h0.1", class: kind)
    guard let last = points.last else { return }
    svg.label(words, x: last.x + 8, y: last.y + 4, class: "axis direct")
  }

  private func bar(_ value: Double, at index: Int, _ panel: Panel, to svg: inout HTML) {
    let barWidth = min(slotWidth * 0.6, 30)
    let y = panel.y(value)
    svg.rectangle(
      x: middle(index) - barWidth / 2,
      y: y,
      width: barWidth,
      height: panel.y(0) - y,
      class: "done",
      fill: ChartStyle.fill(.blocked, name)
    )
  }

  private func writeNames(to svg: inout HTML) {
    // A name takes some 60 units and wants air beside it; January always shows so that years can be
    // told.
    let every = [1, 2, 3, 6, 12, 24, 60, 120].first { Double($0) * slotWidth >= 76 } ?? 240
    for (index, line) in months.enumerated() {
      let month = line.planned.month
      guard (month.year * 12 + month.month - 1) % every == 0 || months.count == 1 else { continue }
      svg.label(figures.shortMonth(month), x: middle(index), y: height - 22, class: "axis middle")
    }
  }

  /// Writes the chart with its key.
  func writeFigure(to page: inout HTML) {
    page.element("figure", ["class": "months"]) { page in
      write(to: &page)
      page.element("figcaption") { page in
        page.key(language("netto, piano", "net, planned"), class: "net-line")
        page.key(
          language("intervallo al 90 % del netto", "90 % interval of the net"),
          class: "band"
        )
        page.key(language("lordo, piano", "gross, planned"), class: "gross-line")
        page.key(
          language("lordo, già spento a registro", "gross, off by the register"),
          class: "done",
          fill: ChartStyle.fill(.blocked, name)
        )
      }
    }
  }
}

extension Report.MonthLine {
  /// The emissions in tonnes.
  fileprivate var tonnes: (low: Double, value: Double, high: Double) {
    (carbon.low.value / 1_000, carbon.value.value / 1_000, carbon.high.value / 1_000)
  }
}
