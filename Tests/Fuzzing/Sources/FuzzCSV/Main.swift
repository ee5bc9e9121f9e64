import CFuzzer

/// Runs libFuzzer's loop over `fuzz`.
@main
enum Main {
  static func main() {
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? =
      CommandLine.unsafeArgv
    _ = LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
      fuzz(UnsafeBufferPointer(start: bytes, count: count))
      return 0
    }
  }
}

/// libFuzzer's archive is linked whole and wants this name, whoever starts the loop.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  fuzz(UnsafeBufferPointer(start: bytes, count: count))
  return 0
}
