import Records
import Testing

@Suite("A day")
struct DayTests {
    @Test(
        "is written as it is read", arguments: ["0001-01-01", "1969-12-31", "1970-01-01", "2000-02-29", "9999-12-31"])
    func text(text: String) throws {
        #expect(try #require(Day(text)).description == text)
    }

    @Test(
        "is nothing else than four, two and two digits of a day that there is",
        arguments: [
            "", "2026", "2026-1-1", "2026-01-1", "26-01-01", "02026-01-01", "2026/01/01", "2026-01-01T09:00:00Z",
            " 2026-01-01", "2026-01-01 ", "0000-01-01", "2026-00-10", "2026-13-01", "2026-01-00", "2026-01-32",
            "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "-026-01-01", "+026-01-01", "2026--1-01",
            "２０２６-01-01", "٢٠٢٦-01-01", "2026-01-01\0", "20é6-01-01", "2026-01-01-01",
        ])
    func malformed(text: String) {
        #expect(Day(text) == nil)
    }

    @Test("has a leap day where the Gregorian calendar has one", arguments: [4, 400, 1600, 2000, 2024, 2400])
    func leapDays(year: Int) {
        #expect(Day(year: year, month: 2, day: 29) != nil)
        #expect(Day(year: year + 1, month: 2, day: 29) == nil)
    }

    @Test("counts on by one, from the first day that can be written to the last")
    func everyDay() {
        var number = Day.first.number
        for year in 1...9999 {
            for month in 1...12 {
                let length = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
                for day in [1, length] {
                    let found = Day(year: year, month: month, day: day)
                    guard found?.number == number + day - 1, found.map({ $0.components == (year, month, day) }) == true
                    else {
                        Issue.record("\(year)-\(month)-\(day)")
                        return
                    }
                }
                #expect(Day(year: year, month: month, day: length + 1) == nil)
                number += length
            }
        }
        #expect(Day.last.number == number - 1)
        #expect(Day("1970-01-01")?.number == 0)
    }

    private func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    @Test(
        "plus months keeps the day of the month and clamps to the month's end",
        arguments: [
            ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-01-31", 3, "2026-04-30"),
            ("2026-01-15", 12, "2027-01-15"), ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
            ("2026-03-31", -1, "2026-02-28"), ("2026-01-31", -1, "2025-12-31"), ("2026-01-31", -13, "2024-12-31"),
            ("2026-05-31", 0, "2026-05-31"), ("2026-12-01", 1, "2027-01-01"), ("0001-02-01", -1, "0001-01-01"),
        ])
    func months(day: String, months: Int, end: String) throws {
        #expect(try #require(Day(day)).adding(months: months) == Day(end))
    }

    @Test(
        "plus a period is months first, then days, then whole days of hours",
        arguments: [
            ("2026-01-31", "P1M1D", "2026-03-01"), ("2026-01-31", "P6M", "2026-07-31"),
            ("2026-01-01", "PT47H", "2026-01-02"), ("2026-01-01", "P2W", "2026-01-15"),
        ])
    func periods(day: String, period: String, end: String) throws {
        #expect(try #require(Day(day)).adding(try #require(Period(period))) == Day(end))
    }

    @Test("goes on past the last that can be written, where due dates may lie")
    func beyond() {
        #expect(Day.last.adding(months: 1).description == "10000-01-31")
        #expect(Day.last.adding(days: 1) - Day.last == 1)
    }
}
