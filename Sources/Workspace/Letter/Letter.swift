package import Templating

/// A letter with all that it is made from, read and checked.
package struct Letter: Sendable {
    /// Its folder's.
    package let name: String
    /// Absolute.
    package let directory: String
    package let settings: Settings
    package internal(set) var definition: LetterDefinition
    package let language: Language
    /// `letter.md`
    package let text: SourceFile
    package let houseStyle: HouseStyleFile
    /// The text of the message that it is sent with, when `letter.yaml` names one.
    package let emailText: SourceFile?
    /// The subject of that message, when `letter.yaml` gives one.
    let emailSubject: TextTemplate?
    package let scope: Scope
    /// Those who are addressed, in the order of the list.
    package private(set) var recipients: [LetterRecipient]

    let files: LetterFiles
    let record: FileRecord
    var values: LetterValues

    var tables: LetterTables { values.tables }

    /// The mailing that it follows on.
    package var previous: PreviousMailing? { values.previous }

    /// The values of one recipient's letter, laid out as `scope` says. They are read and calculated anew every time.
    package func frame(of recipient: LetterRecipient) -> Frame {
        let frames = LetterFrames(values)
        var frame = frames.shared
        frames.put(recipient, in: &frame)
        return frame
    }

    /// The values of all letters, as far as they are in `slots`.
    package func frames(of slots: Set<Int>) -> LetterFrames { LetterFrames(values, slots) }

    /// Of the message that it is sent with: the letter's own subject when there is no other.
    package func emailSubject(for recipient: LetterRecipient) -> String {
        let own = value(of: "letter.subject", for: recipient).description
        guard let emailSubject, case .success(let text) = emailSubject.fill(frame(of: recipient), in: language)
        else { return own }
        return text
    }

    /// Where a frame has the value of a name, such as `letter.subject`; nil when there is no such name, or it is no
    /// value.
    package func slot(of path: String) -> Int? {
        scope.slot(of: path)
    }

    /// Whether a code has a row in the list, be they addressed or not.
    package func isInList(_ code: String) -> Bool {
        tables.list?.indices[RecipientCode.folded(code)] != nil
    }

    /// What a name stands for in one recipient's letter.
    package func value(of path: String, for recipient: LetterRecipient) -> Value {
        slot(of: path).map { frame(of: recipient).values[$0] } ?? .empty
    }

    /// The same letter to some of its recipients only.
    package func addressed(to isAddressed: (LetterRecipient) -> Bool) -> Letter {
        var letter = self
        letter.recipients = recipients.filter(isAddressed)
        return letter
    }

    /// More than any picture in a letter needs.
    private static let imageLimit = 20_000_000
    private static let attachmentLimit = 100_000_000

    /// Reads an image by its path from the letter's folder, or from `letters/`; never from anywhere else.
    package func read(image path: String) throws(FileError) -> [UInt8] {
        try files.file(path).bytes(limit: Self.imageLimit)
    }

    /// `letters/oproep/letter.yaml`
    package var definitionName: String { definition.file.source.name }

    /// What is sent along, by names from the workspace.
    package var attachmentNames: [String] {
        definition.attachments.map { name in (try? files.file(name))?.name ?? name }
    }

    /// Every file that was read up to now for the letter, by its name from the workspace, and what is sent along with
    /// it: all that it takes to make it again.
    package func filesRead() throws(FileError) -> [String: [UInt8]] {
        for attachment in definition.attachments { _ = try files.file(attachment).bytes(limit: Self.attachmentLimit) }
        return record.contents
    }

    /// The folders that letters are made from, and the state of the workspace: nothing else is ever put there.
    package var sources: [String] {
        // Of `WORKSPACE/letters/NAME`.
        let workspace = "/" + directory.split(separator: "/").dropLast(2).joined(separator: "/")
        let registry = settings.registry.hasPrefix("/") ? settings.registry : "\(workspace)/\(settings.registry)"
        return WorkspaceDirectory.sources(in: workspace) + ["", "-wal", "-shm", "-journal"].map { registry + $0 }
    }
}
