import Estimation
import Inventory

/// The energy saved by month: a bar for the net with its interval, an outline for the gross.
///
/// Bar, outline and whisker differ in shape, so that the chart reads in greyscale too.
struct MonthlyChart {
  let months: [MonthlySaving]
  let language: Language

  private static let size = (width: 960.0, height: 320.0)
  private static let margin = (left: 76.0, right: 32.0, top: 14.0, bottom: 46.0)

  func write(to page: inout HTML) {
    guard let first = months.first, let last = months.last else { return }
    let figures = Figures(language: language)
    page.element("figure", ["class": "months"]) { page in
      page.element(
        "svg",
        [
          "viewBox": "0 0 960 320", "role": "img", "aria-labelledby": "months-title months-text",
        ]
      ) { svg in
        svg.element(
          "title",
          ["id": "months-title"],
          language("Energia risparmiata mese per mese", "Energy saved month by month")
        )
        svg.element("desc", ["id": "months-text"], description(first, last, figures))
        let scale = Scale(largest: largest)
        writeAxis(scale, figures, to: &svg)
        for index in months.indices { writeMonth(index, scale, to: &svg) }
        writeNames(figures, to: &svg)
      }
      page.element("figcaption") { page in
        key(&page, language("netto, kWh", "net, kWh"), "net")
        key(&page, language("lordo, kWh", "gross, kWh"), "gross")
        key(&page, language("intervallo al 90 % del netto", "90 % interval of the net"), "span")
      }
    }
  }

  private var largest: Double {
    months.map { max($0.gross.value.value, $0.net.high.value, $0.net.value.value) }
      .filter(\.isFinite).max() ?? 0
  }

  private func description(
    _ first: MonthlySaving,
    _ last: MonthlySaving,
    _ figures: Figures
  ) -> String {
    let (start, end) = (figures.month(first.month), figures.month(last.month))
    let (low, high) = (figures.number(first.net.value.value), figures.number(last.net.value.value))
    let off = figures.count(last.machinesOff)
    return language(
      "Da \(start), con \(low) kWh netti, a \(end), con \(high) kWh netti e \(off) macchine spente. "
        + "I numeri sono nella tabella sotto il grafico.",
      "From \(start), with \(low) kWh net, to \(end), with \(high) kWh net and \(off) machines off. "
        + "The figures are in the table below the chart."
    )
  }

  /// From values to heights, with an axis of round numbers that begins at 0.
  struct Scale {
    /// The distance of two lines of the grid.
    let step: Double
    /// The value at the top.
    let top: Double

    /// The step is 1, 2 or 5 times a power of ten, for at most six lines.
    init(largest: Double) {
      let most = largest > 0 ? largest : 1
      var step = 1.0
      while step * 5 < most { step *= 10 }
      while step / 10 * 5 >= most { step /= 10 }
      if most <= step {
        step /= 5
      } else if most <= step * 2.5 {
        step /= 2
      }
      self.step = step
      top = (most / step).rounded(.up) * step
    }

    func y(_ value: Double) -> Double {
      let height = size.height - margin.top - margin.bottom
      let part = value.isFinite ? min(max(value / top, 0), 1) : 0
      return margin.top + height * (1 - part)
    }
  }

  private func writeAxis(_ scale: Scale, _ figures: Figures, to svg: inout HTML) {
    let lines = Int((scale.top / scale.step).rounded())
    for line in 0...lines {
      let value = Double(line) * scale.step
      let y = Self.point(scale.y(value))
      svg.empty(
        "line",
        [
          "class": line == 0 ? "base" : "grid", "x1": Self.point(Self.margin.left),
          "x2": Self.point(Self.size.width - Self.margin.right), "y1": y, "y2": y,
        ]
      )
      svg.element(
        "text",
        [
          "class": "axis", "x": Self.point(Self.margin.left - 8),
          "y": Self.point(scale.y(value) + 4), "text-anchor": "end",
        ],
        figures.number(value, decimals: scale.step < 1 ? 2 : 0)
      )
    }
  }

  private func slot(_ index: Int) -> (x: Double, width: Double) {
    let all = Self.size.width - Self.margin.left - Self.margin.right
    let width = all / Double(months.count)
    return (Self.margin.left + Double(index) * width, width)
  }

  private func writeMonth(_ index: Int, _ scale: Scale, to svg: inout HTML) {
    let month = months[index]
    let (x, slotWidth) = slot(index)
    let width = min(slotWidth * 0.72, 46)
    let left = x + (slotWidth - width) / 2
    let base = scale.y(0)
    for (name, value) in [("gross", month.gross.value.value), ("net", month.net.value.value)] {
      let y = scale.y(value)
      let inset = name == "net" ? width * 0.16 : 0
      svg.empty(
        "rect",
        [
          "class": name, "x": Self.point(left + inset), "y": Self.point(y),
          "width": Self.point(width - 2 * inset), "height": Self.point(base - y),
        ]
      )
    }
    let middle = x + slotWidth / 2
    let (high, low) = (scale.y(month.net.high.value), scale.y(month.net.low.value))
    let arm = min(width * 0.22, 5)
    let (left1, right1) = (Self.point(middle - arm), Self.point(middle + arm))
    svg.empty(
      "path",
      [
        "class": "span",
        "d": "M\(left1) \(Self.point(high))H\(right1)M\(Self.point(middle)) \(Self.point(high))"
          + "V\(Self.point(low))M\(left1) \(Self.point(low))H\(right1)",
      ]
    )
  }

  private func writeNames(_ figures: Figures, to svg: inout HTML) {
    // A name takes some 60 units and wants air beside it; January always shows so that years can be told.
    let every = [1, 2, 3, 6, 12, 24, 60, 120].first { Double($0) * slot(0).width >= 76 } ?? 240
    for index in months.indices {
      let month = months[index].month
      guard (month.year * 12 + month.month - 1) % every == 0 else { continue }
      let (x, width) = slot(index)
      svg.element(
        "text",
        [
          "class": "axis", "x": Self.point(x + width / 2),
          "y": Self.point(Self.size.height - Self.margin.bottom + 20), "text-anchor": "middle",
        ],
        figures.shortMonth(month)
      )
    }
  }

  private func key(_ page: inout HTML, _ words: String, _ name: String) {
    page.element("span", ["class": "key"]) { key in
      key.element(
        "svg",
        ["viewBox": "0 0 14 14", "aria-hidden": "true", "class": "swatch"]
      ) { svg in
        if name == "span" {
          svg.literal(#"<path class="span" d="M4 2H10M7 2V12M4 12H10"/>"#)
        } else {
          svg.empty(
            "rect",
            ["class": name, "x": "1", "y": "1", "width": "12", "height": "12"]
          )
        }
      }
      key.write(words)
    }
  }

  /// A coordinate with one place.
  static func point(_ value: Double) -> String {
    Figures(language: .english).plain(value, decimals: 1)
  }
}
