package import Templating
import Workspace

/// Every letter filled without being written: what cannot be printed, and who takes which way through the text.
package struct LetterCheck: Sendable {
    package struct Coverage: Sendable {
        package let branch: Branch
        /// How many recipients take it.
        package let count: Int
    }

    package private(set) var diagnostics = Diagnostics()
    package let coverage: [Coverage]

    /// What came of some of the recipients.
    fileprivate struct Part: Sendable {
        var diagnostics = Diagnostics()
        var counts: [Int: Int] = [:]
    }

    package init(_ compiled: CompiledLetter) {
        let recipients = compiled.letter.recipients
        let parts = inChunks(recipients.count, of: 256) { range in
            var part = Part()
            for recipient in recipients[range] { part.check(compiled, recipient) }
            return part
        }
        var counts: [Int: Int] = [:]
        for part in parts {
            diagnostics.add(part.diagnostics)
            counts.merge(part.counts, uniquingKeysWith: +)
        }
        coverage = compiled.branches.map { Coverage(branch: $0.branch, count: counts[$0.id] ?? 0) }
        // Only what is complete tells who takes which way.
        guard recipients.allSatisfy(\.isComplete), !recipients.isEmpty else { return }
        for item in coverage where item.count == 0 {
            diagnostics.add(.deadBranch(item.branch.source), at: item.branch.place)
        }
    }
}

extension LetterCheck.Part {
    fileprivate mutating func check(_ compiled: CompiledLetter, _ recipient: LetterRecipient) {
        var filler = compiled.filler(for: recipient)
        var filling = Filling()
        for template in [compiled.content, compiled.styles, compiled.meta] {
            filler.fill(template, into: &filling) { _, _, _ in }
        }
        if filler.errors.isEmpty, recipient.isComplete, compiled.isEmpty(for: recipient) {
            var place = Place(file: compiled.letter.text.name)
            place.recipient = "\(recipient.code)"
            diagnostics.add(.emptyLetter(recipient.label), at: place)
        }
        // What comes of a cell that was refused is told with that cell.
        for error in filler.errors where !error.names.contains(where: { recipient.refused.contains($0.slot) }) {
            diagnostics.add(error, for: recipient, of: compiled.letter)
        }
        for branch in filler.taken { counts[branch, default: 0] += 1 }
    }
}

extension CompiledLetter {
    /// Whether nothing of the text is left for a recipient.
    fileprivate func isEmpty(for recipient: LetterRecipient) -> Bool {
        // What everyone gets is there without looking.
        if body.parts.contains(where: { $0.isText }) { return false }
        var filler = filler(for: recipient)
        var filling = Filling()
        filler.fill(body, into: &filling) { text, _, bytes in bytes.append(contentsOf: text.utf8) }
        return String(decoding: filling.bytes(of: body), as: UTF8.self).allSatisfy(\.isWhitespace)
    }

    func filler(for recipient: LetterRecipient) -> Filler {
        Filler(frame: frames.frame(of: recipient), language: letter.language)
    }
}

extension Template.Part {
    /// Whether it is a run of more than white space.
    fileprivate var isText: Bool {
        if case .run(let run) = self { run.bytes.contains { $0 > 0x20 } } else { false }
    }
}

extension Diagnostics {
    /// Puts an error where it is mended: an empty value at its cell, a calculation at the expression.
    fileprivate mutating func add(_ error: FillingError, for recipient: LetterRecipient, of letter: Letter) {
        var place = error.place
        place.recipient = "\(recipient.code)"
        switch error.reason {
        case .calculation(let reason):
            add(.calculation(reason, error.source, recipient.label), at: place)
        case .emptyValue:
            guard let name = error.emptyNames.first else {
                return add(.emptyValue(error.source, who: recipient.label, printedAt: nil), at: place)
            }
            let origin = letter.origin(of: name, rows: error.rows, for: recipient)
            if origin.place.cell != nil {
                var cell = origin.place
                cell.recipient = place.recipient
                add(.emptyValue(name.path, who: recipient.label, printedAt: error.place), at: cell)
            } else {
                // A setting that is not there is the same for every recipient: told once.
                add(.emptySetting(name.path), at: error.place)
            }
        }
    }
}

extension Letter {
    /// Also of the cells that a loop gives a name to.
    func origin(of name: Expression.Name, rows: [Int: Int], for recipient: LetterRecipient) -> Origin {
        guard let cell = name.cell else { return origin(of: name.path, for: recipient) }
        return origin(of: cell.path, row: rows[cell.table] ?? 0, for: recipient)
    }
}
