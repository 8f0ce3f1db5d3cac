import Records
import Testing

@Suite("A period")
struct PeriodTests {
    @Test(
        "is read as ISO 8601 writes it",
        arguments: [
            ("P6M", 6, 0, 0), ("P2D", 0, 2, 0), ("PT4H", 0, 0, 14_400), ("P10Y", 120, 0, 0), ("P1Y6M", 18, 0, 0),
            ("P2W", 0, 14, 0), ("P1Y2M3W4DT5H6M7S", 14, 25, 18_367), ("P0D", 0, 0, 0), ("PT90M", 0, 0, 5_400),
        ])
    func text(text: String, months: Int, days: Int, seconds: Int) {
        #expect(Period(text) == Period(months: months, days: days, seconds: seconds))
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "P", "PT", "6M", "P6", "PM", "P1M1Y", "P1D1W", "P1DT", "P1H", "PT1D", "P-1D", "P+1D", "P1.5D", "P1,5D",
            "p6m", "P 6M", "P6M ", "P1Y1Y", "PT1H1H", "P٣D", "P6M\u{301}", "PT1H2", "P1DT1HT1M", "P10001Y",
            "P99999999999999999999D",
        ])
    func malformed(text: String) {
        #expect(Period(text) == nil)
    }

    @Test(
        "comes back from its text, the longest too",
        arguments: ["P10000Y", "P100000W", "P3660000D", "PT100000H100000M", "PT366000000000S", "P13M", "PT61S", "P0Y"])
    func roundTrip(text: String) throws {
        let period = try #require(Period(text))
        #expect(Period(period.description) == period)
    }
}

@Suite("Time zone rules")
struct TimeZoneRulesTests {
    @Test(
        "say which day it is, on the nights the clocks change too",
        arguments: [
            ("2026-03-28T22:59:59.999Z", "2026-03-28"), ("2026-03-28T23:00:00Z", "2026-03-29"),
            ("2026-03-29T21:59:59Z", "2026-03-29"), ("2026-03-29T22:00:00Z", "2026-03-30"),
            ("2026-10-24T21:59:59Z", "2026-10-24"), ("2026-10-24T22:00:00Z", "2026-10-25"),
            ("2026-10-25T22:59:59Z", "2026-10-25"), ("2026-10-25T23:00:00Z", "2026-10-26"),
            ("1969-12-31T23:30:00Z", "1970-01-01"),
        ])
    func days(moment: String, day: String) throws {
        #expect(TimeZoneRules.amsterdam.day(of: try #require(Moment(moment))) == Day(day))
    }

    @Test("read the clock on the wall")
    func clock() throws {
        let change = try #require(Moment("2026-03-29T01:00:00Z"))
        #expect(TimeZoneRules.amsterdam.clockText(of: change.adding(seconds: -1)) == "2026-03-29 01:59")
        #expect(TimeZoneRules.amsterdam.clockText(of: change) == "2026-03-29 03:00")
    }

    @Test("hold before their first change and after their last")
    func ends() throws {
        let zone = TimeZoneRules(
            identifier: "Somewhere", first: -3_600,
            changes: [TimeZoneRules.Offset(since: Moment(milliseconds: 0), seconds: 3_600)])
        #expect(zone.day(of: Moment(milliseconds: -1)) == Day("1969-12-31"))
        #expect(zone.clockText(of: Moment(milliseconds: -1)) == "1969-12-31 22:59")
        #expect(zone.clockText(of: Moment(milliseconds: 0)) == "1970-01-01 01:00")
        #expect(zone.clockText(of: try #require(Moment("9999-12-31T23:30:00Z"))) == "10000-01-01 00:30")
    }
}
