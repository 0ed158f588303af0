import ArgumentParser
import Exporter
import Templating

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a letter: its text, its data and every recipient.",
        discussion: """
            Tells everything that is wrong at once, and how many recipients get each variant of the text. \
            Writes nothing.
            """)

    @OptionGroup var arguments: LetterArguments

    @Flag(help: "Print the diagnostics as JSON.")
    var json = false

    private struct Report: Encodable {
        struct Branch: Encodable {
            let file: String
            @NullWhenNil var line: Int?
            let tag: String
            let recipients: Int

            init(_ coverage: LetterCheck.Coverage) {
                file = coverage.branch.place.file
                line = coverage.branch.place.line
                tag = coverage.branch.source
                recipients = coverage.count
            }
        }

        let diagnostics: [JSON.Diagnostic]
        let leftOut: [JSON.LeftOut]
        let recipients: Int
        let branches: [Branch]

        enum CodingKeys: String, CodingKey {
            case diagnostics
            case leftOut = "left_out"
            case recipients, branches
        }
    }

    func run() throws {
        let checked = try arguments.check()
        if json {
            let report = Report(
                diagnostics: checked.diagnostics.all.map(JSON.Diagnostic.init),
                leftOut: JSON.LeftOut.all(checked.diagnostics), recipients: checked.recipients,
                branches: checked.coverage.map(Report.Branch.init))
            Console.print(try JSON.text(report))
        } else {
            Console.show(checked.diagnostics)
            if checked.compiled != nil {
                Console.print("\(checked.recipients) recipients: every letter can be made")
                for item in checked.coverage {
                    let line = item.branch.place.line.map(String.init) ?? ""
                    Console.print("\(Columns.right("\(item.count)", 7))  line \(line): \(item.branch.source)")
                }
            }
        }
        if checked.diagnostics.hasErrors { throw ExitCode.refused }
    }
}
