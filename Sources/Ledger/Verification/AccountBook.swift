/// What is missing, and which entries account for it.
///
/// An entry that erases or disposes comes after what it speaks of. So when it comes, what is gone must be known as missing;
/// what is not is still there, although it should be gone. At the end, what is missing without an account is damage.
struct AccountBook: Sendable {
    private var values: [Int: Set<String>] = [:]
    private var erased: [Int: Set<String>] = [:]
    private var bodies: Set<Int> = []
    private var disposed: Set<Int> = []
    /// Entries so damaged that nobody can say what is missing of them.
    private var unreadable: Set<Int> = []
    /// Runs of entries that could not be read at all.
    private var unreadableRuns: [Range<Int>] = []
    /// The last entry that accounted for something nobody can read any more.
    private var lastUncertain: Int?
    private(set) var erasedCount = 0

    var disposedCount: Int { disposed.count }

    mutating func missing(values keys: Set<String>, of index: Int) {
        values[index] = keys
    }

    mutating func missing(bodyOf index: Int) {
        bodies.insert(index)
    }

    mutating func unreadable(_ index: Int) {
        unreadable.insert(index)
    }

    /// Nothing can be read of these, nor what they account for.
    mutating func unreadable(_ run: Range<Int>) {
        unreadableRuns.append(run)
        lastUncertain = run.upperBound - 1
    }

    mutating func uncertain(_ index: Int) {
        lastUncertain = index
    }

    /// Enters that a value was erased. Gives the damage when it is still there.
    mutating func erase(_ key: String, of index: Int, by account: Int) -> Damage? {
        if values[index]?.remove(key) != nil {
            erased[index, default: []].insert(key)
            erasedCount += 1
            return nil
        }
        if bodies.contains(index) || isUnreadable(index) || erased[index]?.contains(key) == true { return nil }
        return Damage(
            .entry(EntryIndex(index), .value(key)),
            "entry \(account) says it was erased, but it is still there, or never was")
    }

    /// Enters that a body was disposed of. Gives the damage when it is still there.
    mutating func dispose(_ index: Int, by account: Int) -> Damage? {
        if bodies.contains(index) {
            disposed.insert(index)
            return nil
        }
        if isUnreadable(index) { return nil }
        return Damage(
            .entry(EntryIndex(index), .body), "entry \(account) says it was disposed of, but it is still there")
    }

    private func isUnreadable(_ index: Int) -> Bool {
        unreadable.contains(index) || unreadableRuns.contains { $0.contains(index) }
    }

    /// What is missing without an account. Where an unreadable account came later, it gets the benefit of the doubt.
    func unaccounted() -> DamageList {
        var damages = DamageList()
        for index in bodies.subtracting(disposed).union(values.keys).sorted() where index >= lastUncertain ?? 0 {
            if bodies.contains(index) {
                damages.append(
                    Damage(.entry(EntryIndex(index), .body), "it is missing, and no later entry accounts for it"))
            }
            for key in values[index, default: []].sorted() {
                damages.append(
                    Damage(.entry(EntryIndex(index), .value(key)), "it is missing, and no later entry accounts for it"))
            }
        }
        return damages
    }
}
