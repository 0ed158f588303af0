import ArgumentParser
import Foundation
import Registry
import Templating
import Workspace

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Make a letter, from a text and figures when there are any.",
        discussion: """
            Makes letters/LETTER/ with letter.yaml, which says what the letter needs and explains its keys, and \
            letter.md, its text. Nothing is ever overwritten.

            A text (.txt) becomes Markdown that prints the same: lines are joined to paragraphs, and what Markdown \
            would take for markup is escaped. Markdown (.md) is taken as it is. Without --text there is an example.

            Figures are a table with one row per recipient, in CSV as spreadsheets export it. It is copied as it is; \
            the column with the recipients' codes is found, and types for the others are proposed: integer, decimal, \
            date, boolean, or else text.
            """)

    @Argument(help: "The name of the letter, which becomes that of its folder.")
    var letter: String

    @Option(help: "A file with the text: .txt or .md.", completion: .file(extensions: ["txt", "md"]))
    var text: String?

    @Option(help: "A file with figures, one row per recipient: CSV.", completion: .file(extensions: ["csv"]))
    var figures: String?

    @OptionGroup var workspace: WorkspaceOption

    func run() throws {
        let workspace = try workspace.find()
        // With settings that are wrong the letter can be made all the same: 'check' tells of them.
        let zone = workspace.settings().settings?.timeZone ?? .amsterdam
        let today = try Author.now(nil, in: zone).today
        do throws(CreationError) {
            let made = try NewLetter.make(
                letter, text: text, figures: figures, current: FileManager.default.currentDirectoryPath, today: today,
                in: workspace)
            Console.show(made.diagnostics)
            show(made)
        } catch {
            throw Console.end(error)
        }
    }

    private func show(_ made: NewLetter) {
        Console.print("made letters/\(made.name)/: \(made.files.joined(separator: ", "))")
        Console.print("subject: \(made.subject)")
        Console.print("recipients: the \(made.recipients) of recipients/\(made.list).csv")
        if !made.otherLists.isEmpty {
            let others = made.otherLists.joined(separator: ", ")
            Console.print("  the first list by name; for another (\(others)) change recipients.list in letter.yaml")
        }
        if let figures = made.figures { show(figures, recipients: made.recipients) }
        if text != nil { showText(made) }
        let inFigures = made.figures == nil ? "" : "source and as_of of the figures, "
        Console.print("fill in, in letter.yaml: \(inFigures)name and title of the signatory")
        Console.print("next: oproep check \(made.name)")
    }

    private func show(_ figures: FiguresProposal, recipients: Int) {
        if let (written, meant) = figures.stripped {
            Console.print("figures: joined on column '\(figures.key)'")
            Console.note("warning: '\(figures.key)' has not the codes of the list: write \(meant) for \(written)")
        } else {
            let rows = "\(figures.matches) of \(recipients) recipients have a row"
            Console.print("figures: joined on column '\(figures.key)'; \(rows)")
        }
        if let row = figures.headerRow { Console.print("  the column names stand in row \(row): header_row says so") }
        let width = figures.columns.map(\.name.count).max() ?? 0
        for column in figures.columns {
            let heading = column.heading == column.name ? nil : "is '\(Problem.shown(column.heading))'"
            let comment = [heading, column.comment].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; ")
            let type = comment.isEmpty ? column.type.rawValue : "\(Columns.left(column.type.rawValue, 7))  \(comment)"
            Console.print("  \(Columns.left(column.name, width))  \(type)")
        }
        if let row = figures.totalsRow {
            Console.note(
                "warning: row \(row) of the figures adds up the others and is nobody's: take it out of figures.csv")
        }
    }

    private func showText(_ made: NewLetter) {
        Console.print("look at letter.md:")
        let columns = made.figures?.columns ?? []
        if let column = columns.first(where: \.type.isNumeric) ?? columns.first {
            Console.print("  {{ figures.\(column.name) }} prints each recipient's own, as does {{ recipient.name }}")
        }
        if !made.joined.isEmpty {
            let words = made.joined.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
            let rest = made.joined.count > 5 ? " and \(made.joined.count - 5) more" : ""
            Console.print("  lines ended in a hyphen, see whether it belongs there: \(words)\(rest)")
        }
        Console.print("  the house style prints address, date, subject and signature: take them out of the text")
    }
}
