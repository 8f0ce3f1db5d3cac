import ArgumentParser
import Storage

/// Which organization is meant.
struct FolderOption: ParsableArguments {
    @Option(
        name: .customLong("data"),
        help: ArgumentHelp("Folder of the organization. Default: $HALLMARK_DATA, else ./data.", valueName: "dir"),
        completion: .directory)
    var stated: String?

    func path(on machine: Machine) -> String {
        if let stated { return stated }
        let fromEnvironment = machine.environment["HALLMARK_DATA"] ?? ""
        return fromEnvironment.isEmpty ? "data" : fromEnvironment
    }

    func filePath(on machine: Machine) -> FilePath { FilePath(path(on: machine)) }

    /// A command that works on the same folder, ready to be copied.
    func command(_ words: String...) -> String {
        let folder = stated.map { ["--data", Shell.word($0)] } ?? []
        return (["hallmark"] + words + folder).joined(separator: " ")
    }

    mutating func validate() throws {
        if stated == "" {
            throw ValidationError("--data needs a folder. Leave it out for $HALLMARK_DATA, else ./data.")
        }
    }
}

/// Words for a shell.
enum Shell {
    /// Quoted where the shell would take it for more than one word, so that it survives being shown in one line.
    static func word(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || "_-./:=,@+%".utf8.contains(byte)
            }
        if isPlain { return text }
        return Harmless.line(text) == text ? "'" + text.replacing("'", with: "'\\''") + "'" : escaped(text)
    }

    /// `$'two\nlines'`, as bash and zsh take it: nothing in it is white space but single spaces, and nothing steers.
    private static func escaped(_ text: String) -> String {
        var word = "$'"
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            switch scalar {
            case "'", "\\": word += "\\" + String(scalar)
            case "\n": word += "\\n"
            case " ": word += last == " " ? "\\x20" : " "
            case _ where Harmless.line(String(scalar)) == String(scalar): word.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                word += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
            }
            last = scalar
        }
        return word + "'"
    }
}
