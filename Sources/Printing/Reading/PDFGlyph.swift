/// A glyph on a page, with all that decides whether it can be read there.
struct PDFGlyph: Sendable {
    /// Why nobody reads it.
    enum Fault: Equatable, Sendable {
        case offPage, cutOff, tooSmall, unseen, covered
    }

    /// What it stands for; empty for one that belongs to the text of another.
    var text: String
    /// Around what is inked of a letter: from a little below its baseline to its height.
    var box: PDFBox
    /// Where its middle is along the line that it stands on, and how high that line is.
    let along: Double
    let baseline: Double
    /// How high it is printed, in points.
    let size: Double
    var fault: Fault?
    var look: Look

    /// What is drawn.
    enum Look: Equatable, Sendable {
        case shape, nothing
        /// The box of a character that the font does not have.
        case box
    }

    /// Printed as a box, or as nothing, for want of a glyph.
    var isMissing: Bool { look == .box || look == .nothing && !isBlank }

    /// Whether nobody expects to see anything.
    var isBlank: Bool {
        text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint }
    }
}

/// What is painted in one piece: glyphs of one direction on one line, in the order in which they are read.
struct PDFPortion: Sendable {
    /// What the structure of the document has it for (ISO 32000-1 §14.8).
    enum Role: Sendable {
        case text
        /// In a note at the foot of a page.
        case note
        /// In a picture.
        case figure
        /// A header, a footer, a table's header once more.
        case artifact
    }

    let role: Role
    var glyphs: [PDFGlyph] = []
}
