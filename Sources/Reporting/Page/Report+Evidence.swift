import Estimation
import Inventory

/// What the figures rest on: readings, factors, sources.
extension Report {
  func writeUnread(to page: inout HTML) {
    let heading = language("Che cosa non si è potuto leggere", "What could not be read")
    section(
      &page,
      id: "unread",
      heading,
      empty: unread.isEmpty
        ? language(
          "Tutto ciò che è stato importato si è potuto leggere.",
          "All that was imported could be read."
        ) : nil
    ) { page in
      let values = rejections.count { $0.finding.rows == 0 }
      page.element(
        "p",
        language(
          "File non leggibili: \(figures.count(refused.count)). "
            + "Righe rifiutate: \(figures.count(ledger.rejected)). "
            + "Valori scartati in righe usate: \(figures.count(values)).",
          "Files not readable: \(figures.count(refused.count)). "
            + "Rows rejected: \(figures.count(ledger.rejected)). "
            + "Values dropped from rows that were used: \(figures.count(values))."
        )
      )
      let shown = unread.prefix(refused.count + Self.listedRejections)
      table(
        &page,
        label: heading,
        class: "unread",
        [
          .text(language("File e punto", "File and place")),
          .text(language("Valore", "Value")),
          .text(language("Motivo", "Reason")),
          .number(language("Righe perse", "Rows lost")),
        ]
      ) { page in
        for line in shown {
          page.element("tr") { row in
            row.element("th", ["scope": "row"]) { cell in
              cell.write(Excerpt(line.file).description)
              if let place = line.place { cell.element("span", ["class": "note"], place) }
            }
            row.cell(line.value.flatMap { $0.isEmpty ? nil : $0 })
            row.words(line.reason)
            row.figure(
              line.rows.map { figures.count($0) } ?? language("tutto il file", "whole file")
            )
          }
        }
      }
      if shown.count < unread.count {
        let rest = figures.count(unread.count - shown.count)
        page.element(
          "p",
          ["class": "remark"],
          language("Altri \(rest) nel file XLSX.", "\(rest) more in the XLSX file.")
        )
      }
    }
  }

  func writeQuality(to page: inout HTML) {
    let heading = language("Che cosa è stato letto", "What was read")
    section(
      &page,
      id: "quality",
      heading,
      empty: imports.isEmpty
        ? language("Nessun file importato.", "No file was imported.") : nil
    ) { page in
      table(
        &page,
        label: heading,
        [
          .text(language("File", "File")),
          .text(language("Azienda", "Agency")),
          .text(language("Formato", "Format")),
          .text(language("Riferito al", "As of")),
          .number(language("Righe lette", "Rows read")),
          .number(language("Usate", "Used")),
          .number(language("Saltate", "Skipped")),
          .number(language("Rifiutate", "Rejected")),
        ]
      ) { page in
        for filed in imports { writeImport(filed, to: &page) }
        page.element("tr", ["class": "total"]) { row in
          row.element("th", ["scope": "row"], language("Totale in vigore", "Total in force"))
          row.words("")
          row.words("")
          row.words("")
          row.figure(figures.count(ledger.read))
          row.figure(figures.count(ledger.records))
          row.figure(figures.count(ledger.skipped))
          row.figure(figures.count(ledger.rejected))
        }
      }
    }
  }

  private func writeImport(_ filed: FiledImport, to page: inout HTML) {
    page.element("tr") { row in
      row.element("th", ["scope": "row"]) { cell in
        cell.write(Excerpt(path: filed.files.first?.path ?? Figures.none).description)
        if filed.files.count > 1 {
          let rest = figures.count(filed.files.count - 1)
          cell.element("span", ["class": "note"], language("e altri \(rest)", "and \(rest) more"))
        }
        if filed.isSuperseded {
          cell.element(
            "span",
            ["class": "note"],
            language(
              "sostituito da un’esportazione successiva",
              "replaced by a later export"
            )
          )
        }
      }
      row.cell(filed.agency.description)
      row.cell(filed.format.description)
      row.words(filed.asOf.map { figures.shortDay($0) } ?? Figures.none)
      row.figure(figures.count(filed.ledger.read))
      row.figure(figures.count(filed.ledger.records))
      row.figure(figures.count(filed.ledger.skipped))
      row.figure(figures.count(filed.ledger.rejected))
    }
  }

