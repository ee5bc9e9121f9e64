import HTTPTypes
import Hummingbird
import Reporting

/// The files that pages load: style and script, from the program itself.
enum PageFile {
  static let routes: [Route] = [
    .get("/style.css", for: nil) { _ in
      file(PackageResources.style_css, type: "text/css; charset=utf-8")
    },
    .get("/charts.css", for: nil) { _ in
      file(Array(ChartStyle.sheet.utf8), type: "text/css; charset=utf-8")
    },
    .get("/script.js", for: nil) { _ in
      file(PackageResources.script_js, type: "text/javascript; charset=utf-8")
    },
  ]

  private static func file(_ bytes: [UInt8], type: String) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: type, .cacheControl: "private, max-age=300"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }
}
