// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the product never builds it. The folders of the modules that it
// measures are links to the product's: they are no library of it that could be depended on.
/// Settings that the product's pure modules are written for.
let upcoming: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "benchmarks",
  targets: [
    .systemLibrary(name: "CByteMask"),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0"),
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip"),
    .target(name: "Markup", dependencies: ["CByteMask", "CLibXML2"]),
    .target(name: "Tabular", dependencies: ["Markup", "CByteMask", "CLibZip"]),
    .executableTarget(name: "readers", dependencies: ["Markup", "Tabular"]),
    .target(name: "Inventory", swiftSettings: upcoming),
    .target(name: "Matching", dependencies: ["Inventory"], swiftSettings: upcoming),
    .target(name: "Retirement", dependencies: ["Inventory"], swiftSettings: upcoming),
    .executableTarget(name: "identity", dependencies: ["Matching", "Inventory"]),
    .executableTarget(name: "plan", dependencies: ["Matching", "Retirement", "Inventory"]),
  ],
  swiftLanguageModes: [.v6]
)
