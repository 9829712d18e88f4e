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
        .executableTarget(
            name: "SeptetTool",
            dependencies: [
                "Septet", "SeptetEstimates",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .target(name: "AllocationCounting", path: "Tests/AllocationCounting"),
        .testTarget(
            name: "SeptetTests",
            dependencies: ["Septet", "TestSupport", "AllocationCounting"]
        ),
    ]
)

let cTargets: Set<String> = ["AllocationCounting"]

for target in package.targets where !cTargets.contains(target.name) {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
}
