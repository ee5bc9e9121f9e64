import Inventory
import Retirement
import Testing

@Suite("Where a machine comes from, as at the baseline")
struct MachineOriginTests {
  private func asset(_ change: (inout Record) -> Void) throws -> Asset {
    var builder = EstateBuilder()
    builder.asset("srv", .server, change)
    return try #require(builder.estate.assets.first)
  }

  @Test("it stands where it stood, whatever the case; what either does not tell says nothing")
  func same() throws {
    var frozen = DeviceFacts(kind: .server, name: "srv")
    frozen.room = "CED"
    frozen.rack = "a1"
    let asset = try asset { facts in
      facts.rack = "A1"
      facts.site = "Riva"
    }
    #expect(MachineOrigin(of: asset, frozen: frozen) == .asAtBaseline)
  }

  @Test("in another rack it was moved; without a place of before it came since")
  func changed() throws {
    var frozen = DeviceFacts(kind: .server, name: "srv")
    frozen.room = "CED"
    frozen.rack = "B2"
    let day = EstateBuilder.day("2023-06-01")
    let asset = try asset { facts in
      facts.rack = "A1"
      facts.purchased = day
    }
    #expect(MachineOrigin(of: asset, frozen: frozen) == .moved(from: "CED/B2"))
    #expect(MachineOrigin(of: asset, frozen: nil) == .since(purchased: day))
  }
}
