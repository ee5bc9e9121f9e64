import Inventory

extension TableFormat {
  /// The application inventory that Konveyor (Tackle) imports: applications and dependencies.
  static let konveyor = TableFormat(
    "konveyor-csv",
    signatures: [
      ["record type 1", "application name"], ["application name", "business service"],
      ["application name", "tag category 1"], ["application name", "tag type 1"],
      ["application name", "description", "comments"],
    ],
    // A table that names servers says more than Konveyor's does.
    foreign: [
      "server", "servers", "host", "hostname", "application servers", "database servers",
      "server name", "ip address",
    ],
    kind: .application,
    skipsRepeatedNames: true,
    headings: HeadingDictionary(
      [
        (.fact(.name), ["application name"]),
        (.fact(.annotation), ["description", "comments"]),
        (.fact(.service), ["business service"]),
        (.fact(.owner), ["owner"]),
        (.detail(.recordType), ["record type 1", "record type"]),
        (.detail(.dependency), ["dependency"]),
        (.detail(.direction), ["dependency direction"]),
      ]
        + (1...20).flatMap { number -> [(ColumnMeaning, [String])] in
          [
            (.detail(.labelName), ["tag category \(number)", "tag type \(number)"]),
            (.detail(.labelValue), ["tag \(number)"]),
          ]
        }
    )
  ) { record, extras in
    guard let name = record.name else { return .reject(.noName) }
    switch extras.details.recordType ?? (extras.details.dependency == nil ? "1" : "2") {
    case "1":
      record.operatingSystem = extras.details.label("operating system")
      return .record
    case "2":
      guard let other = extras.details.dependency else { return .reject(.noIdentity) }
      record.kind = .dependency
      record.name = nil
      // Northbound: the other one needs this application; southbound: this one needs the other.
      let isNeeded = extras.details.direction?.lowercased() == "northbound"
      record.source = isNeeded ? other : name
      record.target = isNeeded ? name : other
      return .record
    case let type: return .skip(.noInventory, type)
    }
  }

  /// The list of applications of the Italian cloud manual (*Manuale di abilitazione al cloud*).
  ///
  /// Instructions stand above the headings, a thousand formatted rows below.
  static let italianApplications = TableFormat(
    "italia-applications",
    signatures: [
      ["nome applicativo", "servizi supportati", "facilita di migrazione"],
      ["nome applicativo", "interlocutore", "servizi supportati"],
      ["nome applicativo", "rischio", "facilita di migrazione"],
    ],
    kind: .application,
    // Offices add columns of their own, such as the servers.
    headings: HeadingDictionary.applications.overridden(by: [
      "nome applicativo": .fact(.name), "interlocutore": .fact(.owner),
      "servizi supportati": .fact(.service), "classe": .fact(.criticality),
      "licenze": .detail(.remark), "opportunita da cogliere": .detail(.remark),
      "rischio": .detail(.remark), "facilita di migrazione": .detail(.remark),
      "strategia": .detail(.remark),
    ])
  )
}
