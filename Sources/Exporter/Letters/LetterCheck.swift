package import Templating
import Workspace

/// Every letter filled without being written: what cannot be printed, and who takes which way through the text.
package struct LetterCheck: Sendable {
    package struct Coverage: Sendable {
        package let branch: Branch
        /// How many recipients take it.
        package let count: Int
        /// The first of them, among the letter's recipients.
        package let first: Int?
    }

    package private(set) var diagnostics = Diagnostics()
    package let coverage: [Coverage]

    /// What came of some of the recipients.
    package struct Part: Sendable {
        fileprivate var diagnostics = Diagnostics()

        package init() {}

        /// By the number of a branch.
        fileprivate var counts: [Int] = []
        /// The same: the recipient who first takes it, counted among those of the letter.
        fileprivate var firsts: [Int?] = []
        /// By the source and place of a number that no filter gives decimals.
        fileprivate var decimals: [ObjectIdentifier: Decimals] = [:]
        /// By the branch of the loop that makes its rows: who get a table without any.
        fileprivate var emptyTables: [Int: [Int]] = [:]
    }

    /// The letters in which a number is printed with the fewest and with the most decimals.
    fileprivate struct Decimals {
        struct Printed {
            let count: Int
            let text: String
            let recipient: Int
        }

        let expression: Expression
        var least: Printed
        var most: Printed

        func adding(_ other: Decimals) -> Decimals {
            var sum = self
            if other.least.count < least.count { sum.least = other.least }
            if other.most.count > most.count { sum.most = other.most }
            return sum
        }
    }

    package init(_ compiled: CompiledLetter) {
        let recipients = compiled.letter.recipients
        let filler = { @Sendable in (filler: compiled.filler(), messenger: compiled.filler(), filling: Filling()) }
        let parts = inChunks(recipients.count, of: 256, state: filler) { state, range in
            var part = Part()
            for index in range {
                let recipient = recipients[index]
                state.filler.start { compiled.frames.put(recipient, in: &$0) }
                state.filler.fill(compiled.content, into: &state.filling) { _, _, _ in }
                state.filler.fill(compiled.styles, into: &state.filling) { _, _, _ in }
                state.filler.fill(compiled.meta, into: &state.filling) { _, _, _ in }
                let errors = compiled.fillMessage(recipient, &state.messenger, into: &state.filling)
                part.add(state.filler.errors + errors, state.filler.isTaken, index, of: compiled)
                part.add(state.filler.numbers, index, in: compiled.letter.language)
                for loop in compiled.tableLoops.intersection(state.filler.idleLoops) {
                    part.emptyTables[loop, default: []].append(index)
                }
            }
            return part
        }
        self.init(compiled, parts)
    }

    /// `parts` are those of all recipients, in their order.
    package init(_ compiled: CompiledLetter, _ parts: [Part]) {
        let recipients = compiled.letter.recipients
        for part in parts { diagnostics.add(part.diagnostics) }
        coverage = compiled.branches.map { id, branch in
            Coverage(
                branch: branch, count: parts.reduce(0) { $0 + ($1.counts.dropFirst(id).first ?? 0) },
                first: parts.lazy.compactMap { $0.firsts.dropFirst(id).first ?? nil }.first)
        }
        reportDecimals(parts, recipients)
        // Only what is complete tells who takes which way.
        guard recipients.allSatisfy(\.isComplete), !recipients.isEmpty, !compiled.isSelection else { return }
        // Of a letter that may come to correct another one.
        let followsNone = compiled.letter.previous == nil
        reportEmptyTables(parts, compiled)
        for item in coverage where item.count == 0 && !(followsNone && item.branch.source.contains("previous.")) {
            diagnostics.add(.deadBranch(item.branch.source), at: item.branch.place)
        }
    }
}

