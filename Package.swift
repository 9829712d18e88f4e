// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "septet",
    products: [
        .library(name: "Septet", targets: ["Septet"])
    ],
    targets: [
        .target(name: "Septet"),
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
