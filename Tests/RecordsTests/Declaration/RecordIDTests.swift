import Ledger
import Records
import Testing

@Suite("An id")
struct RecordIDTests {
    @Test("names a record by prefix and number, whatever its zeros")
    func zeros() {
        let id: RecordID = "PER-019"
        #expect(id.text == "PER-019" && id.prefix == "PER" && id.number == 19)
        #expect(id == "PER-19" && id.hashValue == ("PER-19" as RecordID).hashValue)
        #expect(id != "PER-190" && id != "PE-19")
        #expect(RecordID(prefix: "PER", number: 19, digits: 3).text == "PER-019")
        #expect(RecordID(prefix: "ABCDEFG8", number: 999_999_999, digits: 1).text == "ABCDEFG8-999999999")
    }

    @Test("is written by the declarations with as many digits as its kind has")
    func written() {
        #expect(Declarations.library.written("PER-19").text == "PER-019")
        #expect(Declarations.library.written("PER-00019").text == "PER-019")
        #expect(Declarations.library.written("BOO-0002").text == "BOO-2")
        #expect(Declarations.library.written("XYZ-007").text == "XYZ-007")
    }

    @Test("stands in order of prefix, then number")
    func order() {
        let ids: [RecordID] = ["SYS-10", "PER-2", "SYS-2", "A-9", "AB-1", "SY-99"]
        #expect(ids.sorted(by: RecordID.precedes) == ["A-9", "AB-1", "PER-2", "SY-99", "SYS-2", "SYS-10"])
    }
}
