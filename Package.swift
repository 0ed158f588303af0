// swift-tools-version: 6.2
import PackageDescription

/// One list for every target of ours, so that no module is checked less than another.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
    .strictMemorySafety(),  // SE-0458
    .treatAllWarnings(as: .error),  // SE-0480
    .treatWarning("ExplicitSendable", as: .error),
]

let package = Package(
    name: "oproep",
    products: [.executable(name: "oproep", targets: ["oproep"])],
    dependencies: [
        // Commands, options and their help.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // SHA-256 of what is written.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // LibreOffice and fc-list, started, watched and ended.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        // SQLite: transactions, migrations, and statements that are closed in time.
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // YAML, with the place of every key and value.
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The C libraries. Each is imported by one folder of one module, but for CLinux: what Swift does not know of Linux.
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(
            name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CMinizip", pkgConfig: "minizip", providers: [.apt(["libminizip-dev"])]),
        .systemLibrary(name: "CLinux"),

        // The pipeline: each may import those above it, never those below.
        .target(name: "Templating", swiftSettings: settings),
        .target(
            name: "Disk", dependencies: ["CLinux", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings),
        .target(
            name: "Containers", dependencies: ["Disk", "CLibXML2", "CMinizip"], swiftSettings: settings),
        .target(
            name: "Workspace", dependencies: ["Templating", "Disk", "Yams"],
            // A link to the one in letters/, so that 'oproep init' has it wherever the program stands.
            resources: [.embedInCode("Resources/house-style.fodt")], swiftSettings: settings),
        .target(
            name: "Exporter",
            dependencies: ["Templating", "Disk", "Containers", "Workspace", "CCMarkGFM"],
            swiftSettings: settings),
        .target(
            name: "Printing",
            dependencies: [
                "Templating", "Disk", "Containers", "Workspace", "Exporter", "CQPDF",
                .product(name: "Subprocess", package: "swift-subprocess"),
            ],
            swiftSettings: settings),
        .target(
            name: "Registry",
            dependencies: [
                "Templating", "Disk", "Workspace", "Exporter", "Printing",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .target(
            name: "Delivery",
            dependencies: ["Templating", "Disk", "Workspace", "Exporter", "Printing", "Registry", "CGMime", "CCurl"],
            swiftSettings: settings),
        .target(
            name: "Archive",
            dependencies: [
                "Templating", "Disk", "Containers", "Workspace", "Exporter", "Registry", "CLinux",
            ],
            // Goes with every delivery, so that what is in it can be understood without the program.
            resources: [.embedInCode("Resources/toelichting.md")], swiftSettings: settings),
        .executableTarget(
            name: "oproep",
            dependencies: [
                "Templating", "Disk", "Workspace", "Exporter", "Printing", "Registry", "Delivery", "Archive",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings),

        // What tests have in common. A test target itself: it looks into the modules as they do, and nobody else builds it.
        .testTarget(
            name: "Support", dependencies: ["Disk", "Exporter", "Printing", "Registry", "Templating", "Workspace"],
            path: "Tests/Support", exclude: ["Servers"], swiftSettings: settings),
        .testTarget(name: "TemplatingTests", dependencies: ["Templating"], swiftSettings: settings),
        .testTarget(name: "DiskTests", dependencies: ["Support", "Disk"], swiftSettings: settings),
        .testTarget(
            name: "WorkspaceTests", dependencies: ["Support", "Workspace", "Templating"], swiftSettings: settings),
        .testTarget(
            name: "ExporterTests",
            dependencies: ["Support", "Printing", "Exporter", "Workspace", "Containers", "Disk", "Templating"],
            swiftSettings: settings),
        .testTarget(
            name: "RegistryTests",
            dependencies: [
                "Support", "Registry", "Printing", "Exporter", "Workspace", "Containers", "Disk", "Templating",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "DeliveryTests",
            // Runs the built program as well, and mail servers in Python.
            dependencies: [
                "Support", "oproep", "Delivery", "Registry", "Printing", "Exporter", "Workspace", "Containers", "Disk",
                "Templating",
                "CGMime",
            ],
            exclude: ["Registries"],
            swiftSettings: settings),
        .testTarget(
            name: "ArchiveTests",
            // Runs the built program as well.
            dependencies: [
                "Support", "oproep", "Archive", "Registry", "Printing", "Exporter", "Workspace", "Containers", "Disk",
                "Templating",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        // Runs the built program.
        .testTarget(
            name: "CommandTests", dependencies: ["Support", "oproep", "Registry", "Workspace", "Templating"],
            exclude: ["Transcripts"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)

// The readers of bytes, for libFuzzer: `make fuzz`.
if Context.environment["OPROEP_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "fuzzer", dependencies: ["Archive", "Delivery", "Exporter", "Workspace", "Containers", "Templating"],
            path: "Tests/Fuzzing/Fuzzer", swiftSettings: settings))
}
