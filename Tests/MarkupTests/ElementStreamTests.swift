import Markup
import Testing

@Suite("Element stream")
struct ElementStreamTests {
  private static let document = """
    <REQUEST v="2"><QUERY>INVENTORY</QUERY>
     <CONTENT>
      <CPUS><NAME> Xeon
       </NAME><CORE>4</CORE></CPUS>
      <SOFTWARES><NAME>x</NAME></SOFTWARES>
      <CPUS n="2"><NAME/></CPUS>
      <HARDWARE><SOFTWARES>y</SOFTWARES><NAME>srv<i>b</i>01</NAME></HARDWARE>
     </CONTENT>
    </REQUEST>
    """

  private func read(
    _ text: String,
    _ paths: [String],
    skip: Set<String> = [],
    chunk: Int = 64,
    limits: MarkupLimits = .standard,
    root: (Element) throws -> Void = { _ in }
  ) throws -> [(path: String, element: Element)] {
    var found: [(path: String, element: Element)] = []
    try ElementStream.read(
      paths: paths,
      skip: skip,
      limits: limits,
      nextChunk: chunks(Array(text.utf8), of: chunk),
      root: root
    ) { found.append(($0, $1)) }
    return found
  }

  @Test("collects the subtrees of a path, in any chunks", arguments: [1, 2, 3, 7, 64, 4_096])
  func onePath(chunk: Int) throws {
    let found = try read(Self.document, ["REQUEST/CONTENT/CPUS"], chunk: chunk)
    #expect(found.map(\.path) == ["REQUEST/CONTENT/CPUS", "REQUEST/CONTENT/CPUS"])
    #expect(found[0].element.value("NAME") == "Xeon")
    #expect(found[0].element.value("CORE") == "4")
    #expect(found[0].element.line == 3)
    #expect(found[1].element["n"] == "2")
    #expect(found[1].element.first("NAME") != nil)
    #expect(found[1].element.value("NAME") == nil)
  }

  @Test("a star is any name, and skipped names are nowhere")
  func star() throws {
    let found = try read(Self.document, ["REQUEST/CONTENT/*"], skip: ["SOFTWARES"])
    #expect(found.map(\.element.name) == ["CPUS", "CPUS", "HARDWARE"])
    #expect(found[2].element.children.map(\.name) == ["NAME"])
    #expect(found[2].element.value("NAME") == "srv01")
    #expect(found[2].element.children[0].all("i").map(\.text) == ["b"])
  }

  @Test("tells the root before anything in it")
  func tellsRoot() throws {
    var events: [String] = []
    let found = try read("<n:a xmlns:n='urn:x' k='v'><b/></n:a>", ["a/b"]) { root in
      events.append("\(root.name) \(root.namespace ?? "") \(root["k"] ?? "")")
    }
    #expect(events == ["a urn:x v"])
    #expect(found.count == 1)
  }

  @Test("can collect the root itself, and paths of different length")
  func lengths() throws {
    #expect(try read("<a><b>1</b></a>", ["a"]).map(\.element.children.count) == [1])
    let found = try read("<a><b>1</b><c><d>2</d></c><e/></a>", ["a/b", "a/c/d", "*/e"])
    #expect(found.map(\.path) == ["a/b", "a/c/d", "a/e"])
  }

  @Test("delivers what was complete before the file was cut")
  func truncated() {
    var found: [String] = []
    let failure = #expect(throws: MarkupFailure.self) {
      try ElementStream.read(
        paths: ["r/h"],
        nextChunk: chunks(Array("<r><h>1</h><h>2</h><h>3".utf8), of: 5)
      ) { found.append($1.text) }
    }
    #expect(found == ["1", "2"])
    #expect(failure?.reason == .truncated(openElement: "h"))
  }

  @Test("refuses a subtree that grows past its limits")
  func refusesLargeSubtrees() {
    var limits = MarkupLimits.standard
    limits.subtreeElements = 3
    let failure = #expect(throws: MarkupFailure.self) {
      try read("<a><b/><b/><b/></a>", ["a"], limits: limits)
    }
    #expect(failure?.reason == .subtreeTooLarge(limit: 3))
    limits.subtreeBytes = 5
    #expect(throws: MarkupFailure.self) { try read("<a><b>123456</b></a>", ["a"], limits: limits) }
  }
}
