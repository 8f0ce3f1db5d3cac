import Records
import Testing

@Suite("A map of words")
struct WordMapTests {
    @Test("answers as a dictionary does, however many words there are")
    func dictionary() {
        var map = WordMap()
        var dictionary: [UInt64: Int32] = [:]
        var word: UInt64 = 7
        for turn in 0..<20_000 {
            // Among them words that are alike, and some that come again.
            word = turn.isMultiple(of: 3) ? UInt64(turn % 1_000) << 40 : word &* 6_364_136_223_846_793_005 &+ 1
            let before = map.put(Int32(turn), for: word)
            #expect(before == dictionary.updateValue(Int32(turn), forKey: word) ?? -1)
        }
        #expect(map.count == dictionary.count)
        for (word, number) in dictionary where map[word] != number { Issue.record("\(word) is \(map[word])") }
        #expect(map[UInt64.max] == -1 && map[1 << 41 + 5] == -1)
    }

    @Test("holds the word of nothing but zeros like any other")
    func zero() {
        var map = WordMap()
        #expect(map[0] == -1)
        #expect(map.put(0, for: 0) == -1)
        #expect(map[0] == 0 && map.count == 1)
        #expect(map.put(5, for: 0) == 0)
        #expect(map[0] == 5 && map.count == 1)
    }
}
