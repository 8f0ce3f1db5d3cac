import Exchange
import Testing

@Suite("A date in a cell")
struct DateReadingTests {
    private func day(_ text: String, _ pattern: String? = nil) -> String? {
        DateReading(text, pattern: pattern.flatMap { DatePattern($0) }).day?.description
    }

    private func kind(_ text: String, _ pattern: String? = nil) -> String {
        switch DateReading(text, pattern: pattern.flatMap { DatePattern($0) }) {
        case .empty: "empty"
        case .day: "day"
        case .moment: "moment"
        case .ambiguous: "ambiguous"
        case .partial: "partial"
        case .notADate: "no date"
        }
    }

    @Test(
        "is certain as ISO 8601 and with a named month and a full year",
        arguments: [
            ("2024-02-29", "2024-02-29"), (" 2023-10-01\u{A0}", "2023-10-01"), ("20231001", "2023-10-01"),
            ("1 October 2023", "2023-10-01"), ("October 1, 2023", "2023-10-01"), ("1-Oct-2023", "2023-10-01"),
            ("Oct 1st 2023", "2023-10-01"), ("the 2nd of May, 2023", "2023-05-02"), ("2023 Oct 1", "2023-10-01"),
            ("Sunday, 1 Oct. 2023", "2023-10-01"), ("1. Oktober 2023", "2023-10-01"), ("3. März 2021", "2021-03-03"),
            ("1 maart 2021", "2021-03-01"), ("1er août 2022", "2022-08-01"), ("vendredi 5 février 2021", "2021-02-05"),
        ])
    func certain(text: String, expected: String) {
        #expect(day(text) == expected)
    }

    @Test(
        "with a time is a moment, with the offset that was written",
        arguments: [
            ("2023-10-01T09:05:07Z", "2023-10-01T09:05:07Z"), ("2023-10-01 09:05", "2023-10-01T09:05:00"),
            ("2023-10-01T23:59:59.1234567+02:00", "2023-10-01T23:59:59.123+02:00"),
            ("2023-10-01T00:00:00-0530", "2023-10-01T00:00:00-05:30"), ("1 Oct 2023 9:30 PM", "2023-10-01T21:30:00"),
            ("2023-10-01 12:00 am", "2023-10-01T00:00:00"), ("2023-10-01T08:00+01", "2023-10-01T08:00:00+01:00"),
        ])
    func moments(text: String, expected: String) {
        guard case .moment(let moment) = DateReading(text) else {
            Issue.record("\(text) is no moment")
            return
        }
        #expect(moment.description == expected)
    }

    @Test(
        "that can be read in two ways is not read",
        arguments: [
            "10/1/2023", "9/30/2023", "01.10.2023", "1-10-2023", "10/1/23", "1. 10. 2023", "10/1/2023 0:00", "22-Jul",
            "24-Oct", "Jul-22", "1-Oct-23", "45123", "45123.5", "2023/10/01", "2023-1-1",
            "2022-11-16 (first formal action)",
            "2024-02-15 (contract); 2024-08-23 (signed)", "7/14/1905", "1905-07-14",
        ])
    func ambiguous(text: String) {
        #expect(kind(text) == "ambiguous")
    }

    @Test(
        "that names no day is partial",
        arguments: [
            "Pre-2021", "Q4FY25", "FY2024", "2022-08 (estimated)", "2021", "10/12023", "October 2023", "10/2023",
            "2023-10",
            "since about 2018", "Q2 2023", "Jul-45", "summer 2022", "10/1/20234",
        ])
    func partial(text: String) {
        #expect(kind(text) == "partial")
    }

    @Test(
        "is none where there is none",
        arguments: [
            "TODO", "N/A", "On-going development", "2023-02-30", "13/32/2023", "31/9/2023x", "yes", "1-100", "42",
            "2023-1-1-1",
            "1 Foo 2023", String(repeating: "2021 ", count: 20),
        ])
    func none(text: String) {
        #expect(!["day", "moment", "empty"].contains(kind(text)))
        #expect(kind("") == "empty")
        #expect(kind(" \u{A0}\u{FEFF}") == "empty")
        #expect(kind("TODO") == "no date")
        #expect(kind("11111111") == "no date")
        #expect(kind("2023-10-01 " + String(repeating: "and so on ", count: 8)) == "no date")
        #expect(kind("2/30/2023") != "ambiguous")
    }

