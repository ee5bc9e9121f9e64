import Foundation
import Importers
import Inventory
import Retirement
import TestSupport
import Testing

@testable import Workspace

/// A workspace with four servers, of which steps are recorded.
struct RegisterBench {
  let folder: TemporaryFolder
  let agency: AgencyCode
  let store: Store
  /// The ids of the servers, in order.
  let servers: [EntityID]

  init() throws {
    folder = try TemporaryFolder()
    agency = try #require(AgencyCode("asl"))
    store = try folder.store(agency: agency)
    for number in 1...4 {
      let mac = "00:50:56:00:00:0\(number)"
      try folder.write(
        "in/\(number).xml",
        inventory("srv0\(number)", serial: "CZ\(number)", mac: mac)
      )
    }
    try store.importExports(ExportFinder.find(at: [folder.path + "/in"]), into: agency, at: 0)
    try store.match(agency, at: 1_700_000_000)
    servers = try store.estate(of: agency).assets.map(\.id)
    try #require(servers.count == 4)
  }

  /// 1 June 2024, noon.
  static let time = 1_717_243_200

  static func day(_ text: String) throws -> CalendarDate {
    try #require(CalendarDate(iso: text))
  }

  static let waiver = Waiver(by: "Direttore", reason: "urgente")

  /// A step that is always good where it has a place.
  static func waived(_ name: RetirementStepName) -> RetirementStep {
    switch name {
    case .plan: .plan(month: nil)
    case .drain: .drain(.waiver(waiver))
    case .switchOff: .switchOff(.waiver(waiver))
    case .wipe: .wipe(.waiver(waiver))
    case .remove: .remove(.waiver(waiver))
    case .dispose: .dispose(.waiver(waiver))
    case .complain: .complain(reason: "r")
    case .rollBack: .rollBack(reason: "r")
    case .keep: .keep(reason: "r")
    case .reverse: .reverse(reason: "r")
    case .lose: .lose(reason: "r")
    case .find: .find(reason: "r")
    case .withdraw: .withdraw(reason: "r")
    }
  }

  /// Requests a waived step of the server at `index`.
  func request(
    _ name: RetirementStepName,
    _ index: Int = 0,
    on day: String = "2024-05-01",
    seen: Int? = nil,
    documents: [String] = []
  ) throws -> StepRequest {
    StepRequest(
      entity: servers[index],
      step: Self.waived(name),
      day: try Self.day(day),
      seen: seen,
      documents: documents
    )
  }

  @discardableResult
  func record(
    _ requests: [StepRequest],
    mode: RecordingMode = .allOrNone
  ) throws -> [StepOutcome] {
    try store.record(requests, in: agency, by: "Rossi", at: Self.time, mode: mode)
  }
}
