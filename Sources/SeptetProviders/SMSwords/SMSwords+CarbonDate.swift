internal import SeptetJSON

extension SMSwords {
    /// A date as PHP's Carbon writes it: a wall clock with its zone.
    public struct CarbonDate: Sendable, Hashable {
        /// `date`: what the clock shows, as written.
        public let wallTime: String
        /// `timezone`: a name, an offset or an abbreviation, by `timezone_type`.
        public let timezone: String
        /// The second it is; `nil` where the zone is not known.
        public let instant: Timestamp?
        /// Whether the clock shows this time twice or never.
        public let isAmbiguous: Bool

        /// Reads the JSON of a date.
        ///
        /// Throws for what is no date.
        public static func read(_ octets: [UInt8]) throws(ReplyError) -> Self {
            try ReplyBody(octets).reading { node throws(JSONFault) in try Self(node) }
        }

        init(_ node: JSONNode) throws(JSONFault) {
            wallTime = try node.required("date").text()
            timezone = try node["timezone"]?.text() ?? "UTC"
            guard let reading = ISO8601Reading(wallTime), reading.offsetMinutes == nil else {
                throw JSONFault(.invalid(path: "date", wanted: "a date with a time"))
            }
            if let withOffset = Timestamp(iso8601: wallTime + timezone) {
                instant = withOffset
                isAmbiguous = false
            } else {
                let zoned = ZonedTime(
                    date: reading.date,
                    secondOfDay: reading.secondOfDay,
                    zone: timezone
                )
                instant = zoned?.timestamp
                isAmbiguous = zoned.map { $0.kind != .unique } ?? false
            }
        }
    }
}
