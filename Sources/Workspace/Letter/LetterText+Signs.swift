import Templating

extension Diagnostics {
    /// What of a letter's own text would be printed as it stands, and should not be: damage, what cannot be seen,
    /// placeholders. `names` are those that the letter knows.
    mutating func look(at text: SourceFile, names: some Collection<String>) {
        for damage in TextDamage.all(in: text.scalars) {
            let written = text.text(damage.range)
            switch damage.kind {
            case .lost: add(.lostCharacterInText(written), at: text.place(damage.range))
            case .misread(let meant): add(.misreadInText(written, meant), at: text.place(damage.range))
            }
        }
        for (offset, scalar) in text.scalars.enumerated() where scalar.isWithoutWidth {
            add(.invisible(scalar), at: text.place(offset..<offset + 1))
        }
        for placeholder in Placeholder.all(in: text.scalars) {
            let written = text.text(placeholder.range)
            switch placeholder.kind {
            case .toFillIn: add(.toFillInText(written), at: text.place(placeholder.range))
            case .example: add(.exampleText, at: text.place(placeholder.range))
            case .field(let name):
                add(
                    .foreignPlaceholder(written, tag: Placeholder.tag(for: name, among: names)),
                    at: text.place(placeholder.range))
            }
        }
    }
}

extension SourceFile {
    fileprivate func text(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(scalars[range]))
    }
}
