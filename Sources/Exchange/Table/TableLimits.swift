/// How large a table may be. What is larger is refused before it fills the memory.
package struct TableLimits: Hashable, Sendable {
    /// Size of the file.
    package var bytes = 64 << 20
    /// Data rows, without the header.
    package var rows = 250_000
    /// Cells of one row.
    package var columns = 2_000
    /// UTF-8 bytes of one cell.
    package var cellBytes = 1 << 20
    /// Lists and objects inside each other, JSON only.
    package var depth = 32

    package static let standard = TableLimits()

    package init() {}
}
