// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "septet",
    products: [
        .library(name: "Septet", targets: ["Septet"]),
        .library(name: "SeptetProviders", targets: ["SeptetProviders"]),
    ],
    targets: [
        .target(name: "Septet"),
        .testTarget(name: "SeptetTests", dependencies: ["Septet"]),
        .target(name: "SeptetProviders", dependencies: ["Septet"]),
        .testTarget(name: "SeptetProvidersTests", dependencies: ["SeptetProviders", "Septet"]),
    ]
)

let cTargets: Set<String> = []

for target in package.targets where !cTargets.contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
}
