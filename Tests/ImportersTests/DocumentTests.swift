import Inventory
import Markup
import Tabular
import Testing

@testable import Importers

@Suite("Saved answers and units of machine documents")
struct DocumentTests {
  @Test("chunks of any size give the body", arguments: [1, 2, 3, 7, 15, 16, 100])
  func chunks(size: Int) throws {
    let body = Array("<RIBCL>\r\n0\r\n<A B=\"c\"/>\n</RIBCL>\n".utf8)
    var answer = Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n".utf8)
    for start in stride(from: 0, to: body.count, by: size) {
      let chunk = body[start..<min(start + size, body.count)]
      answer += Array((String(chunk.count, radix: 16) + ";x=y\r\n").utf8) + chunk + [0x0D, 0x0A]
    }
    answer += Array("0\r\n\r\n".utf8)
    let source = MemorySource(name: "answer", bytes: answer)
    #expect(try SavedAnswer.isAnswer(source))
    #expect(try SavedAnswer.body(of: source).bytes == body)
  }

  @Test("an answer without chunks is its body; a size that leads nowhere is no size")
  func plainAnswers() throws {
    let plain = MemorySource(name: "a", bytes: Array("HTTP/1.0 200 OK\nServer: x\n\n<A/>".utf8))
    #expect(try SavedAnswer.body(of: plain).bytes == Array("<A/>".utf8))
    #expect(SavedAnswer.joined(Array("ffffffff\r\nabc".utf8)) == nil)
    #expect(SavedAnswer.joined(Array("zz\r\nabc".utf8)) == nil)
    #expect(try SavedAnswer.isAnswer(MemorySource(name: "a", bytes: Array("<A/>".utf8))) == false)
  }

  @Test(
    "sizes of libvirt are kibibytes unless they say otherwise",
    arguments: [
      ("524288", nil, 512.0), ("524288", "KiB", 512), ("1024000", "KB", 976.5625),
      ("2", "GiB", 2_048),
      ("1", "GB", 953.67431640625), ("1048576", "bytes", 1), ("", nil, nil), ("0", nil, nil),
      ("-5", nil, nil), ("8", "furlongs", nil), ("99999999999999999999", nil, nil),
    ] as [(String, String?, Double?)]
  )
  func libvirt(text: String, unit: String?, mebibytes: Double?) {
    let element = Element(
      name: "memory",
      attributes: unit.map { ["unit": $0] } ?? [:],
      text: text
    )
    #expect(LibvirtUnits.mebibytes(element)?.value == mebibytes)
  }

  @Test(
    "allocation units of OVF are products or words",
    arguments: [
      ("byte * 2^20", 1_048_576.0), ("byte*2^30", 1_073_741_824), ("MegaBytes", 1_048_576),
      ("GB", 1_073_741_824), ("byte", 1), ("byte * 10^6", 1e6), ("KB * 4", 4_096),
      ("hertz * 10^6", nil), ("byte * 2^9999", nil), ("", nil),
    ] as [(String, Double?)]
  )
  func ovf(unit: String, bytes: Double?) {
    #expect(OVFImporter.bytes(unit) == bytes)
  }

  @Test(
    "disk sizes of OCS count as their platform does",
    arguments: [
      ("476,9G", 512_067.475_865_6), ("8G", 8_589.934_592), ("0B", 0), ("244191.14", 244_191.14),
      ("500 GB", 500_000), ("1.8T", 1_979_120.929_996_8), ("N/A", nil), ("12 parsecs", nil),
    ] as [(String, Double?)]
  )
  func ocs(words: String, megabytes: Double?) throws {
    guard let megabytes else {
      #expect(OCSJSONImporter.megabytes(words) == nil)
      return
    }
    let found = try #require(OCSJSONImporter.megabytes(words))
    #expect(abs(found - megabytes) < 0.001)
  }

  static let days: [(String, String?)] = [
    ("Date: Wed, 07 Oct 2015 23:41:02 GMT", "2015-10-07"),
    ("date:Thu, 1 Jan 1970 00:00:05 GMT", nil),
    ("DATE: Tue, 29 Feb 2024 00:00:00 GMT", "2024-02-29"),
    ("Date: Fri, 30 Feb 2024 00:00:00 GMT", nil),
    ("Date: yesterday", nil), ("Server: x", nil), ("Date: Wed, 99999999999999999999 Oct 2015", nil),
  ]

