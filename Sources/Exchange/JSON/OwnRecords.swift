/// What Hallmark itself writes as the export of records.
package enum OwnRecords {
    package static let format = "hallmark-records/1"
    /// Where the records stand in it.
    static let list = "records"
    /// What it says about a record that no field holds: nobody states it, so no column of it fills a field.
    package static let columns: Set<String> = [
        "id", "state", "version", "createdAt", "createdBy", "updatedAt", "updatedBy", "enteredAt", "enteredBy",
    ]

    /// Whether a document is one, and these are its rows.
    static func isOne(_ document: JSONNode, list path: [String]) -> Bool {
        document["format"]?.string == format && path == [list]
    }
}
