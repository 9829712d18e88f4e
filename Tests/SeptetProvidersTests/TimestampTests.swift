import Foundation
import SeptetProviders
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("2012-05-10T08:40:27+00:00", 1_336_639_227),
        ("2012-05-10T10:40:27+02:00", 1_336_639_227),
        ("2012-05-10T08:40:27Z", 1_336_639_227),
        ("2012-05-10 08:40:27.999Z", 1_336_639_227),
        ("2012-05-10T03:10:27-05:30", 1_336_639_227),
        ("2012-05-10T08:40Z", 1_336_639_200),
        ("2012-05-10T10:40:27+0200", 1_336_639_227),
        ("2012-05-10T10:40:27+02", 1_336_639_227),
        ("1970-01-01T00:00:00Z", 0),
        ("1969-12-31T23:59:59Z", -1),
        ("2000-02-29T12:00:00Z", 951_825_600),
        ("9999-12-31T23:59:59Z", 253_402_300_799),
        ("0001-01-01T00:00:00Z", -62_135_596_800),
    ])
    func reads(text: String, seconds: Int) {
        #expect(Timestamp(iso8601: text)?.secondsSince1970 == seconds)
    }

    @Test(arguments: [
        "", "2012-05-10", "2012-05-10T08:40:27", "2012-13-10T08:40:27Z", "2011-02-29T00:00:00Z",
        "2012-05-10T24:00:00Z", "2012-05-10T08:60:00Z", "2012-05-10T08:40:60Z",
        "2012-5-10T08:40:27Z", "2012-05-10T08:40:27+24:00", "2012-05-10T08:40:27+2:00",
        "2012-05-10T08:40:27+02:", "2012-05-10T08:40:27ZZ", "22.04.2016 13:45", "٢٠١٢-05-10T08:40Z",
        "2012-05-10T08.5Z",
    ])
    func refuses(text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test func daysAgreeWithFoundation() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        for number in stride(from: -100_000, through: 200_000, by: 97) {
            let date = CalendarDate(dayNumber: number)
            let parts = calendar.dateComponents(
                [.year, .month, .day],
                from: Date(timeIntervalSince1970: Double(number) * 86_400)
            )
            #expect(date.dayNumber == number)
            // Foundation's calendar turns Julian before 1582.
            if number > -141_427 {
                #expect(date.year == parts.year && date.month == parts.month)
                #expect(date.day == parts.day)
            }
        }
    }

    @Test func monthsEndWhereTheyEnd() {
        #expect(CalendarDate("2017-11-30")?.adding(months: 3)?.description == "2018-02-28")
        #expect(CalendarDate("2015-11-30")?.adding(months: 3)?.description == "2016-02-29")
        #expect(CalendarDate("2017-03-31")?.adding(months: -1)?.description == "2017-02-28")
        #expect(CalendarDate("9999-12-01")?.adding(months: 1) == nil)
        #expect(CalendarDate("0001-01-01")?.adding(months: -1) == nil)
        #expect(CalendarDate("2017-03-01")?.adding(months: .max) == nil)
        #expect(CalendarDate("2017-03-01")?.adding(days: .min).description == "0001-01-01")
        #expect(CalendarDate("2017-03-01")?.adding(days: -1).description == "2017-02-28")
    }

    @Test func offsetsMoveTheClock() {
        let time = Timestamp(secondsSince1970: -1)
        #expect(time.description == "1969-12-31T23:59:59Z")
        #expect(time.clock(offsetMinutes: 60).date.description == "1970-01-01")
        #expect(time.clock(offsetMinutes: 60).secondOfDay == 3599)
        #expect(Timestamp(secondsSince1970: .max).description == "9999-12-31T23:59:59Z")
        #expect(Timestamp(secondsSince1970: .min).description == "0001-01-01T00:00:00Z")
    }

    /// The last day of four centuries is the one day more that they have.
    @Test(arguments: ["2000-02-29", "1600-02-29", "2000-03-01", "1999-12-31"])
    func daysAroundTheEndOfFourCenturies(text: String) throws {
        let date = try #require(CalendarDate(text))
        #expect(CalendarDate(dayNumber: date.dayNumber) == date)
        #expect("\(CalendarDate(dayNumber: date.dayNumber))" == text)
    }
}
