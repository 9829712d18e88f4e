// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "septet",
    // The spans of the standard library are there from these on. Linux with glibc is where everything is tried.
    platforms: [.macOS(.v26), .iOS(.v26), .tvOS(.v26), .watchOS(.v26), .visionOS(.v26)],
    products: [
        .library(name: "Septet", targets: ["Septet"]),
        .library(name: "SeptetProtocols", targets: ["SeptetProtocols"]),
        .library(name: "SeptetCharsets", targets: ["SeptetCharsets"]),
        .library(name: "SeptetLists", targets: ["SeptetLists"]),
        .library(name: "SeptetBilling", targets: ["SeptetBilling"]),
        .library(name: "SeptetNumbers", targets: ["SeptetNumbers"]),
        .library(name: "SeptetProviders", targets: ["SeptetProviders"]),
        .library(name: "SeptetCampaigns", targets: ["SeptetCampaigns"]),
        .executable(name: "septet", targets: ["SeptetTool"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
    ],
    targets: [
        .target(name: "CSeptetKernels"),
        .target(name: "Septet", dependencies: ["CSeptetKernels"]),
        .target(name: "SeptetProtocols", dependencies: ["Septet"]),
        .target(name: "SeptetJSON"),
        .target(name: "SeptetInspection", dependencies: ["Septet", "SeptetJSON"]),
        .target(name: "SeptetNumbers"),
        .target(
            name: "CICU",
            linkerSettings: [
                .linkedLibrary("icuuc", .when(platforms: [.linux])),
                .linkedLibrary("icudata", .when(platforms: [.linux])),
                .linkedLibrary("icui18n", .when(platforms: [.linux])),
                // Apple's own ICU; its headers are those of Homebrew's icu4c.
                .linkedLibrary("icucore", .when(platforms: [.macOS])),
            ]
        ),
        .target(name: "SeptetCharsets", dependencies: ["CICU", "CSeptetKernels"]),
        .target(
            name: "CSpreadsheet",
            linkerSettings: [.linkedLibrary("z"), .linkedLibrary("expat")]
        ),
        .target(
            name: "SeptetLists",
            dependencies: [
                "CSpreadsheet", "Septet", "SeptetCharsets", "SeptetJSON", "SeptetNumbers",
            ]
        ),
        .target(name: "SeptetBilling", dependencies: ["Septet"]),
        .target(
            name: "SeptetProviders",
            dependencies: ["Septet", "SeptetBilling", "SeptetJSON", "SeptetNumbers"]
        ),
        .target(
            name: "SeptetCampaigns",
            dependencies: [
                "Septet", "SeptetBilling", "SeptetJSON", "SeptetLists", "SeptetNumbers",
            ]
        ),
        // What the page calls; `make page` compiles it for WebAssembly.
        .target(
            name: "SeptetWeb",
            dependencies: [
                "Septet", "SeptetBilling", "SeptetInspection", "SeptetJSON", "SeptetProtocols",
            ]
        ),
        // What libseptet exports; `make library` links it.
        .target(name: "CSeptet"),
        .target(
            name: "SeptetLibrary",
            dependencies: [
                "CSeptet", "Septet", "SeptetBilling", "SeptetCampaigns", "SeptetInspection",
                "SeptetJSON", "SeptetNumbers",
            ]
        ),
        .systemLibrary(name: "CAllocator"),
        .executableTarget(
            name: "SeptetTool",
            dependencies: [
                "CAllocator", "Septet", "SeptetBilling", "SeptetCharsets", "SeptetInspection",
                "SeptetJSON", "SeptetLists", "SeptetNumbers", "SeptetProtocols", "SeptetProviders",
                "SeptetCampaigns",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        // Examples of a page, built and run by tests so that they stay right.
        .executableTarget(
            name: "CountExample",
            dependencies: ["Septet", "SeptetLists"],
            path: "Examples/count"
        ),
        .executableTarget(
            name: "CampaignExample",
            dependencies: ["SeptetCampaigns", "SeptetLists"],
            path: "Examples/campaign"
        ),
        .executableTarget(
            name: "ReceiveExample",
            dependencies: ["Septet"],
            path: "Examples/receive"
        ),
        .executableTarget(
            name: "ModemExample",
            dependencies: ["Septet", "SeptetProtocols"],
            path: "Examples/modem"
        ),
        .executableTarget(
            name: "SMPPExample",
            dependencies: ["Septet", "SeptetProtocols"],
            path: "Examples/smpp"
        ),
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .target(name: "AllocationCounting", path: "Tests/AllocationCounting"),
        .testTarget(
            name: "SeptetTests",
            dependencies: ["Septet", "TestSupport", "AllocationCounting"]
        ),
        .testTarget(
            name: "SeptetWebTests",
            dependencies: ["SeptetWeb", "Septet", "SeptetInspection", "SeptetJSON", "TestSupport"]
        ),
        .testTarget(
            name: "SeptetCharsetsTests",
            dependencies: ["SeptetCharsets", "CICU", "TestSupport"]
        ),
        .testTarget(
            name: "SeptetBillingTests",
            dependencies: ["Septet", "SeptetBilling", "TestSupport"]
        ),
        .testTarget(
            name: "SeptetProtocolsTests",
            dependencies: ["SeptetProtocols", "Septet", "TestSupport"]
        ),
        .testTarget(name: "SeptetJSONTests", dependencies: ["SeptetJSON", "TestSupport"]),
        .testTarget(
            name: "SeptetNumbersTests",
            dependencies: ["SeptetNumbers", "TestSupport", "AllocationCounting"]
        ),
        .testTarget(
            name: "SeptetListsTests",
            dependencies: [
                "SeptetLists", "SeptetCharsets", "SeptetNumbers", "Septet", "TestSupport",
            ]
        ),
        .testTarget(
            name: "SeptetProvidersTests",
            dependencies: [
                "Septet", "SeptetBilling", "SeptetJSON", "SeptetNumbers", "SeptetProviders",
                "TestSupport",
            ]
        ),
        .testTarget(
            name: "SeptetCampaignsTests",
            dependencies: [
                "Septet", "SeptetBilling", "SeptetJSON", "SeptetLists", "SeptetNumbers",
                "SeptetProviders", "SeptetCampaigns", "TestSupport", "AllocationCounting",
            ]
        ),
        .testTarget(
            name: "SeptetLibraryTests",
            dependencies: ["SeptetLibrary", "CSeptet", "Septet", "SeptetCampaigns", "TestSupport"]
        ),
        .testTarget(
            name: "SafetyTests",
            dependencies: [
                "Septet", "SeptetBilling", "SeptetCharsets", "SeptetLists", "SeptetNumbers",
                "SeptetProtocols", "SeptetProviders", "SeptetCampaigns",
            ]
        ),
        // Replayed by a test; run by libFuzzer in the executable at the end of this file.
        .target(
            name: "FuzzTargets",
            dependencies: [
                "CSeptet", "Septet", "SeptetBilling", "SeptetCharsets", "SeptetJSON",
                "SeptetLibrary",
                "SeptetLists", "SeptetNumbers", "SeptetProtocols", "SeptetProviders",
                "SeptetCampaigns",
            ],
            path: "Fuzzing/Sources/FuzzTargets"
        ),
        .testTarget(name: "FuzzCorpusTests", dependencies: ["FuzzTargets", "TestSupport"]),
        // The tool's tests run the built command; depending on it has it built.
        .testTarget(
            name: "SeptetToolTests",
            dependencies: [
                "SeptetTool", "CountExample", "CampaignExample", "ReceiveExample", "ModemExample",
                "SMPPExample", "TestSupport",
            ]
        ),
    ]
)

// For `make docs` only, so that no one who depends on the package fetches it.
if Context.environment["SEPTET_DOCS"] != nil {
    package.dependencies.append(
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0")
    )
}

// `main` is libFuzzer's, so only a build with it can have this executable: `Scripts/fuzz` asks for it.
if Context.environment["SEPTET_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(name: "Fuzz", dependencies: ["FuzzTargets"], path: "Fuzzing/Sources/Fuzz")
    )
}

let cTargets: Set<String> = [
    "AllocationCounting", "CAllocator", "CICU", "CSeptet", "CSeptetKernels", "CSpreadsheet",
]

for target in package.targets where !cTargets.contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ]
    // Nearly every line of those tests hands pointers to C; the address sanitizer watches them.
    if target.name != "SeptetLibraryTests" { target.swiftSettings?.append(.strictMemorySafety()) }
}

// Optimising tests takes longer than it saves when they run.
for target in package.targets where target.type == .test {
    target.swiftSettings?.append(.unsafeFlags(["-Onone"], .when(configuration: .release)))
}

// Without a `main` of its own. A dependency may not have such a flag; this target is in no product.
package.targets.first { $0.name == "Fuzz" }?.swiftSettings?.append(
    .unsafeFlags(["-parse-as-library"])
)
