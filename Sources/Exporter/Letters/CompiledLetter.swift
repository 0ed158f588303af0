package import Templating
package import Workspace

/// A letter compiled once, to be filled for each of its recipients.
package struct CompiledLetter: Sendable {
    package let letter: Letter
    /// The ways through the letter's own text, by their number.
    package let branches: [(id: Int, branch: Branch)]

    let content: Template
    let styles: Template
    let meta: Template
    let flat: Template
    let page: Template
    let text: Template
    /// What stands between the salutation and the closing, as plain text.
    let body: Template
    let pictures: [Picture]
    /// The values that the templates above use.
    let frames: LetterFrames

    /// The same three with nothing written out that is the same for everyone, to tell where that comes from as well.
    let explained: [Template]
}

extension CompiledLetter {
    /// Nil when something is wrong with the text or the house style, which is then in `diagnostics`.
    package static func compile(_ letter: Letter, diagnostics: inout Diagnostics) -> CompiledLetter? {
        var found = Diagnostics()
        let compiled = LetterCompiler(letter).compile(diagnostics: &found)
        diagnostics.add(found)
        return found.hasErrors ? nil : compiled
    }
}
