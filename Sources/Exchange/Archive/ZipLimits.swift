/// How much an archive may hold. What it claims is checked when it is opened, what it really holds while it is read.
package struct ZipLimits: Hashable, Sendable {
    package var members = 100_000
    /// UTF-8 bytes.
    package var nameBytes = 512
    /// Unpacked size of one member.
    package var memberBytes = 2 << 30
    /// Unpacked size of all members.
    package var totalBytes = 8 << 30
    /// Unpacked size divided by packed size, where the unpacked size is beyond `looseBytes`.
    package var ratio = 100
    /// Up to here nothing is a bomb, however well it packs.
    package var looseBytes = 64 << 20

    package static let standard = ZipLimits()

    package init() {}
}
