import Hummingbird
import Inventory

/// What travels with a request through the layers in front of the pages.
struct PageContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The number of the address from which the connection comes; empty when there is none.
  let address: String
  /// The number of the address of who asks, behind a proxy too.
  var client: String
  /// Who asks; `nil` as long as nobody has been recognised.
  var person: Person?
  /// What a form must send back, so that no other site can send it; empty without a session.
  var formToken = ""
  /// The language of the answer.
  var language = Language.italian

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? ""
    client = address
  }
}
