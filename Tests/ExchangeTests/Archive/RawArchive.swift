/// A ZIP archive made byte by byte, so that it can say what no proper tool would.
struct RawArchive {
    struct Member {
        var name: [UInt8]
        var content: [UInt8]
        /// 0 store, 8 deflate; the content is written as it is.
        var method: UInt16 = 0
        /// Bit 0: encrypted; bit 11: the name is UTF-8.
        var flags: UInt16 = 1 << 11
        /// What the archive claims, when it lies.
        var claimedSize: UInt32?
        var checksum: UInt32?
        /// Unix mode, such as 0o120777 for a link.
        var mode: UInt16 = 0o100644
        /// The name before its bytes, when the directory at the end has another one.
        var otherName: [UInt8]?
        /// Its bytes are the content of the first member, which must begin with `local` of this one.
        var isInsideFirst = false

        init(_ name: String, _ content: [UInt8] = Array("text".utf8)) {
            self.name = Array(name.utf8)
            self.content = content
        }
    }

    static func bytes(_ members: [Member]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let offset = member.isInsideFirst ? 30 + members[0].name.count : bytes.count
            if !member.isInsideFirst { bytes += local(member) }
            directory += [0x50, 0x4B, 1, 2] + two(3 << 8 | 20) + two(20) + fields(member)
            directory += two(UInt16(member.name.count)) + two(0) + two(0) + two(0) + two(0)
            directory += four(UInt32(member.mode) << 16) + four(UInt32(offset)) + member.name
        }
        let count = two(UInt16(members.count))
        let end = [0x50, 0x4B, 5, 6] + two(0) + two(0) + count + count + four(UInt32(directory.count))
        return bytes + directory + end + four(UInt32(bytes.count)) + two(0)
    }

    /// Header and content.
    static func local(_ member: Member) -> [UInt8] {
        let name = member.otherName ?? member.name
        return [0x50, 0x4B, 3, 4] + two(20) + fields(member) + two(UInt16(name.count)) + two(0) + name + member.content
    }

    /// Flags, method, time, day, checksum, packed size, size.
    private static func fields(_ member: Member) -> [UInt8] {
        two(member.flags) + two(member.method) + two(0) + two(1 << 5 | 1)
            + four(member.checksum ?? checksum(of: member.content)) + four(UInt32(member.content.count))
            + four(member.claimedSize ?? UInt32(member.content.count))
    }

    private static func two(_ number: UInt16) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8)] }
    private static func four(_ number: UInt32) -> [UInt8] {
        two(UInt16(number & 0xFFFF)) + two(UInt16(number >> 16))
    }

    /// CRC-32 as ZIP has it.
    static func checksum(of bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
        }
    }
}
