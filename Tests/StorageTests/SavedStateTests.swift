import Ledger
import Storage
import Testing

@Suite("Saved state")
struct SavedStateTests {
    let folder = TemporaryFolder()
    private var state: SavedState { SavedState(folder: folder.path.appending("state")) }

    @Test("comes back as it was saved last, with its digest and its seal")
    func roundTrip() throws {
        #expect(state.read() == nil && !state.isThere)
        for bytes in [[UInt8](), [1, 2, 3], Array(repeating: 7, count: 100_000)] {
            for seal in [[UInt8](), Array("sealed".utf8)] {
                try state.write(bytes, seal: seal)
                let read = try #require(state.read())
                #expect(read.bytes == bytes && read.seal == seal && read.digest == Digest(of: bytes))
            }
        }
        #expect(try folder.contents().count == 1)
    }

    @Test("is sealed from the digest of all its pieces")
    func pieces() throws {
        var sealed: Digest?
        try state.write { take throws(StoreFailure) in
            for piece in [[1, 2], [], [3]] as [[UInt8]] {
                let done = piece.withUnsafeBytes { bytes in Result { () throws(StoreFailure) in try take(bytes) } }
                try done.get()
            }
        } seal: { digest in
            sealed = digest
            return [5]
        }
        #expect(state.bytes == [1, 2, 3] && sealed == Digest(of: [1, 2, 3]))
    }

    @Test("is nothing when a bit of it was changed, or its end is missing")
    func damaged() throws {
        try state.write([1, 2, 3], seal: [8, 8])
        let whole = try folder.read("state/saved")
        for place in whole.indices {
            for bit in 0..<8 {
                var bytes = whole
                bytes[place] ^= 1 << bit
                try folder.write("state/saved", bytes)
                #expect(state.read() == nil, "byte \(place)")
            }
            try folder.write("state/saved", Array(whole[..<place]))
            #expect(state.read() == nil, "length \(place)")
            #expect(state.isThere)
        }
        try folder.write("state/saved", whole)
        #expect(state.bytes == [1, 2, 3])
    }

    @Test("is removed on request with what a crash left, which goes with the next one too")
    func removed() throws {
        try state.remove()
        try state.write([1])
        try folder.write("state/.unfinished-x", [2])
        try state.write([2])
        #expect(try folder.contents().keys.sorted() == ["state/saved"])
        try folder.write("state/.unfinished-y", [2])
        try state.remove()
        #expect(state.read() == nil && !state.isThere)
        #expect(try folder.contents() == [:])
        try folder.write("state/.unfinished-z", [2])
        try state.remove()
        #expect(try folder.contents() == [:])
    }

    @Test("stays as it was when the next one cannot be saved to its end")
    func interrupted() throws {
        try state.write([1])
        #expect(throws: StoreFailure.busy(detail: "no more")) {
            try state.write { take throws(StoreFailure) in
                try take(UnsafeRawBufferPointer(start: nil, count: 0))
                throw .busy(detail: "no more")
            } seal: { _ in
                []
            }
        }
        #expect(state.bytes == [1])
        #expect(try folder.contents().count == 1)
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
        let bytes = try #require(state.bytes)
        #expect(bytes.count == 50_000 && Set(bytes).count == 1)
        #expect(try folder.contents().count == 1)
    }
}
