import ArgumentParser
import Exporter
import Foundation
import Templating
import Workspace

@main
struct Oproep: AsyncParsableCommand {
    // Here and in every command: to find a name in that of the type takes a tenth of the time that one letter takes.
    static let configuration = CommandConfiguration(
        commandName: "oproep",
        abstract: "One letter in, one letter per recipient out, each with that recipient's own figures.",
        discussion: """
            Commands work on a workspace: a folder with oproep.yaml, letters/ and recipients/. It is the nearest parent \
            of the current directory, or the one given with --workspace.

            Data goes to standard output, progress and diagnostics to standard error.
            Exit codes: 0 done; 1 refused, there are diagnostics; 2 done in part: something is refused, \
            deferred or in doubt; 64 wrong usage; 70 a bug of oproep; \
            74 input or output failed.
            """,
        version: "0.1.0",
        subcommands: [
            InitCommand.self, NewCommand.self, CheckCommand.self, RenderCommand.self, ExplainCommand.self,
            FreezeCommand.self, ReviewCommand.self, ApproveCommand.self,
            SendCommand.self, StatusCommand.self, RecordCommand.self, ResolveCommand.self, CancelCommand.self,
            HistoryCommand.self, AuditCommand.self,
            ArchiveCommand.self, VerifyCommand.self, DestroyCommand.self, BackupCommand.self, RestoreCommand.self,
            DoctorCommand.self,
        ])

    static func main() async {
        if let shortage = OpenFiles.shortage() {
            Console.note("error: \(shortage)")
            exit(withError: ExitCode.outputFailed)
        }
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let problem = misspelt(arguments) {
            Console.note("error: \(problem)")
            exit(withError: ExitCode(EX_USAGE))
        }
        await main(arguments)
    }

    /// Why the first word is no command; nil when it is one, or there is none.
    private static func misspelt(_ arguments: [String]) -> String? {
        guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
        let known = configuration.subcommands.compactMap { $0.configuration.commandName }
        if known.contains(word) || word == "help" { return nil }
        let meant = nearest(to: word, among: known).map { "did you mean '\($0)'?" } ?? "'oproep --help' lists them"
        return "there is no command '\(Problem.shown(word))': \(meant)"
    }
}
