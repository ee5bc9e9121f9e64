public import Inventory

/// Moves that belong together, since only together they let machines go dark.
public struct DarkWave: Sendable, Hashable {
  /// What moves, by id in order.
  public var moves: [EntityID]
  /// What goes dark once it has, by id in order.
  public var machines: [EntityID]
  /// What these machines draw together, in watts.
  public var watts: Int
  /// An upper bound of the watts for each move that any choice at this point could free; equal to
  /// ``wattsPerMove`` where the wave is the best there is.
  public var bound: Double

  /// The watts that the wave frees for each move.
  public var wattsPerMove: Double { moves.isEmpty ? 0 : Double(watts) / Double(moves.count) }

  /// Whether no choice could have freed more for each move.
  public var isExact: Bool { bound <= wattsPerMove }

  /// Creates a wave.
  public init(moves: [EntityID], machines: [EntityID], watts: Int, bound: Double) {
    self.moves = moves
    self.machines = machines
    self.watts = watts
    self.bound = bound
  }
}

extension DarkWave {
  /// Whether the wave frees more for each move than `other`, compared as fractions.
  public func freesMore(than other: DarkWave) -> Bool {
    watts * other.moves.count > other.watts * moves.count
  }

  fileprivate mutating func absorb(_ other: DarkWave) {
    moves = (moves + other.moves).sorted()
    machines = (machines + other.machines).sorted()
    watts += other.watts
  }
}

/// Orders moves so that each frees as much power as can be.
///
/// A machine goes dark when all that keeps it on has moved. Of all sets of moves the one that frees
/// most watts for each is the densest part of the hypergraph whose edges are the machines; it is
/// found exactly, by Dinkelbach's iteration over minimum cuts (A. V. Goldberg, *Finding a maximum
/// density subgraph*, 1984). Then the next, of what is left. Parts that share no move are looked at
/// by themselves. In a part too large for that, the moves that free least are peeled off one by one
/// and the best of all stages is taken (M. Charikar, *Greedy approximation algorithms for finding
/// dense components in a graph*, 2000), and the wave tells how far from the best it can be.
public struct DarkWaves: Sendable {
  /// The most moves and machines of a part that is solved exactly.
  public var exactLimit: Int

  /// Creates an ordering.
  public init(exactLimit: Int = 2_000) {
    self.exactLimit = exactLimit
  }

  /// Returns the waves in their order: those that free more for each move come first.
  ///
  /// Machines that draw nothing go dark with the wave that moves the last of what keeps them.
  ///
  /// - Complexity: For each wave of a part, a few maximum flows over its edges; of a part beyond
  ///   ``exactLimit``, O(*e* log *e*) for *e* edges.
  public func waves(_ loads: [DarkLoad]) -> [DarkWave] {
    var waves: [DarkWave] = []
    for part in DarkPart.parts(of: loads) {
      var rest = part
      var own: [DarkWave] = []
      while !rest.moves.isEmpty {
        let (chosen, bound) = rest.size <= exactLimit ? rest.densest() : rest.peeled()
        own.append(rest.take(chosen, bound: bound))
        // Peeling may find late what it should have found before: then both are one wave.
        while own.count > 1, own[own.count - 1].freesMore(than: own[own.count - 2]) {
          let late = own.removeLast()
          own[own.count - 1].absorb(late)
        }
      }
      waves += own
    }
    // Waves of one part that free the same stay in their order.
    return waves.enumerated().sorted { left, right in
      if left.element.freesMore(than: right.element) { return true }
      if right.element.freesMore(than: left.element) { return false }
      return left.offset < right.offset
    }.map(\.element)
  }
}
