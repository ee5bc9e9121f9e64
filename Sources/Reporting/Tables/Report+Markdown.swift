import Inventory

extension Report {
  /// The most rows of a table in a mail.
  static let mailedRows = 50

  /// Returns the report as Markdown for a mail: the summary and the first rows of every topic.
  ///
  /// Names from files are escaped, so that none becomes markup, a link or a column.
  public func markdown() -> String {
    var text = "# \(Self.escaped(title))\n\n\(Self.escaped(Excerpt(scopeText).description)) · "
    text += language("rapporto del ", "report of ") + figures.day(cover.made) + "\n"
    for topic in topics {
      text += "\n## \(Self.escaped(topic.heading))\n\n"
      if topic.count == 0 {
        text += "*" + Self.escaped(emptyText(topic.name)) + "*\n"
      } else {
        write(topic, to: &text)
      }
    }
    text += "\n---\n\n" + Self.escaped(footText) + "\n"
    return text
  }

  private func write(_ topic: Topic, to text: inout String) {
    func line(_ cells: [String]) { text += "| " + cells.joined(separator: " | ") + " |\n" }
    line(topic.pageColumns.map { Self.escaped($0.short) })
    line(topic.pageColumns.map { $0.isFigure ? "--:" : "---" })
    let shown = min(topic.count, Self.mailedRows)
    for index in 0..<shown {
      let row = topic.pageRow(index)
      // A line of the summary that says nothing is no news.
      if topic.name == .summary, row[1].cell.shown(figures) == nil { continue }
      line(row.map(mailed))
    }
    if let total = topic.pageTotal {
      line(total.map { $0.cell == .empty ? "" : "**" + mailed($0) + "**" })
    }
    if shown < topic.count {
      let rest = figures.count(topic.count - shown)
      text +=
        "\n"
        + Self.escaped(
          language("Altri \(rest) nei file allegati.", "\(rest) more in the attached files.")
        ) + "\n"
    }
  }

  private func mailed(_ shown: Topic.Shown) -> String {
    let value = Self.escaped(shown.cell.shown(figures) ?? Figures.none)
    guard let note = shown.note, !note.isEmpty else { return value }
    return value + " (" + Self.escaped(Excerpt(note).description) + ")"
  }

  /// Returns `text` with everything escaped that Markdown, also GitHub's, would read as markup.
  ///
  /// A backslash makes any ASCII punctuation a plain character; `&` and `<` are written as entities,
  /// since some readers take tags even after a backslash. Within addresses the colon, the dot and
  /// the at sign go too, so that none becomes a link.
  static func escaped(_ text: String) -> String {
    let marks: Set<Unicode.Scalar> = [
      "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "!", "$", "@", "=", "^",
    ]
    let lead = text.unicodeScalars.first
    var escaped = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case _ where marks.contains(scalar): escaped += "\\" + String(scalar)
      case "+", "-":
        // A list begins with these.
        escaped += (index == 0 && scalar == lead ? "\\" : "") + String(scalar)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped.replacing("://", with: "\\://").replacing("www.", with: "www\\.")
      .replacing("WWW.", with: "WWW\\.")
  }
}
