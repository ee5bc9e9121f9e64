/// The wards of hospitals: a ward beside a service tells one installation from another.
///
/// “Dietetica - Cardiologia” is the dietetics of cardiology; “Cardiologia” alone is cardiology.
struct Wards {
  private var byLetter: [UInt8: [[UInt8]]] = [:]
  private var known: [String: String] = [:]

  /// The wards of any hospital, and those that the papers name.
  init(_ learned: some Sequence<String> = []) {
    for word in Set(learned).union(Self.usual).sorted() {
      let letters = Array(word.utf8)
      guard let first = letters.first else { continue }
      byLetter[first, default: []].append(letters)
      known[word] = word
    }
  }

  /// The ward that `word` is, cuts short or mistypes; `nil` for another word or one that fits two.
  func ward(_ word: String) -> String? {
    if let known = known[word] { return known }
    let letters = Array(word.utf8)
    guard letters.count >= 3, let first = letters.first else { return nil }
    var found: [UInt8]?
    var best = 0.0
    for ward in byLetter[first] ?? [] {
      let share = WordLikeness.share(letters, of: ward)
      if share > best {
        found = ward
        best = share
      } else if share > 0, share == best, ward != found {
        found = nil
      }
    }
    return best >= 0.65 ? found.map { String(decoding: $0, as: UTF8.self) } : nil
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
