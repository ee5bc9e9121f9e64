import HTTPTypes
import Hummingbird
import Inventory

/// One address of the API: what may be asked, what is answered, and what finds the answer.
///
/// Its route, the check of its parameters and its part of the API's document are all made from it.
struct Endpoint: Sendable {
  /// The path, with the names of its parts in braces.
  var path: String
  /// The name of the operation.
  var name: String
  /// What it answers, in a sentence.
  var summary: String
  /// What may be asked.
  var parameters: [Parameter] = []
  /// What is answered.
  var answer: Schema
  /// Whether the path or a parameter may name what is not there.
  var mayBeMissing = false
  /// Whether the answer may take long, so that who asks is told to ask again.
  var mayTakeLong = false
  /// Finds the answer; `nil` when it takes long.
  var find: @Sendable (Asked) async throws -> FactValue?

  /// A parameter of the path or the query.
  struct Parameter: Sendable {
    /// Its name.
    var name: String
    /// What it must be.
    var schema: Schema
    /// What it is for.
    var text: String
    /// Whether it stands in the path.
    var isPart = false
    /// Whether it must be there.
    var isNeeded = false
  }

  /// A request whose parameters are as they should be.
  struct Asked: Sendable {
    var visit: Visit
    fileprivate var values: [String: String] = [:]

    /// The language of words.
    var language: Language { visit.context.language }

    /// The value of a parameter; `nil` when it was not given.
    subscript(name: String) -> String? { values[name] }

    /// The value of a parameter that is a whole number.
    func integer(_ name: String) -> Int? { values[name].flatMap { Int($0) } }
  }

  /// The language, which every address takes.
  private static let language = Parameter(
    name: "language",
    schema: .word(Language.allCases.map(\.rawValue)),
    text: "The language of words for people; by default what Accept-Language prefers"
  )

  /// All parameters, also the one that every address takes.
  var allParameters: [Parameter] { parameters + [Self.language] }

  /// The route to it.
  var route: Route {
    .get(path) { visit in
      let asked = try asked(visit)
      guard let fact = try await find(asked) else {
        var response = Press.json(
          .object([
            .init("code", "api.working"),
            .init(
              "message",
              .text(
                asked.language(
                  "la risposta si sta calcolando: chiedere di nuovo tra poco",
                  "the answer is being worked out: ask again in a moment"
                )
              )
            ),
          ]),
          status: .accepted
        )
        response.headers[.retryAfter] = "2"
        return response
      }
      return Press.json(fact)
    }
  }

  /// Checks what was asked.
  ///
  /// - Throws: ``Trouble`` with the first thing that is wrong.
  private func asked(_ visit: Visit) throws -> Asked {
    var asked = Asked(visit: visit)
    let language = visit.context.language
    for field in visit.request.uri.queryParameters {
      let name = String(field.key)
      guard let parameter = allParameters.first(where: { $0.name == name && !$0.isPart }) else {
        throw Trouble.badParameter(
          language(
            "“\(Excerpt(name))” non è un parametro di questo indirizzo",
            "“\(Excerpt(name))” is no parameter of this address"
          )
        )
      }
      guard asked.values[name] == nil else {
        throw Trouble.badParameter(
          language("“\(name)” è dato due volte", "“\(name)” is given twice")
        )
      }
      asked.values[name] = try value(String(field.value), of: parameter, language)
    }
    for parameter in parameters where parameter.isPart {
      let value = visit.part(parameter.name) ?? ""
      asked.values[parameter.name] = try self.value(value, of: parameter, language)
    }
    if let missing = parameters.first(where: { $0.isNeeded && asked.values[$0.name] == nil }) {
      throw Trouble.badParameter(
        language("manca “\(missing.name)”", "“\(missing.name)” is missing")
      )
    }
    return asked
  }

  private func value(
    _ text: String,
    of parameter: Parameter,
    _ language: Language
  ) throws -> String {
    guard parameter.schema.admits(text), !text.unicodeScalars.contains("\0") else {
      throw Trouble.badParameter(
        language(
          "“\(Excerpt(text))” non va bene per “\(parameter.name)”: si veda /api/openapi.json",
          "“\(Excerpt(text))” will not do for “\(parameter.name)”: see /api/openapi.json"
        )
      )
    }
    return text
  }
}

extension Trouble {
  /// A parameter is not as it should be.
  static func badParameter(_ text: String) -> Self {
    Self(status: .badRequest, text: text, code: "api.parameter")
  }

  /// What was asked for is not there.
  static func missing(_ text: String) -> Self {
    Self(status: .notFound, text: text, code: "api.not-found")
  }
}
