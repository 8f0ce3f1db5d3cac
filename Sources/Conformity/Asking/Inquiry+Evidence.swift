import AIMS
import Ledger
import Records

/// Files of evidence, and whether the latest integrity run found them whole.
extension Inquiry {
    /// How old the latest integrity run may be.
    private static let integrityDays = 7

    /// One member for every file of an Evidence record.
    var evidenceFiles: Members<EvidenceFile> {
        Members(set: all(Evidence.self).set) { content in
            let evidence = Record<Evidence>(content: content, view: self.view)
            return ([evidence.file].compactMap(\.self) + (evidence.attachments ?? [])).map {
                EvidenceFile(evidence: evidence, file: $0)
            }
        }
    }

    /// The latest run is what every file is judged by.
    func restsOnLatestIntegrityRun() -> Answer {
        Answer(sentences: [
            Sentence(
                manner: .whole { _ in
                    guard let latest = self.latestIntegrityRun else { return }
                    self.cite(latest.record.citation, grade: self.gradeOfLog)
                })
        ])
    }

    private var latestIntegrityRun: (record: Record<IntegrityRun>, at: BusinessTime)? {
        let latest = session.value(Name("latest integrity run")) { on in
            // Of several on one day the one that was entered last. What somebody tells of did not look at the files here.
            on.all(IntegrityRun.self).records.filter { on.view.changes(of: $0.id).first?.recorded == nil }
                .max { on.verifiedAt($0) < on.verifiedAt($1) }?.id
        }
        return record(latest, as: IntegrityRun.self).map { ($0, $0.at ?? $0.content.created.at) }
    }

    func isIntact(_ member: EvidenceFile) -> Reply {
        let run = Remedy.run("verify --record")
        guard let latest = latestIntegrityRun else { return .lacks(Gap("never verified", run)) }
        let last = latest.at.day(in: view.zone).adding(days: Inquiry.integrityDays)
        if wasKept(member, after: latest.record.content.created.sequence) {
            return .lacksUntil(last, Gap("came after the latest integrity run", run))
        } else if (latest.record.failures ?? []).contains(where: { $0.names(member) }) {
            return .lacks(Gap("“\(member.file.name)” was found damaged or missing by \(latest.record.id)", .learn))
        } else {
            return .holdsUntil(last, Gap("last verified on \(latest.at.day(in: self.view.zone))", run))
        }
    }
}

extension Inquiry {
    /// Whether the file came into its record only after an entry, whenever that is said to have happened: what counts is what the
    /// run can have seen.
    private func wasKept(_ member: EvidenceFile, after run: EntryIndex) -> Bool {
        if member.evidence.content.lastEntered < run { return false }
        let first = view.changes(of: member.evidence.id).filter { change in
            change.assignments.contains { $0.value?.names(member.file) == true }
        }.map(\.sequence).min()
        return first.map { $0 > run } ?? false
    }
}

extension Value {
    fileprivate func names(_ file: Attachment) -> Bool {
        switch self {
        case .attachment(let other): other.digest == file.digest
        case .list(let items): items.contains { $0.names(file) }
        default: false
        }
    }
}

extension Asking {
    fileprivate func verifiedAt(_ run: Record<IntegrityRun>) -> (Day, EntryIndex) {
        ((run.at ?? run.content.created.at).day(in: view.zone), run.content.created.sequence)
    }
}

/// A file that is kept as evidence; the Evidence record stands for it.
struct EvidenceFile: Member {
    let evidence: Record<Evidence>
    let file: Attachment

    var carrier: RecordContent? { evidence.content }
    var citation: RecordRef { evidence.citation }
    static var register: String? { Record<Evidence>.register }
}

extension String {
    /// Whether the account of a damage is about this file.
    fileprivate func names(_ member: EvidenceFile) -> Bool {
        contains(member.file.digest.hex)
            || split { !$0.isLetter && !$0.isNumber && $0 != "-" }.contains { $0 == member.evidence.id.text }
    }
}
