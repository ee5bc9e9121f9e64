import HTTPTypes
import Hummingbird
import Inventory
import Workspace

/// What went wrong, for who asked: no paths, statements or traces.
struct Trouble: Error {
  /// The status of the answer.
  var status: HTTPResponse.Status
  /// What happened and what to do, in the reader's language.
  var text: String
  /// A stable, untranslated name.
  var code: String
  /// After how many seconds to try again; `nil` when that does not depend on time.
  var retryAfter: Int?

  /// What was sent makes no sense.
  static func unfit(_ text: String, code: String) -> Self {
    Self(status: .unprocessableContent, text: text, code: code)
  }

  /// There is nothing of that name.
  static func notFound(_ language: Language) -> Self {
    Self(
      status: .notFound,
      text: language(
        "Questa pagina non c’è: tornare al quadro o cercare tra i server",
        "There is no such page: go back to the overview or search the servers"
      ),
      code: "web.not-found"
    )
  }

  /// What a page answers with.
  func response(_ visit: Visit) -> Response {
    var response = page(visit)
    if let retryAfter { response.headers[.retryAfter] = String(retryAfter) }
    return response
  }

  private func page(_ visit: Visit) -> Response {
    if visit.request.uri.path.hasPrefix("/api/") {
      return Press.json(
        .object([.init("code", .text(code)), .init("message", .text(text))]),
        status: status
      )
    }
    let title = visit.context.language("Non è riuscito", "That did not work")
    return visit.press.page(.message, self, title: title, status: status, for: visit)
  }
}

extension Trouble {
  /// Puts an error of the product or the framework into words.
  init(_ error: any Error, in language: Language) {
    switch error {
    case let trouble as Trouble:
      self = trouble
    case var failure as StoreFailure:
      // Where the file lies is nobody’s business.
      failure.path = failure.path.split(separator: "/").last.map(String.init) ?? failure.path
      self.init(
        status: failure.reason == .busy ? .serviceUnavailable : .internalServerError,
        text: failure.text(in: language),
        code: failure.code,
        retryAfter: failure.reason == .busy ? 5 : nil
      )
    case let message as any Message:
      self.init(
        status: .unprocessableContent,
        text: message.text(in: language),
        code: message.code
      )
    case let error as any HTTPResponseError where error.status == .notFound:
      self = .notFound(language)
    case let error as any HTTPResponseError:
      self.init(
        status: error.status,
        text: language("La richiesta non è accettata", "The request is not accepted"),
        code: "web.request"
      )
    default:
      self.init(
        status: .internalServerError,
        text: language(
          "Errore interno: riprovare; se resta, segnalarlo con l’ora",
          "Internal error: try again; if it stays, report it with the time"
        ),
        code: "web.internal"
      )
    }
  }
}
