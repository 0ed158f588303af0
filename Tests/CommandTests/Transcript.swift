import Foundation

/// A Markdown file that shows commands with what they print, and proves it.
///
/// In fenced blocks marked `console` a line that begins with `$ ` is a command, those that begin with `> ` go on with
/// it, and the lines after them are its output, standard output and error together, closed by `[exit N]` when N is not 0. `…` at the end of a line stands for any
/// end, a line of only `…` for any lines.
struct Transcript: Sendable {
    struct Step: Sendable {
        let command: String
        let expected: [String]
        /// In the file, from 1.
        let line: Int
    }

    let steps: [Step]

    init(_ text: String) {
        var steps: [Step] = []
        var command: (text: String, line: Int)?
        var output: [String] = []
        func finish() {
            if let command { steps.append(Step(command: command.text, expected: output, line: command.line)) }
            command = nil
            output = []
        }
        var isConsole = false
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                finish()
                isConsole = line == "```console"
            } else if isConsole, line.hasPrefix("$ ") {
                finish()
                command = (String(line.dropFirst(2)), index + 1)
            } else if isConsole, line.hasPrefix("> "), output.isEmpty, let begun = command {
                command = ("\(begun.text)\n\(line.dropFirst(2))", begun.line)
            } else if isConsole {
                output.append(String(line))
            }
        }
        finish()
        self.steps = steps
    }

    /// Whether output is as expected, wildcards taken into account.
    static func matches(_ actual: ArraySlice<String>, _ expected: ArraySlice<String>) -> Bool {
        guard let first = expected.first else { return actual.isEmpty }
        if first == "…" {
            return (actual.startIndex...actual.endIndex).contains { matches(actual[$0...], expected.dropFirst()) }
        }
        guard let line = actual.first else { return false }
        let isEqual = first.hasSuffix("…") ? line.hasPrefix(first.dropLast()) : line == first
        return isEqual && matches(actual.dropFirst(), expected.dropFirst())
    }
}
