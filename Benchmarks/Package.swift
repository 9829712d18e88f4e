// swift-tools-version: 6.3

import PackageDescription

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
            cSettings: [.unsafeFlags(["-I/usr/include/kannel", "-I/usr/include/libxml2"])],
            linkerSettings: [.linkedLibrary("osmogsm"), .linkedLibrary("Gammu")]
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
