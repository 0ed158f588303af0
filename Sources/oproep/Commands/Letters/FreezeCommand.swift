import ArgumentParser
import Exporter
import Registry
import Synchronization
import Templating
import Workspace

struct FreezeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze",
        abstract: "Fix a letter with its data and every document's bytes, as the next mailing.",
        discussion: """
            Checks the letter as 'check' does, makes every letter (and the PDF and the e-mail where the recipient's \
            channel needs them), and keeps all of it in the registry. From then on nothing that is changed in the \
            workspace changes the mailing. Nothing leaves before it is approved.

            --diff N freezes nothing, and tells for whom the letter differs from mailing N. --changed-since N freezes a \
            correction of mailing N, to only those. Date and reference are no difference, and neither is what stands in \
            {% if previous.reference != "" %} … {% endif %}, where a letter can name the one that it corrects.

            --json prints {"mailing", "letter", "recipients", "dispatches", "sha256", "head"}; with --diff {"mailing", \
            "letter", "differences": [{"code", "name", "kind", "changes": [{"expression", "before", "after"}]}]}, where \
            "kind" is changed, added or gone, and "expression" is null for the text around the values.
            """)

    @OptionGroup var arguments: LetterArguments
    @OptionGroup var author: AuthorOption

    @Flag(help: "Also when the same was frozen before.")
    var again = false

    @Option(help: ArgumentHelp("Only tell for whom the letter differs from this mailing.", valueName: "mailing"))
    var diff: Int?

    @Option(
        help: ArgumentHelp(
            "Only to those whose letter differs from this mailing, as its correction.", valueName: "mailing"))
    var changedSince: Int?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if diff != nil, changedSince != nil || again { throw ValidationError("--diff goes without other options.") }
    }

    func run() async throws {
        if let diff { return try showDifferences(from: diff) }
        var loaded = try arguments.load(correcting: changedSince)
        guard var compiled = loaded.compiled, !loaded.diagnostics.hasErrors else {
            Console.show(loaded.checked().diagnostics)
            throw ExitCode.refused
        }
        let workspace = try arguments.workspace.find()
        let settings = compiled.letter.settings
        let author = try Author.now(self.author.by?.text, in: settings.timeZone)
        let registry = try refusing { () throws(RegistryError) in
            try Registry(of: workspace, settings, by: author) { !Interruption.isRequested }
        }
        for remark in registry.remarks { Console.note("note: \(remark)") }
        if let changedSince { compiled = try corrected(compiled, changedSince, registry) }
        Interruption.listen()
        let bar = Mutex(ProgressBar())
        let frozen: Frozen
        do throws(RegistryError) {
            frozen = try await registry.freeze(compiled, corrects: changedSince, again: again, by: author) {
                done, total in
                bar.withLock { $0.advance(to: done, of: total) }
                return !Interruption.isRequested
            }
        } catch {
            if case .letters(let failure) = error { throw Console.end(failure, after: loaded.diagnostics) }
            throw Console.end(error)
        }
        loaded.diagnostics.add(frozen.diagnostics)
        Console.show(loaded.diagnostics)
        try show(frozen, compiled.letter)
    }

    private func show(_ frozen: Frozen, _ letter: Letter) throws {
        if json {
            return Console.print(
                try JSON.text(
                    FrozenReport(
                        mailing: frozen.mailing, letter: letter.name, recipients: frozen.recipients,
                        dispatches: frozen.dispatches, sha256: frozen.sha256, head: frozen.head)))
        }
        Console.print("mailing \(frozen.mailing): '\(letter.name)' to \(frozen.recipients.counted("recipient"))")
        Console.print("sha256 \(frozen.sha256)")
        Console.print("next: oproep review \(frozen.mailing)")
    }

    /// The letter to only those to whom it says something else than in a mailing.
    private func corrected(
        _ compiled: CompiledLetter, _ number: Int, _ registry: Registry
    ) throws -> CompiledLetter {
        let correction = try refusing { () throws(RegistryError) in try registry.correction(of: number, compiled) }
        let others = correction.others
        if !others.isEmpty {
            let names = others.prefix(5).map { "\($0.name) (\($0.code))" }.joined(separator: ", ")
            let rest = others.count > 5 ? " and \(others.count - 5) more" : ""
            let command = "oproep freeze \(compiled.letter.name) --diff \(number)"
            Console.note("note: written to in one of the two only: \(names)\(rest); '\(command)' tells which")
        }
        return correction.compiled
    }
}

extension FreezeCommand {
    private struct FrozenReport: Encodable {
        let mailing: Int
        let letter: String
        let recipients: Int
        let dispatches: Int
        let sha256: String
        let head: String
    }

    private struct DifferencesReport: Encodable {
        struct Difference: Encodable {
            struct Change: Encodable {
                @NullWhenNil var expression: String?
                let before: String
                let after: String
            }

            let code: String
            let name: String
            let kind: String
            let changes: [Change]
        }

        let mailing: Int
        let letter: String
        let differences: [Difference]
    }

    private func showDifferences(from number: Int) throws {
        let compiled = try arguments.compiled()
        let registry = try RegistryArguments(workspace: arguments.workspace).open().registry
        let differences = try refusing { () throws(RegistryError) in
            try registry.differences(between: number, and: compiled)
        }
        if json {
            let report = DifferencesReport(
                mailing: number, letter: compiled.letter.name, differences: differences.map(Self.reported))
            return Console.print(try JSON.text(report))
        }
        let recipients = compiled.letter.recipients.count
        Console.print("\(differences.count) of \(recipients.counted("letter")) differ from mailing \(number)")
        for difference in differences {
            switch difference.kind {
            case .added: Console.print("\(difference.name) (\(difference.code)): was not written to")
            case .gone: Console.print("\(difference.name) (\(difference.code)): is not written to any more")
            case .changed(let changes):
                Console.print("\(difference.name) (\(difference.code))")
                for change in changes { Console.print("  \(Self.told(change))") }
            }
        }
    }

    private static func told(_ change: LetterComparison.Change) -> String {
        guard let expression = change.expression else { return "the text itself" }
        return "{{ \(expression) }}  \(change.before) → \(change.after)"
    }

    private static func reported(_ difference: LetterDifference) -> DifferencesReport.Difference {
        let (kind, changes): (String, [LetterComparison.Change]) =
            switch difference.kind {
            case .added: ("added", [])
            case .gone: ("gone", [])
            case .changed(let changes): ("changed", changes)
            }
        return .init(
            code: difference.code, name: difference.name, kind: kind,
            changes: changes.map { .init(expression: $0.expression, before: $0.before, after: $0.after) })
    }
}

extension Int {
    /// `1 letter`, `2 letters`.
    func counted(_ noun: String, _ plural: String? = nil) -> String {
        "\(self) \(self == 1 ? noun : plural ?? noun + "s")"
    }
}
