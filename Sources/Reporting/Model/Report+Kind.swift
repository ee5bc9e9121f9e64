public import Inventory

extension Report {
  /// Whom a report is for: each kind is a choice of the same topics of one model.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The whole programme, for those who steer it.
    case programme
    /// One agency, for its managers.
    case agency
    /// One funded project, for the officer who answers for it.
    case project
    /// What is to be switched off, and how far that is, for those who do it.
    case decommissioning
    /// What is saved, and what that rests on, for those who account for it.
    case energy
    /// What was read, rejected, in conflict and unknown, for those who mend the data.
    case quality
    /// The register with its journal, for auditors.
    case evidence

    /// The title of a report of this kind.
    public func title(in language: Language) -> String {
      switch self {
      case .programme:
        language(
          "Server da dismettere ed energia risparmiata",
          "Servers to retire and energy saved"
        )
      case .agency:
        language("Server da dismettere di un’azienda", "One agency’s servers to retire")
      case .project:
        language("Stato di un progetto di migrazione", "State of a migration project")
      case .decommissioning:
        language("Elenco delle dismissioni", "Decommissioning list")
      case .energy:
        language(
          "Energia risparmiata, e su che cosa si fonda",
          "Energy saved, and what it rests on"
        )
      case .quality:
        language("Qualità dei dati", "Data quality")
      case .evidence:
        language("Registro delle dismissioni e sue prove", "Retirement register and its evidence")
      }
    }

    /// What reports of this kind show, in order.
    var topics: [Topic.Name] {
      switch self {
      case .programme:
        [
          .summary, .progress, .months, .waterfall, .agencies, .projects, .blockers, .unknowns,
          .servers, .unread, .readings, .factors, .sources,
        ]
      case .agency:
        [
          .summary, .progress, .months, .waterfall, .projects, .rooms, .racks, .blockers,
          .unknowns, .servers, .unread, .readings, .factors, .sources,
        ]
      case .project:
        [
          .summary, .projects, .services, .progress, .months, .rooms, .racks, .blockers, .servers,
          .factors, .sources,
        ]
      case .decommissioning: [.summary, .progress, .rooms, .racks, .projects, .servers, .sources]
      case .energy:
        [
          .summary, .months, .waterfall, .verified, .unknowns, .agencies, .servers, .factors,
          .sources,
        ]
      case .quality: [.summary, .readings, .unread, .unused, .conflicts, .gaps, .sources]
      case .evidence: [.summary, .progress, .journals, .register, .journal, .sources]
      }
    }

    /// The topic that a CSV file of this kind holds unless another is asked for.
    var leadingTopic: Topic.Name {
      switch self {
      case .programme, .agency, .project, .decommissioning, .energy: .servers
      case .quality: .unread
      case .evidence: .register
      }
    }
  }
}
