import Inventory

/// The filter, order and page that the address of the list of servers tells, and addresses of others.
struct ServersAddress {
  /// Which machines, in which order.
  var filter = ServerFilter()
  /// The number of the page, from 0.
  var page = 0

  /// The whole list from its first page.
  init() {}

  /// Reads the address of `visit`; a value that makes no sense is as good as none.
  init(_ visit: Visit) {
    filter.text = visit.query("text").map { String($0.prefix(200)) }
    filter.agency = visit.query("agency").flatMap { AgencyCode($0) }
    filter.status = visit.query("status").flatMap { RetirementStatus(rawValue: $0) }
    filter.project = visit.query("project").map { ProjectCode($0) }
    filter.kind = visit.query("kind").flatMap { AssetKind(rawValue: $0) }
    filter.room = visit.query("room")
    filter.order = visit.query("order").flatMap { ServerOrder(rawValue: $0) } ?? .plan
    filter.isDescending = visit.query("direction") == "descending"
    page = max(0, min((visit.query("page").flatMap { Int($0) } ?? 1) - 1, 1_000_000))
  }

  /// The address of another page of the same list.
  func path(page: Int) -> String {
    var other = self
    other.page = page
    return other.path
  }

  /// The address of the same list from its first page in another order; in the other direction, where
  /// it is the order of now.
  func path(order: ServerOrder) -> String {
    var other = self
    other.page = 0
    other.filter.isDescending = filter.order == order && !filter.isDescending
    other.filter.order = order
    return other.path
  }

  /// The address of the servers that a project empties, all or those of a status.
  static func path(project: ProjectCode, status: RetirementStatus? = nil) -> String {
    var address = Self()
    address.filter.project = project
    address.filter.status = status
    return address.path
  }

  /// The address of the servers of a status, of one agency or of all.
  static func path(agency: AgencyCode? = nil, status: RetirementStatus? = nil) -> String {
    var address = Self()
    address.filter.agency = agency
    address.filter.status = status
    return address.path
  }

  /// The address.
  var path: String { path(to: "/servers") }

  /// The address of the same list elsewhere, such as in a file.
  func path(to start: String) -> String {
    start.withFields([
      ("text", filter.text), ("agency", filter.agency?.description),
      ("status", filter.status?.rawValue), ("project", filter.project?.description),
      ("kind", filter.kind?.rawValue), ("room", filter.room),
      ("order", filter.order == .plan ? nil : filter.order.rawValue),
      ("direction", filter.isDescending ? "descending" : nil),
      ("page", page == 0 ? nil : String(page + 1)),
    ])
  }
}

extension EntityID {
  /// The address of the page of the machine or application.
  var path: String { "/servers/" + description.addressPart }
}

extension ProjectCode {
  /// The address of the project's page.
  var path: String { "/projects/" + description.addressPart }
}

extension String {
  /// The text as an address, followed by the fields that have a value.
  func withFields(_ fields: [(name: String, value: String?)]) -> String {
    let parts = fields.compactMap { field in field.value.map { field.name + "=" + $0.addressPart } }
    return self + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
  }

  /// The text as a part of an address: all but letters, digits and `-._~` percent-encoded (RFC 3986).
  var addressPart: String {
    var text = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
