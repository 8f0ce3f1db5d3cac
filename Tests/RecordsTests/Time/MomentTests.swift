import Records
import Testing

@Suite("A moment")
struct MomentTests {
    @Test(
        "is read with fraction and offset, and written in UTC to the millisecond",
        arguments: [
            ("1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z"),
            ("2026-11-23T09:00:00.5Z", "2026-11-23T09:00:00.500Z"),
            ("2026-11-23T09:00:00.12Z", "2026-11-23T09:00:00.120Z"),
            ("2026-11-23T09:00:00.123999999Z", "2026-11-23T09:00:00.123Z"),
            ("2026-11-23 09:00:00Z", "2026-11-23T09:00:00.000Z"),
            ("2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00.000Z"),
            ("2026-12-31T23:30:00-14:00", "2027-01-01T13:30:00.000Z"),
            ("2026-11-23T09:00:00+05:45", "2026-11-23T03:15:00.000Z"),
            ("2024-02-29T23:59:59.999Z", "2024-02-29T23:59:59.999Z"),
            ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
            ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
        ])
    func text(read: String, written: String) throws {
        let moment = try #require(Moment(read))
        #expect(moment.description == written)
        #expect(Moment(written) == moment)
    }

    @Test(
        "is nothing else",
        arguments: [
            "", "2026-11-23", "2026-11-23T09:00Z", "2026-11-23T09:00:00", "2026-11-23T24:00:00Z",
            "2026-11-23T23:60:00Z", "2026-11-23T23:59:60Z", "2026-11-23T09:00:00.Z", "2026-11-23T09:00:00.1234567890Z",
            "2026-11-23T09:00:00z", "2026-11-23t09:00:00Z", "2026-11-23T09:00:00+1:00", "2026-11-23T09:00:00+15:00",
            "2026-11-23T09:00:00+01:60", "2026-11-23T09:00:00+0100", "2026-11-23T09:00:00ZZ", "2026-02-30T09:00:00Z",
            "2026-11-23T-9:00:00Z", "2026-11-23T09:00:0éZ", "2026-11-23T09-00-00Z",
            "9999-12-31T23:59:59-00:01", "0001-01-01T00:00:00+00:01",
        ])
    func malformed(text: String) {
        #expect(Moment(text) == nil)
    }

    @Test("comes back from its text, before and after 1970")
    func roundTrip() {
        var random = Seeded(1)
        for _ in 0..<2_000 {
            let moment = Moment(
                milliseconds: Int64.random(in: -62_135_596_800_000...253_402_300_799_999, using: &random))
            #expect(Moment(moment.description) == moment)
        }
    }
}

@Suite("A business time")
struct BusinessTimeTests {
    @Test("is a day or a moment, and is written as it is", arguments: ["2026-11-23", "2026-11-23T09:00:00.000Z"])
    func text(text: String) {
        #expect(BusinessTime(text)?.description == text)
        #expect(BusinessTime(text + "?") == nil)
    }

    @Test(
        "is in order with the whole day when one of two is only a day",
        arguments: [
            ("2026-11-23", "2026-11-23", true), ("2026-11-23", "2026-11-22", false),
            ("2026-11-23", "2026-11-23T00:00:00Z", true), ("2026-11-23T23:59:59Z", "2026-11-23", true),
            ("2026-11-24T00:00:00Z", "2026-11-23", false), ("2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z", true),
            ("2026-11-23T09:00:00.001Z", "2026-11-23T09:00:00Z", false),
        ])
    func order(first: String, second: String, isInOrder: Bool) throws {
        let (first, second) = (try #require(BusinessTime(first)), try #require(BusinessTime(second)))
        #expect(first.isInOrder(before: second, in: .utc) == isInOrder)
    }

    @Test("belongs to the day it is where the organization is")
    func zone() throws {
        let late = try #require(BusinessTime("2026-11-23T23:30:00Z"))
        #expect(late.day(in: .utc) == Day("2026-11-23"))
        #expect(late.day(in: .amsterdam) == Day("2026-11-24"))
        #expect(BusinessTime("2026-11-23")?.day(in: .amsterdam) == Day("2026-11-23"))
    }
}
