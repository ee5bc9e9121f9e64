// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets of the readers, a package of their own so that the product never builds them.
//
// From the root of the repository, 20 seconds each:
//
//     Tests/Fuzzing/run 20
//
// The corpora are our own files; what the fuzzer adds to them goes into the scratch folder.

let fuzzer: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "Fuzzing",
  targets: [
    .systemLibrary(name: "CByteMask", path: "Readers/CByteMask"),
    .systemLibrary(name: "CLibXML2", path: "Readers/CLibXML2", pkgConfig: "libxml-2.0"),
    .systemLibrary(name: "CLibZip", path: "Readers/CLibZip", pkgConfig: "libzip"),
    .target(name: "Markup", dependencies: ["CByteMask", "CLibXML2"], path: "Readers/Markup"),
    .target(
      name: "Tabular",
      dependencies: ["Markup", "CByteMask", "CLibZip"],
      path: "Readers/Tabular"
    ),
    .target(name: "CFuzzer"),
    .executableTarget(
      name: "FuzzCSV",
      dependencies: ["Tabular", "CFuzzer"],
      swiftSettings: fuzzer
    ),
    .executableTarget(
      name: "FuzzXML",
      dependencies: ["Markup", "Tabular", "CFuzzer"],
      swiftSettings: fuzzer
    ),
    .executableTarget(
      name: "FuzzXLSX",
      dependencies: ["Tabular", "CFuzzer"],
      swiftSettings: fuzzer
    ),
  ],
  swiftLanguageModes: [.v6]
)
