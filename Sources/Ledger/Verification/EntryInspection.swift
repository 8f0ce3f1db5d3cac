/// The close look at an entry: names everything about it that is not as it should be, and what is missing of it.
struct EntryInspection {
    /// What was found, if the header is believed.
    private(set) var damages: [Damage] = []
    /// Nil when the header cannot be read.
    private(set) var time: Int64?
    private let number: Int
    /// False when header and stored leaf differ. Then it is not known which of them to believe.
    private let isHeaderSure: Bool

    init(_ entry: StoredEntry, isHeaderSure: Bool, notBefore: Int64, book: inout AccountBook) {
        number = entry.index.value
        self.isHeaderSure = isHeaderSure
        do throws(LedgerProblem) {
            let header = try Header(parsing: Array(entry.header))
            time = header.time
            inspect(header, notBefore: notBefore)
            inspect(entry, header, book: &book)
        } catch {
            if isHeaderSure { note(.header, "\(error)") }
            inspectWithoutHeader(entry, book: &book)
        }
    }

    /// The body cannot be checked, but what it says of other entries may still explain what is missing there.
    private mutating func inspectWithoutHeader(_ entry: StoredEntry, book: inout AccountBook) {
        guard let body = entry.body else {
            book.missing(bodyOf: number)
            return
        }
        book.unreadable(number)
        if !isHeaderSure, let json = try? JSON(parsing: Array(body)) { enter(json, book: &book) }
    }

    private mutating func note(_ part: EntryPart, _ explanation: String) {
        damages.append(Damage(.entry(EntryIndex(number), part), explanation))
    }

    private mutating func inspect(_ header: Header, notBefore: Int64) {
        if header.sequence.value != number {
            note(.sequence, "its header says that it is entry \(header.sequence)")
        }
        if header.time < notBefore {
            note(.time, "its time \(Timestamp.text(header.time)) is before that of the entry before it")
        }
    }

    private mutating func inspect(_ entry: StoredEntry, _ header: Header, book: inout AccountBook) {
        switch (entry.salt, entry.body) {
        case (let salt?, let body?):
            inspect(body: Array(body), salt: Array(salt), beside: entry.beside, header, book: &book)
        case (nil, nil):
            book.missing(bodyOf: number)
            if entry.beside != nil { note(.values, "they are still there, although its body is gone") }
        case (nil, _?), (_?, nil):
            note(.body, "either its body or the body's salt is missing, but not both")
            book.unreadable(number)
        }
    }

    private mutating func inspect(
        body: [UInt8], salt: [UInt8], beside: ArraySlice<UInt8>?, _ header: Header, book: inout AccountBook
    ) {
        let kind = AccountKind(act: header.act.utf8)
        guard salt.count == SealedValue.saltLength, Digest.of(salt, body) == header.bodyDigest else {
            note(.body, "it is not the one its header speaks of")
            book.unreadable(number)
            if isHeaderSure, kind != .neither { book.uncertain(number) }
            if !isHeaderSure, let json = try? JSON(parsing: body) { enter(json, book: &book) }
            return
        }
        guard let json = try? JSON(parsing: body), json.object != nil, let sealed = EntryInspection.sealed(json) else {
            note(.body, "it is no JSON object, or its digests cannot be read")
            book.unreadable(number)
            return
        }
        inspectValues(beside, sealed: sealed, book: &book)
        if kind != .neither || !isHeaderSure { enter(json, book: &book) }
    }

    /// The digests in a body, by key.
    private static func sealed(_ body: JSON) -> [String: Digest]? {
        guard let sealed = body[Entry.sealedKey] else { return [:] }
        guard let members = sealed.object else { return nil }
        let digests = members.compactMapValues { $0.string.flatMap(Digest.init(base64:)) }
        return digests.count == members.count ? digests : nil
    }

    private mutating func inspectValues(
        _ beside: ArraySlice<UInt8>?, sealed: [String: Digest], book: inout AccountBook
    ) {
        guard let members = beside.map({ SealedValue.members(stored: Array($0)) }) ?? [:] else {
            note(.values, "they are no JSON object in canonical form")
            book.unreadable(number)
            return
        }
        let strangers = Set(members.keys).subtracting(sealed.keys)
        if let stranger = strangers.min() {
            note(.values, "there is a value \"\(stranger)\" that its body does not speak of")
            book.unreadable(number)
        }
        for (key, digest) in sealed.sorted(by: { $0.key < $1.key }) {
            if let value = members[key], value?.digest != digest {
                note(.value(key), "it is not the one the body speaks of")
            }
        }
        let missing = Set(sealed.keys).subtracting(members.keys)
        // Under a changed key a value is missing in one place and too much in another: that is one damage.
        if !missing.isEmpty, strangers.isEmpty { book.missing(values: missing, of: number) }
    }
}

extension EntryInspection {
    /// Enters what the entry accounts for. Where its header is not sure, it may account, but not accuse.
    private mutating func enter(_ body: JSON, book: inout AccountBook) {
        guard let erased = EntryInspection.erased(body), let disposed = EntryInspection.disposed(body) else {
            note(.body, "what it accounts for cannot be read")
            book.uncertain(number)
            return
        }
        guard (erased.map(\.entry) + disposed).allSatisfy({ $0 < number }) else {
            note(.body, "it accounts for an entry that does not come before it")
            return
        }
        var accusations: [Damage?] = []
        for (entry, key) in erased { accusations.append(book.erase(key, of: entry, by: number)) }
        for entry in disposed { accusations.append(book.dispose(entry, by: number)) }
        if isHeaderSure { damages += accusations.compactMap { $0 } }
    }

    private static func erased(_ body: JSON) -> [(entry: Int, key: String)]? {
        guard let list = body[Entry.erasedKey] else { return [] }
        return list.array?.every { item in
            guard let entry = natural(item["entry"]), let key = item["key"]?.string else { return nil }
            return (entry, key)
        }
    }

    private static func disposed(_ body: JSON) -> [Int]? {
        guard let list = body[Entry.disposedKey] else { return [] }
        return list.array?.every(natural)
    }

    private static func natural(_ value: JSON?) -> Int? {
        value?.integer.flatMap { $0 >= 0 ? Int($0) : nil }
    }
}

extension Array {
    /// Every element transformed; nil when one of them cannot be.
    fileprivate func every<Result>(_ transform: (Element) -> Result?) -> [Result]? {
        let results = compactMap(transform)
        return results.count == count ? results : nil
    }
}
