/// A step from one form of the database to the next. Never edited after a release. See docs/decisions/010-migrations.md.
struct Migration: Hashable, Sendable {
    /// 1, 2, 3 … without a gap; the database's `user_version` once the step is done.
    let number: Int
    /// The name of its file, without the ending.
    let name: String
    let sql: String
}
