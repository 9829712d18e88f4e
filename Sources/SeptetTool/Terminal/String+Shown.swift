extension String {
    /// The text with its controls as escapes, so that a stranger's does nothing to a terminal.
    var shown: String {
        var shown = ""
        for scalar in unicodeScalars {
            if scalar.properties.generalCategory == .control {
                shown += scalar.escaped(asASCII: true)
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
