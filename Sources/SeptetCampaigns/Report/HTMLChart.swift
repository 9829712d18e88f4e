/// The charts of the HTML page, each a picture with a description; the numbers stand beside it.
extension HTMLText {
    /// A bar of a share of a whole, as wide as its place.
    mutating func bar(_ part: Double, of whole: Double, isSecond: Bool = false) {
        let width = whole > 0 ? max(part > 0 ? 0.6 : 0, part / whole * 100) : 0
        element(
            "svg",
            [
                "viewBox": "0 0 100 10", "height": "10", "preserveAspectRatio": "none",
                "aria-hidden": "true",
            ]
        ) { svg in
            svg.element("rect", ["class": "track", "width": "100", "height": "10"])
            svg.element(
                "rect",
                [
                    "class": isSecond ? "second" : "first", "width": Self.digits(width),
                    "height": "10",
                ]
            )
        }
    }

    /// Two shares of a whole side by side.
    mutating func stackedBar(_ first: Double, _ second: Double, description: String) {
        let whole = max(first + second, 1)
        element(
            "svg",
            [
                "viewBox": "0 0 100 12", "height": "22", "preserveAspectRatio": "none",
                "role": "img", "aria-label": description,
            ]
        ) { svg in
            svg.element("rect", ["class": "track", "width": "100", "height": "12"])
            let width = first / whole * 100
            svg.element("rect", ["class": "first", "width": Self.digits(width), "height": "12"])
            svg.element(
                "rect",
                [
                    "class": "second", "x": Self.digits(width),
                    "width": Self.digits(second / whole * 100), "height": "12",
                ]
            )
        }
    }

    /// Columns over a line, with what each is of below it and how high it is above.
    mutating func columns(_ values: [(label: String, value: Int)], description: String) {
        let highest = Double(values.map(\.value).max() ?? 1)
        let step = 520.0 / Double(max(values.count, 6))
        element("svg", ["viewBox": "0 0 520 180", "role": "img", "aria-label": description]) {
            svg in
            for (index, column) in values.enumerated() {
                let height = max(column.value > 0 ? 1.5 : 0, Double(column.value) / highest * 124)
                let left = Double(index) * step
                svg.element(
                    "rect",
                    [
                        "class": "first", "rx": "2", "x": Self.digits(left + step * 0.14),
                        "y": Self.digits(148 - height), "width": Self.digits(step * 0.72),
                        "height": Self.digits(height),
                    ]
                )
                // Labels that would run into one another are left to the table.
                guard step >= 34 || index % Int(34 / step + 1) == 0 else { continue }
                let middle = Self.digits(left + step / 2)
                if step >= 34 {
                    svg.element(
                        "text",
                        ["x": middle, "y": Self.digits(142 - height), "text-anchor": "middle"],
                        text: ReportWording.count(column.value)
                    )
                }
                svg.element(
                    "text",
                    ["class": "faint", "x": middle, "y": "166", "text-anchor": "middle"],
                    text: column.label
                )
            }
            svg.element("path", ["class": "axis", "d": "M0 148.5H520"])
        }
    }

    /// A coordinate with two digits behind the point, whatever the locale.
    private static func digits(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let fraction = String(hundredths % 100)
        return "\(hundredths / 100).\(fraction.count == 1 ? "0" : "")\(fraction)"
    }
}
