import Foundation
import TestSupport
import Testing

@Suite("Killing the program while it records")
struct RegisterCrashTests {
  /// How many times it is killed; more with the variable `TRAMONTO_KILLS`.
  static let kills = ProcessInfo.processInfo.environment["TRAMONTO_KILLS"].flatMap { Int($0) } ?? 12

  @Test("leaves the chain whole, a batch all there or not at all, and no file half-written")
  func kill() throws {
    let servers = 20
    let bench = try RegisterBench(servers: servers)
    var random = SystemRandomNumberGenerator()
    func batch(_ number: Int) throws -> String {
      // A document of its own for each batch, larger than a page of the file.
      try bench.folder.write(
        (0..<1_500_000).map { UInt8(truncatingIfNeeded: $0 ^ $0 >> 9 ^ number) },
        to: "doc\(number).bin"
      )
      return try bench.table(
        ["Apparato;Passo;Data;Motivo;Documenti"]
          + (1...servers).flatMap {
            [
              "srv\($0);pianifica;2024-03-01;;doc\(number).bin",
              "srv\($0);annulla;2024-03-01;prova;",
            ]
          },
        name: "b\(number).csv"
      )
    }
    let begun = ContinuousClock.now
    #expect(try bench.run(["retire", "--from", batch(0), "--by", "A"]).code == 0)
    let whole = ContinuousClock.now - begun
    var entries = servers * 2
    var interrupted = 0
    for number in 1...Self.kills {
      let process = try Program.start(
        ["retire", "--from", batch(number), "--by", "A", "-w", bench.workspace]
      )
      let share = Double.random(in: 0...1.1, using: &random)
      usleep(UInt32(share * Double(whole / .microseconds(1))))
      _ = Foundation.kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { interrupted += 1 }
      let check = try #require(try bench.run(["verify", "--json"]).objects.first)
      #expect(check["whole"] as? Bool == true, "\(check)")
      let found = try #require(check["entries"] as? Int)
      #expect(found == entries || found == entries + servers * 2, "batch \(number): \(found)")
      if process.terminationReason == .exit { #expect(found == entries + servers * 2) }
      // Only batches that were recorded have left their document.
      entries = found
      #expect(check["documents"] as? Int == entries / (servers * 2))
    }
    #expect(interrupted > 0)
    #expect(try bench.run(["retire", "--from", batch(0), "--by", "A"]).code == 0)
    print("killed \(interrupted) of \(Self.kills) runs")
  }
}
