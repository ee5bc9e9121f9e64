import Testing

@testable import Dashboard

@Suite("Forms with files")
struct MultipartTests {
  /// A form of two fields and a file, as Chromium writes one.
  private static let form = Array(
    """
    --xYz\r
    Content-Disposition: form-data; name="token"\r
    \r
    abc\r
    --xYz\r
    Content-Disposition: form-data; name="file"; filename="a; b%22.csv"\r
    Content-Type: text/csv\r
    \r
    riga\r
    --xY\r
    --xYz\r
    Content-Disposition: form-data; name="file"; filename=""\r
    Content-Type: application/octet-stream\r
    \r
    \r
    --xYz--\r

    """.utf8
  )

  /// What a reader tells of `bytes` that come in pieces of `size`, texts joined.
  private static func events(_ bytes: [UInt8], size: Int) throws -> [String] {
    var reader = try MultipartReader(contentType: "multipart/form-data; boundary=xYz")
    var events: [String] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      try reader.read(bytes[start..<min(start + size, bytes.count)]) { event in
        switch event {
        case .part(let name, let file): events += ["part \(name) \(file ?? "-")", ""]
        case .bytes(let bytes): events[events.count - 1] += String(decoding: bytes, as: UTF8.self)
        case .endOfPart: events.append("end")
        }
      }
    }
    try reader.finish()
    return events
  }

  @Test("the same is read however the pieces fall", arguments: [1, 2, 3, 5, 7, 64, 10_000])
  func pieces(_ size: Int) throws {
    let expected = [
      "part token -", "abc", "end", "part file a; b\".csv", "riga\r\n--xY", "end", "part file ", "",
      "end",
    ]
    #expect(try Self.events(Self.form, size: size) == expected)
  }

  @Test("what breaks off anywhere is told to be incomplete")
  func truncated() throws {
    // The line break after the last delimiter may be missing.
    for end in 0..<(Self.form.count - 2) {
      #expect(throws: MultipartReader.Failure.truncated) {
        _ = try Self.events(Array(Self.form[..<end]), size: 16)
      }
    }
  }

  @Test(
    "what is no such form is refused",
    arguments: [
      "", "text/plain", "multipart/form-data", "multipart/form-data; boundary=",
      "multipart/form-data; boundary=" + String(repeating: "x", count: 71),
      "multipart/mixed; boundary=x",
    ]
  )
  func types(_ type: String) {
    #expect(throws: MultipartReader.Failure.notMultipart) {
      _ = try MultipartReader(contentType: type)
    }
  }

  @Test("no heading, number of parts or preamble is held without limit")
  func limits() throws {
    let long = String(repeating: "a", count: 5_000)
    let heading = "--xYz\r\nContent-Disposition: form-data; name=\"\(long)\"\r\n\r\n"
    let part = "--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n"
    for (text, failure) in [
      (heading, MultipartReader.Failure.tooMuch),
      (String(repeating: part, count: 2_001) + "--xYz--", .tooMuch),
      (long, .malformed), ("--xYzz\r\n", .malformed), ("--xYz\r\nX-Y: z\r\n\r\n", .malformed),
    ] {
      #expect(throws: failure) { _ = try Self.events(Array(text.utf8), size: 100) }
    }
  }
}
