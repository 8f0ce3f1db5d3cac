/// Why an archive cannot be read or written.
///
/// `message` is a sentence for the person who has the archive and says what to do.
package struct ZipProblem: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of problem it is. Stable: scripts and documentation refer to it.
    package enum Code: String, CaseIterable, Hashable, Sendable {
        case notFound = "not-found"
        case notAnArchive = "not-an-archive"
        case damaged
        case tooManyMembers = "too-many-members"
        case tooLarge = "too-large"
        case tooDense = "too-dense"
        case overlapping
        case badName = "bad-name"
        case sameName = "same-name"
        case encrypted
        case unknownCompression = "unknown-compression"
        case notAFile = "not-a-file"
        case noSuchMember = "no-such-member"
        case alreadyThere = "already-there"
        case notWritten = "not-written"
        case stopped
    }

    package let code: Code
    /// The member it concerns, nil for the whole archive.
    package let member: String?
    package let message: String

    package init(_ code: Code, member: String? = nil, _ message: String) {
        self.code = code
        self.member = member
        self.message = message
    }

    package var description: String {
        member.map { "\($0): \(message)" } ?? message
    }
}