  @Test("the day of an answer is that of its header", arguments: days)
  func day(header: String, day: String?) throws {
    let text = "HTTP/1.1 200 OK\r\n" + header + "\r\n\r\nDate: Wed, 07 Oct 2020 23:41:02 GMT"
    let source = MemorySource(name: "answer", bytes: Array(text.utf8))
    #expect(try SavedAnswer.day(of: source)?.description == day)
  }

  static let repairs: [(String, String)] = [
    ("<RIBCL VERSION=\"2.22\"/>\n<A/></RIBCL>", "<RIBCL VERSION=\"2.22\">\n<A/></RIBCL>"),
    ("<RIBCL/>", "<RIBCL/>"), ("<A B=\"x\" C = \"y\" />", "<A B=\"x\" C = \"y\" />"),
    ("<A B=\"x \"y\" z\"/>", "<A B=\"x &quot;y&quot; z\"/>"),
    ("<A>\u{1}a \"b\" & c &amp; &#10; &d</A>", "<A>a \"b\" &amp; c &amp; &#10; &amp;d</A>"),
    ("", ""), ("\"", "\""), ("<A B=\"", "<A B=\""),
  ]

  @Test("what cards write that is no XML is mended, and XML is left alone", arguments: repairs)
  func repair(broken: String, mended: String) {
    let bytes = RIBCLDocuments.repaired(Array(broken.utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == mended)
    #expect(RIBCLDocuments.repaired(bytes) == bytes)
  }

  @Test("files of iTop in one folder explain each other; in two they do not")
  func iTopSets() throws {
    let folder = try Folder()
    let server = "<Set><Server id=\"1\"><name>a</name><model_id>7</model_id></Server></Set>"
    let model = "<Set><Model id=\"7\"><name>R740</name></Model></Set>"
    let first = try folder.write(server, to: "a.xml")
    #expect(ExportFinder.find(at: [first]).count == 1)
    #expect(try Self.models(at: [first]) == [nil])
    try folder.write(model, to: "b.xml")
    #expect(ExportFinder.find(at: [folder.path]).count == 1)
    #expect(try Self.models(at: [folder.path]) == ["R740"])
  }

  private static func models(at paths: [String]) throws -> [String?] {
    var models: [String?] = []
    for case .export(let export) in ExportFinder.find(at: paths) {
      _ = try export.read { models.append($0.model) }
    }
    return models
  }

  static let roots: [(String, FormatIdentifier?)] = [
    ("<list><node class=\"system\"/></list>", "lshw"), ("<node class=\"system\"/>", "lshw"),
    ("<node><cpu/></node>", "libvirt-domain-xml"), ("<domain type=\"kvm\"/>", "libvirt-domain-xml"),
    ("<network><name>x</name></network>", "not-an-asset-export"),
    ("<domainsnapshot><domain type=\"kvm\"/></domainsnapshot>", "not-an-asset-export"),
    ("<capabilities><host/></capabilities>", "libvirt-capabilities"), ("<RIMP/>", "hp-ilo-rimp"),
    ("<Envelope xmlns=\"http://schemas.dmtf.org/ovf/envelope/2\"/>", "ovf"),
    ("<Envelope xmlns=\"http://www.vmware.com/schema/ovf/1/envelope\"/>", "ovf"),
    ("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"/>", nil),
    ("HTTP/1.1 200 OK\r\n\r\n<RIBCL/>", "hp-ilo-ribcl"), ("<Set/>", "itop-xml"),
    ("{\"action\": \"inventory\", \"content\": {}}", "glpi-json"),
    ("[{\"id\": \"a\", \"class\": \"system\", \"claimed\": true}]", "lshw"),
    ("{\"id\": \"a\", \"class\": \"system\"}", nil),
    ("{\"template_inventory\": {}}", "ocs-v3-json"),
  ]

  @Test("documents are told apart by what they begin with", arguments: roots)
  func recognition(text: String, format: FormatIdentifier?) throws {
    let folder = try Folder()
    let path = try folder.write(text, to: "x")
    guard case .export(let export) = ExportFinder.find(at: [path]).first else {
      #expect(format == nil)
      return
    }
    #expect(export.format == format)
  }
}
