import Testing

@testable import Estimation

@Suite("Names of processors and machines")
struct ProcessorNameTests {
  @Test(
    "a processor's name tells its generation",
    arguments: [
      ("Intel(R) Xeon(R) CPU E5-2630 v3 @ 2.40GHz", .haswell),
      ("Intel Xeon E5-2650L v4", .broadwell), ("Xeon E5-2640 0 @ 2.50GHz", .sandyBridge),
      ("E5-2690V2", .ivyBridge), ("Intel(R) Xeon(R) CPU X5650 @ 2.67GHz", .westmere),
      ("Intel(R) Xeon(R) CPU E5520 @ 2.27GHz", .nehalem), ("Xeon L5420", .core45),
      ("Intel(R) Xeon(R) CPU 5160 @ 3.00GHz", .core65), ("Intel Xeon Gold 5118", .skylake),
      ("Intel(R) Xeon(R) Gold 6248 CPU @ 2.50GHz", .cascadeLake),
      ("Intel Xeon Platinum 8180", .skylake), ("Xeon Silver 4314", .iceLake),
      ("Intel(R) Xeon(R) 8480+,2.00GHz", .sapphireRapids), ("Xeon Platinum 8592+", .emeraldRapids),
      ("Intel(R) Xeon(R) CPU E3-1230 V2 @ 3.30GHz", .smallIvyBridge),
      ("Intel Xeon E-2288G", .smallCoffeeLake), ("Intel Xeon-D 2776NT", .iceLakeD),
      ("AMD EPYC 7742 64-Core Processor", .rome), ("AMD EPYC 9654", .genoa),
      ("AMD EPYC 9754", .bergamo), ("AMD EPYC 8534P", .siena), ("AMD EPYC 9755", .turin),
      ("AMD EPYC 9965", .turinDense), ("AMD EPYC 4564P", .smallZen4),
      ("AMD Opteron(tm) Processor 6276", .bulldozer), ("Six-Core AMD Opteron 2435", .istanbul),
      ("AMD Opteron 2356", .k10), ("Intel Xeon 6780E", .sierraForest),
      ("Intel(R) Xeon(R) 6787P", .graniteRapids), ("Ampere Altra Max M128-30", .neoverse),
      ("Intel Xeon 3.6 GHz", .netBurst),
    ] as [(String, ProcessorGeneration)]
  )
  func generations(name: String, generation: ProcessorGeneration) {
    #expect(ProcessorName(name).generation == generation)
  }

  @Test("a name that tells nothing has no generation", arguments: ["", "Frobnicator 9000", "QEMU"])
  func unknown(name: String) {
    #expect(ProcessorName(name).generation == nil)
    #expect(ProcessorName(name).ratedWatts == nil)
  }

  @Test(
    "the rated power is that of the maker's data sheet, however the name is written",
    arguments: [
      ("Intel(R) Xeon(R) CPU E5-2630 v3 @ 2.40GHz", 85), ("Intel Xeon E5-2630V3", 85),
      ("Xeon X5650", 95), ("Intel(R) Xeon(R) CPU           L5640  @ 2.27GHz", 60),
      ("Intel(R) Xeon(R) Gold 6248R CPU @ 3.00GHz", 205), ("Intel Xeon Platinum 8480+", 350),
      ("AMD EPYC 7742 2.25GHz", 225), ("AMD EPYC 9965 192-Core Processor", 500),
      ("AMD Opteron 6276", 115), ("AMD Opteron 2376 HE", 79), ("AMD Opteron 4164EE", 35),
      ("Intel Xeon 5160", 80), ("Ampere Altra Q80-30", 210), ("Ampere Altra Max M128-30", 250),
    ]
  )
  func ratedPower(name: String, watts: Double) {
    #expect(ProcessorName(name).ratedWatts == watts)
  }

  @Test(
    "a maker has one name whatever it was called",
    arguments: [
      ("Hewlett Packard Enterprise", "ProLiant DL380 Gen10", "hp"), ("HP", "x", "hp"),
      ("Dell Inc.", "PowerEdge R740", "dell"), ("xFusion", "2288H V6", "huawei"), ("", "", ""),
      ("", "IBM System x3550 M4", "ibm"), ("Acme Computers", "One", "acme"),
    ]
  )
  func makers(manufacturer: String, model: String, maker: String) {
    let name = MachineName(manufacturer: manufacturer, model: model, form: nil)
    #expect(name.maker == maker)
  }

  @Test("a model's words are taken apart, and what follows in brackets is left out")
  func words() {
    let name = MachineName(
      manufacturer: "HPE",
      model: "ProLiant DL380 Gen10 (2.10 GHz, Intel Xeon)",
      form: nil
    )
    #expect(name.words == ["10", "380", "dl", "dl380", "gen", "gen10", "proliant"])
    #expect(name.wholeName == "hp proliant dl380 gen10")
  }

  @Test(
    "machines that share an enclosure are told",
    arguments: [
      ("PowerEdge M630", "Blade", true), ("Synergy 480 Gen10", nil, true),
      ("PowerEdge C6420", nil, true), ("PowerEdge R740", nil, false),
    ] as [(String, String?, Bool)]
  )
  func dense(model: String, form: String?, isDense: Bool) {
    #expect(MachineName(manufacturer: "x", model: model, form: form).isDense == isDense)
  }

  @Test(
    "a description of disks tells whether they spin",
    arguments: [
      ("2 x 300 GB SAS 10K RPM", true), ("1 x 480GB SATA SSD", false), ("NVMe 1.6TB", false),
      ("1 x 250GB SATA", nil), ("", nil),
    ] as [(String, Bool?)]
  )
  func disks(text: String, spins: Bool?) {
    #expect(ServerProfile.hasSpinningDisks(text) == spins)
  }
}
