import Testing

@testable import Retirement

@Suite("Strongly connected components")
struct StrongComponentsTests {
  private func components(_ edges: [[Int]]) -> [[Int]] {
    StrongComponents.of(edges.count) { edges[$0] }
  }

  @Test("circles stand together, and after all that they reach")
  func circles() {
    #expect(components([]) == [])
    #expect(components([[0], []]) == [[0], [1]])
    #expect(components([[1], [2], [0, 3], [4], [3], [2, 4]]) == [[3, 4], [0, 1, 2], [5]])
  }

  @Test("a chain as long as an estate needs no deep stack")
  func chain() {
    let count = 200_000
    let found = StrongComponents.of(count) { $0 + 1 < count ? [$0 + 1] : [] }
    #expect(found.count == count)
    #expect(found.first == [count - 1])
    let ring = StrongComponents.of(count) { [($0 + 1) % count] }
    #expect(ring.map(\.count) == [count])
  }

  @Test(
    "on random graphs two nodes stand together just when they reach one another",
    arguments: 1...20
  )
  func random(seed: UInt64) {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let count = 12
    let edges = (0..<count).map { _ in (0..<next(3)).map { _ in next(count) } }
    func reached(from start: Int) -> Set<Int> {
      var seen: Set<Int> = [start]
      var open = [start]
      while let node = open.popLast() {
        for target in edges[node] where seen.insert(target).inserted { open.append(target) }
      }
      return seen
    }
    let reach = (0..<count).map { reached(from: $0) }
    let found = components(edges)
    var place = Array(repeating: 0, count: count)
    for (index, component) in found.enumerated() { for node in component { place[node] = index } }
    #expect(found.joined().sorted() == Array(0..<count))
    for one in 0..<count {
      for other in 0..<count {
        let isMutual = reach[one].contains(other) && reach[other].contains(one)
        #expect((place[one] == place[other]) == isMutual)
        if reach[one].contains(other) { #expect(place[other] <= place[one]) }
      }
    }
  }
}
