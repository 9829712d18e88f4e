extension SMSwords {
    /// A campaign to be priced or created, with every member of the document.
    ///
    /// What is mandatory depends on other members, so each can be missing; `prepare` says which do.
    public struct Campaign: Sendable, Hashable {
        /// `target_mode`: `location` or `fta`.
        public var targetMode: String?
        /// `country_code`: ISO 3166-1 alpha-2; for a location.
        public var countryCode: String?
        /// `city_id`: for a location.
        public var cityID: Int?
        /// `area_id`: for a location.
        public var areaID: Int?
        /// `district_id`: for a location.
        public var districtID: Int?
        /// `fta_id`: campaigns whose numbers are used; for `fta`.
        public var ftaIDs: [Int] = []
        /// `industry_id`: the business category.
        public var industryID: Int?
        /// `immediate`: starts at once.
        public var isImmediate = false
        /// `recurring`: `none`, `weekly` or `monthly`; void when immediate.
        public var recurring: String?
        /// `date`: `YYYY-MM-DD`; for `none`.
        public var date: String?
        /// `date_from`: `YYYY-MM-DD`; for `weekly` and `monthly`.
        public var dateFrom: String?
        /// `date_to`: `YYYY-MM-DD`, its day included; for `weekly` and `monthly`.
        public var dateTo: String?
        /// `time`: `HH:MM`, in a zone the document does not name (SW-2).
        public var time: String?
        /// `original_name`.
        public var name: String?
        /// `volume`: messages of one instance.
        public var volume: Int?
        /// `sender_id`: the number of a sender, not its name.
        public var senderID: Int?
        /// `message`: the text.
        public var message: String
        /// `reference`: the caller's own number for its customer.
        public var reference: String?

        /// Makes a campaign of a text.
        public init(message: String) {
            self.message = message
        }

        var isLocation: Bool { targetMode == "location" }

        /// The days it runs on; `nil` where they are not given or make no sense.
        ///
        /// SW-3: the last day is included. A month without the day of the first one has its last.
        public var instances: Instances? {
            if isImmediate { return Instances(first: nil, step: nil, count: 1) }
            switch recurring {
            case "none":
                return date.flatMap(CalendarDate.init).map {
                    Instances(first: $0, step: nil, count: 1)
                }
            case "weekly":
                guard let (first, last) = range else { return nil }
                let count = (last.dayNumber - first.dayNumber) / 7 + 1
                return Instances(first: first, step: .week, count: count)
            case "monthly":
                guard let (first, last) = range else { return nil }
                var count = (last.year - first.year) * 12 + last.month - first.month + 1
                if let date = first.adding(months: count - 1), date > last {
                    count -= 1
                }
                return Instances(first: first, step: .month, count: count)
            default:
                return nil
            }
        }

        private var range: (first: CalendarDate, last: CalendarDate)? {
            guard let first = dateFrom.flatMap(CalendarDate.init),
                let last = dateTo.flatMap(CalendarDate.init), first <= last
            else { return nil }
            return (first, last)
        }
    }

    /// How often a campaign runs, and when.
    public struct Instances: Sendable, Hashable {
        enum Step: Sendable, Hashable {
            case week
            case month
        }

        let first: CalendarDate?
        let step: Step?

        /// How often.
        public let count: Int

        /// The days, at most the first `limit`; none when it starts at once.
        public func dates(limit: Int) -> [CalendarDate] {
            guard let first else { return [] }
            return (0..<max(0, min(count, limit))).compactMap { index in
                switch step {
                case .week: first.adding(days: index * 7)
                case .month: first.adding(months: index)
                case nil: first
                }
            }
        }
    }
}
