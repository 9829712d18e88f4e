extension Provider {
    /// A provider that is announced and has no adapter; every answer says so.
    static func notWritten(name: String, title: String, aliases: [String] = []) -> Provider {
        let error = PredictedError(
            local: .notImplemented,
            "the adapter for \(title) is not written"
        )
        return Provider(
            name: name,
            title: title,
            aliases: aliases,
            capabilities: [],
            prepare: { _ in Preparation(error) },
            run: { (_) throws(JSONFault) in ["error": JobResult.error(error)] }
        )
    }
}
