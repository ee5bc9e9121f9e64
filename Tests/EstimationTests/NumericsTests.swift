import Testing

@testable import Estimation

@Suite("Numbers without a C library")
struct NumericsTests {
  @Test(
    "logarithm and exponential are right to fourteen digits",
    arguments: [
      (1, 0), (2, 0.693147180559945), (10, 2.302585092994046), (0.001, -6.907755278982137),
      (1e300, 690.775527898213705),
    ] as [(Double, Double)]
  )
  func logarithm(x: Double, expected: Double) {
    #expect(abs(Logarithm.natural(x) - expected) <= 1e-14 * max(1, abs(expected)))
    #expect(abs(Logarithm.exponential(expected) / x - 1) < 1e-12)
  }

  @Test(
    "normal quantiles are those of the tables",
    arguments: [
      (0.5, 0), (0.95, 1.6448536269514722), (0.05, -1.6448536269514722),
      (0.001, -3.090232306167813),
    ]
      as [(Double, Double)]
  )
  func quantile(p: Double, expected: Double) {
    #expect(abs(NormalDeviates.quantile(p) - expected) < 1e-7)
  }

  @Test("the stream of deviates repeats, and has mean 0 and variance 1")
  func deviates() {
    var (one, two) = (NormalDeviates(seed: 7), NormalDeviates(seed: 7))
    let numbers = (0..<20_000).map { _ in one.next() }
    #expect(numbers.prefix(50).elementsEqual((0..<50).map { _ in two.next() }))
    let mean = numbers.reduce(0, +) / 20_000
    let variance = numbers.reduce(0) { $0 + $1 * $1 } / 20_000 - mean * mean
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.05)
  }

  @Test("a matrix is inverted, and its equations solved, as by hand")
  func matrix() throws {
    // 4 · 3 − 2 · 2 = 8: the inverse of (4 2; 2 3) is (3 −2; −2 4) ÷ 8.
    let matrix = PositiveMatrix(size: 2, elements: [4, 2, 2, 3])
    let inverse = try #require(matrix.inverse())
    for (found, expected) in zip(inverse.elements, [0.375, -0.25, -0.25, 0.5]) {
      #expect(abs(found - expected) < 1e-15)
    }
    let x = try #require(matrix.solution(of: [2, 1]))
    #expect(abs(x[0] - 0.5) < 1e-15 && abs(x[1]) < 1e-15)
    #expect(PositiveMatrix(size: 2, elements: [1, 2, 2, 1]).inverse() == nil)
  }

  @Test("a matrix times its inverse is one, whatever its size", arguments: [1, 3, 4, 5, 9, 30])
  func inverse(size: Int) throws {
    var elements = (0..<size * size).map { index in
      1 / Double(1 + abs(index / size - index % size))
    }
    for row in 0..<size { elements[row * size + row] += 1 }
    let matrix = PositiveMatrix(size: size, elements: elements)
    let inverse = try #require(matrix.inverse())
    for row in 0..<size {
      for column in 0..<size {
        let sum = (0..<size).reduce(0) { $0 + matrix[row, $1] * inverse[$1, column] }
        #expect(abs(sum - (row == column ? 1 : 0)) < 1e-12)
      }
    }
  }

  @Test("the exponential of four numbers is that of each", arguments: [0, -0.3, -1, -7.5, -40])
  func exponentials(x: Double) {
    let found = Double(PowerKernel.exponential(SIMD4(repeating: Float(x)))[3])
    #expect(abs(found / Logarithm.exponential(x) - 1) < 1e-5)
  }

  @Test("the roots of four numbers at a time are those of each", arguments: [0, 1e-6, 0.5, 2, 900])
  func roots(x: Float) {
    let root = PowerKernel.squareRoot(SIMD4<Float>(repeating: x))[3]
    #expect(abs(root - x.squareRoot()) <= 1e-5 * max(0.2, x.squareRoot()))
  }

  @Test(
    "the exponentials of sixteen numbers at a time are those of each",
    arguments: [-900, -3.2, 0, 1e-9, 6.9, 12.5, 900]
  )
  func manyExponentials(x: Double) {
    let value = Logarithm.exponentials(SIMD16<Double>(repeating: x))[15]
    let bounded = min(700, max(-699.9, x))
    #expect(abs(value / Logarithm.exponential(bounded) - 1) < (abs(x) > 800 ? 0.2 : 1e-12))
  }
}
