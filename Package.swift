// swift-tools-version: 6.1
import PackageDescription

/// Every target of ours is compiled in Swift 6 language mode; `make check` also refuses warnings and undeclared imports.
/// The arrows point one way: Core <- Persistence <- Jobs, Presentation <- Identity <- Notifications <- Fleet <- Accounts <- Domains <- Websites <- ControlPlane.
/// The agent sees only Core, AgentProtocol and ServiceConfiguration.
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let lifecycleUnix: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

let package = Package(
    name: "hostwright",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "hostwright", targets: ["hostwright"]),
        .executable(name: "hostwright-agent", targets: ["hostwright-agent"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        // C libraries of Debian.
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(name: "CIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CFido2", pkgConfig: "libfido2", providers: [.apt(["libfido2-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CMarkGFM", pkgConfig: "libcmark-gfm", providers: [.apt(["libcmark-gfm-dev"])]),
        .systemLibrary(name: "CZxcvbn", providers: [.apt(["libzxcvbn-dev"])]),
        // libcurl's functions with a variable number of arguments, one per kind of argument.
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        // System calls that Glibc's module does not export (openat2, unshare, setresuid ...): declarations, no logic.
        .target(name: "CLinux"),

        // Pure.
        .target(name: "Core", dependencies: ["CIDN2"]),
        .target(name: "AgentProtocol", dependencies: ["Core"]),
        .target(name: "ServiceConfiguration", dependencies: ["Core", "AgentProtocol"]),
        .target(name: "APIResources", dependencies: ["Core"]),

        // Storage and work.
        .target(name: "Persistence", dependencies: ["Core", crypto, logging]),
        .target(name: "PersistenceSQLite", dependencies: ["Core", "Persistence", grdb, logging]),
        .target(name: "PersistencePostgreSQL", dependencies: ["Core", "Persistence", "CLibPQ", logging]),
        .target(name: "Jobs", dependencies: ["Core", "Persistence", lifecycle, logging]),

        // Doors and features of the control plane.
        .target(
            name: "Presentation",
            dependencies: ["Core", "Persistence", "APIResources", "CMarkGFM", hummingbird, httpTypes, nioCore, crypto, logging]),
        .target(
            name: "Identity",
            dependencies: [
                "Core", "Persistence", "Jobs", "Presentation", "APIResources", "CArgon2", "CFido2", "CQREncode", "CZxcvbn", hummingbird,
                nioCore,
                httpTypes,
                crypto, logging,
            ]),
        .target(
            name: "Notifications",
            dependencies: [
                "Core", "Persistence", "Jobs", "Presentation", "Identity", "APIResources", "CCurl", asyncHTTPClient, hummingbird,
                httpTypes, nioCore, nioHTTP1, crypto, logging,
            ]),
        .target(
            name: "Fleet",
            dependencies: [
                "Core", "AgentProtocol", "Persistence", "Jobs", "Presentation", "Identity", "Notifications", "APIResources", hummingbird,
                hummingbirdTLS,
                httpTypes, nioCore, nioSSL, x509, asn1, crypto, lifecycle, logging,
            ]),
        .target(
            name: "Accounts",
            dependencies: [
                "Core", "AgentProtocol", "Persistence", "Jobs", "Presentation", "Identity", "Notifications", "Fleet", "APIResources",
                hummingbird, httpTypes,
            ]),
        .target(
            name: "Domains",
            dependencies: [
                "Core", "AgentProtocol", "Persistence", "Jobs", "Presentation", "Identity", "Notifications", "Fleet", "Accounts",
                "APIResources",
                hummingbird, httpTypes,
            ]),
        .target(
            name: "Websites",
            dependencies: [
                "Core", "AgentProtocol", "Persistence", "Jobs", "Presentation", "Identity", "Notifications", "Fleet", "Accounts", "Domains",
                "APIResources",
                hummingbird, httpTypes, nioCore,
            ]),
        .target(
            name: "ControlPlane",
            dependencies: [
                "Core", "AgentProtocol", "Persistence", "PersistenceSQLite", "PersistencePostgreSQL", "Jobs", "Presentation", "Identity",
                "Notifications",
                "Fleet", "Accounts", "Domains", "Websites", "APIResources", hummingbird, hummingbirdTLS, httpTypes, nioCore, nioPosix,
                nioSSL, lifecycle, logging,
            ]),

        // The command line talks REST only.
        .target(name: "CommandLineTool", dependencies: ["Core", "APIResources", arguments, asyncHTTPClient, nioCore, nioHTTP1, yams]),

        // The only part that is root.
        .target(
            name: "NodeAgent",
            dependencies: [
                "Core", "AgentProtocol", "ServiceConfiguration", "CLinux", "CSQLite", asyncHTTPClient, nioCore, nioHTTP1, nioPosix, nioSSL,
                x509, asn1, crypto, lifecycle, logging,
            ]),

        .executableTarget(
            name: "hostwright", dependencies: ["ControlPlane", "CommandLineTool", "Core", arguments, logging]),
        .executableTarget(name: "hostwright-agent", dependencies: ["NodeAgent", "Core", arguments, logging]),

        // Tests.
        .target(
            name: "TestSupport",
            dependencies: [
                "Core", "AgentProtocol", "Persistence", "PersistenceSQLite", "PersistencePostgreSQL", "ControlPlane", "NodeAgent",
                hummingbird, hummingbirdTesting, httpTypes, logging,
            ],
            path: "Tests/TestSupport"),
        .testTarget(name: "CoreTests", dependencies: ["Core", "AgentProtocol", "TestSupport"]),
        .testTarget(
            name: "PersistenceTests",
            dependencies: ["Core", "Persistence", "PersistenceSQLite", "PersistencePostgreSQL", "Jobs", "TestSupport", lifecycle, logging]),
        .testTarget(
            name: "ServiceConfigurationTests", dependencies: ["Core", "AgentProtocol", "ServiceConfiguration", "TestSupport"]),
        .testTarget(
            name: "NodeAgentTests",
            dependencies: [
                "Core", "AgentProtocol", "ServiceConfiguration", "NodeAgent", "TestSupport", asyncHTTPClient, nioCore, x509, crypto,
                logging,
            ]),
        .testTarget(
            name: "PresentationTests",
            dependencies: [
                "APIResources", "Core", "Persistence", "Presentation", "Identity", "Notifications", "ControlPlane", "TestSupport",
                hummingbird, hummingbirdTesting,
                httpTypes,
                nioCore, logging,
            ]),
        .testTarget(
            name: "FleetTests",
            dependencies: [
                "Core", "AgentProtocol", "Persistence", "Identity", "Fleet", "NodeAgent", "ControlPlane", "TestSupport", asyncHTTPClient,
                nioCore,
                nioHTTP1, nioSSL,
                x509, asn1, crypto, hummingbird, hummingbirdTesting, lifecycle, logging,
            ]),
        .testTarget(
            name: "HostingTests",
            dependencies: [
                "Core", "AgentProtocol", "Persistence", "Jobs", "Presentation", "Identity", "Notifications", "Fleet", "Accounts", "Domains",
                "Websites",
                "ControlPlane", "APIResources", "CommandLineTool", "TestSupport", hummingbird, hummingbirdTesting, httpTypes, nioCore,
                crypto, logging,
            ]),
        .testTarget(
            name: "LiveTests",
            dependencies: [
                "Core", "AgentProtocol", "APIResources", "ServiceConfiguration", "NodeAgent", "TestSupport", asyncHTTPClient, nioCore,
                logging,
            ]),
    ],
    swiftLanguageModes: [.v6]
)