  func writeMethod(to page: inout HTML) {
    let heading = language("Metodo e fattori", "Method and factors")
    section(&page, id: "method", heading) { page in
      page.element(
        "p",
        language(
          "Un server si può dismettere quando tutto ciò che ospita si sposta con un progetto. "
            + "L’energia di una macchina è la sua potenza media, misurata o stimata dal modello, "
            + "per le ore dell’anno e per il PUE della sala. Il lordo è ciò che il contatore non "
            + "conta più; il netto toglie ciò che il carico consuma a destinazione.",
          "A server can be retired when all that it carries moves with a project. A machine’s "
            + "energy is its average power, metered or estimated from its model, times the hours of "
            + "the year and the room’s PUE. Gross is what the meter no longer counts; net takes off "
            + "what the workload draws at its destination."
        )
      )
      guard !factors.isEmpty else { return }
      table(
        &page,
        label: heading,
        [
          .text(language("Fattore", "Factor")),
          .number(language("Valore", "Value")),
          .number(language("Intervallo al 90 %", "90 % interval")),
          .text(language("Unità", "Unit")),
          .text(language("Anno", "Year")),
          .text(language("Fonte", "Source")),
        ]
      ) { page in
        for factor in factors {
          page.element("tr") { row in
            row.element("th", ["scope": "row"], language(factor.italian, factor.english))
            row.figure(significant(factor.value))
            row.figure(
              factor.low == factor.high
                ? Figures.none : significant(factor.low) + "–" + significant(factor.high)
            )
            row.words(factor.unit)
            row.words(factor.year.map { String($0) } ?? Figures.none)
            row.words(VisibleText(factor.source).description)
          }
        }
      }
    }
  }

  /// A factor with up to four places, trailing zeros left out.
  private func significant(_ value: Double) -> String {
    for decimals in 0..<4 {
      var power = 1.0
      for _ in 0..<decimals { power *= 10 }
      if (value * power).rounded() == value * power {
        return figures.number(value, decimals: decimals)
      }
    }
    return figures.number(value, decimals: 4)
  }

  func writeSources(to page: inout HTML) {
    let lists = sources.filter { $0.kind == .projects }
    section(&page, id: "sources", language("Fonti", "Sources")) { page in
      page.element("ul") { page in
        for source in lists {
          page.element("li") { item in
            item.write(language("Progetti: ", "Projects: "))
            item.write(VisibleText(source.name).description)
          }
        }
        if lists.contains(where: { $0.name.lowercased().contains("padigitale2026") }) {
          page.element(
            "li",
            language(
              "I dati dei progetti sono pubblicati dal Dipartimento per la trasformazione digitale "
                + "(padigitale2026-opendata) con licenza CC BY 4.0; qui sono selezionati e "
                + "affiancati agli inventari.",
              "The projects’ data are published by Italy’s Department for digital transformation "
                + "(padigitale2026-opendata) under the licence CC BY 4.0; here they are selected and "
                + "set beside the inventories."
            )
          )
        }
        let files = sources.count { $0.kind == .file }
        page.element(
          "li",
          language(
            "File di inventario: \(figures.count(files)), elencati con il loro SHA-256 nel file XLSX.",
            "Inventory files: \(figures.count(files)), listed with their SHA-256 in the XLSX file."
          )
        )
        guard !factors.isEmpty else { return }
        page.element(
          "li",
          language(
            "Fattori: le fonti stanno accanto a ciascuno nella tabella qui sopra.",
            "Factors: the sources stand beside each in the table above."
          )
        )
      }
    }
  }
}
