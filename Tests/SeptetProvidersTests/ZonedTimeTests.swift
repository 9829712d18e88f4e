import SeptetProviders
import Testing

@Suite struct ZonedTimeTests {
    private func zoned(_ text: String, _ zone: String) throws -> ZonedTime {
        let fields = text.split(separator: " ")
        let clock = fields[1].split(separator: ":").compactMap { Int($0) }
        let date = try #require(CalendarDate(String(fields[0])))
        let second = clock[0] * 3600 + clock[1] * 60 + clock[2]
        return try #require(ZonedTime(date: date, secondOfDay: second, zone: zone))
    }

    // 2017: forward on 12 March, back on 5 November at 2 o'clock. 2006: 2 April, 29 October.
    @Test(arguments: [
        ("2017-03-12 01:59:59", "2017-03-12T06:59:59Z", ZonedTime.Kind.unique),
        ("2017-03-12 02:00:00", "2017-03-12T07:00:00Z", .skipped),
        ("2017-03-12 02:59:59", "2017-03-12T07:59:59Z", .skipped),
        ("2017-03-12 03:00:00", "2017-03-12T07:00:00Z", .unique),
        ("2017-11-05 00:59:59", "2017-11-05T04:59:59Z", .unique),
        ("2017-11-05 01:00:00", "2017-11-05T05:00:00Z", .repeated),
        ("2017-11-05 01:59:59", "2017-11-05T05:59:59Z", .repeated),
        ("2017-11-05 02:00:00", "2017-11-05T07:00:00Z", .unique),
        ("2006-04-02 03:00:00", "2006-04-02T07:00:00Z", .unique),
        ("2006-10-29 03:00:00", "2006-10-29T08:00:00Z", .unique),
        ("2018-12-31 23:59:59", "2019-01-01T04:59:59Z", .unique),
    ])
    func easternTime(text: String, instant: String, kind: ZonedTime.Kind) throws {
        let time = try zoned(text, "America/New_York")
        #expect(time.timestamp.description == instant)
        #expect(time.kind == kind)
    }

    @Test func endsOfTheCalendarDoNotTrap() throws {
        #expect(try zoned("0001-01-01 00:00:00", "Asia/Tokyo").timestamp.secondsSince1970 < 0)
        #expect(try zoned("9999-12-31 23:59:59", "America/New_York").timestamp.secondsSince1970 > 0)
    }

    @Test func unknownZoneIsAbsent() throws {
        let date = try #require(CalendarDate("2017-01-01"))
        #expect(ZonedTime(date: date, secondOfDay: 0, zone: "Mars/Olympus") == nil)
        #expect(ZonedTime(date: date, secondOfDay: 0, zone: "") == nil)
    }
}
