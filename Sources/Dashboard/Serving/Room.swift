import Inventory

/// The rooms of the dashboard, as the navigation lists them; the raw value is the path.
enum Room: String, CaseIterable {
  case overview = "/"
  case imports = "/imports"
  case servers = "/servers"
  case review = "/review"
  case projects = "/projects"
  case plan = "/plan"
  case places = "/places"
  case energy = "/energy"
  case register = "/register"
  case reports = "/reports"
  case settings = "/settings"

  /// What the room is called.
  func name(in language: Language) -> String {
    switch self {
    case .overview: language("Quadro", "Overview")
    case .imports: language("Importazioni", "Imports")
    case .servers: language("Server", "Servers")
    case .review: language("Da decidere", "Review")
    case .projects: language("Progetti", "Projects")
    case .plan: language("Piano", "Plan")
    case .places: language("Sale e armadi", "Rooms and racks")
    case .energy: language("Energia", "Energy")
    case .register: language("Registro", "Register")
    case .reports: language("Rapporti", "Reports")
    case .settings: language("Impostazioni", "Settings")
    }
  }

  /// The least that who enters must be allowed; `nil` for what everybody may.
  var role: Role? { nil }

  /// Whether `path` lies in the room.
  func holds(_ path: String) -> Bool {
    self == .overview ? path == rawValue : path == rawValue || path.hasPrefix(rawValue + "/")
  }
}
