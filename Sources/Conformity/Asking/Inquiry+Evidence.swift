import AIMS
import Ledger
import Records

/// Files of evidence, and whether the latest integrity run found them whole.
extension Inquiry {
    /// How old the latest integrity run may be.
    private static let integrityDays = 7

    /// One member for every file of an Evidence record.
    var evidenceFiles: [EvidenceFile] {
        all(Evidence.self).flatMap { evidence in
            ([evidence.file].compactMap(\.self) + (evidence.attachments ?? [])).map {
                EvidenceFile(evidence: evidence, file: $0)
            }
        }
    }

    private var latestIntegrityRun: (record: Record<IntegrityRun>, at: BusinessTime)? {
        once("latest integrity run") {
            let runs = all(IntegrityRun.self).map { ($0, $0.at ?? $0.content.created.at) }
            let latest = runs.max { $0.1.day(in: view.zone) < $1.1.day(in: view.zone) }
            if let latest { cite(latest.0.citation, grade: session.checkpointVerifies ? .verifiable : .independent) }
            return latest
        }
    }

    func isIntact(_ member: EvidenceFile) -> Reply {
        let run = Remedy.run("verify --record")
        guard let latest = latestIntegrityRun else { return .lacks(Gap("never verified", run)) }
        let last = latest.at.day(in: view.zone).adding(days: Inquiry.integrityDays)
        if !member.evidence.content.created.at.isInOrder(before: latest.at, in: view.zone) {
            return .lacksUntil(last, Gap("came after the latest integrity run", run))
        } else if (latest.record.failures ?? []).contains(where: { $0.names(member) }) {
            return .lacks(Gap("“\(member.file.name)” was found damaged or missing by \(latest.record.id)", .learn))
        } else {
            return .holdsUntil(last, Gap("last verified on \(latest.at.day(in: view.zone))", run))
        }
    }
}

/// A file that is kept as evidence; the Evidence record stands for it.
struct EvidenceFile: Member {
    let evidence: Record<Evidence>
    let file: Attachment

    var carrier: RecordContent? { evidence.content }
    var citation: RecordRef { evidence.citation }
}

extension String {
    /// Whether the account of a damage is about this file.
    fileprivate func names(_ member: EvidenceFile) -> Bool {
        contains(member.file.digest.hex)
            || split { !$0.isLetter && !$0.isNumber && $0 != "-" }.contains { $0 == member.evidence.id.text }
    }
}
