/// How alike a server and each measured system draw: the covariance of a Gaussian process.
///
///     k = (a + b · same generation + c · same maker) · Matérn₅⸝₂(distance) + d · trend · trend
///       + e · same maker + f · same form + g · same generation + h · same model + i · name + j
///
/// `name` is the cosine of the two model names' words, rare words weighing more. The Matérn
/// function of order 5/2 is (1 + √5 r + 5 r² ÷ 3) · exp(−√5 r) (Rasmussen and Williams, *Gaussian
/// Processes for Machine Learning*, 2006, eq. 4.17).
struct PowerKernel {
  private typealias Lanes = SIMD8<Float>

  /// How many systems there are.
  let count: Int
  private let blocks: Int
  /// By block of eight systems, its sixteen numbers.
  private var points: [Lanes]
  private var trends: [Lanes]
  private var groups: [SIMD8<Int32>]
  private let names: NameIndex

  private static let matern: Float = 0.1301
  private static let maternOfGeneration: Float = 0.0050
  private static let maternOfMaker: Float = 0.0109
  private static let trend: Float = 0.0509
  private static let maker: Float = 0.0034
  private static let form: Float = 0.0010
  private static let generation: Float = 0.0049
  private static let model: Float = 0.0010
  private static let name: Float = 0.0020
  private static let constant: Float = 0.3976
  /// What two measurements of one machine differ by.
  static let noise = 0.0040

  /// - Parameters:
  ///   - systems: The measured systems.
  ///   - names: Their names' words.
  init(_ systems: [PowerFeatures], names: NameIndex) {
    count = systems.count
    blocks = (systems.count + 7) / 8
    points = Array(repeating: .zero, count: blocks * 16)
    trends = Array(repeating: .zero, count: blocks * 4)
    // No server's group is −9, so that the lanes beyond the last system are alike to nothing.
    groups = Array(repeating: SIMD8(repeating: -9), count: blocks * 4)
    self.names = names
    for (index, system) in systems.enumerated() {
      let (block, lane) = (index / 8, index % 8)
      for number in 0..<16 { points[block * 16 + number][lane] = system.point[number] }
      for number in 0..<4 {
        trends[block * 4 + number][lane] = system.trend[number]
        groups[block * 4 + number][lane] = system.groups[number]
      }
    }
  }

  /// What of a likeness does not hang on a distance: the constant, the trend, the name, and the
  /// groups in the order of ``PowerFeatures/groups``.
  static var constantTerm: Double { Double(constant) }
  static var trendTerm: Double { Double(trend) }
  static var nameTerm: Double { Double(name) }
  static var groupTerms: [Double] { [maker, generation, form, model].map { Double($0) } }

  /// One number of the places of a block of systems.
  func point(_ block: Int, _ number: Int) -> SIMD8<Float> { points[block * 16 + number] }

  /// How high the Matérn function is at distance 0, for a block of systems.
  func height(_ block: Int, of server: SIMD4<Int32>) -> SIMD8<Float> {
    Self.matern
      + Self.value(
        Self.maternOfGeneration,
        where: Self.mask(groups[block * 4 + 1], server[1])
      ) + Self.value(Self.maternOfMaker, where: Self.mask(groups[block * 4], server[0]))
  }

  /// The likeness of a name to each system's, for ``covariance(of:name:)``.
  func likeness(of words: [String]) -> [SIMD8<Float>] {
    names.likeness(of: words, blocks: blocks)
  }

  /// The covariance of a server with each system, eight at a time; zero or noise beyond the last.
  ///
  /// - Complexity: O(*n*) in the number of systems, without allocation but for the result.
  func covariance(of server: PowerFeatures, name: [SIMD8<Float>]) -> [SIMD8<Float>] {
    points.withUnsafeBufferPointer { points in
      trends.withUnsafeBufferPointer { trends in
        groups.withUnsafeBufferPointer { groups in
          [SIMD8<Float>](unsafeUninitializedCapacity: blocks) { result, count in
            for block in 0..<blocks {
              var square = Lanes.zero
              for number in 0..<16 {
                let step = points[block * 16 + number] - server.point[number]
                square += step * step
              }
              var along = Lanes.zero
              for number in 0..<4 { along += trends[block * 4 + number] * server.trend[number] }
              let maker = Self.mask(groups[block * 4], server.groups[0])
              let generation = Self.mask(groups[block * 4 + 1], server.groups[1])
              let form = Self.mask(groups[block * 4 + 2], server.groups[2])
              let model = Self.mask(groups[block * 4 + 3], server.groups[3])
              let shape = Lanes(
                lowHalf: Self.shape(square.lowHalf),
                highHalf: Self.shape(square.highHalf)
              )
              var sum =
                height(block, of: server.groups) * shape + along * Self.trend + name[block]
                * Self.name
              sum += Self.value(Self.generation, where: generation) + Self.constant
              sum += Self.value(Self.maker, where: maker) + Self.value(Self.form, where: form)
              result[block] = sum + Self.value(Self.model, where: model)
            }
            count = blocks
          }
        }
      }
    }
  }

