// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "septet",
    products: [
        .library(name: "Septet", targets: ["Septet"]),
        .library(name: "SeptetCharsets", targets: ["SeptetCharsets"]),
        .library(name: "SeptetProviders", targets: ["SeptetProviders"]),
    ],
    targets: [
        .target(name: "Septet"),
        .testTarget(name: "SeptetTests", dependencies: ["Septet"]),
        .target(
            name: "CICU",
            linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icudata")]
        ),
        .target(name: "SeptetCharsets", dependencies: ["CICU"]),
        .testTarget(name: "SeptetCharsetsTests", dependencies: ["SeptetCharsets", "CICU"]),
        .target(name: "SeptetProviders", dependencies: ["Septet", "SeptetCharsets"]),
        .testTarget(name: "SeptetProvidersTests", dependencies: ["SeptetProviders", "Septet"]),
    ]
)

let cTargets: Set<String> = ["CICU"]

for target in package.targets where !cTargets.contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
}
