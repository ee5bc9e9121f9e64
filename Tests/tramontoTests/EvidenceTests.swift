import Foundation
import TestSupport
import Testing

@Suite("Evidence packs, baselines and alarms by command")
struct EvidenceTests {
  let bench: RegisterBench

  init() throws {
    bench = try RegisterBench(servers: 3)
  }

  /// Brings srv1 to its wiping, with a certificate, by a table of waived steps.
  private func retireFirst() throws {
    try bench.folder.write("certificato di cancellazione".utf8, to: "cert.pdf")
    let table = try bench.table([
      "Apparato;Passo;Data;Deroga di;Motivo;Matricola disco;Metodo;Standard;Operatore;"
        + "Certificato;Documenti",
      "srv1;plan;2024-03-01;;;;;;;;", "srv1;drain;2024-03-01;Direttore;urgente;;;;;;",
      "srv1;switch-off;2024-03-01;Direttore;urgente;;;;;;",
      "srv1;wipe;2024-03-01;;;D1;destroy;nist;Verdi;=C1;cert.pdf",
    ])
    let answer = try bench.run(["retire", "--from", table, "--by", "Anna"])
    try #require(answer.code == 0, "\(answer.errors)")
  }

  private func key(_ name: String = "k.pem") throws -> String {
    let path = bench.folder.file(name)
    try #require(try Program.run(["key", "-o", path]).code == 0)
    return path
  }

  private func pack(_ name: String, key: String, _ more: [String] = []) throws -> String {
    let path = bench.folder.file(name)
    let answer = try bench.run(
      ["evidence", "--agency", "asl", "--key", key, "-o", path, "--by", "Anna"] + more
    )
    try #require(answer.code == 0, "\(answer.errors)")
    return path
  }

  @Test("a pack made twice from the same state is the same to the byte, and is whole")
  func twice() throws {
    try retireFirst()
    let key = try key()
    let first = try Data(contentsOf: URL(fileURLWithPath: pack("a.zip", key: key)))
    let second = try pack("b.zip", key: key)
    #expect(try Data(contentsOf: URL(fileURLWithPath: second)) == first)
    let answer = try Program.run(["verify", second, "--key", key + ".pub", "--json"])
    #expect(answer.code == 0)
    let found = try #require(answer.objects.first)
    #expect(found["whole"] as? Bool == true)
    #expect(found["entries"] as? Int == 5)
    let text = String(decoding: first, as: UTF8.self)
    #expect(text.contains("certificato di cancellazione"))
    #expect(text.contains("destruction,NIST SP 800-88,'=C1,Verdi"), "no cell becomes a formula")
    #expect(text.contains("Direttore, urgente"))
    #expect(text.contains("kWhPerYear"), "the estimate is in it")
  }

  @Test("a byte changed anywhere in a pack is found", arguments: 0..<3)
  func tampering(seed: UInt64) throws {
    try retireFirst()
    let key = try key()
    let path = try pack("a.zip", key: key)
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    var state = seed
    for _ in 0..<15 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let position = Int(state >> 33) % whole.count
      var bytes = whole
      bytes[position] ^= 0x04
      let changed = try bench.folder.write(bytes, to: "changed.zip")
      let answer = try Program.run(["verify", changed, "--key", key + ".pub"])
      #expect(answer.code != 0, "byte \(position)")
    }
  }

  @Test("a pack signed with another key is not trusted")
  func otherKey() throws {
    try retireFirst()
    let path = try pack("a.zip", key: key())
    let answer = try Program.run(["verify", path, "--key", key("other.pem") + ".pub"])
    #expect(answer.code == 1)
    #expect(answer.errors.contains("[pack.other-key]"))
    let nothing = try Program.run(["verify", bench.table(["a;b"])])
    #expect(nothing.code == 65)
  }

  @Test("a baseline stays what it was, whatever is imported later; adjustments stand beside it")
  func baseline() throws {
    let freeze = ["baseline", "freeze", "--agency", "asl", "--as-of", "2023-02-28", "--by", "Anna"]
    let frozen = try #require(try bench.run(freeze + ["--json"]).objects.first)
    #expect(frozen["assets"] as? Int == 3)
    let later = try bench.folder.write(
      "Nome server;Numero di serie\nsrv9;CZ9999\n".utf8,
      to: "nuovo.csv"
    )
    for arguments in [["import", later, "--agency", "asl"], ["match"]] {
      #expect(try bench.run(arguments).code == 0)
    }
    let adjust = ["baseline", "adjust", "--agency", "asl", "--asset", "srv2", "--by", "Anna"]
    #expect(try bench.run(adjust + ["--reason", "spento dal 2022"]).code == 0)
    #expect(try bench.run(adjust + ["--reason", " "]).errors.contains("[retire.no-reason]"))
    let comparison = try #require(try bench.run(["baseline", "compare", "--json"]).objects.first)
    #expect(comparison["common"] as? Int == 3)
    #expect((comparison["added"] as? [String])?.count == 1)
    #expect(comparison["adjustments"] as? Int == 1)
    let listed = try bench.run(["baseline", "--language", "it"]).output
    #expect(listed.contains("baseline al 2023-02-28, 3 beni, approvata da Anna"))
    #expect(listed.contains("spento dal 2022"))
    #expect(try bench.run(["verify"]).output == "asl: whole, 2 entries, 1 documents\n")
  }

  @Test("a retired machine that a later export sees is an alarm, with the place where it stands")
  func resurrection() throws {
    try retireFirst()
    let before = try bench.run(["alarms", "--kind", "resurrection"])
    #expect(before.output == "No alarm.\n")
    let seen = try bench.folder.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <REQUEST><DEVICEID>altro-2024-05-01-10-00-00</DEVICEID><QUERY>INVENTORY</QUERY><CONTENT>
      <HARDWARE><NAME>altro</NAME><LASTDATE>2024-05-01 10:00:00</LASTDATE></HARDWARE>
      <BIOS><SSN>CZ771001</SSN></BIOS></CONTENT></REQUEST>
      """.utf8,
      to: "visto.xml"
    )
    for arguments in [["import", seen, "--agency", "asl"], ["match"]] {
      #expect(try bench.run(arguments).code == 0)
    }
    let answer = try bench.run(["alarms", "--kind", "resurrection", "--json"])
    #expect(answer.code == 1)
    let alarms = answer.objects.filter { ($0["place"] as? String)?.contains("visto.xml") == true }
    #expect(alarms.count == 1)
    #expect(
      (alarms.first?["text"] as? String)?.contains("serial number was seen on 2024-05-01") == true
    )
  }
}