    @Test(
        "is certain when its pattern is stated",
        arguments: [
            ("10/1/2023", "M/d/yyyy", "2023-10-01"), ("10/1/2023", "d/M/yyyy", "2023-01-10"),
            ("01.10.2023", "dd.MM.yyyy", "2023-10-01"), ("1-10-2023", "d-M-yyyy", "2023-10-01"),
            ("10/1/23", "M/d/yy", "2023-10-01"), ("1 okt 2023", "d MMM yyyy", "2023-10-01"),
            ("20231001", "yyyyMMdd", "2023-10-01"), ("2023/10/01", "YYYY/MM/DD", "2023-10-01"),
            ("10/1/2023 9:05 PM", "M/d/yyyy h:mm a", "2023-10-01"), ("1. 10. 2023", "d. M. yyyy", "2023-10-01"),
            ("am 1.10.2023", "'am' d.M.yyyy", "2023-10-01"), ("2023-10-01", "M/d/yyyy", "2023-10-01"),
        ])
    func pattern(text: String, pattern: String, expected: String) {
        #expect(day(text, pattern) == expected)
    }

    @Test("that does not fit its pattern is not bent to fit")
    func misfits() {
        #expect(kind("2023-10-01T24:00") != "moment")
        #expect(kind("30/9/2023", "M/d/yyyy") == "ambiguous")
        #expect(kind("1.10.2023", "dd.MM.yyyy") == "ambiguous")
        #expect(kind("10/1/2023 ", "M/d/yyyy") == "day")
        #expect(kind("10/1/2023 0:00", "M/d/yyyy") == "ambiguous")
        #expect(kind("22-Jul", "M/d/yyyy") == "ambiguous")
        #expect(kind("7/14/1905", "M/d/yyyy") == "ambiguous")
        #expect(kind("2/30/2023", "M/d/yyyy") != "day")
        #expect(kind("10/1/2023 25:00", "M/d/yyyy H:mm") != "moment")
        #expect(kind("10/1/2023 13:00 PM", "M/d/yyyy h:mm a") != "moment")
    }

    @Test(
        "has no pattern without year, month and day, or with letters that mean nothing",
        arguments: [
            "MM/yyyy", "yyyy", "d/d/yyyy", "M/d/yyyy/M", "dd.MM.yyy", "foo", "", "d/M/yyyy h:mm", "d/M/yyyy ss",
            "'d/M/yyyy",
        ])
    func badPatterns(text: String) {
        #expect(DatePattern(text) == nil)
    }

    @Test("names both readings when it asks")
    func reasons() {
        #expect(
            DateReading("10/1/2023")
                == .ambiguous("10/1/2023 is 2023-10-01 as M/d/yyyy and 2023-01-10 as d/M/yyyy"))
        #expect(
            DateReading("9/30/2023")
                == .ambiguous("9/30/2023 would be 2023-09-30 as M/d/yyyy, and nothing as d/M/yyyy"))
        #expect(
            DateReading("7/14/1905", pattern: DatePattern("M/d/yyyy"))
                == .ambiguous("1905-07-14 is what a spreadsheet makes of the year 2022"))
        #expect(DateReading("45123") == .ambiguous("45123 is 2023-07-16 if it is a spreadsheet's day number"))
        #expect(DateReading("45657") == .ambiguous("45657 is 2024-12-31 if it is a spreadsheet's day number"))
        #expect(DateReading("45292") == .ambiguous("45292 is 2024-01-01 if it is a spreadsheet's day number"))
        #expect(DateReading("45291") == .ambiguous("45291 is 2023-12-31 if it is a spreadsheet's day number"))
    }

    @Test("exists in the calendar")
    func calendar() {
        #expect(CalendarDay(year: 2023, month: 2, day: 29) == nil)
        #expect(CalendarDay(year: 1900, month: 2, day: 29) == nil)
        #expect(CalendarDay(year: 2000, month: 2, day: 29) != nil)
        #expect(CalendarDay(year: 2023, month: 4, day: 31) == nil)
        #expect(CalendarDay(year: 2023, month: 13, day: 1) == nil)
        #expect(CalendarDay(year: 0, month: 1, day: 1) == nil)
        #expect(CalendarDay(year: 9999, month: 12, day: 31)?.description == "9999-12-31")
    }
}

@Suite("The pattern of a column of dates")
struct DatePatternSurveyTests {
    @Test("is suggested with its evidence where one reads more than every other")
    func evidence() {
        let survey = DatePatternSurvey(of: ["10/1/2023", "9/30/2023", "2023-01-01", "22-Jul", ""])
        #expect(survey?.pattern.description == "M/d/yyyy")
        #expect(survey?.uncertain == 3)
        #expect(survey?.read == 2)
        #expect(survey?.readByNoOther == 1)
    }

    @Test("is not suggested where two read as much, or none is needed")
    func noEvidence() {
        #expect(DatePatternSurvey(of: ["10/1/2023", "1/2/2023"]) == nil)
        #expect(DatePatternSurvey(of: ["2023-01-01", "x"]) == nil)
    }
}
