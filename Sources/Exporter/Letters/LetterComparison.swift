import Templating
package import Workspace

/// Compares what two versions of a letter say to the same recipient, but for date and reference, and for what they say of
/// an earlier mailing.
package struct LetterComparison: Sendable {
    /// A value that was printed and is not, or the other way round; the text around it when nothing of these.
    package struct Change: Hashable, Sendable {
        /// Nil for the text around values.
        package let expression: String?
        package let before: String
        package let after: String
    }

    private let old: CompiledLetter
    private let new: CompiledLetter

    package init(_ old: CompiledLetter, _ new: CompiledLetter) {
        self.old = old
        self.new = new
    }

    /// Nil when they are the same.
    package func changes(from before: LetterRecipient, to after: LetterRecipient) -> [Change]? {
        let was = old.said(to: before, with: [:])
        // As if it were of the same day.
        let now = new.said(
            to: after,
            with: [
                "letter.date": old.letter.value(of: "letter.date", for: before),
                "letter.reference": old.letter.value(of: "letter.reference", for: before),
                "previous.reference": old.letter.value(of: "previous.reference", for: before),
                "previous.date": old.letter.value(of: "previous.date", for: before),
                "previous.sent_on": old.letter.value(of: "previous.sent_on", for: before),
            ])
        if was.bytes == now.bytes { return nil }
        let changes =
            was.printed.map(\.expression) == now.printed.map(\.expression)
            ? zip(was.printed, now.printed).filter { $0.text != $1.text }.map {
                Change(expression: $0.expression, before: $0.text, after: $1.text)
            } : []
        return changes.isEmpty ? [Change(expression: nil, before: "", after: "")] : changes
    }
}

extension CompiledLetter {
    /// Text, header and footer in one recipient's letter, and the values in them, when some names stand for something
    /// else.
    fileprivate func said(
        to recipient: LetterRecipient, with others: [String: Value]
    ) -> (bytes: [UInt8], printed: [(expression: String, text: String)]) {
        var frame = letter.frame(of: recipient)
        for (path, value) in others {
            if case .value(let slot, _)? = letter.scope.entries[path] { frame.values[slot] = value }
        }
        var filler = Filler(frame: frame, language: letter.language, trace: true)
        var bytes: [UInt8] = []
        for template in explained.prefix(2) {
            var filling = Filling()
            filler.fill(template, into: &filling, escape: HoleContext.append)
            bytes += filling.bytes(of: template)
        }
        return (bytes, (filler.printed ?? []).map { ($0.expression.source, $0.text) })
    }
}
