import AIMS
import Records
import Testing

@Suite("The registers")
struct RegistersTests {
    @Test("are declared without a mistake")
    func problems() {
        #expect(Declarations.aims.problems == [])
    }
}
