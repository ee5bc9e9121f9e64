import Inventory
import Testing

@Suite("Identifiers")
struct IdentityTests {
  static let placeholders = [
    "", "  ", "0", "000000", "None", "N/A", "n.d.", "-", "--", "To be filled by O.E.M.",
    " To Be Filled By O.E.M.", "Default string", "XXXXXXXXXX", ".........", "[REMOVED]",
    "Not Specified", "System Serial Number", "virtuale", "VM",
  ]

  @Test("a placeholder is no serial", arguments: placeholders)
  func placeholder(text: String) {
    #expect(Serial(text) == nil)
  }

  @Test(
    "what a spreadsheet turned into an exponent is no serial",
    arguments: ["1,23E+11", "1.2E+5"]
  )
  func exponent(text: String) {
    #expect(Serial(text) == nil)
    #expect(Serial.isExponent(text))
  }

  @Test("serials are equal whatever their case and padding")
  func serialEquality() {
    #expect(Serial("  cz1234abcd ") == Serial("CZ1234ABCD"))
    #expect(Serial("CZ1234ABCD")?.description == "CZ1234ABCD")
    #expect(Serial("AB12") != Serial("AB13"))
  }

  @Test("a UUID is the same in both byte orders")
  func byteOrder() throws {
    let printed = try #require(MachineUUID("420904FE-6a92-95e8-13f9-a37fc3607c14"))
    let raw = try #require(MachineUUID("fe040942-926a-e895-13f9-a37fc3607c14"))
    #expect(printed == raw)
    #expect(printed.hashValue == raw.hashValue)
    #expect(printed.otherOrder == raw.description)
  }

  @Test(
    "what is no UUID is refused",
    arguments: [
      "", "4BDRGGFE-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000",
      "ffffffff-ffff-ffff-ffff-ffffffffffff", "5a30d8711bbadc9d",
      "EEEEEEEE-EEEE-EEEE-EEEE-EEEEEEEEEEEE",
    ]
  )
  func notAUUID(text: String) {
    #expect(MachineUUID(text) == nil)
  }

  @Test("a VMware serial spells the UUID")
  func vmwareSerial() throws {
    let serial = try #require(Serial("VMware-42 1b ba bd 5f 4e af 7e-3a 56 d2 21 d8 a8 b0 11"))
    #expect(serial.vmwareUUID == MachineUUID("421bbabd-5f4e-af7e-3a56-d221d8a8b011"))
    #expect(Serial("CZ12345678")?.vmwareUUID == nil)
  }

  @Test(
    "a MAC address reads in every spelling",
    arguments: [
      "00:50:56:AB:59:F8", "0:50:56:ab:59:f8", "005056-ab59f8", "00-50-56-ab-59-f8", "005056ab59f8",
      "0050.56ab.59f8",
    ]
  )
  func macSpellings(text: String) {
    #expect(MACAddress(text)?.description == "00:50:56:ab:59:f8")
  }

  @Test(
    "what is no interface's address is refused",
    arguments: [
      "", "00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "d5:c9:gh:81:cf:80", "b53d:dc:44:af:e9",
      "01:00:5e:00:00:fb", "00:50:56:ab:59", "00:50:56:ab:59:f8:00",
    ]
  )
  func notAMAC(text: String) {
    #expect(MACAddress(text) == nil)
  }

  @Test(
    "addresses read, and nonsense does not",
    arguments: [
      ("10.0.0.1", "10.0.0.1"), (" 192.168.001.010 ", "192.168.1.10"), ("10.0.0.1/24", "10.0.0.1"),
      ("FE80::1%eth0", "fe80::1"), ("10.0.0", nil), ("256.1.1.1", nil), ("server", nil), ("", nil),
      ("1:2", nil), ("12345::1", nil),
    ]
  )
  func addresses(text: String, expected: String?) {
    #expect(IPAddress(text)?.description == expected)
  }

  @Test(
    "a host name splits into label and domain",
    arguments: [
      ("SRV01.azienda.local", "srv01", "azienda.local"), ("srv01", "srv01", nil),
      (" srv01. ", "srv01", nil),
    ]
  )
  func hostNames(text: String, short: String, domain: String?) {
    #expect(HostName(text)?.short == short)
    #expect(HostName(text)?.domain == domain)
  }

  @Test(
    "what names no machine is no host name",
    arguments: ["", "localhost", "10.0.0.1", "n.d.", "iMac de Marie", "localhost.localdomain"]
  )
  func notAHostName(text: String) {
    #expect(HostName(text) == nil)
  }
}
