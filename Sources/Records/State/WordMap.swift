/// A number, 0 or more, for each of some words. Quicker than a dictionary where words are looked up for every record there is.
///
/// It scatters words in a way that can be foreseen; so it is for words that nobody outside chooses.
package struct WordMap: Sendable {
    private struct Entry {
        var word: UInt64
        /// Less than nothing where there is no entry.
        var number: Int32
    }

    private var entries: ContiguousArray<Entry>
    package private(set) var count = 0
    private var shift: UInt64

    private static let bitsMin: UInt64 = 6

    package init() {
        shift = 64 - WordMap.bitsMin
        entries = WordMap.nothing(bits: WordMap.bitsMin)
    }

    /// Less than nothing where there is none.
    package subscript(word: UInt64) -> Int32 { entries[place(of: word)].number }

    /// Puts a number in place of the one there was, and answers with that; less than nothing where there was none.
    package mutating func put(_ number: Int32, for word: UInt64) -> Int32 {
        precondition(number >= 0, "a number of a word")
        let place = place(of: word)
        let before = entries[place].number
        entries[place] = Entry(word: word, number: number)
        if before < 0 {
            count += 1
            // At most half full, so that a free place is near.
            if count * 2 > entries.count { grow() }
        }
        return before
    }

    /// Where a word is, or would be.
    private func place(of word: UInt64) -> Int {
        let last = entries.count - 1
        var place = Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> shift)
        while entries[place].number >= 0, entries[place].word != word { place = (place + 1) & last }
        return place
    }

    private mutating func grow() {
        let before = entries
        shift -= 1
        entries = WordMap.nothing(bits: 64 - shift)
        for entry in before where entry.number >= 0 { entries[place(of: entry.word)] = entry }
    }

    private static func nothing(bits: UInt64) -> ContiguousArray<Entry> {
        ContiguousArray(repeating: Entry(word: 0, number: -1), count: 1 << Int(bits))
    }
}
