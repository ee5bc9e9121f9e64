import Foundation
import HTTPTypes
import Hummingbird
import Inventory
import Mustache

/// What pages are made with: the templates, once for each language.
///
/// A template says its words in both languages where they stand, as `[[Italiano|English]]`.
struct Press: Sendable {
  private let libraries: [Language: MustacheLibrary]

  /// Reads the templates.
  ///
  /// - Throws: `MustacheTemplate.ParserError` for a template that is wrong.
  init() throws {
    var libraries: [Language: MustacheLibrary] = [:]
    for language in Language.allCases {
      var library = MustacheLibrary()
      for template in Template.allCases {
        try library.register(Self.words(of: template.text, in: language), named: template.rawValue)
      }
      libraries[language] = library
    }
    self.libraries = libraries
  }

  /// Makes the answer that is a page: `content` shown by `template`, framed with navigation and title.
  ///
  /// The template names the stored properties of `content`. With `refresh`, the page shows itself anew every
  /// so many seconds, for what goes on behind it.
  func page(
    _ template: Template,
    _ content: some Sendable,
    title: String,
    status: HTTPResponse.Status = .ok,
    refresh: Int? = nil,
    for visit: Visit
  ) -> Response {
    let context = visit.context
    let frame = Frame(
      title: title,
      language: context.language.rawValue,
      person: context.person?.name,
      formToken: context.formToken,
      rooms: Room.allCases.filter { ($0.role ?? .reader) <= (context.person?.role ?? .reader) }
        .map { room in
          Frame.Link(
            name: room.name(in: context.language),
            path: room.rawValue,
            isHere: room.holds(visit.request.uri.path)
          )
        },
      here: visit.request.uri.string,
      refresh: refresh.map { String($0) },
      body: text(template, content, in: context.language)
    )
    return Self.response(
      text(.frame, frame, in: context.language),
      type: "text/html; charset=utf-8",
      status: status
    )
  }

  /// Returns what `template` makes of `content`, for a part of a page.
  func text(_ template: Template, _ content: some Sendable, in language: Language) -> String {
    libraries[language]?.render(content, withTemplate: template.rawValue) ?? ""
  }

  /// Answers with named values, for programs.
  static func json(_ value: FactValue, status: HTTPResponse.Status = .ok) -> Response {
    response(value.json + "\n", type: "application/json; charset=utf-8", status: status)
  }

  /// Answers with a text of a kind.
  static func response(
    _ text: String,
    type: String,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    Response(
      status: status,
      headers: [.contentType: type],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text))
    )
  }

  /// Chooses the words of a language among the pairs in a template.
  static func words(of template: String, in language: Language) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstRange(of: "[["), let close = rest.firstRange(of: "]]") {
      text += rest[..<open.lowerBound]
      let pair = rest[open.upperBound..<close.lowerBound]
      let middle = pair.firstIndex(of: "|") ?? pair.endIndex
      text += language(String(pair[..<middle]), String(pair[middle...].dropFirst()))
      rest = rest[close.upperBound...]
    }
    return text + rest
  }
}

/// What surrounds every page.
private struct Frame: Sendable {
  struct Link: Sendable {
    var name: String
    var path: String
    var isHere: Bool
  }

  var title: String
  var language: String
  var person: String?
  var formToken: String
  var rooms: [Link]
  var here: String
  var refresh: String?
  var body: String
}
