package import Templating
package import Workspace

/// A letter compiled once, to be filled for each of its recipients.
package struct CompiledLetter: Sendable {
    package private(set) var letter: Letter
    /// Whether it goes to some only of those that it addresses.
    private(set) var isSelection = false
    /// The ways through the letter's own text, by their number.
    package let branches: [(id: Int, branch: Branch)]
    /// The loops that make all rows of a table, by the number of their branch.
    let tableLoops: Set<Int>

    let content: Template
    let styles: Template
    let meta: Template
    let flat: Template
    let page: Template
    let text: Template
    /// What stands between the salutation and the closing, as plain text.
    let body: Template
    /// The text of the message that it goes with by e-mail; nil when it goes to nobody that way.
    let message: Template?
    let pictures: [Picture]
    /// The families of fonts that it is set in.
    package let fonts: Set<String>
    /// The values that the templates above use.
    let frames: LetterFrames

    /// The same three with nothing written out that is the same for everyone, to tell where that comes from as well.
    package let explained: [Template]
}

extension CompiledLetter {
    /// The same letter to some of its recipients only.
    package func addressed(to isAddressed: (LetterRecipient) -> Bool) -> CompiledLetter {
        var compiled = self
        compiled.isSelection = true
        compiled.letter = letter.addressed(to: isAddressed)
        return compiled
    }

    /// Nil when something is wrong with the text or the house style, which is then in `diagnostics`.
    package static func compile(_ letter: Letter, diagnostics: inout Diagnostics) -> CompiledLetter? {
        var found = Diagnostics()
        let compiled = LetterCompiler(letter).compile(diagnostics: &found)
        diagnostics.add(found)
        return found.hasErrors ? nil : compiled
    }
}
