// swift-tools-version: 6.3

import PackageDescription

#if arch(arm64)
    let architecture = "aarch64"
#else
    let architecture = "x86_64"
#endif

// A package of its own, so that users of the library never build or fetch what is only measured.
let package = Package(
    name: "septet-benchmarks",
    dependencies: [
        .package(name: "septet", path: "..")
    ],
    targets: [
        // Links to folders of the tests: the slow codec that answers are checked against, and the
        // counter of allocations.
        .target(name: "Reference"),
        .target(name: "AllocationCount"),

        .target(name: "Measuring"),
        .target(name: "Corpora", dependencies: ["Reference"]),
        .target(
            name: "Workloads",
            dependencies: [
                "Corpora", "Measuring",
                .product(name: "Septet", package: "septet"),
                .product(name: "SeptetCharsets", package: "septet"),
            ]
        ),
        .target(
            name: "CBaselines",
            linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icudata")]
        ),
        .target(
            name: "Baselines",
            dependencies: [
                "Corpora", "Measuring", "Workloads", "CBaselines",
                .product(name: "Septet", package: "septet"),
            ]
        ),
        .target(
            name: "CPeers",
            // As gw-config of Debian's kannel-dev says, without what gwlib itself does not use.
            cSettings: [
                .unsafeFlags([
                    "-I/usr/include/kannel", "-I/usr/include/libxml2", "-I/usr/include/gammu",
                ]),
                .define("_XOPEN_SOURCE", to: "600"),
                .define("_DEFAULT_SOURCE"),
            ],
            linkerSettings: [
                .linkedLibrary("osmogsm"), .linkedLibrary("osmocore"), .linkedLibrary("Gammu"),
                .unsafeFlags(["-L/usr/lib/\(architecture)-linux-gnu/kannel"]),
                .linkedLibrary("gwlib"), .linkedLibrary("ssl"), .linkedLibrary("crypto"),
                .linkedLibrary("xml2"), .linkedLibrary("pcre"), .linkedLibrary("pcreposix"),
                .linkedLibrary("resolv"), .linkedLibrary("mariadb"), .linkedLibrary("sqlite3"),
            ]
        ),
        .target(name: "CInstructionCount"),

        .executableTarget(
            name: "bench",
            dependencies: ["Corpora", "Measuring", "Workloads", "Baselines"]
        ),
        .executableTarget(
            name: "peers",
            dependencies: ["Corpora", "Measuring", "Workloads", "Baselines", "CPeers"]
        ),
        .executableTarget(
            name: "costs",
            dependencies: [
                "Corpora", "Measuring", "Workloads", "AllocationCount", "CInstructionCount",
            ]
        ),
    ]
)

let cTargets: Set<String> = ["AllocationCount", "CBaselines", "CPeers", "CInstructionCount"]

// These hand arrays to loops in C, which is all that is unsafe about them.
let targetsWithPointers: Set<String> = ["Baselines", "peers"]

for target in package.targets where !cTargets.contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]
    if !targetsWithPointers.contains(target.name) {
        target.swiftSettings?.append(.strictMemorySafety())
    }
}
