/// Tells which entries of an agent's software list may be applications of an inventory.
///
/// A list holds hundreds of entries: agents, runtimes, drivers, updates, databases and office
/// programs stand on every machine and tell none from another. What is left is few, and may name
/// what the machine is for.
enum InstalledSoftware {
  /// The most entries of one machine that are kept.
  static let limit = 100

  /// Whether an entry may be an application.
  ///
  /// Programs to reach an application from elsewhere are none; packages of a Linux distribution,
  /// which have no capital letters, neither.
  static func mayBeApplication(_ name: String) -> Bool {
    guard (3...80).contains(name.count), name.contains(where: \.isUppercase) else { return false }
    let words = Heading.words(name)
    return !words.isEmpty && !words.contains { common.contains($0) || isUpdate($0) }
  }

  /// `kb4012212`, `hotfix2`.
  private static func isUpdate(_ word: String) -> Bool {
    ["kb", "hotfix"].contains {
      word.hasPrefix($0) && word.dropFirst($0.count).allSatisfy(\.isNumber)
    }
  }

  private static let common: Set<String> = [
    // What reaches an application, or keeps a machine.
    "client", "agent", "agente", "driver", "drivers", "update", "updates", "hotfix", "runtime",
    "runtimes", "redistributable", "redist", "sdk", "framework", "library", "libraries", "plugin",
    "toolkit", "tools", "tool", "utility", "utilities", "firmware", "monitor", "antivirus",
    "backup", "pack", "patch", "bios", "console", "viewer", "connector", "odbc", "jdbc",
    // Runtimes, databases and servers that carry applications.
    "java", "jre", "jdk", "openjdk", "python", "perl", "php", "ruby", "nodejs", "apache", "tomcat",
    "nginx", "iis", "jboss", "wildfly", "oracle", "mysql", "mariadb", "postgresql", "mongodb",
    "sql", "sqlserver", "firebird", "informix", "sybase", "redis", "openssh", "openssl", "cygwin",
    // Makers of what stands everywhere.
    "microsoft", "windows", "office", "adobe", "acrobat", "google", "chrome", "mozilla", "firefox",
    "edge", "vmware", "citrix", "zip", "winrar", "winzip", "notepad", "putty", "filezilla",
    "winscp", "teamviewer", "anydesk", "vnc", "ultravnc", "tightvnc", "wireshark", "nmap",
    "pdfcreator", "libreoffice", "openoffice", "vlc", "intel", "amd", "nvidia", "realtek",
    "broadcom", "emulex", "qlogic", "matrox", "lsi", "hp", "hpe", "dell", "lenovo", "ibm",
    "fujitsu", "cisco", "mcafee", "symantec", "norton", "kaspersky", "sophos", "trendmicro",
    "trend", "eset", "avast", "avg", "bitdefender", "malwarebytes", "crowdstrike", "zabbix",
    "nagios", "ncpa", "nsclient", "icinga", "snmp", "ocs", "fusioninventory", "glpi", "veeam",
    "veritas", "netbackup", "commvault", "acronis", "arcserve", "networker", "splunk", "puppet",
    "chef", "ansible", "sccm", "wsus",
  ]
}
