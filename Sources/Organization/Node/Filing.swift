import Ledger
import Records
import Storage

/// Files on their way into the folder, while the commands that bring them are decided and written.
///
/// Before a file is kept, the ledger's settings note its digest as in question; the entry that names it takes the note away, and
/// one that erases a name sets it. So whenever the program is stopped, what nobody names is noted, and removed by the next who opens
/// the folder for writing (`Node.removeUnnamedFiles`).
struct Filing {
    private let attachments: AttachmentStore
    private let ledger: any LedgerStore
    private var hold: AttachmentHold?
    private var noted: Set<Digest> = []

    init(_ attachments: AttachmentStore, of ledger: any LedgerStore) {
        self.attachments = attachments
        self.ledger = ledger
    }

    /// Keeps what came with a command, once it is sure that every file it names is there or came with it. From then on nobody
    /// removes files until `letGo`.
    mutating func keep(_ files: NamedFiles) async throws(Failure) {
        guard !files.isEmpty else { return }
        let brought = files.brought
        if !brought.isEmpty || attachments.isThere { try await takeHold() }
        try files.check(in: attachments)
        try await note(brought.map(\.digest))
        for file in brought {
            _ = try Failure.ofAttachment { () throws(AttachmentFailure) in try attachments.write(file.bytes) }
        }
    }

    /// Others may remove files again. Everything that names one has been written, or is not going to be.
    func letGo() {
        hold?.letGo()
    }

    private mutating func takeHold() async throws(Failure) {
        guard hold == nil else { return }
        hold = try await Failure.ofAttachments { [attachments] () throws(AttachmentFailure) in
            try await attachments.hold(.together)
        }
    }

    private mutating func note(_ digests: [Digest]) async throws(Failure) {
        let new = Set(digests).subtracting(noted)
        guard !new.isEmpty else { return }
        try await Failure.fromStore { [ledger] () throws(StoreFailure) in
            try await ledger.change(settings: Setting.filesInQuestion(new, areSo: true))
        }
        noted.formUnion(new)
    }
}

extension Setting {
    /// Begins the settings that note one file each which may lie in the folder although nothing names it.
    private static let fileInQuestion = "fileInQuestion."

    static func filesInQuestion(_ digests: Set<Digest>, areSo: Bool) -> [String: String?] {
        var settings: [String: String?] = [:]
        for digest in digests { settings.updateValue(areSo ? "" : nil, forKey: fileInQuestion + digest.hex) }
        return settings
    }

    static func filesInQuestion(among settings: [String: String]) -> Set<Digest> {
        Set(
            settings.keys.filter { $0.hasPrefix(fileInQuestion) }.compactMap {
                Digest(hex: String($0.dropFirst(fileInQuestion.count)))
            })
    }
}

extension Node {
    /// Until it is let go of, nobody removes files; `nil` where there are none.
    func holdFiles() async throws(Failure) -> AttachmentHold? {
        guard let attachments = folder?.attachments, attachments.isThere else { return nil }
        return try await Failure.ofAttachments { () throws(AttachmentFailure) in try await attachments.hold(.together) }
    }

    /// Files that may lie in the folder although nothing names them: one is just being kept, or an erasure could not remove it yet.
    func filesInQuestion() async throws(Failure) -> Set<Digest> {
        Setting.filesInQuestion(
            among: try await Failure.fromStore { () throws(StoreFailure) in try await store.settings() })
    }

    /// Removes the files in question that no record names in any version, and the notes of them.
    ///
    /// What cannot be removed, as while others hold the files for longer than we wait, stays noted: whoever opens the folder for
    /// writing next removes it.
    func removeUnnamedFiles(attempts: Int = AttachmentStore.attemptsUsual) async {
        guard let attachments = folder?.attachments else { return }
        isRemovalPending = true
        do throws(Failure) {
            guard try await !filesInQuestion().isEmpty else {
                isRemovalPending = false
                return
            }
            let hold = try await Failure.ofAttachments { () throws(AttachmentFailure) in
                try await attachments.hold(.alone, attempts: attempts)
            }
            defer { hold.letGo() }
            // Only now it is sure that nobody is about to name one of them.
            while try await !removeNoted(from: attachments) {}
            isRemovalPending = false
        } catch {
            // It was erased all the same: no entry and no record holds it any more.
        }
    }

    /// False when an entry was written meanwhile: it may have noted anew what is not to be looked at any more.
    private func removeNoted(from attachments: AttachmentStore) async throws(Failure) -> Bool {
        try await readOn()
        let inQuestion = try await filesInQuestion()
        let unnamed = inQuestion.subtracting(Examination.attachments(in: register).keys)
        for digest in unnamed {
            try Failure.ofAttachment { () throws(AttachmentFailure) in try attachments.remove(digest) }
        }
        let size = register.size
        do throws(StoreFailure) {
            try await store.append(Batch(settings: Setting.filesInQuestion(inQuestion, areSo: false)), at: size)
            return true
        } catch {
            if case .movedOn = error { return false }
            throw .storage(error)
        }
    }
}
