// swift-tools-version: 6.3

import PackageDescription

let package = Package(
    name: "own-provider",
    dependencies: [.package(name: "septet", path: "../..")],
    targets: [
        .executableTarget(
            name: "own-provider",
            dependencies: [.product(name: "SeptetProviders", package: "septet")],
            path: ".",
            exclude: ["README.md", "own.json", "send.sh", "server.py"],
            sources: ["main.swift"]
        )
    ]
)
