import Exchange
import Ledger
import Records

/// What a record remembers of the row it was brought in from, and what it is looked for by.
///
///     row/2:9f3a…            digest of everything the row says; with #2 for the second of equal rows
///     key/2:71c0…:["id"]     digest of the texts of its key, and how the key columns are headed
///
/// Earlier releases kept a digest without a secret (`row:`) or the texts themselves (`key:`); those names are still known.
struct RowName: Hashable {
    /// What a new record keeps.
    let text: String
    /// What it is found by, the newest form first.
    let known: [String]

    /// So much of the headers is kept; with more, an edition without a stated key is not known again.
    private static let headersMax = 1_000

    /// Of a row that everything it says tells apart; `number` counts rows that say the same.
    init(ofAll row: Table.Row, in table: Table, number: Int, _ secret: RowSecret) {
        let cells = row.cells.enumerated().compactMap { place, text -> JSON? in
            let kept = CellText.trimmed(text)
            return kept.isEmpty ? nil : [.string(table.header(ofColumn: place + 1)), .string(kept)]
        }
        let said = JSON.array(cells).text
        let mark = number > 1 ? "#\(number)" : ""
        text = "row/2:" + secret.digest(of: said, for: "row").hex + mark
        known = [text, "row:" + Digest(of: Array(said.utf8)).hex + mark]
    }

    /// Of a row that its key tells apart.
    init(ofKey texts: [String], headers: [String], _ secret: RowSecret) {
        let key = JSON.array(texts.map(JSON.string)).text
        let name = "key/2:" + secret.digest(of: key, for: "key").hex
        let columns = JSON.array(headers.map { .string(CellText.trimmed($0)) }).text
        text = name + ":" + (columns.utf8.count <= RowName.headersMax ? columns : "[]")
        known = [name, "key:" + key]
    }

    /// Earlier releases took rows of one key for records of their own, and counted them.
    static func earlier(ofKey texts: [String], number: Int) -> String {
        "key:" + JSON.array(texts.map(JSON.string)).text + (number > 1 ? "#\(number)" : "")
    }

    /// What a record is found by that keeps this text, and the headers of its key.
    static func parts(of text: String) -> (known: String, headers: [String]) {
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "key/2" else { return (text, []) }
        let headers = (try? JSON(parsing: Array(parts[2].utf8)))?.array?.compactMap(\.string) ?? []
        return (parts[0] + ":" + parts[1], headers)
    }
}
