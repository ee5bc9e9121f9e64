import Inventory
import Testing

@Suite("Identifiers of logical disks")
struct DiskIdentifierTests {
  @Test(
    "one identifier is the same however it is written",
    arguments: [
      "naa.600A098038303473432B4D4937414B61", "600a098038303473432b4d4937414b61",
      "60:0a:09:80:38:30:34:73:43:2b:4d:49:37:41:4b:61", "0x600a098038303473432b4d4937414b61",
      "wwn-0x600a098038303473432b4d4937414b61", "naa.600a0980 38303473 432b4d49 37414b61",
    ]
  )
  func spellings(text: String) {
    #expect(DiskIdentifier(text)?.digits == "600a098038303473432b4d4937414b61")
  }

  @Test(
    "what is none is refused",
    arguments: [
      "", "naa.", "mpx.vmhba0:C0:T0:L0", "t10.ATA_____SSD", "naa.600a09803830347343",
      "naa.600a098038303473432b4d4937414b6z", "LUN 7", "00000000000000000000000000000000",
      "naa.600a098038303473432b4d4937414b61a", "00:50:56:ab:59:f8",
    ]
  )
  func refused(text: String) {
    #expect(DiskIdentifier(text) == nil)
  }

  @Test("digits alone may be a machine's name, a prefix is none")
  func prefixes() {
    #expect(DiskIdentifier(prefixed: "600a098038303473432b4d4937414b61") == nil)
    #expect(DiskIdentifier(prefixed: "NAA.600a098038303473432b4d4937414b61") != nil)
    #expect(DiskIdentifier(prefixed: "eui.003b7b308d98f942") != nil)
  }
}
