import ArgumentParser
import Importers
import Testing

@testable import tramonto

@Suite("Exit codes")
struct ExitCodeTests {
  struct Unforeseen: Error {}

  @Test("each sort of error has its code, and what nobody foresaw is a bug")
  func codes() {
    #expect(Tramonto.outcome(of: ImportFailure(path: "x", .empty)) == ExitCode(65))
    #expect(Tramonto.outcome(of: ExitCode.problems) == ExitCode(1))
    #expect(Tramonto.outcome(of: ValidationError("x")) == ExitCode(64))
    #expect(Tramonto.outcome(of: CleanExit.message("x")) == ExitCode(0))
    #expect(Tramonto.outcome(of: Unforeseen()) == ExitCode(70))
  }
}