  /// All bits set in the lanes that are equal, by whole-vector operations: the library's comparison
  /// goes lane by lane.
  @inline(__always)
  private static func mask(_ left: SIMD8<Int32>, _ right: Int32) -> SIMD8<Int32> {
    let difference = left ^ right
    return ~((difference | (0 &- difference)) &>> 31)
  }

  /// The value in the lanes of the mask, 0 in the others: its bits under the mask's.
  @inline(__always)
  private static func value(_ value: Float, where mask: SIMD8<Int32>) -> Lanes {
    unsafeBitCast(mask & Int32(bitPattern: value.bitPattern), to: Lanes.self)
  }

  /// The Matérn function of order 5/2 of the squares of distances, to five digits.
  ///
  /// The distances between servers stay below 80 ÷ √5: every number of a place is bounded. Four at a
  /// time, which is what every x86 processor has a register for.
  @inline(__always)
  static func shape(_ squares: SIMD4<Float>) -> SIMD4<Float> {
    let far = squareRoot(squares * 5)
    return (far + 1 + squares * (5 / 3)) * exponential(far * -1)
  }

  /// The square roots of numbers of 0 and more.
  ///
  /// By the inverse of the root, guessed from the bits and mended twice by Newton's rule, to five parts in
  /// a million: the library takes roots lane by lane.
  @inline(__always)
  static func squareRoot(_ x: SIMD4<Float>) -> SIMD4<Float> {
    // Of 0 the inverse would be no number; what this adds is far below what tells servers apart.
    let x = x + 1e-12
    let bits = unsafeBitCast(x, to: SIMD4<Int32>.self)
    var inverse = unsafeBitCast(0x5F37_59DF &- (bits &>> 1), to: SIMD4<Float>.self)
    let half = x * 0.5
    inverse *= 1.5 - half * inverse * inverse
    inverse *= 1.5 - half * inverse * inverse
    return x * inverse
  }

  /// e to the power of numbers from −80 to 0: 2^n · 2^f, |f| ≤ ½.
  @inline(__always)
  static func exponential(_ x: SIMD4<Float>) -> SIMD4<Float> {
    let power = x * 1.442_695_04
    // Adding 1.5 · 2²³ rounds to the nearest whole number and leaves it in the lowest bits.
    let magic: Float = 12_582_912
    let shifted = power + magic
    let whole = shifted - magic
    let part = (power - whole) * 0.693_147_18
    var sum = part * (1 / 720) + 1 / 120
    sum = sum * part + 1 / 24
    sum = sum * part + 1 / 6
    sum = sum * part + 0.5
    sum = sum * part + 1
    sum = sum * part + 1
    let bits = unsafeBitCast(shifted, to: SIMD4<Int32>.self)
    let exponent = (bits &- Int32(bitPattern: magic.bitPattern) &+ 127) &<< 23
    return sum * unsafeBitCast(exponent, to: SIMD4<Float>.self)
  }
}

/// The words of the measured systems' names, each with the systems that have it.
struct NameIndex {
  private let systems: [String: [(system: Int, weight: Float)]]
  private let rarity: [String: Float]
  private let unseen: Float

  /// - Parameter names: The words of each system's name, in the systems' order.
  init(_ names: [[String]]) {
    var counts: [String: Int] = [:]
    for words in names { for word in words { counts[word, default: 0] += 1 } }
    let whole = Double(names.count + 1)
    let rarity = counts.mapValues { Float(Logarithm.natural(whole / Double($0))) }
    var systems: [String: [(system: Int, weight: Float)]] = [:]
    for (system, words) in names.enumerated() {
      let length = words.reduce(Float(0)) { $0 + (rarity[$1] ?? 0) * (rarity[$1] ?? 0) }
        .squareRoot()
      for word in words where length > 0 {
        systems[word, default: []].append((system, (rarity[word] ?? 0) / length))
      }
    }
    self.systems = systems
    self.rarity = rarity
    unseen = Float(Logarithm.natural(whole))
  }

  /// The cosine of these words with each system's name, in blocks of eight.
  func likeness(of words: [String], blocks: Int) -> [SIMD8<Float>] {
    var result = Array(repeating: SIMD8<Float>.zero, count: blocks)
    let length = words.reduce(Float(0)) { sum, word in
      let weight = rarity[word] ?? unseen
      return sum + weight * weight
    }.squareRoot()
    guard length > 0 else { return result }
    for word in words {
      guard let weight = rarity[word] else { continue }
      for entry in systems[word] ?? [] {
        result[entry.system / 8][entry.system % 8] += weight / length * entry.weight
      }
    }
    return result
  }
}
