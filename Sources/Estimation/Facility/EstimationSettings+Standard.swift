import Inventory

extension EstimationSettings {
  /// The factors of the product, for a hospital's server room in Italy.
  public static let standard = EstimationSettings(
    load + facility + energy + destination + devices
  )

  private static func entry(
    _ key: Key,
    _ italian: String,
    _ english: String,
    _ value: Double,
    _ range: ClosedRange<Double>,
    _ unit: Wording,
    year: Int? = nil,
    _ source: Wording
  ) -> (Key, Factor) {
    (
      key,
      Factor(
        key: key.rawValue,
        italian: italian,
        english: english,
        value: value,
        low: range.lowerBound,
        high: range.upperBound,
        unit: unit,
        year: year,
        source: source
      )
    )
  }

  private static let share = Wording("quota", "share")
  private static let ratio = Wording("rapporto", "ratio")
  private static let assumption = Wording(
    "ipotesi: sostituirla con una misura",
    "assumption: replace it with a measurement"
  )

  private static let load: [(Key, Factor)] = [
    entry(
      .hostUtilization,
      "uso medio di un host fisico",
      "average load of a host",
      0.15,
      0.05...0.35,
      share,
      assumption
    ),
    entry(
      .serverUtilization,
      "uso medio di un server con un solo compito",
      "average load of a single-purpose server",
      0.08,
      0.03...0.20,
      share,
      assumption
    ),
    entry(.hours, "ore di un anno", "hours of a year", 8_760, 8_760...8_760, "h", "365 × 24"),
    entry(
      .inService,
      "potenza in esercizio rispetto al laboratorio",
      "power in service over the laboratory’s",
      1.25,
      0.95...1.9,
      ratio,
      Wording(
        "impronte di carbonio dei prodotti Dell su SPECpower, mediana 1,2; due misure pubblicate",
        "Dell product carbon footprints over SPECpower, median 1.2; two published measurements"
      )
    ),
  ]

  private static let facility: [(Key, Factor)] = [
    entry(
      .effectiveness,
      "PUE della sala",
      "PUE of the room",
      1.8,
      1.4...2.6,
      ratio,
      Wording(
        "fra 1,80 di Azure Migrate e 2,0 del JRC; la media dell’Uptime Institute è 1,58",
        "between Azure Migrate’s 1.80 and JRC’s 2.0; Uptime Institute’s average is 1.58"
      )
    ),
    entry(
      .fixedOverhead,
      "parte fissa dei consumi di sala",
      "fixed share of the room’s overhead",
      0.5,
      0.2...0.8,
      share,
      Wording(
        "andamento dal white paper 113 di Schneider Electric; il numero è un’ipotesi",
        "shape from Schneider Electric white paper 113; the number is assumed"
      )
    ),
  ]

  private static let energy: [(Key, Factor)] = [
    entry(
      .gridIntensity2023,
      "emissioni della rete italiana, ciclo di vita",
      "Italian grid, life cycle",
      330.7,
      240...360,
      "g/kWh",
      year: 2023,
      "Our World in Data / Ember (CC BY 4.0)"
    ),
    entry(
      .gridIntensity2024,
      "emissioni della rete italiana, ciclo di vita",
      "Italian grid, life cycle",
      287.5,
      230...330,
      "g/kWh",
      year: 2024,
      "Our World in Data / Ember (CC BY 4.0)"
    ),
    entry(
      .price,
      "prezzo dell’elettricità per utenze non domestiche, imposte comprese",
      "price of electricity, non-household, taxes included",
      0.2652,
      0.18...0.32,
      "EUR/kWh",
      year: 2024,
      Wording(
        "ARERA, relazione annuale 2025, riportata da Adnkronos",
        "ARERA, annual report 2025, as reported by Adnkronos"
      )
    ),
  ]

  private static let destination: [(Key, Factor)] = [
    entry(
      .destinationEffectiveness,
      "PUE della destinazione",
      "PUE of the destination",
      1.3,
      1.15...1.6,
      ratio,
      assumption
    ),
    entry(
      .destinationRatio,
      "potenza a destinazione rispetto all’origine, se il carico è ignoto",
      "power at the destination over the source’s, load unknown",
      0.28,
      0.15...0.45,
      ratio,
      assumption
    ),
    entry(
      .destinationCore,
      "potenza per core a destinazione",
      "power of a core at the destination",
      4.2,
      2.8...6,
      "W",
      Wording(
        "server del 2021–2023 al 30–40 % di carico, SPECpower_ssj2008 (www.spec.org)",
        "servers of 2021–2023 at 30–40 % load, SPECpower_ssj2008 (www.spec.org)"
      )
    ),
    entry(
      .destinationOvercommit,
      "processori virtuali per core a destinazione",
      "virtual processors to a core at the destination",
      3,
      1.5...5,
      ratio,
      assumption
    ),
    entry(
      .destinationMemory,
      "potenza per GiB a destinazione",
      "power of a GiB at the destination",
      0.1,
      0.04...0.2,
      "W/GiB",
      Wording(
        "DDR4 e DDR5 in SPECpower_ssj2008 (www.spec.org), perdite comprese",
        "DDR4 and DDR5 within SPECpower_ssj2008 (www.spec.org), with losses"
      )
    ),
  ]

  private static let devices: [(Key, Factor)] = [
    entry(
      .standby,
      "server spento ma collegato",
      "server that is off but plugged in",
      8,
      3...20,
      "W",
      assumption
    ),
    entry(
      .unknownServer,
      "server di cui non si sa nulla",
      "server of which nothing is known",
      200,
      80...600,
      "W",
      Wording(
        "campo dei server a due socket del 2007–2020, SPECpower_ssj2008 (www.spec.org)",
        "range of two-socket servers of 2007–2020, SPECpower_ssj2008 (www.spec.org)"
      )
    ),
    entry(
      .storage,
      "sistema di storage di cui non si conoscono i dischi",
      "storage array whose disks are not listed",
      500,
      150...1_600,
      "W",
      assumption
    ),
    entry(
      .storageControllers,
      "controllori di un sistema di storage",
      "controllers of a storage array",
      250,
      120...450,
      "W",
      assumption
    ),
    entry(
      .storageDisk,
      "disco di un sistema di storage, con la sua parte del cassetto e delle perdite",
      "disk of a storage array, with its share of shelf and losses",
      8,
      5...14,
      "W",
      Wording(
        "Boavizta: 5,4–9,4 W per disco; impronte di carbonio Seagate: 3,7–8,3 W; la parte del cassetto è un’ipotesi",
        "Boavizta: 5.4–9.4 W a disk; Seagate carbon footprints: 3.7–8.3 W; the shelf’s share is assumed"
      )
    ),
    entry(
      .networkDevice,
      "apparato di rete",
      "network device",
      120,
      40...400,
      "W",
      assumption
    ),
  ]
}
