import Inventory

/// A column of a table: its heading, how wide it is in a workbook, and how a row fills it.
struct Column<Row> {
  /// In which forms a column stands.
  enum Place {
    case everywhere
    /// In workbooks and CSV only: what the page shows in another column, or not at all.
    case tables
    /// On the page and in mail only: what tables have in columns of their own.
    case page
  }

  /// The heading.
  var heading: String
  /// The heading on the page and in mail, where the section says the rest.
  var short: String
  /// The width in a workbook, in characters.
  var width: Double
  /// Where it stands.
  var place: Place
  /// Whether it holds figures, which stand to the right.
  var isFigure: Bool
  /// A name of ours for what a row is in this column, by which the page marks it; `nil` for none.
  var mark: ((Row) -> String?)?
  /// What the page says beneath the value.
  var note: ((Row) -> String?)?
  /// The value in a row.
  var cell: (Row) -> Cell

  init(
    _ heading: String,
    short: String? = nil,
    width: Double = 14,
    in place: Place = .everywhere,
    mark: ((Row) -> String?)? = nil,
    note: ((Row) -> String?)? = nil,
    _ cell: @escaping (Row) -> Cell
  ) {
    self.init(heading, short, width, place, isFigure: false, mark, note, cell)
  }

  /// A column of figures.
  static func figure(
    _ heading: String,
    short: String? = nil,
    width: Double = 14,
    in place: Place = .everywhere,
    note: ((Row) -> String?)? = nil,
    _ cell: @escaping (Row) -> Cell
  ) -> Self {
    Self(heading, short, width, place, isFigure: true, nil, note, cell)
  }

  private init(
    _ heading: String,
    _ short: String?,
    _ width: Double,
    _ place: Place,
    isFigure: Bool,
    _ mark: ((Row) -> String?)?,
    _ note: ((Row) -> String?)?,
    _ cell: @escaping (Row) -> Cell
  ) {
    self.heading = heading
    self.short = short ?? heading
    self.width = width
    self.place = place
    self.isFigure = isFigure
    self.mark = mark
    self.note = note
    self.cell = cell
  }
}

/// What a report shows of one topic: a table that every writer shows.
struct Topic {
  /// The topics; raw values name them in commands, in JSON and on the page.
  enum Name: String, CaseIterable {
    case summary
    case progress
    case months
    case waterfall
    case agencies
    case projects
    case services
    case rooms
    case racks
    case blockers
    case unknowns
    case verified
    case servers
    case unread
    case readings
    case unused
    case conflicts
    case gaps
    case journals
    case register
    case journal
    case factors
    case sources
  }

  /// A heading without its rows' type.
  struct Heading {
    var text: String
    var short: String
    var width: Double
    var isFigure: Bool
  }

  /// A value as the page shows it.
  struct Shown {
    var cell: Cell
    var mark: String?
    var note: String?
  }

  /// Which topic it is.
  let name: Name
  /// The heading of its section; its first words name the sheet.
  let heading: String
  /// The name of its sheet, at most 31 characters.
  let sheet: String
  /// How many rows it has.
  var count: Int
  /// The headings in tables.
  let columns: [Heading]
  /// The headings on the page and in mail.
  let pageColumns: [Heading]
  /// A row in tables.
  var row: (Int) -> [Cell]
  /// A row on the page and in mail.
  var pageRow: (Int) -> [Shown]
  /// The row that sums the others up, on the page and in mail only: sheets are summed by those who
  /// filter them.
  let pageTotal: [Shown]?

  init<Row>(
    _ name: Name,
    _ heading: String,
    sheet: String,
    _ columns: [Column<Row>],
    _ rows: [Row],
    total: Row? = nil
  ) {
    let tables = columns.filter { $0.place != .page }
    let page = columns.filter { $0.place != .tables }
    self.name = name
    self.heading = heading
    self.sheet = sheet
    count = rows.count
    self.columns = tables.map(Self.heading)
    pageColumns = page.map(Self.heading)
    row = { index in tables.map { $0.cell(rows[index]) } }
    func shown(_ row: Row) -> [Shown] {
      page.map { column in
        Shown(cell: column.cell(row), mark: column.mark?(row), note: column.note?(row))
      }
    }
    pageRow = { index in shown(rows[index]) }
    pageTotal = total.map { shown($0) }
  }

  private static func heading<Row>(_ column: Column<Row>) -> Heading {
    Heading(
      text: column.heading,
      short: column.short,
      width: column.width,
      isFigure: column.isFigure
    )
  }
}
