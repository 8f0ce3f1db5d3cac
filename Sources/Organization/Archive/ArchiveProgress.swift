/// How far a long piece of work with an archive is.
package struct ArchiveProgress: Hashable, Sendable {
    /// What is being done.
    package enum Step: Hashable, Sendable {
        /// Entries of a ledger are verified.
        case verifying
        /// Entries are written as text.
        case writing
        /// The archive is packed; hundredths.
        case packing
        /// The archive is read back; members.
        case comparing
        /// Entries are read, verified and taken in.
        case reading
        /// Files are unpacked.
        case unpacking
    }

    package let step: Step
    package let done: Int
    /// At least 1.
    package let total: Int

    /// Told about every block of entries and every member; it must not take long.
    package typealias Report = @Sendable (ArchiveProgress) -> Void
}

/// Passes progress on, and stops the work when its task was cancelled.
struct ArchiveWork: Sendable {
    let report: ArchiveProgress.Report

    func done(_ step: ArchiveProgress.Step, _ done: Int, of total: Int) throws(Failure) {
        report(ArchiveProgress(step: step, done: done, total: max(total, done, 1)))
        try checkCancellation()
    }

    func checkCancellation() throws(Failure) {
        if Task.isCancelled { throw .archive(.cancelled) }
    }
}
