import Storage
import Testing

@Suite("Saved state")
struct SavedStateTests {
    let folder = TemporaryFolder()
    private var state: SavedState { SavedState(folder: folder.path.appending("state")) }

    @Test("comes back as it was saved last")
    func roundTrip() throws {
        #expect(state.read() == nil)
        for bytes in [[UInt8](), [1, 2, 3], Array(repeating: 7, count: 100_000)] {
            try state.write(bytes)
            #expect(state.read() == bytes)
        }
        #expect(try folder.contents().count == 1)
    }

    @Test("is nothing when a bit of it was changed, or its end is missing")
    func damaged() throws {
        try state.write([1, 2, 3])
        let whole = try folder.read("state/saved")
        for place in whole.indices {
            var bytes = whole
            bytes[place] ^= 1
            try folder.write("state/saved", bytes)
            #expect(state.read() == nil, "byte \(place)")
            try folder.write("state/saved", Array(whole[..<place]))
            #expect(state.read() == nil, "length \(place)")
        }
        try folder.write("state/saved", whole)
        #expect(state.read() == [1, 2, 3])
    }

    @Test("is removed on request, and what a crash left goes with the next one")
    func removed() throws {
        try state.remove()
        try state.write([1])
        try folder.write("state/.unfinished-x", [2])
        try state.write([2])
        #expect(try folder.contents().keys.sorted() == ["state/saved"])
        try state.remove()
        #expect(state.read() == nil)
        #expect(try folder.contents() == [:])
    }

    @Test("saved by two at a time is that of one of them")
    func twoAtOnce() async throws {
        let state = state
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try state.write(Array(repeating: UInt8(number), count: 50_000))
                }
            }
            try await group.waitForAll()
        }
        let bytes = try #require(state.read())
        #expect(bytes.count == 50_000 && Set(bytes).count == 1)
        #expect(try folder.contents().count == 1)
    }
}
