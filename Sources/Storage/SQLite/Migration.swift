/// A step from one form of the database to the next. Never edited after a release. See docs/decisions/010-migrations.md.
package struct Migration: Hashable, Sendable {
    /// 1, 2, 3 … without a gap; the database's `user_version` once the step is done.
    package let number: Int
    /// The name of its file, without the ending.
    package let name: String
    package let sql: String

    package init(number: Int, name: String, sql: String) {
        self.number = number
        self.name = name
        self.sql = sql
    }
}
