import ArgumentParser
import Dashboard
import Foundation
import Inventory

/// `tramonto account`: who may use the dashboard.
struct AccountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: "Who may use the dashboard, where more than one person does.",
    discussion: """
      Roles: reader (looks), operator (imports, answers, records steps), approver (also approves
      what switches off or wipes). Accounts stand in a file beside the workspace, not in it. The
      password is asked for, or read from standard input.

      Examples:
        tramonto account add "Anna Rossi" --role approver
        tramonto account list
        tramonto account password "Anna Rossi"
        tramonto account remove "Anna Rossi"
      """,
    subcommands: [Add.self, List.self, Password.self, Remove.self],
    defaultSubcommand: List.self
  )

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add an account.")
    @Argument(help: "The name, under which the journal files what is done.") var name: String
    @Option(help: "reader, operator or approver.") var role: RoleArgument
    @Flag(help: "Without a password: a proxy recognises the person.") var noPassword = false
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      _ = try workspace.openToRead()
      let accounts = Accounts(ofWorkspace: workspace.path)
      try accounts.add(
        name,
        role: role.role,
        password: noPassword ? nil : PasswordPrompt(console: console).ask(),
        random: Randomness.bytes
      )
      let kind = role.role.name(in: console.language)
      console.say(
        console.language(
          "Aggiunto: \(Excerpt(name)), \(kind)",
          "Added: \(Excerpt(name)), \(kind)"
        )
      )
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the accounts.")
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      let language = console.language
      let accounts = try Accounts(ofWorkspace: workspace.path).all()
      var table = TextTable([
        (language("nome", "name"), .left), (language("ruolo", "role"), .left),
        (language("entra con", "comes in by"), .left),
      ])
      for account in accounts {
        let way = account.password == nil ? language("proxy", "proxy") : "password"
        table.add([Excerpt(account.name).description, account.role.name(in: language), way])
        guard output.json else { continue }
        console.say(
          FactValue.object([
            .init("name", .text(account.name)), .init("role", .text(account.role.rawValue)),
            .init("hasPassword", .text(account.password == nil ? "no" : "yes")),
          ]).json
        )
      }
      guard !output.json else { return }
      if accounts.isEmpty {
        console.say(
          language(
            "Nessun account: “tramonto serve” si apre con un collegamento che vale una volta.",
            "No accounts: “tramonto serve” opens with a link that works once."
          )
        )
      } else {
        for line in table.lines { console.say(line) }
      }
    }
  }

  struct Password: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Give an account another password.")
    @Argument(help: "The name.") var name: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      let console = output.console
      let accounts = Accounts(ofWorkspace: workspace.path)
      try accounts.setPassword(
        PasswordPrompt(console: console).ask(),
        of: name,
        random: Randomness.bytes
      )
      console.say(
        console.language(
          "Password cambiata; le sessioni aperte sono chiuse.",
          "The password is changed; open sessions are closed."
        )
      )
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take an account away.")
    @Argument(help: "The name.") var name: String
    @OptionGroup var workspace: WorkspaceOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
      try Accounts(ofWorkspace: workspace.path).remove(name)
      output.console.say(
        output.console.language("Tolto: \(Excerpt(name))", "Removed: \(Excerpt(name))")
      )
    }
  }
}

/// A role as an argument.
struct RoleArgument: ExpressibleByArgument {
  /// The role meant.
  let role: Role

  /// Reads `reader`, `operator` or `approver`; `nil` for any other word.
  init?(argument: String) {
    guard let role = Role(rawValue: argument) else { return nil }
    self.role = role
  }
}

/// Asks for a password without showing it.
struct PasswordPrompt {
  let console: Console

  /// What was typed, twice the same at a terminal; the first line of what is no terminal.
  ///
  /// - Throws: `ValidationError` when both differ.
  func ask() throws -> String {
    guard FileHandle.standardInput.isTerminal else { return readLine() ?? "" }
    let first = hidden(console.language("Password: ", "Password: "))
    let second = hidden(console.language("Ancora: ", "Again: "))
    guard first == second else {
      throw ValidationError(
        console.language("le due password sono diverse", "the two passwords differ")
      )
    }
    return first
  }

  private func hidden(_ prompt: String) -> String {
    FileHandle.standardError.write(Data(prompt.utf8))
    var before = termios()
    tcgetattr(STDIN_FILENO, &before)
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer {
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
      FileHandle.standardError.write(Data("\n".utf8))
    }
    return readLine() ?? ""
  }
}
