/// What the names of a machine's maker and model tell.
struct MachineName: Hashable {
  /// The maker under one name, whatever company it was at the time; empty when none is given.
  let maker: String
  /// The words of the model, and the letters and numbers that they are made of, in order, each
  /// once: `dl380 gen10` gives `380`, `dl`, `dl380`, `10`, `gen`, `gen10`.
  let words: [String]
  /// The maker and the model's words in their order, for comparing whole names; empty without a
  /// model.
  let wholeName: String
  /// Whether the machine is one of several in an enclosure that share power supplies and fans.
  let isDense: Bool
  /// Whether it is a server built around accelerators.
  let isAccelerated: Bool
  /// The form of its case.
  let form: ServerFacts.Form

  init(manufacturer: String?, model: String?, form: String?) {
    let company = Self.words(of: manufacturer ?? "")
    let title = Self.words(of: model ?? "")
    maker =
      (company + title).lazy.compactMap { Self.makers[$0] }.first ?? company.first ?? ""
    let own = title.filter { Self.makers[$0] == nil }
    wholeName = own.isEmpty ? "" : ([maker] + own).joined(separator: " ")
    var parts = Set<String>()
    for word in own {
      parts.insert(word)
      parts.formUnion(Self.runs(of: word))
    }
    words = parts.sorted()
    isAccelerated = words.contains { word in
      Self.acceleratedFamilies.contains { word.hasPrefix($0) }
    }
    self.form = ServerFacts.Form(form)
    isDense =
      form.map { Self.words(of: $0).contains { $0.hasPrefix("blade") } } ?? false
      || own.contains { word in Self.denseFamilies.contains { word.hasPrefix($0) } }
  }

  /// The words up to a bracket, in lower case.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for byte in text.utf8 {
      if byte == UInt8(ascii: "(") { break }
      switch byte | 0x20 {
      case UInt8(ascii: "a")...UInt8(ascii: "z") where byte >= 0x41:
        word.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
      case UInt8(ascii: "0")...UInt8(ascii: "9") where byte >= 0x30:
        word.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        if !word.isEmpty { words.append(word) }
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// The runs of letters and of digits in a word.
  private static func runs(of word: String) -> [String] {
    var runs: [String] = []
    var wasNumber: Bool?
    for character in word {
      if wasNumber == character.isNumber, !runs.isEmpty {
        runs[runs.count - 1].append(character)
      } else {
        runs.append(String(character))
      }
      wasNumber = character.isNumber
    }
    return runs
  }

  /// The makers whose name is spelt in several ways or has changed.
  private static let makers: [String: String] = [
    "hewlett": "hp", "hp": "hp", "hpe": "hp", "packard": "hp", "compaq": "hp",
    "fujitsu": "fujitsu", "siemens": "fujitsu", "dell": "dell", "acer": "acer", "gateway": "acer",
    "lenovo": "lenovo", "super": "supermicro", "supermicro": "supermicro", "huawei": "huawei",
    "xfusion": "huawei", "ibm": "ibm", "h3c": "h3c", "asus": "asus", "asustek": "asus",
    "inspur": "inspur", "ieit": "inspur", "nec": "nec", "hitachi": "hitachi", "sugon": "sugon",
    "dawning": "sugon", "nettrix": "nettrix", "quanta": "quanta", "sgi": "sgi", "giga": "gigabyte",
    "gigabyte": "gigabyte", "tyan": "tyan", "zt": "zt", "zte": "zte", "cisco": "cisco",
    "oracle": "oracle", "sun": "sun", "bull": "bull", "atos": "bull",
  ]

  /// Beginnings of model words of servers around accelerators.
  private static let acceleratedFamilies = [
    "dgx", "hgx", "c4130", "c4140", "dss8440", "xe8545", "xe8640", "xe9640", "xe9680", "xl270d",
    "xl645d", "xl675d", "4028gr", "4029gp", "ac922",
  ]

  /// Beginnings of model words of machines that share an enclosure with others.
  private static let denseFamilies = [
    "synergy", "flex", "idataplex", "dx360", "bl2", "bl4", "bl6", "sl170", "sl2x", "sl230",
    "sl250", "dl170", "xl1", "xl2", "c52", "c61", "c62", "c64", "c65", "c66", "fc43", "fc63",
    "fc83", "xr45", "xr86", "cx12", "cx25", "cx27", "bx9", "sd5", "sn55", "sn85", "hs2", "xh3",
    "xh6", "ch12", "ch22", "bh6", "gw1000", "gw2000", "aw2000", "rs620", "rs720q", "b5700",
    "b5800", "c2112", "t42",
  ]
}
