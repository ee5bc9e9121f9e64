import Inventory

extension Report {
  /// Writes the picture of a topic, where it has one.
  func writePicture(of name: Topic.Name, to page: inout HTML) {
    switch name {
    case .months:
      MonthlyChart(months: months.map(\.planned), language: language).write(to: &page)
    default: break
    }
  }
}
