import Glibc

/// Measures, and rehearses what nobody should try on an organization of theirs.
@main
enum Bench {
    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        do {
            switch arguments.first {
            case "crash"? where arguments.count == 2:
                try await CrashWriter.run(Array(arguments)[1], clients: 4)
            default:
                say("usage: hallmark-bench crash FOLDER")
                exit(2)
            }
        } catch {
            say("failed \(error)")
            exit(1)
        }
    }
}
