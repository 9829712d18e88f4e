import Foundation
import SeptetProviders
import Testing

/// Files of zones and rules of POSIX, against Foundation, which has a database of its own.
@Suite struct ZoneOffsetsTests {
    /// Seconds of 1850 to 2500, a prime apart so that they fall on every time of the day and year.
    private static let seconds = stride(from: -3_786_912_000, to: 16_725_225_600, by: 9_871_433)

    private static let stableNames = [
        "America/New_York", "Asia/Tokyo", "Australia/Sydney", "Europe/London", "Europe/Warsaw",
        "Etc/UTC",
    ]

    @Test(arguments: [
        "America/New_York", "America/Nuuk", "America/Santiago", "America/Sao_Paulo",
        "Africa/Casablanca",
        "Africa/Lagos", "Asia/Gaza", "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tehran", "Asia/Tokyo",
        "Australia/Lord_Howe", "Australia/Sydney", "Europe/Dublin", "Europe/Lisbon",
        "Europe/London",
        "Europe/Warsaw", "Pacific/Apia", "Pacific/Chatham", "Etc/UTC",
    ])
    func agreesWithFoundation(name: String) throws {
        let zone = try #require(ZoneOffsets(named: name))
        let reference = try #require(TimeZone(identifier: name))
        // Foundation's database may be older than the system's, and rules change; those of these zones rarely do.
        let isStable = Self.stableNames.contains { $0.utf8.elementsEqual(name.utf8) }
        for second in Self.seconds where isStable || second < 1_700_000_000 {
            let date = Date(timeIntervalSince1970: Double(second))
            let ahead = zone.secondsAhead(at: Timestamp(secondsSince1970: second))
            #expect(ahead == reference.secondsFromGMT(for: date), "\(name) at \(second)")
        }
    }

    /// The rules by themselves, in every form that the standard has; offsets in seconds, at 2024-01-15, 2024-07-15
    /// and the seconds around a change.
    @Test(arguments: [
        ("UTC0", 1_705_276_800, 0), ("EST5", 1_705_276_800, -18_000),
        ("<+0330>-3:30", 1_705_276_800, 12_600), ("<-0456>4:56:02", 1_705_276_800, -17_762),
        ("EST5EDT,M3.2.0,M11.1.0", 1_705_276_800, -18_000),
        ("EST5EDT,M3.2.0,M11.1.0", 1_721_001_600, -14_400),
        // 2024-03-10 at 2:00 EST is 7:00 UTC, 2024-11-03 at 2:00 EDT is 6:00 UTC.
        ("EST5EDT,M3.2.0,M11.1.0", 1_710_053_999, -18_000),
        ("EST5EDT,M3.2.0,M11.1.0", 1_710_054_000, -14_400),
        ("EST5EDT,M3.2.0,M11.1.0", 1_730_613_599, -14_400),
        ("EST5EDT,M3.2.0,M11.1.0", 1_730_613_600, -18_000),
        // South of the equator summer spans the new year.
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", 1_705_276_800, 39_600),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", 1_721_001_600, 36_000),
        // In Dublin winter is the exception.
        ("IST-1GMT0,M10.5.0,M3.5.0/1", 1_705_276_800, 0),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", 1_721_001_600, 3_600),
        // Days 60 without and 59 with 29 February are both 1 March or 29 February of 2024, from midnight on.
        ("AAA0BBB,J60/0,J61/0", 1_709_251_200, 3_600), ("AAA0BBB,J60/0,J61/0", 1_709_251_199, 0),
        ("AAA0BBB,59/0,60/0", 1_709_164_800, 3_600), ("AAA0BBB,59/0,60/0", 1_709_164_799, 0),
        // Times before the day and long behind it: 2024-03-30 at 22:00 UTC-2, which is 0:00 UTC on the 31st.
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1_711_846_799, -7_200),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1_711_846_800, -3_600),
        ("EET-2EEST,M3.4.4/50,M10.4.4/50", 1_711_756_799, 7_200),
        ("EET-2EEST,M3.4.4/50,M10.4.4/50", 1_711_756_800, 10_800),
    ])
    func followsRules(rule: String, second: Int, secondsAhead: Int) throws {
        let zone = try #require(ZoneOffsets(rule: rule))
        #expect(zone.secondsAhead(at: Timestamp(secondsSince1970: second)) == secondsAhead)
    }

    @Test(arguments: [
        "", "5", "EST", "ES5", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.1.0,M11.1.0",
        "EST5EDT,M3.6.0,M11.1.0",
        "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J60", "EST5EDT,M3.2.0,M11.1.0,", "EST168", "<+03-3",
        "EST5:60",
    ])
    func rejectsRules(rule: String) {
        #expect(ZoneOffsets(rule: rule) == nil)
    }

    /// Every beginning of a file, and every octet of its headers changed, is read or rejected without a trap.
    @Test func damagedFilesAreRejected() throws {
        let octets = [UInt8](
            try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/America/New_York"))
        )
        #expect(ZoneOffsets(octets: octets) != nil)
        let read = (0..<octets.count).filter {
            ZoneOffsets(octets: Array(octets.prefix($0))) != nil
        }
        #expect(read.isEmpty)
        let end = Timestamp(secondsSince1970: .max)
        for index in octets.indices {
            for octet in [0x00, 0x01, 0x7F, 0x80, 0xFF] as [UInt8] {
                var damaged = octets
                damaged[index] = octet
                _ = ZoneOffsets(octets: damaged)?.secondsAhead(at: end)
            }
        }
    }

    @Test(arguments: [
        "", "/", "../zoneinfo/Europe/Warsaw", "Europe/../Europe/Warsaw", "Europe//Warsaw",
        "/Europe/Warsaw",
        "./Europe/Warsaw", "Europe", "Europe/Warsaw/", "zone.tab", "tzdata.zi", "europe/warsaw",
        "right/Europe/Warsaw",
        "Europe/Warsaw\u{0}",
    ])
    func otherNamesAreNoZones(name: String) {
        #expect(ZoneOffsets(named: name) == nil)
    }
}
