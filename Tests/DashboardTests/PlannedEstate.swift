import Importers
import Inventory
import TestSupport
import Workspace

/// Workspaces with something to show.
enum PlannedEstate {
  /// Fills a workspace with the invented estate of three agencies, matched and planned.
  static func whole(_ store: Store, _ folder: TemporaryFolder) throws {
    let programme = try ProgrammeReader(agencies: [])
      .read(path: Fixtures.path("estate/programme/demo_projects.csv"))
    try store.merge(
      agencies: programme.agencies,
      services: try BuiltInProgramme.catalogue(),
      projects: programme.projects
    )
    for agency in try store.agencies() where agency.code.description != "azp" {
      let path = Fixtures.path("estate/" + agency.code.description.lowercased())
      try store.importExports(ExportFinder.find(at: [path]), into: agency.code, at: 1_700_000_000)
      try finish(agency.code, in: store)
    }
  }

  /// Fills a workspace with one agency's table of servers whose names and places mean harm.
  static func hostile(_ store: Store, _ folder: TemporaryFolder) throws {
    let table = """
      Nome server;Sala;Rack;U;Modello;S/N;Applicativo
      <script>alert(1)</script>;CED "A";R<b>1;3;PowerEdge R640;CZ1000001;Protocollo
      =HYPERLINK("http://x");CED 'A';R<b>1;7;PowerEdge R640;CZ1000002;Protocollo
      a&b%2Fc;CED/1;R2;;ProLiant DL380 Gen9;CZ1000003;

      """
    let path = try folder.write(Array(table.utf8), to: "server.csv")
    guard let agency = AgencyCode("azp") else { return }
    try store.importExports(ExportFinder.find(at: [path]), into: agency, at: 1_700_000_000)
    try finish(agency, in: store)
  }

  /// Fills a workspace with two pairs of servers of one address, and two addresses that may be either’s.
  static func doubtful(_ store: Store, _ folder: TemporaryFolder) throws {
    let table = """
      Hostname;IP Address;Manufacturer;Model
      <script>alert(1)</script>lisdb;10.0.0.7;Dell;"=HYPERLINK(""http://a.example"")"
      padre;10.0.0.7;HP;DL380
      alfa;10.0.0.8;Dell;R640
      beta;10.0.0.8;Dell;R740

      """
    let hosts = ["10.0.0.7", "10.0.0.8"].map { address in
      "<host starttime=\"1676000000\"><status state=\"up\"/>"
        + "<address addr=\"\(address)\" addrtype=\"ipv4\"/></host>"
    }
    let scan =
      "<?xml version=\"1.0\"?><nmaprun scanner=\"nmap\" start=\"1676000000\">" + hosts.joined()
      + "</nmaprun>"
    let paths = [
      try folder.write(Array(table.utf8), to: "server.csv"),
      try folder.write(Array(scan.utf8), to: "rete.xml"),
    ]
    guard let agency = AgencyCode("azp") else { return }
    try store.importExports(ExportFinder.find(at: paths), into: agency, at: 1_700_000_000)
    try finish(agency, in: store)
  }

  /// Two lists that have an application of one name, and nothing else: one question.
  static func doubtfulApplications(_ store: Store, _ folder: TemporaryFolder) throws {
    let paths = [
      try folder.write(
        Array("Applicativo;Server;Fornitore\nLaboratorio analisi;;<b>Alfa\n".utf8),
        to: "uno.csv"
      ),
      try folder.write(
        Array("Applicativo;Server;Fornitore\nLaboratorio analisi;;Beta\n".utf8),
        to: "due.csv"
      ),
    ]
    guard let agency = AgencyCode("azp") else { return }
    try store.importExports(ExportFinder.find(at: paths), into: agency, at: 1_700_000_000)
    try finish(agency, in: store)
  }

  private static func finish(_ agency: AgencyCode, in store: Store) throws {
    try store.match(agency, at: 1_700_000_000)
    try store.plan(agency, asOf: nil)
  }
}
