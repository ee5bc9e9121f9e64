public import Estimation

/// The charts by themselves, for pages other than the report; their colours are the page's.
extension Report {
  /// The servers by status as a `figure` element; empty where there are none.
  public var statusChart: String {
    var page = HTML()
    StatusChart(counts: headline.counts, language: language).write(to: &page)
    return page.text
  }

  /// The energy saved by month as a `figure` element; empty where nothing is saved.
  public var monthlyChart: String { monthlyChart(of: months) }

  /// The energy saved in some `months`, in order, as a `figure` element; empty where there are none.
  public func monthlyChart(of months: [MonthlySaving]) -> String {
    var page = HTML()
    MonthlyChart(months: months, language: language).write(to: &page)
    return page.text
  }
}
