import Inventory

extension Report {
  /// The most projects whose months are drawn.
  static let drawnProjects = 30

  /// Writes the picture of a topic, where it has one.
  func writePicture(of name: Topic.Name, to page: inout HTML) {
    switch name {
    case .months: MonthlyChart(months: months, language: language)?.writeFigure(to: &page)
    case .waterfall: WaterfallChart(self)?.writeFigure(to: &page)
    case .projects: timeline?.writeFigure(to: &page)
    case .racks: RackChart(racks: racks, language: language)?.writeFigure(to: &page)
    case .blockers:
      BlockerMap(blockers: blockers, freed: freed, language: language)?.writeFigure(to: &page)
    default: break
    }
  }

  /// When the servers of each project go dark.
  var timeline: ProjectChart? {
    ProjectChart(
      projects.prefix(Self.drawnProjects).map { line in
        ProjectChart.Row(
          name: line.project.code.description,
          title: line.project.title,
          servers: line.months,
          deadline: line.project.deadline
        )
      },
      language: language,
      width: 760
    )
  }
}
