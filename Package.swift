// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let database: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

// Read the targets top to bottom: each may import only targets above it. `scripts/check-imports` holds us to it.
let package = Package(
    name: "hallmark",
    products: [
        .executable(name: "hallmark", targets: ["hallmark"]),
        .executable(name: "hallmark-bench", targets: ["hallmark-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        // Entries, the Merkle tree over them, proofs, signed checkpoints, verification from bytes. No storage, no clock.
        .target(name: "Ledger", dependencies: [crypto], swiftSettings: strict),
        // The language in which registers are declared, and the two pure functions that change them.
        .target(name: "Records", dependencies: ["Ledger"], swiftSettings: strict),
        // The registers of an AI management system, one file each; roles and authorities.
        .target(name: "AIMS", dependencies: ["Ledger", "Records"], swiftSettings: strict),
        // What the standard asks, and the checks that answer from records.
        .target(name: "Conformity", dependencies: ["Ledger", "Records", "AIMS"], swiftSettings: strict),
        // Tables and archives that somebody has lying around: encodings, CSV, JSON, ZIP. Bytes in, values out.
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .target(name: "Exchange", dependencies: ["CZip", "Ledger", "Records"], swiftSettings: strict),
        // Where bytes live: memory, SQLite, attachments by digest. Does not know what they mean.
        .target(
            name: "Storage", dependencies: ["Ledger", database, sqlite], exclude: ["Migrations"], swiftSettings: strict),
        // One organization at work: the command path, snapshots, import and export, backup.
        .target(
            name: "Organization",
            dependencies: ["Ledger", "Records", "AIMS", "Conformity", "Exchange", "Storage"],
            swiftSettings: strict),
        // The command line.
        .executableTarget(
            name: "hallmark",
            dependencies: [
                "Ledger", "Records", "AIMS", "Conformity", "Exchange", "Storage", "Organization", arguments,
            ], swiftSettings: strict),
        // Measures, and writes until it is killed.
        .executableTarget(
            name: "hallmark-bench",
            dependencies: ["Ledger", "Records", "AIMS", "Conformity", "Exchange", "Storage", "Organization"],
            swiftSettings: strict),

        .testTarget(
            name: "LedgerTests", dependencies: ["Ledger", crypto], resources: [.copy("Vectors")], swiftSettings: strict),
        .testTarget(
            name: "RecordsTests", dependencies: ["Ledger", "Records"], exclude: ["Goldens"], swiftSettings: strict),
        .testTarget(
            name: "AIMSTests", dependencies: ["Ledger", "Records", "AIMS"], resources: [.copy("Catalogue")],
            swiftSettings: strict),
        .testTarget(
            name: "ConformityTests", dependencies: ["Ledger", "Records", "AIMS", "Conformity"],
            resources: [.copy("Catalogue/checks.json")], swiftSettings: strict),
        .testTarget(name: "ExchangeTests", dependencies: ["Ledger", "Records", "Exchange"], swiftSettings: strict),
        .testTarget(name: "StorageTests", dependencies: ["Ledger", "Storage", database], swiftSettings: strict),
        .testTarget(
            name: "OrganizationTests",
            dependencies: ["Ledger", "Records", "AIMS", "Conformity", "Exchange", "Storage", "Organization"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandLineTests", dependencies: ["Ledger"], exclude: ["Golden"], swiftSettings: strict),
        .testTarget(name: "TidyTests", swiftSettings: strict),
    ]
)
