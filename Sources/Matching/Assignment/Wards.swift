/// The wards of hospitals: a ward beside a service tells one installation from another.
///
/// “Dietetica - Cardiologia” is the dietetics of cardiology; “Cardiologia” alone is cardiology.
struct Wards {
  private let learned: [[UInt8]]
  private let others: [[UInt8]]
  private var known: [String: String?] = [:]

  /// The wards of any hospital, and those that the papers name.
  init(_ learned: some Sequence<String> = []) {
    let learned = Set(learned)
    self.learned = learned.sorted().map { Array($0.utf8) }
    others = Self.usual.subtracting(learned).sorted().map { Array($0.utf8) }
  }

  /// The ward that `word` is, cuts short or mistypes; `nil` for another word or one that fits two.
  ///
  /// What the papers name comes first, so that “Neuro.” is the one ward of that beginning there.
  mutating func ward(_ word: String) -> String? {
    if let known = known[word] { return known }
    let letters = Array(word.utf8)
    let found = letters.count < 3 ? nil : Self.best(letters, learned) ?? Self.best(letters, others)
    known[word] = .some(found)
    return found
  }

  private static func best(_ word: [UInt8], _ wards: [[UInt8]]) -> String? {
    var best: (ward: [UInt8]?, share: Double) = (nil, 0)
    for ward in wards where ward.first == word.first {
      let share = WordLikeness.share(word, of: ward)
      if share > best.share {
        best = (ward, share)
      } else if share > 0, share == best.share {
        best.ward = nil
      }
    }
    return best.share >= 0.65 ? best.ward.map { String(decoding: $0, as: UTF8.self) } : nil
  }

  private static let usual: Set<String> = [
    "allergologia", "andrologia", "anestesia", "cardiochirurgia", "cardiologia", "chirurgia",
    "dermatologia", "ematologia", "endocrinologia", "epatologia", "fisiatria", "foniatria",
    "gastroenterologia", "geriatria", "ginecologia", "immunologia", "infettivi", "lungodegenza",
    "medicina", "microbiologia", "nefrologia", "neonatologia", "neurochirurgia", "neurologia",
    "oculistica", "odontoiatria", "oncologia", "ortopedia", "ostetricia", "otorinolaringoiatria",
    "pediatria", "pneumologia", "psichiatria", "radiologia", "radioterapia", "reumatologia",
    "senologia", "tossicologia", "traumatologia", "urologia", "virologia",
  ]
}
