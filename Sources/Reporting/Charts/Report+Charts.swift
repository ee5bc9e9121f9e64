public import Estimation

/// The charts by themselves, for pages other than the report; ``ChartStyle/sheet`` styles them.
extension Report {
  /// The servers by status as a `figure` element; empty where there are none.
  public var statusChart: String {
    figure { StatusChart(counts: headline.counts, language: language).writeFigure(to: &$0) }
  }

  /// Energy and emissions by month as a `figure` element; empty where nothing is saved.
  public var monthlyChart: String { figure(.months) }

  /// The way from gross to net as a `figure` element; empty where nothing is saved.
  public var waterfallChart: String { figure(.waterfall) }

  /// The racks and what goes dark in them as a `figure` element; empty where none is known.
  public var rackChart: String { figure(.racks) }

  /// What blocks most, and what it would free, as a `figure` element; empty where nothing blocks.
  public var blockerMap: String { figure(.blockers) }

  /// What is saved in some `months` of all that `total` saves in a year, as a `figure` element; empty
  /// where there are none.
  public func monthlyChart(of months: [MonthlySaving], in total: SavingsTotal) -> String {
    let lines = months.map {
      MonthLine(planned: $0, carbon: Self.carbon(of: $0, in: total.net), done: nil)
    }
    return figure { MonthlyChart(months: lines, language: language)?.writeFigure(to: &$0) }
  }

  private func figure(_ topic: Topic.Name) -> String {
    figure { writePicture(of: topic, to: &$0) }
  }

  private func figure(_ write: (inout HTML) -> Void) -> String {
    var page = HTML()
    write(&page)
    return page.text
  }
}
