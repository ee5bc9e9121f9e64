/// The sums Σ k(server, system) · weight(system, load) of all eleven loads, much faster than by way
/// of each system's covariance.
///
/// What of ``PowerKernel`` does not hang on a distance is summed beforehand, by group, along the
/// trend and by name. Of a distance, what a generation, a maker and a case settle is worked out once
/// for all servers that share them; seven numbers are left for each server.
struct WeightedKernel {
  /// Four systems at a time.
  private typealias Lanes = SIMD4<Float>

  private let kernel: PowerKernel
  private let blocks: Int
  /// By block of four, the numbers that differ from server to server.
  private let points: [Lanes]
  /// By load, then by block; one load of noughts besides, for an even number.
  private let weights: [Lanes]
  /// What a system's groups add, by group, its number and load.
  private let groupSums: [[Int32: Sums]]
  /// What the trend adds, by load, and the constant.
  private let trendSums: [SIMD4<Double>]
  private let constant: Sums

  /// One number a load, in the first eleven lanes.
  typealias Sums = SIMD16<Double>

  /// How many loads there are.
  static let loads = 11

  /// The numbers of a place that differ from server to server, as ``PowerFeatures`` orders them:
  /// sockets, cores, rated watts, watts a core, memory, year, disks.
  private static let varying = [0, 1, 2, 3, 4, 7, 11]
  /// Those that the generation and the case settle.
  private static let settled = [5, 6, 8, 9, 10, 12, 13, 14, 15]

  /// - Parameters:
  ///   - kernel: The likeness of servers to the systems.
  ///   - features: Each system's place.
  ///   - weights: By load, each system's weight.
  init(_ kernel: PowerKernel, features: [PowerFeatures], weights: [[Float]]) {
    self.kernel = kernel
    // As many as the kernel has, which takes eight at a time.
    let blocks = (features.count + 7) / 8 * 2
    self.blocks = blocks
    var points = [Lanes](repeating: .zero, count: blocks * Self.varying.count)
    var lanes = [Lanes](repeating: .zero, count: blocks * (Self.loads + 1))
    var groups = [[Int32: Sums]](repeating: [:], count: 4)
    var trends = [SIMD4<Double>](repeating: .zero, count: Self.loads)
    var constant = Sums.zero
    for (system, place) in features.enumerated() {
      let (block, lane) = (system / 4, system % 4)
      for (index, number) in Self.varying.enumerated() {
        points[block * Self.varying.count + index][lane] = place.point[number]
      }
      var own = Sums.zero
      for load in 0..<Self.loads {
        let weight = weights[load][system]
        lanes[load * blocks + block][lane] = weight
        own[load] = Double(weight)
        trends[load] += SIMD4<Double>(place.trend) * Double(weight)
      }
      constant += own
      for group in 0..<4 { groups[group][place.groups[group], default: .zero] += own }
    }
    self.points = points
    self.weights = lanes
    groupSums = groups
    trendSums = trends
    self.constant = constant
  }

  /// What servers of one generation, maker and kind of case have in common with each system.
  struct Common {
    /// The part of the square of the distance that they settle, by block.
    fileprivate var squares: [SIMD4<Float>]
    /// How high the Matérn function is, by block.
    fileprivate var heights: [SIMD4<Float>]
    /// What the groups add.
    fileprivate var sums: Sums
  }

  /// What such servers are told by.
  struct CommonKey: Hashable {
    private let groups: SIMD4<Int32>
    private let settled: SIMD4<Float>

    /// The key of a place: the numbers that a generation settles go with its group.
    init(_ place: PowerFeatures) {
      groups = place.groups
      settled = SIMD4(place.point[12], place.point[14], place.point[15], place.point[6])
    }
  }

  /// Works out what all servers with the same ``CommonKey`` have in common.
  func common(_ place: PowerFeatures) -> Common {
    var common = Common(squares: [], heights: [], sums: constant * PowerKernel.constantTerm)
    for block in 0..<blocks / 2 {
      var square = SIMD8<Float>.zero
      for number in Self.settled {
        let step = kernel.point(block, number) - place.point[number]
        square += step * step
      }
      let height = kernel.height(block, of: place.groups)
      common.squares += [square.lowHalf, square.highHalf]
      common.heights += [height.lowHalf, height.highHalf]
    }
    for (group, term) in PowerKernel.groupTerms.enumerated() {
      if let sums = groupSums[group][place.groups[group]] { common.sums += sums * term }
    }
    return common
  }

  /// What a name's likeness to those of the systems adds.
  func sums(ofName likeness: [SIMD8<Float>]) -> Sums {
    var sums = Sums.zero
    for load in 0..<Self.loads {
      var sum = SIMD4<Float>.zero
      for (index, lanes) in likeness.enumerated() {
        let from = load * blocks + index * 2
        sum += weights[from] * lanes.lowHalf + weights[from + 1] * lanes.highHalf
      }
      sums[load] = Double(sum.sum())
    }
    return sums * PowerKernel.nameTerm
  }

  /// The sums of a server.
  ///
  /// - Complexity: O(*n*) in the number of systems.
  func sums(of place: PowerFeatures, _ common: Common, name: Sums) -> Sums {
    var sums = common.sums + name
    let trend = SIMD4<Double>(place.trend)
    for load in 0..<Self.loads {
      sums[load] += (trendSums[load] * trend).sum() * PowerKernel.trendTerm
    }
    return withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: blocks) { values in
      fill(values, place.point, common)
      weights.withUnsafeBufferPointer { weights in
        // Two loads at a time: more sums than registers would go through memory.
        for load in stride(from: 0, to: Self.loads, by: 2) {
          let (first, second) = (load * blocks, (load + 1) * blocks)
          var (one, other) = (SIMD4<Float>.zero, SIMD4<Float>.zero)
          for block in 0..<blocks {
            one += weights[first + block] * values[block]
            other += weights[second + block] * values[block]
          }
          sums[load] += Double(one.sum())
          sums[load + 1] += Double(other.sum())
        }
      }
      return sums
    }
  }

  /// The part of the likeness to each system that hangs on the distance.
  private func fill(
    _ values: UnsafeMutableBufferPointer<SIMD4<Float>>,
    _ point: SIMD16<Float>,
    _ common: Common
  ) {
    let p0 = SIMD4<Float>(repeating: point[0])
    let p1 = SIMD4<Float>(repeating: point[1])
    let p2 = SIMD4<Float>(repeating: point[2])
    let p3 = SIMD4<Float>(repeating: point[3])
    let p4 = SIMD4<Float>(repeating: point[4])
    let p5 = SIMD4<Float>(repeating: point[7])
    let p6 = SIMD4<Float>(repeating: point[11])
    points.withUnsafeBufferPointer { points in
      common.squares.withUnsafeBufferPointer { squares in
        common.heights.withUnsafeBufferPointer { heights in
          for block in 0..<blocks {
            let at = block &* 7
            var square = squares[block]
            square += Self.square(points[at] - p0)
            square += Self.square(points[at &+ 1] - p1)
            square += Self.square(points[at &+ 2] - p2)
            square += Self.square(points[at &+ 3] - p3)
            square += Self.square(points[at &+ 4] - p4)
            square += Self.square(points[at &+ 5] - p5)
            square += Self.square(points[at &+ 6] - p6)
            values.initializeElement(at: block, to: heights[block] * PowerKernel.shape(square))
          }
        }
      }
    }
  }

  @inline(__always)
  private static func square(_ x: SIMD4<Float>) -> SIMD4<Float> { x * x }
}
