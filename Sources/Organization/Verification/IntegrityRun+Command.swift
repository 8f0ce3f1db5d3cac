import AIMS
import Ledger
package import Records

extension Examination {
    /// The command that enters the result as a record. Only what was really verified is said.
    ///
    /// - Parameter checkpoint: the note the ledger stood under.
    package func integrityRun(
        at moment: Moment, checkpoint: String?, by person: ActingPerson, declarations: Declarations
    ) throws(Failure) -> Command {
        let kind = declarations.kind(IntegrityRun.self)
        var values: [String: JSON] = [
            "at": .string(moment.description), "entriesVerified": .integer(Int64(ledger.size.value)),
            "filesVerified": .integer(Int64(filesVerified)),
            "failures": .array(failures.prefix(100).map { .string(String($0.prefix(4_000))) }),
        ]
        if let checkpoint { values["checkpoint"] = .string(checkpoint) }
        do throws(Refusal) {
            return Command(
                [.create(kind, state: nil, values: try kind.assignments(from: values))], by: person,
                isFound: true)
        } catch {
            throw .refused(error)
        }
    }
}
