import Foundation
import Testing

/// The built program, run as a user would.
struct Program {
  /// What a run gave.
  struct Answer {
    var code: Int32
    var output: String
    var errors: String

    /// The JSON objects, one a line.
    var objects: [[String: Any]] {
      output.split(separator: "\n").compactMap { line in
        (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
      }
    }
  }

  /// Runs the program with these arguments and waits for it.
  static func run(_ arguments: [String], locale: String = "C") throws -> Answer {
    let process = Process()
    process.executableURL = try executable()
    process.arguments = arguments
    process.environment = ["LC_ALL": locale, "PATH": "/usr/bin:/bin"]
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Answer(code: process.terminationStatus, output: said, errors: told)
  }

  /// Starts the program and does not wait for it; what it says is lost.
  static func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = try executable()
    process.arguments = arguments
    process.environment = ["LC_ALL": "C", "PATH": "/usr/bin:/bin"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// The program stands beside the test bundle.
  private static func executable() throws -> URL {
    let places = CommandLine.arguments + [Bundle.main.bundlePath]
    for place in places {
      var folder = URL(fileURLWithPath: place)
      while folder.path != "/" {
        folder.deleteLastPathComponent()
        let program = folder.appendingPathComponent("tramonto")
        if FileManager.default.isExecutableFile(atPath: program.path),
          folder.lastPathComponent == "debug" || folder.lastPathComponent == "release"
        {
          return program
        }
      }
    }
    throw Missing()
  }

  struct Missing: Error {}
}
