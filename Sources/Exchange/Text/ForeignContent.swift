/// Content that is no text at all, recognised by its first bytes, with what a person can do about it.
enum ForeignContent {
    /// What to tell about bytes that are no text; nil when nothing speaks against text.
    static func objection(to bytes: [UInt8]) -> String? {
        if bytes.starts(with: Array("PK".utf8) + [3, 4]) {
            return zipObjection(bytes)
        } else if let known = signatures.first(where: { bytes.starts(with: $0.bytes) }) {
            return known.objection
        } else if isWebPage(bytes) {
            return "This is a web page, not a table. Open it in a spreadsheet and save it as CSV UTF-8."
        } else {
            return nil
        }
    }

    private static func zipObjection(_ bytes: [UInt8]) -> String {
        // The names of a workbook's parts stand uncompressed in the headers.
        let text = String(decoding: bytes.prefix(4_096) + bytes.suffix(8_192), as: UTF8.self)
        if text.contains("xl/") || text.contains("opendocument.spreadsheet") {
            return workbook
        } else if text.contains("word/") || text.contains("opendocument.text") {
            return "This is a text document, not a table. Copy its table into a spreadsheet and save that as CSV UTF-8."
        } else {
            return "This is a ZIP archive. Unpack it and import the CSV or JSON file inside."
        }
    }

    private static let workbook =
        "This is a workbook, not a text file. Open it in a spreadsheet and save the sheet as CSV UTF-8."

    private static let signatures: [(bytes: [UInt8], objection: String)] = [
        ([0xD0, 0xCF, 0x11, 0xE0], workbook),
        (Array("%PDF-".utf8), "This is a PDF. Ask its author for the table as CSV; a PDF holds no rows and columns."),
        ([0x1F, 0x8B], "This file is packed with gzip. Unpack it (gunzip) and import the file inside."),
        (Array("BZh".utf8), "This file is packed with bzip2. Unpack it (bunzip2) and import the file inside."),
        ([0xFD] + Array("7zXZ".utf8), "This file is packed with xz. Unpack it (unxz) and import the file inside."),
        ([0x28, 0xB5, 0x2F, 0xFD], "This file is packed with zstd. Unpack it (unzstd) and import the file inside."),
        (Array("7z".utf8) + [0xBC, 0xAF], "This is a 7z archive. Unpack it and import the CSV or JSON file inside."),
        (Array("Rar!".utf8) + [0x1A], "This is a RAR archive. Unpack it and import the CSV or JSON file inside."),
        (Array("SQLite format 3".utf8), "This is an SQLite database. Export the table as CSV and import that."),
        (Array("PAR1".utf8) + [0x15], "This is a Parquet file. Export the table as CSV and import that."),
        ([0x89] + Array("PNG".utf8), "This is a picture, not a table."),
        (Array("<?xml".utf8), "This is XML, not a table. Open it in a spreadsheet and save it as CSV UTF-8."),
        ([0xFF, 0xD8, 0xFF], "This is a picture, not a table."),
        (Array("{\\rtf".utf8), "This is an RTF document, not a table. Save its table as CSV UTF-8."),
        ([0xFF, 0xFE, 0, 0], "This text is UTF-32. Save it as UTF-8 and import that."),
        ([0, 0, 0xFE, 0xFF], "This text is UTF-32. Save it as UTF-8 and import that."),
    ]

    private static func isWebPage(_ bytes: [UInt8]) -> Bool {
        let beginning = String(decoding: bytes.prefix(512), as: UTF8.self).lowercased()
        let text = beginning.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        return ["<!doctype html", "<html", "<table"].contains { text.hasPrefix($0) }
    }
}
