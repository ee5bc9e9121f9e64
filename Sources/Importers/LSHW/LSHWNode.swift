import Inventory
import Markup

/// A device in the tree that lshw prints, whichever form it is printed in.
struct LSHWNode {
  /// The identifier without the number that tells siblings apart: `cpu` of `cpu:1`.
  var id = ""
  /// The class of devices, such as `system`, `processor` or `memory`.
  var kind = ""
  /// Whether the firmware or the system has switched it off.
  var isDisabled = false
  var description: String?
  var product: String?
  var vendor: String?
  var serial: String?
  var slot: String?
  var logicalNames: [String] = []
  /// In bytes for memory and disks, in hertz for processors.
  var size: Double?
  var capacity: Double?
  var configuration: [String: String] = [:]
  var children: [LSHWNode] = []
  var line = 0

  /// The node and all below it, in document order.
  func forEach(_ body: (_ node: LSHWNode, _ parent: LSHWNode?) -> Void) {
    visit(parent: nil, body)
  }

  private func visit(parent: LSHWNode?, _ body: (LSHWNode, LSHWNode?) -> Void) {
    body(self, parent)
    for child in children { child.visit(parent: self, body) }
  }

  private static func plainID(_ text: String) -> String { String(text.prefix { $0 != ":" }) }

  /// A text with its blanks squeezed, `nil` when nothing is left.
  private static func squeezed(_ text: String?) -> String? {
    guard let text else { return nil }
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

// MARK: XML

extension LSHWNode {
  /// Reads `<node id="" class="">`.
  init(_ element: Element) {
    id = Self.plainID(element["id"] ?? "")
    kind = element["class"] ?? ""
    isDisabled = element["disabled"] == "true"
    line = element.line
    for child in element.children {
      switch child.name {
      case "description": description = Self.squeezed(child.text)
      case "product": product = Self.squeezed(child.text)
      case "vendor": vendor = Self.squeezed(child.text)
      case "serial": serial = Self.squeezed(child.text)
      case "slot": slot = Self.squeezed(child.text)
      case "logicalname": logicalNames.append(child.text)
      case "size": size = Double(child.text)
      case "capacity": capacity = Double(child.text)
      case "configuration":
        for setting in child.all("setting") {
          if let name = setting["id"] { configuration[name] = setting["value"] }
        }
      case "node": children.append(LSHWNode(child))
      default: continue
      }
    }
  }
}

// MARK: JSON

extension LSHWNode {
  /// Reads `{"id": …, "class": …, "children": […]}`.
  init(_ object: JSONObject) {
    id = Self.plainID(object.words("id") ?? "")
    kind = object.words("class") ?? ""
    isDisabled = object["disabled"] == .flag(true)
    line = object.line
    description = Self.squeezed(object.words("description"))
    product = Self.squeezed(object.words("product"))
    vendor = Self.squeezed(object.words("vendor"))
    serial = Self.squeezed(object.words("serial"))
    slot = Self.squeezed(object.words("slot"))
    logicalNames = object["logicalname"]?.items.compactMap(\.words) ?? []
    size = object.words("size").flatMap { Double($0) }
    capacity = object.words("capacity").flatMap { Double($0) }
    for member in object["configuration"]?.object?.members ?? [] {
      configuration[member.name] = member.value.words
    }
    children = object["children"]?.items.compactMap { $0.object.map { LSHWNode($0) } } ?? []
  }
}
