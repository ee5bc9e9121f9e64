// swift-tools-version: 6.2
import PackageDescription

/// Settings that every target of ours shares.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "tramonto",
  products: [
    .executable(name: "tramonto", targets: ["tramonto"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird",
      from: "2.28.1",
      traits: []
    ),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(name: "CByteMask"),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter",
      pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"])]
    ),

    .target(name: "Inventory", swiftSettings: strict),
    .target(name: "Markup", dependencies: ["CByteMask", "CLibXML2"], swiftSettings: strict),
    .target(
      name: "Tabular",
      dependencies: ["Markup", "CByteMask", "CLibZip"],
      swiftSettings: strict
    ),
    .target(
      name: "Importers",
      dependencies: ["Inventory", "Markup", "Tabular"],
      resources: [.embedInCode("Programme/Resources")],
      swiftSettings: strict
    ),
    .target(name: "Matching", dependencies: ["Inventory"], swiftSettings: strict),
    .target(name: "Retirement", dependencies: ["Inventory"], swiftSettings: strict),
    .target(
      name: "Estimation",
      dependencies: ["Inventory"],
      resources: [.embedInCode("PowerModel/Resources"), .embedInCode("Facility/Resources")],
      swiftSettings: strict
    ),
    .target(
      name: "Workspace",
      dependencies: [
        "Inventory", "Importers", "Matching", "Retirement", "Estimation",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict
    ),
    .target(
      name: "Reporting",
      dependencies: [
        "Inventory", "Retirement", "Estimation", "CXLSXWriter",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.embedInCode("Templates")],
      swiftSettings: strict
    ),
    .target(
      name: "Answers",
      dependencies: ["Inventory", "Retirement", "Estimation", "Workspace", "Reporting"],
      swiftSettings: strict
    ),
    .target(
      name: "Dashboard",
      dependencies: [
        "Inventory", "Importers", "Matching", "Retirement", "Estimation", "Workspace", "Reporting",
        "Answers",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      resources: [.embedInCode("Templates")],
      swiftSettings: strict
    ),
    .executableTarget(
      name: "tramonto",
      dependencies: [
        "Inventory", "Tabular", "Importers", "Matching", "Retirement", "Estimation", "Workspace",
        "Reporting", "Answers", "Dashboard",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.embedInCode("Demo/Resources")],
      swiftSettings: strict
    ),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "InventoryTests",
      dependencies: ["Inventory", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "MarkupTests",
      dependencies: ["Markup", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "TabularTests",
      dependencies: ["Tabular", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ImportersTests",
      dependencies: ["Importers", "Tabular", "Markup", "Inventory", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "MatchingTests",
      dependencies: ["Matching", "Inventory", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "RetirementTests",
      dependencies: ["Retirement", "Inventory", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "EstimationTests",
      dependencies: ["Estimation", "Inventory", "TestSupport"],
      swiftSettings: strict
    ),
    .testTarget(
      name: "WorkspaceTests",
      dependencies: [
        "Workspace", "Importers", "Retirement", "Estimation", "Inventory", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "Inventory", "Estimation", "Retirement", "Tabular", "TestSupport",
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "DashboardTests",
      dependencies: [
        "Dashboard", "Answers", "Workspace", "Importers", "Retirement", "Reporting", "Inventory",
        "TestSupport",
        .product(name: "Hummingbird", package: "hummingbird"),
      ],
      swiftSettings: strict
    ),
    .testTarget(
      name: "tramontoTests",
      dependencies: [
        "tramonto", "Importers", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict
    ),
  ],
  swiftLanguageModes: [.v6]
)
