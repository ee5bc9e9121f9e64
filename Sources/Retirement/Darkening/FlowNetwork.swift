/// A network through which as much flows as its edges carry, by Dinic's algorithm.
struct FlowNetwork {
  private struct Edge {
    var target: Int
    var capacity: Int
  }

  /// Each edge is followed by its reverse.
  private var edges: [Edge] = []
  private var edgesOf: [[Int]]
  private var levels: [Int] = []
  private var next: [Int] = []

  init(_ count: Int) { edgesOf = Array(repeating: [], count: count) }

  /// Adds an edge that carries up to `capacity`.
  mutating func connect(_ from: Int, _ to: Int, _ capacity: Int) {
    edgesOf[from].append(edges.count)
    edges.append(Edge(target: to, capacity: capacity))
    edgesOf[to].append(edges.count)
    edges.append(Edge(target: from, capacity: 0))
  }

  /// Sends as much as can flow.
  mutating func fill(from source: Int, to sink: Int) {
    while true {
      level(from: source)
      guard levels[sink] >= 0 else { return }
      next = Array(repeating: 0, count: edgesOf.count)
      while augment(from: source, to: sink) {}
    }
  }

  /// What can still be reached from `source` through edges that are not full.
  func reachable(from source: Int) -> [Bool] {
    var isReached = Array(repeating: false, count: edgesOf.count)
    isReached[source] = true
    var open = [source]
    while let node = open.popLast() {
      for edge in edgesOf[node] where edges[edge].capacity > 0 && !isReached[edges[edge].target] {
        isReached[edges[edge].target] = true
        open.append(edges[edge].target)
      }
    }
    return isReached
  }

  private mutating func level(from source: Int) {
    levels = Array(repeating: -1, count: edgesOf.count)
    levels[source] = 0
    var queue = [source]
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      for edge in edgesOf[node] where edges[edge].capacity > 0 && levels[edges[edge].target] < 0 {
        levels[edges[edge].target] = levels[node] + 1
        queue.append(edges[edge].target)
      }
    }
  }

  /// Sends along one path from level to level; `false` when there is none left.
  private mutating func augment(from source: Int, to sink: Int) -> Bool {
    var path: [Int] = []
    var node = source
    while node != sink {
      if next[node] < edgesOf[node].count {
        let edge = edgesOf[node][next[node]]
        if edges[edge].capacity > 0, levels[edges[edge].target] == levels[node] + 1 {
          path.append(edge)
          node = edges[edge].target
        } else {
          next[node] += 1
        }
      } else {
        // A dead end: back, and never here again.
        guard let edge = path.popLast() else { return false }
        node = edges[edge ^ 1].target
        next[node] += 1
      }
    }
    let least = path.reduce(Int.max) { min($0, edges[$1].capacity) }
    for edge in path {
      edges[edge].capacity -= least
      edges[edge ^ 1].capacity += least
    }
    return true
  }
}
