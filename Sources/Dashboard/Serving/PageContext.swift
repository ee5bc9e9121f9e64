import Hummingbird
import Inventory

/// What travels with a request through the layers in front of the pages.
struct PageContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Who asks; `nil` as long as nobody has been recognised.
  var person: Person?
  /// What a form must send back, so that no other site can send it; empty without a session.
  var formToken = ""
  /// The language of the answer.
  var language = Language.italian

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
  }
}
