import Tabular
import Testing

@Suite("Zip containers")
struct ZipContainerTests {
  private func open(_ zip: ZipBuilder, limits: TableLimits = .standard) throws -> ZipContainer {
    try ZipContainer.open(zip.source("set.zip"), limits: limits)
  }

  private func reason(_ body: () throws -> Void) -> TabularFailure.Reason? {
    do {
      try body()
      return nil
    } catch {
      return (error as? TabularFailure)?.reason
    }
  }

  private func drain(_ zip: ZipBuilder, limits: TableLimits = .standard) throws {
    let container = try open(zip, limits: limits)
    var stream = try container.source(container.members[0]).open()
    while try stream.nextChunk(of: 1_000) != nil {}
  }

  @Test("each member is a source of its own, and can be read twice")
  func members() throws {
    var zip = ZipBuilder()
    zip.add("RVTools/vInfo.csv", "VM,CPUs\nsrv,2\n")
    zip.add("vHost.csv", "Host;Cores\nesx;16\n")
    zip.add("readme.pdf", "%PDF-")
    let container = try open(zip)
    #expect(container.members.map(\.name) == ["RVTools/vInfo.csv", "vHost.csv", "readme.pdf"])
    #expect(container.source(container.members[1]).name == "set.zip!vHost.csv")
    let document = try TableDocument.open(zip.source("set.zip"))
    #expect(document.container == "zip")
    #expect(document.tables.map(\.name) == ["RVTools/vInfo.csv", "vHost.csv"])
    for _ in 0..<2 {
      #expect(try cells(document.tables[1]) == [["Host", "Cores"], ["esx", "16"]])
    }
  }

  @Test(
    "refuses names that lead out",
    arguments: ["../a.csv", "a/../../b.csv", "/etc/a.csv", "..\\a.csv", "\\a.csv", "C:\\a.csv"]
  )
  func unsafeNames(name: String) {
    var zip = ZipBuilder()
    zip.add(name, "a,b\n")
    #expect(reason { _ = try open(zip) } == .unsafeMemberName(name))
  }

  @Test("refuses a name that occurs twice, in any case")
  func duplicates() {
    var zip = ZipBuilder()
    zip.add("a.csv", "1")
    zip.add("A.csv", "2")
    #expect(reason { _ = try open(zip) } == .duplicateMember("A.csv"))
  }

  @Test("believes no size and no checksum")
  func lies() {
    var zip = ZipBuilder()
    zip.add("a.csv", String(repeating: "x", count: 50_000))
    #expect(reason { try drain(zip) } == nil)
    zip.members[0].statedSize = 10
    #expect(reason { try drain(zip) } != nil)
    zip.members[0].statedSize = nil
    zip.members[0].statedChecksum = 1
    #expect(reason { try drain(zip) } == .containerMember("a.csv", .checksum))
  }

  @Test("stops at the limits while it inflates")
  func limits() {
    var zip = ZipBuilder()
    zip.add("a.csv", String(repeating: "x", count: 200_000))
    var limits = TableLimits.standard
    limits.entryBytes = 150_000
    #expect(reason { try drain(zip, limits: limits) } == .entryTooLarge(limit: 150_000))
    limits = .standard
    limits.ratio = 0
    #expect(reason { try drain(zip, limits: limits) } == .ratioTooHigh(limit: 0))
    limits = .standard
    limits.containerEntries = 0
    #expect(reason { try drain(zip, limits: limits) } == .tooManyEntries(limit: 0))
    limits = .standard
    limits.memoryBytes = 1_000
    #expect(reason { try drain(zip, limits: limits) } == .tooLargeForMemory(limit: 1_000))
  }

  @Test("says that a member is encrypted")
  func encrypted() {
    var zip = ZipBuilder()
    zip.add("a.csv", "0123456789ABCDEF")
    zip.members[0].isEncrypted = true
    #expect(reason { try drain(zip) } == .encrypted)
  }

  @Test("refuses a container that is cut anywhere")
  func truncated() {
    var zip = ZipBuilder()
    zip.add("a.csv", "a,b\n1,2\n")
    let whole = zip.bytes
    for count in 1..<whole.count {
      let source = MemorySource(name: "x", bytes: Array(whole.prefix(count)))
      #expect(throws: TabularFailure.self) { try ZipContainer.open(source) }
    }
  }
}
