/// The invented estate of `fixtures/estate`, which the program carries with it.
enum DemoEstate {
  /// One file of the estate.
  struct File {
    /// The folder: an agency's, or the programme's.
    let folder: String
    /// The name.
    let name: String
    /// The content.
    let bytes: [UInt8]
  }

  /// Tables of the programme: projects first, then planned moves.
  static var programme: [File] {
    [
      File(
        folder: "programme",
        name: "demo_projects.csv",
        bytes: PackageResources.demo_projects_csv
      ),
      File(folder: "programme", name: "demo_moves.csv", bytes: PackageResources.demo_moves_csv),
    ]
  }

  /// Exports, in folders named like the agencies' codes.
  static var exports: [File] {
    let colline: [(String, [UInt8])] = [
      ("colline_applicativi.csv", PackageResources.colline_applicativi_csv),
      ("colline_ced.csv", PackageResources.colline_ced_csv),
      ("colline_lis_db01.ocs", PackageResources.colline_lis_db01_ocs),
      ("colline_pacs01.ocs", PackageResources.colline_pacs01_ocs),
      ("colline_vhost.csv", PackageResources.colline_vhost_csv),
      ("colline_vinfo.csv", PackageResources.colline_vinfo_csv),
      ("colline_vnetwork.csv", PackageResources.colline_vnetwork_csv),
      ("colline_web_old.ocs", PackageResources.colline_web_old_ocs),
    ]
    let lago: [(String, [UInt8])] = [
      ("lago_applicativi.csv", PackageResources.lago_applicativi_csv),
      ("lago_rvtools.xlsx", PackageResources.lago_rvtools_xlsx),
      ("lago_server.xlsx", PackageResources.lago_server_xlsx),
    ]
    let pineta: [(String, [UInt8])] = [
      ("pineta_applicativi.csv", PackageResources.pineta_applicativi_csv),
      ("pineta_azure.csv", PackageResources.pineta_azure_csv),
      ("pineta_glpi.csv", PackageResources.pineta_glpi_csv),
      ("pineta_vecchio.xls", PackageResources.pineta_vecchio_xls),
    ]
    return [("colline", colline), ("lago", lago), ("pineta", pineta)].flatMap { folder, files in
      files.map { File(folder: folder, name: $0.0, bytes: $0.1) }
    }
  }
}
