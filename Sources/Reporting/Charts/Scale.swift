/// From values to lengths, with an axis of round numbers that holds 0.
struct Scale {
  /// The distance of two lines of the grid.
  let step: Double
  /// The value at the end of the axis.
  let top: Double
  /// The value at its beginning: 0, or below where values are.
  let bottom: Double

  /// The step is 1, 2 or 5 times a power of ten, for at most six lines above 0 or below it.
  init(largest: Double, smallest: Double = 0) {
    let above = largest > 0 && largest.isFinite ? largest : 0
    let below = smallest < 0 && smallest.isFinite ? -smallest : 0
    let most = max(above, below) > 0 ? max(above, below) : 1
    var step = 1.0
    while step * 5 < most { step *= 10 }
    while step / 10 * 5 >= most { step /= 10 }
    if most <= step {
      step /= 5
    } else if most <= step * 2.5 {
      step /= 2
    }
    self.step = step
    let isEmpty = above == 0 && below == 0
    top = ((isEmpty ? 1 : above) / step).rounded(.up) * step
    bottom = -(below / step).rounded(.up) * step
  }

  /// The values at the lines of the grid, from the lowest.
  var values: [Double] {
    let (first, last) = (Int((bottom / step).rounded()), Int((top / step).rounded()))
    return (first...max(first, last)).map { Double($0) * step }
  }

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
  func part(_ value: Double) -> Double {
    value.isFinite ? min(max((value - bottom) / (top - bottom), 0), 1) : part(0)
  }
}
