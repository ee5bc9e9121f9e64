import ArgumentParser
import Estimation
import Inventory

/// `tramonto power`: the watts of a table of servers at each load.
struct PowerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "power",
    abstract: "Predict the watts at each load, with interval, for a table of servers.",
    discussion: """
      Reads CSV or XLSX with columns such as id, cpuModel, cpuSockets, cpuCores, memoryMiB,
      manufacturer, model, year, form; or cpu, chips, cores, mem_gb, vendor, system, hw_year.
      Watts are of one machine at its plug, as a laboratory would measure it.

      With measured watts in the table (watts_idle, watts_10 … watts_100), --validate tells how far
      the model is off on machines that were left out of its learning, and --learn writes the
      figures that the model rests on.

      Example:
        tramonto power servers.csv -o watts.csv
      """
  )

  @Argument(help: "The table.")
  var path: String

  @Flag(
    name: .customLong("validate"),
    help: "Tell the errors of a model learnt from the table, on machines left out of it."
  )
  var tellsErrors = false

  @Flag(name: .customLong("learn"), help: "Write what a model learns from the table.")
  var writesFigures = false

  @Option(name: [.customShort("o"), .long], help: "The file. Default: standard output.")
  var outputFile: String?

  func validate() throws {
    if tellsErrors && writesFigures {
      throw ValidationError("--validate and --learn are two runs: give one of them")
    }
  }

  func run() throws {
    if tellsErrors || writesFigures { return try study() }
    var writer = PowerTableWriter()
    try PowerTableReader.forEach(path: path) { writer.add($0.id, $0.profile) }
    try Output.write(writer.bytes, to: outputFile)
  }

  private func study() throws {
    var measured: [MeasuredServer] = []
    try PowerTableReader.forEach(path: path) { row in
      if let server = MeasuredServer(profile: row.profile, watts: row.watts) {
        measured.append(server)
      }
    }
    guard let learning = PowerLearning(measured) else {
      throw CommandFailure.tooFewMeasured(path: path, found: measured.count)
    }
    let text = writesFigures ? learning.figures.text : Self.table(learning.validation)
    try Output.write(text, to: outputFile)
  }

  /// The errors as a table, in per cent.
  private static func table(_ validation: PowerValidation) -> String {
    let percent = { (share: Double) in FactValue.shortest((share * 1_000).rounded() / 10) }
    var text = CSVText(["left_out", "servers", "mean_error", "median_error", "inside_interval"])
    for line in validation.lines {
      text.add([
        line.group.name, String(line.servers), percent(line.mean), percent(line.median),
        percent(line.coverage),
      ])
    }
    text.add(["fleet of 40 in 8 models", "", percent(validation.fleet), "", ""])
    return text.text
  }
}

/// Writes the power of servers as comma-separated text.
///
/// The machines of a fleet are alike: what was predicted for one is kept for the next.
private struct PowerTableWriter {
  /// The text so far, in UTF-8.
  private(set) var bytes: [UInt8]
  private var predictor = PowerTable.Predictor()
  private var known: [ServerProfile: [UInt8]] = [:]
  /// How many were found among the known.
  private var found = 0
  /// More different machines than this are no fleet, and memory has an end.
  private static let limit = 10_000

  init() {
    let header =
      ["id"] + PowerTable.loads.map { "watts_\($0)" }
      + PowerTable.loads.flatMap { ["lo_\($0)", "hi_\($0)"] }
    bytes = Array((header.joined(separator: ",") + "\n").utf8)
  }

  mutating func add(_ id: String, _ profile: ServerProfile) {
    bytes.append(contentsOf: CSVText.quoted(id).utf8)
    // Where few are alike, looking is all that it would cost.
    let looks = known.count < Self.limit || found > known.count
    if looks, let tail = known[profile] {
      found += 1
      bytes.append(contentsOf: tail)
      return
    }
    let start = bytes.count
    if let curve = predictor.curve(for: profile) {
      for point in curve.points { append(point.value) }
      for point in curve.points {
        append(point.low)
        append(point.high)
      }
    } else {
      bytes.append(contentsOf: repeatElement(UInt8(ascii: ","), count: 33))
    }
    bytes.append(UInt8(ascii: "\n"))
    if known.count < Self.limit { known[profile] = Array(bytes[start...]) }
  }

  /// A comma and watts to a tenth.
  private mutating func append(_ watts: Watts) {
    bytes.append(UInt8(ascii: ","))
    let tenths = Int((min(watts.value, 1e9) * 10).rounded())
    var scale = 1
    while scale <= tenths / 100 { scale *= 10 }
    while scale > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(tenths / 10 / scale % 10))
      scale /= 10
    }
    if !tenths.isMultiple(of: 10) {
      bytes.append(UInt8(ascii: "."))
      bytes.append(UInt8(ascii: "0") + UInt8(tenths % 10))
    }
  }
}
