/// A symmetric positive definite matrix.
struct PositiveMatrix {
  /// How many rows and columns it has.
  let size: Int
  /// Row after row.
  private(set) var elements: [Double]

  /// - Precondition: There are `size` × `size` elements.
  init(size: Int, elements: [Double]) {
    precondition(elements.count == size * size, "a matrix is square")
    self.size = size
    self.elements = elements
  }

  subscript(row: Int, column: Int) -> Double {
    get { elements[row * size + column] }
    set { elements[row * size + column] = newValue }
  }

  /// The lower triangle L with L · Lᵀ = the matrix (Cholesky); `nil` when it is not positive.
  func lowerTriangle() -> [Double]? {
    var lower = elements
    let isPositive = lower.withUnsafeMutableBufferPointer { lower in
      for row in 0..<size {
        for column in 0...row {
          let sum = lower[row * size + column] - Self.dot(lower, row * size, column * size, column)
          if row == column {
            guard sum > 0 else { return false }
            lower[row * size + row] = sum.squareRoot()
          } else {
            lower[row * size + column] = sum / lower[column * size + column]
          }
        }
        for column in row + 1..<max(size, row + 1) { lower[row * size + column] = 0 }
      }
      return true
    }
    return isPositive ? lower : nil
  }

  /// Its inverse; `nil` when it is not positive.
  ///
  /// - Complexity: O(*n*³) in the size.
  func inverse() -> PositiveMatrix? {
    guard var lower = lowerTriangle() else { return nil }
    // The rows of `columns` are the columns of L⁻¹, so that all sums run along rows.
    var columns = [Double](repeating: 0, count: size * size)
    var result = columns
    lower.withUnsafeMutableBufferPointer { lower in
      columns.withUnsafeMutableBufferPointer { columns in
        for column in 0..<size {
          columns[column * size + column] = 1 / lower[column * size + column]
          for row in column + 1..<max(size, column + 1) {
            var sum = 0.0
            for k in column..<row { sum += lower[row * size + k] * columns[column * size + k] }
            columns[column * size + row] = -sum / lower[row * size + row]
          }
        }
        result.withUnsafeMutableBufferPointer { result in
          for row in 0..<size {
            for column in 0...row {
              var sum = 0.0
              for k in row..<size { sum += columns[row * size + k] * columns[column * size + k] }
              result[row * size + column] = sum
              result[column * size + row] = sum
            }
          }
        }
      }
    }
    return PositiveMatrix(size: size, elements: result)
  }

  /// Returns x with matrix · x = `right`; `nil` when the matrix is not positive.
  func solution(of right: [Double]) -> [Double]? {
    guard let lower = lowerTriangle() else { return nil }
    var x = right
    for row in 0..<size {
      var sum = x[row]
      for k in 0..<row { sum -= lower[row * size + k] * x[k] }
      x[row] = sum / lower[row * size + row]
    }
    for row in (0..<size).reversed() {
      var sum = x[row]
      for k in row + 1..<max(size, row + 1) { sum -= lower[k * size + row] * x[k] }
      x[row] = sum / lower[row * size + row]
    }
    return x
  }

  private static func dot(
    _ numbers: UnsafeMutableBufferPointer<Double>,
    _ left: Int,
    _ right: Int,
    _ count: Int
  ) -> Double {
    // Four sums at a time: the order is fixed, so that the result is the same everywhere.
    var sums = SIMD4<Double>.zero
    var k = 0
    while k + 4 <= count {
      let a = SIMD4(
        numbers[left + k],
        numbers[left + k + 1],
        numbers[left + k + 2],
        numbers[left + k + 3]
      )
      let b = SIMD4(
        numbers[right + k],
        numbers[right + k + 1],
        numbers[right + k + 2],
        numbers[right + k + 3]
      )
      sums += a * b
      k += 4
    }
    var sum = sums.sum()
    while k < count {
      sum += numbers[left + k] * numbers[right + k]
      k += 1
    }
    return sum
  }
}
