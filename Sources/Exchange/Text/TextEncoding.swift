/// How the bytes of a file stand for characters.
package enum TextEncoding: String, CaseIterable, Hashable, Sendable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1252 = "windows-1252"
    case latin1 = "iso-8859-1"

    /// Accepts the usual spellings: case, hyphens, underscores and spaces do not matter.
    package init?(named name: String) {
        let plain = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
        switch plain {
        case "utf8", "utf8sig", "utf8bom", "ascii", "usascii": self = .utf8
        case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        case "windows1252", "cp1252", "ansi": self = .windows1252
        case "iso88591", "latin1": self = .latin1
        default: return nil
        }
    }

    /// As people write it: `UTF-8`, `Windows-1252`.
    package var label: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16 (little-endian)"
        case .utf16BigEndian: "UTF-16 (big-endian)"
        case .windows1252: "Windows-1252"
        case .latin1: "ISO-8859-1"
        }
    }

    /// The bytes that say so at the very beginning of a file.
    package var mark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        case .windows1252, .latin1: []
        }
    }
}
