import Inventory
import Markup

/// Sizes as libvirt writes them.
enum LibvirtUnits {
  /// The size in an element such as `<memory unit="KiB">`: kibibytes where no unit stands.
  ///
  /// `nil` for no number, and for nothing or more than 2^60 bytes. `KB` is 1,000 bytes and `KiB`
  /// 1,024, as libvirt documents it.
  static func mebibytes(_ element: Element?) -> Mebibytes? {
    guard let element, let number = Double(element.text), number > 0 else { return nil }
    let factors: [String: Double] = [
      "b": 1, "bytes": 1, "kb": 1e3, "k": 1_024, "kib": 1_024, "mb": 1e6, "m": 1_048_576,
      "mib": 1_048_576, "gb": 1e9, "g": 1_073_741_824, "gib": 1_073_741_824, "tb": 1e12,
      "t": 1_099_511_627_776, "tib": 1_099_511_627_776,
    ]
    guard let factor = factors[(element["unit"] ?? "KiB").lowercased()] else { return nil }
    let bytes = number * factor
    return bytes < 1_152_921_504_606_846_976 ? Mebibytes(bytes / 1_048_576) : nil
  }
}
