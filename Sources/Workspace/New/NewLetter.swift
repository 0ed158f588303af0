import Disk
import Foundation
package import Templating

/// A letter that was made, and what its writer should know of it.
package struct NewLetter: Sendable {
    package let name: String
    /// What its folder holds.
    package let files: [String]
    package let subject: String
    /// The list that its recipients are in, and the others that there are.
    package let list: String
    package let otherLists: [String]
    package let recipients: Int
    package let figures: FiguresProposal?
    /// Words of its text that were put together where a line ended in a hyphen.
    package let joined: [String]
    /// What is wrong with the files that it was made from, and did not stop it.
    package let diagnostics: Diagnostics

    /// Makes `letters/NAME/`. Files are named by their path, from `current` when that is not absolute; `today` becomes
    /// the letter's date.
    package static func make(
        _ name: String, text: String?, figures: String?, current: String, today: CalendarDate,
        in workspace: WorkspaceDirectory
    ) throws(CreationError) -> NewLetter {
        let name = try LetterName(name)
        let folder = "\(workspace.path)/letters/\(name)"
        guard Directory.isFree(folder) else { throw .letterExists("\(name)") }
        let sources = try LetterSources(
            workspace, text: text.map { DiskFile($0, from: current) },
            figures: figures.map { DiskFile($0, from: current) })

        let proposal = LetterProposal(
            name: name, subject: sources.text?.subject ?? name.words, date: today, list: sources.listName,
            hasSalutations: sources.list.hasSalutations, figures: sources.figures?.proposal)
        var files = [NewFile("letter.md", sources.text?.markdown ?? proposal.exampleText)]
        if let figures = sources.figures { files.append(NewFile("figures.csv", figures.bytes)) }
        // The last, as it is what makes a letter of the folder.
        files.append(NewFile(LetterDefinition.fileName, proposal.yaml))
        try NewFolder(files: files).make(at: folder)
        return NewLetter(
            name: "\(name)", files: files.map(\.path).reversed(), subject: proposal.subject, list: sources.listName,
            otherLists: sources.otherLists, recipients: sources.list.recipients.count, figures: proposal.figures,
            joined: sources.text?.joined ?? [], diagnostics: sources.diagnostics)
    }
}

extension DiskFile {
    fileprivate init(_ path: String, from current: String) {
        self.init(path: path.hasPrefix("/") ? path : "\(current)/\(path)", name: path)
    }
}

extension RecipientList {
    /// Whether every recipient has a salutation of its own.
    fileprivate var hasSalutations: Bool {
        guard let column = table.column(RecipientColumn.salutation.rawValue) else { return false }
        return !recipients.isEmpty && recipients.allSatisfy { !value(column, of: $0).isEmpty }
    }
}
