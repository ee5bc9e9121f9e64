/// The strongly connected components of a graph: what reaches one another.
enum StrongComponents {
  /// Finds what reaches one another.
  ///
  /// By R. E. Tarjan, *Depth-first search and linear graph algorithms*, 1972, without recursion, for
  /// chains may be as long as the graph.
  ///
  /// - Parameters:
  ///   - count: The number of nodes.
  ///   - next: The nodes to which edges of a node lead.
  /// - Returns: The components of the nodes 0 ..< `count`, each in order; a component comes after
  ///   all that can be reached from it.
  /// - Complexity: O(nodes + edges).
  static func of(_ count: Int, next: (Int) -> [Int]) -> [[Int]] {
    var numbers = Array(repeating: -1, count: count)
    var lowest = numbers
    var isOpen = Array(repeating: false, count: count)
    var open: [Int] = []
    var path: [(node: Int, edges: [Int], position: Int)] = []
    var found: [[Int]] = []
    var number = 0
    func enter(_ node: Int) {
      numbers[node] = number
      lowest[node] = number
      number += 1
      open.append(node)
      isOpen[node] = true
      path.append((node, next(node), 0))
    }
    for start in 0..<count where numbers[start] < 0 {
      enter(start)
      while let top = path.last {
        if top.position < top.edges.count {
          path[path.count - 1].position += 1
          let target = top.edges[top.position]
          if numbers[target] < 0 {
            enter(target)
          } else if isOpen[target] {
            lowest[top.node] = min(lowest[top.node], numbers[target])
          }
          continue
        }
        path.removeLast()
        if let parent = path.last {
          lowest[parent.node] = min(lowest[parent.node], lowest[top.node])
        }
        guard lowest[top.node] == numbers[top.node] else { continue }
        var component: [Int] = []
        while let node = open.popLast() {
          isOpen[node] = false
          component.append(node)
          if node == top.node { break }
        }
        found.append(component.sorted())
      }
    }
    return found
  }
}
