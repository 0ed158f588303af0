package import Templating

/// A letter with all that it is made from, read and checked.
package struct Letter: Sendable {
    /// Its folder's.
    package let name: String
    /// Absolute.
    package let directory: String
    package let settings: Settings
    package let definition: LetterDefinition
    package let language: Language
    /// `letter.md`
    package let text: SourceFile
    package let houseStyle: HouseStyleFile
    /// The text of the message that it is sent with, when `letter.yaml` names one.
    package let emailText: SourceFile?
    /// The subject of that message, when `letter.yaml` gives one.
    package let emailSubject: TextTemplate?
    package let scope: Scope
    /// Those who are addressed, in the order of the list.
    package let recipients: [LetterRecipient]

    let files: LetterFiles
    let values: LetterValues

    var tables: LetterTables { values.tables }

    /// The values of one recipient's letter, laid out as `scope` says. They are read and calculated anew every time.
    package func frame(of recipient: LetterRecipient) -> Frame {
        let frames = LetterFrames(values)
        var frame = frames.shared
        frames.put(recipient, in: &frame)
        return frame
    }

    /// The values of all letters, as far as they are in `slots`.
    package func frames(of slots: Set<Int>) -> LetterFrames { LetterFrames(values, slots) }

    /// What a name stands for in one recipient's letter: `letter.subject`.
    package func value(of path: String, for recipient: LetterRecipient) -> Value {
        guard case .value(let slot, _)? = scope.entries[path] else { return .empty }
        return frame(of: recipient).values[slot]
    }

    /// More than any picture in a letter needs.
    private static let imageLimit = 20_000_000

    /// Reads an image by its path from the letter's folder, or from `letters/`; never from anywhere else.
    package func read(image path: String) throws(FileError) -> [UInt8] {
        try files.file(path).bytes(limit: Self.imageLimit)
    }

    /// The folders that letters are made from, and the state of the workspace: nothing else is ever put there.
    package var sources: [String] {
        // Of `WORKSPACE/letters/NAME`.
        let workspace = directory.split(separator: "/").dropLast(2).joined(separator: "/")
        return ["letters", "recipients", ".oproep", ".git"].map { "/\(workspace)/\($0)" }
    }
}
