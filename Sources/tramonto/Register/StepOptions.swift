import Answers
import ArgumentParser
import Foundation
import Retirement

/// What a step is recorded with, as options of a command.
struct StepOptions: ParsableArguments {
  @Option(name: .customLong("on"), help: "The day on which it happened. Default: today.")
  var day: String?

  @Option(help: "Why; for complain, roll-back, keep, reverse, lose, find, withdraw and waivers.")
  var reason: String?

  @Option(help: "Who grants a waiver of the evidence, with --reason.")
  var waivedBy: String?

  @Option(help: "The device’s last entry that you know of; refused if there is a newer one.")
  var seen: String?

  @Option(help: "A document to file with the step: a certificate, an act. May be repeated.")
  var evidence: [String] = []

  @Option(help: "plan: the month in which it is to be off, such as 2024-03.")
  var month: String?

  @Option(help: "drain: an application or machine that has moved though still listed; repeatable.")
  var moved: [String] = []

  @Option(help: "drain: who tried to restore the backup.")
  var backupBy: String?

  @Option(help: "drain: when. Default: the day of the step.")
  var backupOn: String?

  @Option(help: "drain: where that is written.")
  var backupReference: String?

  @Option(help: "drain: who made sure that no law demands to keep the data here.")
  var retentionBy: String?

  @Option(help: "drain: when. Default: the day of the step.")
  var retentionOn: String?

  @Option(help: "drain: where that is written.")
  var retentionReference: String?

  @Option(help: "switch-off: days of the trial. Default: the fewest that the class allows.")
  var days: String?

  @Option(help: "switch-off: who was told; repeatable.")
  var told: [String] = []

  @Option(
    name: .customLong("class"),
    help: "switch-off: ordinary, critical or strategic, where the inventory does not tell."
  )
  var serviceClass: String?

  @Option(help: "wipe: the serial number of a disk; repeatable.")
  var disk: [String] = []

  @Flag(help: "wipe: the disks are solid-state.")
  var ssd = false

  @Option(help: "wipe: overwrite, cryptographic, degauss or destroy.")
  var method: String?

  @Option(help: "wipe: nist-800-88 or garante-2008.")
  var standard: String?

  @Option(help: "wipe: the number of the certificate.")
  var certificate: String?

  @Option(name: .customLong("operator"), help: "wipe: who did it.")
  var performedBy: String?

  @Option(help: "wipe: the third party that attests it.")
  var attestedBy: String?

  @Option(help: "remove: the rack that is free now.")
  var rack: String?

  @Option(help: "remove: its lowest unit.")
  var unit: String?

  @Option(help: "remove: a power feed that is free now; repeatable.")
  var feed: [String] = []

  @Option(help: "dispose: reuse, sale, cession or waste.")
  var outcome: String?

  @Option(help: "dispose: who has it now.")
  var recipient: String?

  @Option(help: "dispose: the act that writes it off the books.")
  var act: String?

  @Option(help: "dispose: the number of the waste transport form.")
  var wasteForm: String?

  /// The values by field, those that list several with their parts parted by `|`.
  var values: [StepField: String] {
    let single: [StepField: String?] = [
      .day: day, .reason: reason, .waivedBy: waivedBy, .seen: seen, .month: month,
      .backupBy: backupBy, .backupDay: backupOn, .backupReference: backupReference,
      .retentionBy: retentionBy, .retentionDay: retentionOn,
      .retentionReference: retentionReference, .days: days, .serviceClass: serviceClass,
      .method: method, .standard: standard, .certificate: certificate, .performedBy: performedBy,
      .attestedBy: attestedBy, .rack: rack, .unit: unit, .outcome: outcome, .recipient: recipient,
      .writeOffAct: act, .wasteForm: wasteForm, .solidState: ssd ? "ssd" : nil,
    ]
    let lists: [StepField: [String]] = [
      .moved: moved, .told: told, .disk: disk, .feeds: feed,
    ]
    return single.compactMapValues(\.self).merging(
      lists.mapValues { $0.joined(separator: "|") },
      uniquingKeysWith: { first, _ in first }
    )
  }
}

/// Who records something.
struct ActorOptions: ParsableArguments {
  @Option(help: "Who records it. Default: the name of the account, $USER.")
  var by: String?

  /// The name; empty when nobody is known.
  var name: String { by ?? ProcessInfo.processInfo.environment["USER"] ?? "" }

  /// The name, which must be known.
  ///
  /// - Throws: ``Retirement/StepRefused``.
  func known() throws -> String {
    guard !name.allSatisfy(\.isWhitespace) else { throw StepRefused([.noActor]) }
    return name
  }
}
