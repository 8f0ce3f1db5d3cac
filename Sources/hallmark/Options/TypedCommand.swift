/// The command as somebody typed it, to be said once more with something added to it or replaced in it: nothing typed is lost.
struct TypedCommand: Sendable {
    /// Without the name of the program.
    let words: [String]

    /// The same with fields that were not filled in, and the reason if that is missing.
    ///
    /// - Parameter missing: words to be completed, like `--set name=…`. They are written as they are.
    func command(adding missing: [String], without empty: Set<String> = []) -> String {
        let kept = spoken(without: empty)
        let place = kept.firstIndex(of: "--") ?? kept.count
        let all = kept[..<place].map(Shell.word) + missing + kept[place...].map(Shell.word)
        return (["hallmark"] + all).joined(separator: " ")
    }

    /// The same with another option in the place of `--set setting`.
    func command(saying words: [String], for setting: String) -> String {
        var said: [String] = []
        var rest = self.words[...]
        while let word = rest.popFirst() {
            if word == "--set", rest.first == setting {
                rest.removeFirst()
                said += words
            } else if word == "--set=" + setting {
                said += words
            } else {
                said.append(word)
            }
        }
        return (["hallmark"] + said.map(Shell.word)).joined(separator: " ")
    }

    /// The words, without settings that clear one of these fields: it is to be said anew.
    private func spoken(without empty: Set<String>) -> [String] {
        let clearing = Set(empty.map { $0 + "=" })
        var said: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--set", let setting = rest.first, clearing.contains(setting) {
                rest.removeFirst()
            } else if !word.hasPrefix("--set=") || !clearing.contains(String(word.dropFirst("--set=".count))) {
                said.append(word)
            }
        }
        return said
    }
}

extension Machine {
    var typed: TypedCommand { TypedCommand(words: arguments) }
}
