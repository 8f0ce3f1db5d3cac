import Synchronization

/// Which kinds a computation really read; a cached result holds as long as none of them is touched.
package final class ReadLog: Sendable {
    private let ordinals = Mutex<Set<Int>>([])

    package init() {}

    package func note(_ kind: Kind) {
        _ = ordinals.withLock { $0.insert(kind.ordinal) }
    }

    /// By ordinal.
    package var kinds: Set<Int> { ordinals.withLock { $0 } }
}
