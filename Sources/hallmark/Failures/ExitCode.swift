/// What the program answers to a script. Part of the interface: a code never changes its meaning.
enum ExitCode: Int32, CaseIterable, Sendable {
    case done = 0
    case answerIsNo = 1
    case wrongUse = 2
    case refused = 3
    case badInput = 4
    case storage = 5
    case damaged = 6
    case notThere = 7
    case defect = 70
    case stopped = 130

    var meaning: String {
        switch self {
        case .done: "Done."
        case .answerIsNo:
            "Done, and the answer is no: verify found damage or could not check who signed, or check --strict found something that fails."
        case .wrongUse: "The command was not understood: an unknown word, a missing or wrong option."
        case .refused: "The rules of the organization stand against it. Nothing was changed."
        case .badInput: "A file or a value cannot be read as what it should be. Nothing was changed."
        case .storage: "The folder cannot be read or written: full, read-only, locked, or no ledger of this program."
        case .damaged: "The ledger is damaged. Only verify works on it."
        case .notThere: "There is no such organization, record, entry or file."
        case .defect: "A mistake in the program itself. Please report it."
        case .stopped: "Stopped, by Ctrl-C or a signal. What was not finished left no trace."
        }
    }
}
