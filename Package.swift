// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "septet",
    products: [
        .library(name: "Septet", targets: ["Septet"]),
        .library(name: "SeptetEstimates", targets: ["SeptetEstimates"]),
        .executable(name: "septet", targets: ["SeptetTool"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
    ],
    targets: [
        .target(name: "Septet"),
        .target(name: "SeptetEstimates", dependencies: ["Septet"]),
        .testTarget(name: "SeptetEstimatesTests", dependencies: ["Septet", "SeptetEstimates"]),
        // The tool's tests run the built command; depending on it has it built.
        .testTarget(name: "SeptetToolTests", dependencies: ["SeptetTool"]),
        .executableTarget(
            name: "SeptetTool",
            dependencies: [
                "Septet", "SeptetEstimates",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .testTarget(name: "SeptetTests", dependencies: ["Septet"]),
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
