import Inventory
import Testing

@testable import Estimation

@Suite("Sums over the measured systems")
struct WeightedKernelTests {
  /// Invented systems of several generations, makers, cases and sizes.
  private func profiles(_ count: Int, seed: UInt64) -> [ServerProfile] {
    var numbers = UniformNumbers(seed: seed)
    let processors = [
      "Xeon E5-2650 v3", "Xeon Gold 6248", "EPYC 7742", "Xeon X5650", "Opteron 6276",
    ]
    let models = ["ProLiant DL380 Gen9", "PowerEdge R640", "PRIMERGY RX2540", nil]
    return (0..<count).map { _ in
      ServerProfile(
        cpuModel: processors[numbers.next(below: 5)],
        sockets: 1 + numbers.next(below: 4),
        cores: 4 + numbers.next(below: 60),
        memory: Mebibytes(Double(1 + numbers.next(below: 512)) * 1_024),
        diskCount: numbers.next(below: 6),
        hasSpinningDisks: numbers.next(below: 2) == 0,
        manufacturer: ["HP", "Dell", "Fujitsu"][numbers.next(below: 3)],
        model: models[numbers.next(below: 4)],
        form: ["1u", "2u", "blade", nil][numbers.next(below: 4)],
        year: 2008 + numbers.next(below: 15)
      )
    }
  }

  @Test(
    "they are those of each system's covariance with its weight",
    arguments: [3, 8, 29] as [Int]
  )
  func sums(count: Int) {
    let systems = MeasuredSystems.placed(profiles(count, seed: 1)).systems
    var numbers = UniformNumbers(seed: 2)
    let weights = (0..<11).map { _ in
      (0..<count).map { _ in Float(numbers.next(below: 2_000)) / 1_000 - 1 }
    }
    let weighted = WeightedKernel(systems.kernel, features: systems.features, weights: weights)
    for profile in profiles(12, seed: 3) {
      let name = MachineName(
        manufacturer: profile.manufacturer,
        model: profile.model,
        form: profile.form
      )
      guard let facts = ServerFacts(profile, ProcessorName(profile.cpuModel ?? ""), name) else {
        Issue.record("every one of them is known")
        continue
      }
      let place = systems.features(of: facts, named: name)
      let likeness = systems.kernel.likeness(of: name.words)
      let covariance = systems.kernel.covariance(of: place, name: likeness)
      let sums = weighted.sums(
        of: place,
        weighted.common(place),
        name: weighted.sums(ofName: likeness)
      )
      for load in 0..<11 {
        let slow = (0..<count).reduce(0.0) {
          $0 + Double(covariance[$1 / 8][$1 % 8] * weights[load][$1])
        }
        #expect(abs(slow - sums[load]) < 1e-4)
      }
    }
  }
}
