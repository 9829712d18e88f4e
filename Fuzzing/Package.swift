// swift-tools-version: 6.3

import PackageDescription

// A package of its own, so that no user of the library resolves or builds it, and so that the
// flags below, which a dependency may not have, stay here. Build it with `Scripts/fuzz`.
let package = Package(
    name: "fuzzing",
    dependencies: [.package(name: "septet", path: "..")],
    targets: [
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                .product(name: "Septet", package: "septet"),
                .product(name: "SeptetCharsets", package: "septet"),
                .product(name: "SeptetLists", package: "septet"),
                .product(name: "SeptetProviders", package: "septet"),
                .product(name: "SeptetCampaigns", package: "septet"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .strictMemorySafety(),
                .treatAllWarnings(as: .error),
                // `main` is libFuzzer's.
                .unsafeFlags(["-parse-as-library"]),
            ]
        ),
    ]
)
