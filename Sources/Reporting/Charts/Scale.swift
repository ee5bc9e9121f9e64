/// From values to lengths, with an axis of round numbers that begins at 0.
struct Scale {
  /// The distance of two lines of the grid.
  let step: Double
  /// The value at the end of the axis.
  let top: Double

  /// The step is 1, 2 or 5 times a power of ten, for at most six lines.
  init(largest: Double) {
    let most = largest > 0 && largest.isFinite ? largest : 1
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

  /// The values at the lines of the grid, from 0.
  var values: [Double] { (0...Int((top / step).rounded())).map { Double($0) * step } }

  /// How many decimal places the numbers of the axis need.
  var places: Int {
    var (places, step) = (0, step)
    while step < 0.999, places < 4 {
      step *= 10
      places += 1
    }
    return places
  }

  /// The part of the axis up to a value, from 0 to 1.
  func part(_ value: Double) -> Double { value.isFinite ? min(max(value / top, 0), 1) : 0 }
}
