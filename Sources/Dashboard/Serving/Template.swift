/// The templates, by the name under which others include them.
enum Template: String, CaseIterable {
  case frame, message, overview, servers
  case choices, stale, answer, waiting
  case server, projects, project, plan, places, place, energy
  case settings, reports
  case enter, imports, batch, progress, job, ledger
  case review, reviewEmpty, decisions
  case register, device, stepField, entries, journal, request

  /// The template as it is kept, with its words in both languages.
  var text: String {
    let bytes =
      switch self {
      case .frame: PackageResources.frame_mustache
      case .message: PackageResources.message_mustache
      case .overview: PackageResources.overview_mustache
      case .servers: PackageResources.servers_mustache
      case .choices: PackageResources.choices_mustache
      case .stale: PackageResources.stale_mustache
      case .answer: PackageResources.answer_mustache
      case .waiting: PackageResources.waiting_mustache
      case .server: PackageResources.server_mustache
      case .projects: PackageResources.projects_mustache
      case .project: PackageResources.project_mustache
      case .plan: PackageResources.plan_mustache
      case .places: PackageResources.places_mustache
      case .place: PackageResources.place_mustache
      case .energy: PackageResources.energy_mustache
      case .settings: PackageResources.settings_mustache
      case .reports: PackageResources.reports_mustache
      case .enter: PackageResources.enter_mustache
      case .imports: PackageResources.imports_mustache
      case .batch: PackageResources.batch_mustache
      case .progress: PackageResources.progress_mustache
      case .job: PackageResources.job_mustache
      case .ledger: PackageResources.ledger_mustache
      case .review: PackageResources.review_mustache
      case .reviewEmpty: PackageResources.reviewEmpty_mustache
      case .decisions: PackageResources.decisions_mustache
      case .register: PackageResources.register_mustache
      case .device: PackageResources.device_mustache
      case .stepField: PackageResources.stepField_mustache
      case .entries: PackageResources.entries_mustache
      case .journal: PackageResources.journal_mustache
      case .request: PackageResources.request_mustache
      }
    return String(decoding: bytes, as: UTF8.self)
  }
}
