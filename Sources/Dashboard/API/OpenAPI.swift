import Inventory

/// The document of the API, in OpenAPI 3.1, made from the list of its addresses.
enum OpenAPI {
  /// The document of `endpoints`.
  static func document(of endpoints: [Endpoint], version: String) -> FactValue {
    .object([
      .init("openapi", "3.1.0"),
      .init(
        "info",
        .object([
          .init("title", "Tramonto"), .init("version", .text(version)),
          .init(
            "description",
            """
            Which servers can be switched off, when, and what that saves. The same shapes as the \
            command’s --json. Energy is in kilowatt-hours of a full year, greenhouse gas in \
            kilograms of CO2 equivalent, months are YYYY-MM.
            """
          ),
        ])
      ),
      .init(
        "paths",
        .object(
          endpoints.map { endpoint in
            .init(endpoint.path, .object([.init("get", operation(of: endpoint))]))
          }
        )
      ),
      .init(
        "components",
        .object([
          .init(
            "schemas",
            .object(Schemas.all.map { .init($0.name, $0.schema.fact) })
          )
        ])
      ),
    ])
  }

  private static func operation(of endpoint: Endpoint) -> FactValue {
    .object([
      .init("operationId", .text(endpoint.name)), .init("summary", .text(endpoint.summary)),
      .init("parameters", .list(endpoint.allParameters.map(parameter))),
      .init("responses", responses(of: endpoint)),
    ])
  }

  private static func parameter(_ parameter: Endpoint.Parameter) -> FactValue {
    .object([
      .init("name", .text(parameter.name)), .init("in", parameter.isPart ? "path" : "query"),
      .init("required", .flag(parameter.isPart || parameter.isNeeded)),
      .init("description", .text(parameter.text)), .init("schema", parameter.schema.fact),
    ])
  }

  private static func responses(of endpoint: Endpoint) -> FactValue {
    func response(_ text: String, _ schema: Schema) -> FactValue {
      .object([
        .init("description", .text(text)),
        .init(
          "content",
          .object([
            .init("application/json", .object([.init("schema", schema.fact)]))
          ])
        ),
      ])
    }
    let problem = Schema.named("Problem")
    return .object(
      [
        .init("200", response("The answer", endpoint.answer)),
        endpoint.mayTakeLong
          ? .init("202", response("The answer is being worked out: ask again", problem)) : nil,
        .init("400", response("A parameter is not as it should be", problem)),
        .init("401", response("Who asks is not known", problem)),
        .init("403", response("Who asks may not", problem)),
        endpoint.mayBeMissing ? .init("404", response("There is no such thing", problem)) : nil,
        .init("429", response("Too many requests: wait", problem)),
      ].compactMap(\.self)
    )
  }
}
