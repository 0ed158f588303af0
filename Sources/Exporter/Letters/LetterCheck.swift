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

    package init(_ compiled: CompiledLetter) {
        var counts: [Int: Int] = [:]
        for recipient in compiled.letter.recipients {
            var filler = compiled.filler(for: recipient)
            var bytes: [UInt8] = []
            for template in compiled.printed {
                bytes.removeAll(keepingCapacity: true)
                filler.fill(template, into: &bytes) { text, _, bytes in bytes.append(contentsOf: text.utf8) }
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
        coverage = compiled.branches.map { Coverage(branch: $0.branch, count: counts[$0.id] ?? 0) }
        // Only what is complete tells who takes which way.
        guard compiled.letter.recipients.allSatisfy(\.isComplete), !compiled.letter.recipients.isEmpty else { return }
        for item in coverage where item.count == 0 {
            diagnostics.add(.deadBranch(item.branch.source), at: item.branch.place)
        }
    }
}

extension CompiledLetter {
    /// Whether nothing of the text is left for a recipient.
    fileprivate func isEmpty(for recipient: LetterRecipient) -> Bool {
        var filler = filler(for: recipient)
        var bytes: [UInt8] = []
        filler.fill(body, into: &bytes) { text, _, bytes in bytes.append(contentsOf: text.utf8) }
        return String(decoding: bytes, as: UTF8.self).allSatisfy(\.isWhitespace)
    }

    func filler(for recipient: LetterRecipient, trace: Bool = false) -> Filler {
        Filler(frame: letter.frame(of: recipient), slotCount: slotCount, language: letter.language, trace: trace)
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
