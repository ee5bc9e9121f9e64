/// The size of an agency, by which the notice for health agencies pays each service a lump sum.
///
/// Local agencies (ASL) count the people they assist, hospitals (AO) their beds. Source: the
/// questions and answers on the notice, padigitale2026.gov.it, June 2025; they print the prices of
/// local agencies. Those of hospitals are the only ones that give the sums granted to five of them
/// (open data of PA digitale 2026) by whole numbers of services.
public enum FundingBracket: String, Sendable, Hashable, CaseIterable {
  /// A local agency of up to 500,000 people.
  case smallLocal = "ASL-1"
  /// A local agency of 500,001 to 1,000,000 people.
  case middleLocal = "ASL-2"
  /// A local agency of more than a million people.
  case largeLocal = "ASL-3"
  /// A hospital of up to 500 beds.
  case smallHospital = "AO-1"
  /// A hospital of 501 to 1,000 beds.
  case middleHospital = "AO-2"
  /// A hospital of more than 1,000 beds.
  case largeHospital = "AO-3"

  /// What a service of this class is paid; `nil` for strategic ones, for which there is no price.
  public func price(of serviceClass: ServiceClass) -> Euros? {
    let (ordinary, critical) = prices
    switch serviceClass {
    case .ordinary: return Euros(ordinary)
    case .critical: return Euros(critical)
    case .strategic: return nil
    }
  }

  private var prices: (ordinary: Double, critical: Double) {
    switch self {
    case .smallLocal: (34_050, 44_265)
    case .middleLocal: (102_150, 132_795)
    case .largeLocal: (163_440, 212_472)
    case .smallHospital: (19_628, 25_517)
    case .middleHospital: (58_885, 76_550)
    case .largeHospital: (94_215, 122_480)
    }
  }

  /// Whether more time is given: nine months to the contract and eighteen from there, rather than
  /// four and fourteen from the decree.
  public var isLarge: Bool { self == .largeLocal || self == .largeHospital }

  /// The bracket in words.
  public func label(in language: Language) -> String {
    switch self {
    case .smallLocal:
      language("ASL fino a 500.000 assistibili", "local agency up to 500,000 people")
    case .middleLocal:
      language("ASL fino a 1.000.000 di assistibili", "local agency up to 1,000,000 people")
    case .largeLocal:
      language("ASL oltre 1.000.000 di assistibili", "local agency over 1,000,000 people")
    case .smallHospital: language("AO fino a 500 posti letto", "hospital up to 500 beds")
    case .middleHospital: language("AO fino a 1.000 posti letto", "hospital up to 1,000 beds")
    case .largeHospital: language("AO oltre 1.000 posti letto", "hospital over 1,000 beds")
    }
  }
}

/// How a service is moved, as the notice has it.
public enum MigrationMode: String, Sendable, Hashable, CaseIterable {
  /// Moved as it is: *trasferimento in sicurezza*, rehosting.
  case rehost = "A"
  /// Replaced or rebuilt on the way: *aggiornamento in sicurezza*, replatforming or repurchase.
  case replatform = "B"

  /// The mode's name.
  public func label(in language: Language) -> String {
    switch self {
    case .rehost: language("A, trasferimento", "A, rehost")
    case .replatform: language("B, aggiornamento", "B, replatform or repurchase")
    }
  }
}
