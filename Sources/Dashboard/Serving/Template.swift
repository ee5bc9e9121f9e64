/// The templates, by the name under which others include them.
enum Template: String, CaseIterable {
  case frame, message, overview, servers
  case enter, imports, batch, progress, work, ledger
  case review, reviewEmpty, decisions

  /// The template as it is kept, with its words in both languages.
  var text: String {
    let bytes =
      switch self {
      case .frame: PackageResources.frame_mustache
      case .message: PackageResources.message_mustache
      case .overview: PackageResources.overview_mustache
      case .servers: PackageResources.servers_mustache
      case .enter: PackageResources.enter_mustache
      case .imports: PackageResources.imports_mustache
      case .batch: PackageResources.batch_mustache
      case .progress: PackageResources.progress_mustache
      case .work: PackageResources.work_mustache
      case .ledger: PackageResources.ledger_mustache
      case .review: PackageResources.review_mustache
      case .reviewEmpty: PackageResources.reviewEmpty_mustache
      case .decisions: PackageResources.decisions_mustache
      }
    return String(decoding: bytes, as: UTF8.self)
  }
}
