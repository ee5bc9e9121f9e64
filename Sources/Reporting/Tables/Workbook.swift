import CXLSXWriter
import Foundation
import Inventory

/// A workbook that is being written, row by row, in constant memory.
///
/// It owns the C handle: ``close()`` writes the file, and dropping it unclosed writes nothing.
struct Workbook: ~Copyable {
  /// The most rows that a sheet holds, its header included.
  static let rowLimit = 1_048_576
  /// How numbers of 0, 1, 2 and 3 decimal places are shown; the last is for all others.
  static let patterns = ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "General"]
  /// The most UTF-16 units that a cell holds.
  static let textLimit = 32_767

  private let handle: UnsafeMutablePointer<lxw_workbook>
  private let header: UnsafeMutablePointer<lxw_format>?
  private let formats: Formats
  private let path: String
  private var isOpen = true

  private struct Formats {
    var numbers: [UnsafeMutablePointer<lxw_format>?]
    var count: UnsafeMutablePointer<lxw_format>?
    var month: UnsafeMutablePointer<lxw_format>?
    /// For texts that begin as formulas do: they stay text also when somebody edits the cell.
    var text: UnsafeMutablePointer<lxw_format>?
    var date: UnsafeMutablePointer<lxw_format>?
  }

  /// Opens a workbook at `path`; its properties carry `title` and the day it was `made`;
  /// dates are shown as readers of `language` write them, whatever the machine is set to.
  init(path: String, title: String, made: CalendarDate, language: Language) throws {
    var options = lxw_workbook_options()
    options.constant_memory = 1
    options.use_zip64 = 1
    guard let handle = workbook_new_opt(path, &options) else {
      throw ReportFailure(.cannotCreate, path: path)
    }
    self.handle = handle
    self.path = path
    header = workbook_add_format(handle)
    format_set_bold(header)
    format_set_bg_color(header, 0xF6E7DC)
    format_set_bottom(header, UInt8(LXW_BORDER_THIN.rawValue))
    format_set_text_wrap(header)
    format_set_align(header, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    func format(_ pattern: String) -> UnsafeMutablePointer<lxw_format>? {
      let format = workbook_add_format(handle)
      format_set_num_format(format, pattern)
      return format
    }
    formats = Formats(
      numbers: Self.patterns.map(format),
      count: format("#,##0"),
      month: format(language("[$-410]mmm yyyy", "[$-809]mmm yyyy")),
      text: workbook_add_format(handle),
      date: format(language("dd/mm/yyyy", "yyyy-mm-dd"))
    )
    // 49 is the number of the format for text in the file format itself.
    format_set_num_format_index(formats.text, 49)
    var properties = lxw_doc_properties()
    // A fixed moment, so that the same report is the same file to the byte.
    properties.created = time_t(made.dayNumber) * 86_400
    title.withCString { text in
      properties.title = UnsafeMutablePointer(mutating: text)
      _ = workbook_set_properties(handle, &properties)
    }
  }

  /// Writes a topic as a sheet; one that is too long goes on in sheets `name (2)`, `name (3)` ….
  func add(_ topic: Topic) throws {
    let size = Self.rowLimit - 1
    for part in 0..<max(1, (topic.count + size - 1) / size) {
      let rows = min(part * size, topic.count)..<min((part + 1) * size, topic.count)
      try addSheet(part == 0 ? topic.sheet : "\(topic.sheet) (\(part + 1))", topic, rows)
    }
  }

  private func addSheet(_ name: String, _ topic: Topic, _ rows: Range<Int>) throws {
    guard let sheet = workbook_add_worksheet(handle, name) else {
      throw ReportFailure(.cannotWrite(name), path: path)
    }
    for (index, column) in topic.columns.enumerated() {
      let number = lxw_col_t(index)
      worksheet_set_column(sheet, number, number, column.width, nil)
    }
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    worksheet_autofilter(sheet, 0, 0, lxw_row_t(rows.count), lxw_col_t(topic.columns.count - 1))
    for (index, column) in topic.columns.enumerated() {
      try check(worksheet_write_string(sheet, 0, lxw_col_t(index), column.text, header))
    }
    for (offset, row) in rows.enumerated() {
      for (index, cell) in topic.row(row).enumerated() {
        try write(cell, to: sheet, row: lxw_row_t(offset + 1), column: lxw_col_t(index))
      }
    }
  }

  private func write(
    _ cell: Cell,
    to sheet: UnsafeMutablePointer<lxw_worksheet>,
    row: lxw_row_t,
    column: lxw_col_t
  ) throws {
    switch cell {
    case .text(let text), .words(let text):
      guard !text.isEmpty else { return }
      // A string cell is never computed: no apostrophe is needed, and none is added.
      let isRisky = Report.inert(text).utf8.count != text.utf8.count
      let format = isRisky ? formats.text : nil
      try check(worksheet_write_string(sheet, row, column, Self.fitting(text), format))
    case .count(let count):
      try check(worksheet_write_number(sheet, row, column, Double(count), formats.count))
    case .number(let value, let decimals):
      guard value.isFinite else { return }
      let format = formats.numbers[min(decimals, formats.numbers.count - 1)]
      try check(worksheet_write_number(sheet, row, column, value, format))
    case .factor(let value):
      guard value.isFinite else { return }
      try check(worksheet_write_number(sheet, row, column, value, formats.numbers.last ?? nil))
    case .month(let month):
      try writeDay(month.year, month.month, 1, formats.month, sheet, row, column)
    case .date(let date):
      try writeDay(date.year, date.month, date.day, formats.date, sheet, row, column)
    case .empty:
      break
    }
  }

  private func writeDay(
    _ year: Int,
    _ month: Int,
    _ day: Int,
    _ format: UnsafeMutablePointer<lxw_format>?,
    _ sheet: UnsafeMutablePointer<lxw_worksheet>,
    _ row: lxw_row_t,
    _ column: lxw_col_t
  ) throws {
    var moment = lxw_datetime()
    moment.year = Int32(year)
    moment.month = Int32(month)
    moment.day = Int32(day)
    try check(worksheet_write_datetime(sheet, row, column, &moment, format))
  }

  private static func fitting(_ text: String) -> String {
    let visible = VisibleText(text).description
    guard visible.utf16.count > textLimit else { return visible }
    // Scalars of two units count twice, so that half the limit always fits.
    return String(String.UnicodeScalarView(visible.unicodeScalars.prefix(textLimit / 2))) + "…"
  }

  /// Writes the file.
  mutating func close() throws {
    // The library frees the handle, whatever comes of the writing.
    isOpen = false
    let error = workbook_close(handle)
    guard error == LXW_NO_ERROR else {
      throw ReportFailure(.cannotWrite(Self.words(error)), path: path)
    }
  }

  deinit {
    if isOpen { lxw_workbook_free(handle) }
  }

  private func check(_ error: lxw_error) throws {
    guard error == LXW_NO_ERROR else {
      throw ReportFailure(.cannotWrite(Self.words(error)), path: path)
    }
  }

  private static func words(_ error: lxw_error) -> String {
    lxw_strerror(error).map { String(cString: $0) } ?? "\(error.rawValue)"
  }
}
