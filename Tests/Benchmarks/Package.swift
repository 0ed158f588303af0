// swift-tools-version: 6.2
import PackageDescription

/// Those of the package itself.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
    .strictMemorySafety(),  // SE-0458
    .treatAllWarnings(as: .error),  // SE-0480
    .treatWarning("ExplicitSendable", as: .error),
]

/// A package of its own, so that who builds Oproep needs nothing of this.
let package = Package(
    name: "benchmarks",
    targets: [
        .systemLibrary(name: "CLibdeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // The least that writing letters can cost, in C.
        .executableTarget(
            name: "floor", dependencies: ["CLibdeflate"], path: "Sources/Floor",
            cSettings: [.enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error)]),
        .executableTarget(
            name: "benchmark", dependencies: ["CZlib", "floor"], path: "Sources/Benchmark", swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
