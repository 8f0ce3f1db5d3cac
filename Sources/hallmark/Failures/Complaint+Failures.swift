import Exchange
import Ledger
import Organization
import Records
import Storage

extension Complaint {
    /// The only place where a failure of any part of the program becomes a message and a code.
    init(_ error: any Error) {
        switch error {
        case let complaint as Complaint: self = complaint
        case let failure as Failure: self.init(failure)
        case let refusal as Refusal: self.init(refusal)
        case let failure as StoreFailure: self.init(failure)
        case let failure as FolderFailure: self.init(failure)
        case let failure as AttachmentFailure: self.init(failure)
        case let problem as TableProblem: self.init(.badInput, "\(problem)")
        case let refused as MappingRefused: self.init(.badInput, refused.problems.map { "\($0)" })
        case let problem as JSON.Problem: self.init(.badInput, "This is no JSON: \(problem).")
        case let problem as LedgerProblem: self.init(.badInput, "\(problem)")
        default:
            self.init(
                .defect, "Something went wrong that the program does not know: \(String(describing: error)).",
                "Nothing more was written. Please report it with the command you gave.")
        }
    }

    init(_ failure: Failure) {
        switch failure {
        case .refused(let refusal): self.init(refusal)
        case .storage(let failure): self.init(failure)
        case .folder(let failure): self.init(failure)
        case .attachment(let failure): self.init(failure)
        case .archive(let failure): self.init(failure.code.exitCode, "\(failure.message)")
        case .damaged: self.init(.damaged, Phrase.lines(failure.message))
        case .unreadable: self.init(.storage, Phrase.lines(failure.message))
        case .input: self.init(.badInput, Phrase.lines(failure.message))
        }
    }

    init(_ refusal: Refusal) {
        let advice: [Phrase] = refusal.code.saysNothingChanged ? ["Nothing was changed."] : []
        self.init(refusal.code.exitCode, refusal.problems.map { Phrase(saying: $0.message) }, advice: advice)
    }

    init(_ failure: StoreFailure) {
        let detail: [Phrase] = failure.detail.isEmpty ? [] : ["\(faint: "Cause: \(failure.detail)")"]
        self.init(failure.exitCode, ["\(failure.message)"], advice: detail)
    }

    init(_ failure: FolderFailure) {
        switch failure {
        case .storage(let failure): self.init(failure)
        case .missing, .notAFolder, .notAnOrganization: self.init(.notThere, "\(failure.message)")
        case .notEmpty, .taken: self.init(.refused, "\(failure.message)", "Nothing was changed.")
        case .busy, .keyMissing, .keyBroken, .keyExposed: self.init(.storage, "\(failure.message)")
        }
    }

    init(_ failure: AttachmentFailure) {
        switch failure {
        case .storage(let failure): self.init(failure)
        case .absent: self.init(.notThere, "\(failure.message)")
        case .tooLarge: self.init(.badInput, "\(failure.message)")
        case .damaged: self.init(.damaged, "\(failure.message)")
        }
    }
}

extension Refusal.Code {
    fileprivate var exitCode: ExitCode {
        switch self {
        case .invalid: .badInput
        case .unknown: .notThere
        case .forbidden, .outdated, .notNow, .guarded: .refused
        }
    }

    /// Where somebody may wonder.
    fileprivate var saysNothingChanged: Bool {
        switch self {
        case .invalid, .unknown: false
        case .forbidden, .outdated, .notNow, .guarded: true
        }
    }
}

extension ArchiveFailure.Code {
    fileprivate var exitCode: ExitCode {
        switch self {
        case .absent: .notThere
        case .unreadable, .tooLarge, .foreign, .otherForm, .tooNew, .manifest, .members, .altered, .damaged, .entry,
            .key, .taken:
            .badInput
        case .unwritable, .full: .storage
        case .lostFile: .damaged
        case .cancelled: .stopped
        }
    }
}

extension StoreFailure {
    fileprivate var exitCode: ExitCode {
        switch self {
        case .movedOn, .unavailable, .busy, .outcomeUnknown, .full, .readOnly, .foreign, .tooNew, .outdated, .logUnread:
            .storage
        case .damaged: .damaged
        }
    }
}