extension LetterCheck {
    /// Two letters that show one figure with more and with fewer decimals look careless side by side.
    private mutating func reportDecimals(_ parts: [Part], _ recipients: [LetterRecipient]) {
        var all: [ObjectIdentifier: Decimals] = [:]
        for part in parts { all.merge(part.decimals) { first, second in first.adding(second) } }
        let differing = all.values.filter { $0.least.count < $0.most.count }
        func key(_ place: Place) -> (String, Int, Int) { (place.file, place.line ?? 0, place.column ?? 0) }
        for found in differing.sorted(by: { key($0.expression.place) < key($1.expression.place) }) {
            diagnostics.add(
                .differingDecimals(
                    found.expression.source, (found.least.text, recipients[found.least.recipient].label),
                    (found.most.text, recipients[found.most.recipient].label)),
                at: found.expression.place)
        }
    }
}

extension LetterCheck {
    /// A header without a row. When nobody has one, the loop is a branch that nobody takes.
    private mutating func reportEmptyTables(_ parts: [Part], _ compiled: CompiledLetter) {
        let recipients = compiled.letter.recipients
        for (id, branch) in compiled.branches {
            let empty = parts.flatMap { $0.emptyTables[id] ?? [] }
            guard let first = empty.first, empty.count < recipients.count else { continue }
            diagnostics.add(
                .emptyTable(branch.source, for: recipients[first].label, and: empty.count - 1), at: branch.place)
        }
    }
}

extension LetterCheck.Part {
    /// Adds the numbers of one letter that were printed with as many decimals as they have.
    mutating func add(_ numbers: [(expression: Expression, text: String)], _ index: Int, in language: Language) {
        for (expression, text) in numbers {
            let decimals = text.unicodeScalars.firstIndex(of: language.decimalSeparator).map {
                text.unicodeScalars.distance(from: $0, to: text.unicodeScalars.endIndex) - 1
            }
            let printed = LetterCheck.Decimals.Printed(count: decimals ?? 0, text: text, recipient: index)
            let id = ObjectIdentifier(expression)
            if let known = self.decimals[id], (known.least.count...known.most.count).contains(printed.count) {
                continue
            }
            let found = LetterCheck.Decimals(expression: expression, least: printed, most: printed)
            self.decimals[id] = self.decimals[id]?.adding(found) ?? found
        }
    }

    /// Adds what came of filling content, styles and meta of one letter, and its message.
    mutating func add(
        _ errors: [FillingError], _ isTaken: [Bool], _ index: Int, of compiled: CompiledLetter
    ) {
        let recipient = compiled.letter.recipients[index]
        if errors.isEmpty, recipient.isComplete, compiled.isEmpty(for: recipient) {
            var place = Place(file: compiled.letter.text.name)
            place.recipient = "\(recipient.code)"
            diagnostics.add(.emptyLetter(recipient.label), at: place)
        }
        // What comes of a cell that was refused is told with that cell.
        if recipient.channel.usesEmail {
            do throws(LetterMessage.Refusal) {
                _ = try compiled.message(to: recipient, "")
            } catch {
                var place = Place(file: compiled.letter.definitionName)
                place.recipient = "\(recipient.code)"
                diagnostics.add(.unfitForMessage(error, recipient.label), at: place)
            }
        }
        for error in errors where !error.names.contains(where: { recipient.refused.contains($0.slot) }) {
            diagnostics.add(error, for: recipient, of: compiled.letter)
        }
        while counts.count < isTaken.count {
            counts.append(0)
            firsts.append(nil)
        }
        for branch in isTaken.indices where isTaken[branch] {
            counts[branch] += 1
            if firsts[branch] == nil { firsts[branch] = index }
        }
    }
}

extension CompiledLetter {
    /// Whether nothing of the text is left for a recipient.
    fileprivate func isEmpty(for recipient: LetterRecipient) -> Bool {
        // What everyone gets is there without looking.
        if body.parts.contains(where: { $0.isText }) { return false }
        var filler = filler()
        filler.start { frames.put(recipient, in: &$0) }
        var filling = Filling()
        filler.fill(body, into: &filling) { text, _, bytes in bytes.append(contentsOf: text.utf8) }
        return String(decoding: filling.bytes(of: body), as: UTF8.self).allSatisfy(\.isWhitespace)
    }
}

extension Template.Part {
    /// Whether it is a run of more than white space.
    fileprivate var isText: Bool {
        if case .run(let run) = self { run.contains { $0 > 0x20 } } else { false }
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
