extension Template {
    /// The template with all that is the same for everyone written out: what uses only values in `known`, and loops
    /// over `tables`. It fills to the same text. What cannot be printed stays, to be reported where it is filled.
    package func folding(
        _ known: Set<Int>, tables: Set<Int>, of frame: Frame, in language: Language,
        escape: @escaping Filler.Escape
    ) -> Template {
        var folding = Folding(known: known, tables: tables, frame: frame, language: language, escape: escape)
        if !parts.hasNoteInChoice { folding.noteCount = 0 }
        return Template(folding.fold(parts))
    }
}

private struct Folding {
    var known: Set<Int>
    let tables: Set<Int>
    var frame: Frame
    let language: Language
    let escape: Filler.Escape
    /// Nil when not everyone has the same notes.
    var noteCount: Int?
    /// Of the notes so far, by their key.
    private var noteNumbers: [String: Int] = [:]
    /// Of the note in hand.
    private var noteNumber: Int?

    init(known: Set<Int>, tables: Set<Int>, frame: Frame, language: Language, escape: @escaping Filler.Escape) {
        self.known = known
        self.tables = tables
        self.frame = frame
        self.language = language
        self.escape = escape
    }

    mutating func fold(_ parts: [Template.Part]) -> [Template.Part] {
        var folded: [Template.Part] = []
        for part in parts { folded += fold(part) }
        return folded.joined()
    }

    private mutating func fold(_ part: Template.Part) -> [Template.Part] {
        switch part {
        case .run, .notes, .itemNumber, .passed:
            return [part]
        case .hole(let hole):
            guard isKnown(hole.expression),
                case .text(let text)? = try? hole.expression.evaluate(frame.values, in: language),
                !text.isEmpty
            else { return [part] }
            var bytes: [UInt8] = []
            escape(text, hole.context, &bytes)
            return [.run(bytes)]
        case .choice(let branches):
            return fold(branches)
        case .loop(let loop, let inside):
            return fold(loop, inside)
        case .vanishing(let open, let inside, let close):
            let inside = fold(inside)
            if inside.contains(where: { $0.isVisible }) { return open + inside + close }
            // Nothing can come of it any more.
            if inside.allSatisfy({ $0.isReady }) { return inside.filter { !$0.isRun } }
            return [.vanishing(open: open, inside, close: close)]
        case .note(let note):
            return fold(note)
        case .noteNumber:
            return [noteNumber.map { .text(String($0)) } ?? part]
        case .numbered(let start, let inside):
            return [.numbered(start: start, fold(inside))]
        }
    }

    private mutating func fold(_ note: Template.Note) -> [Template.Part] {
        noteNumber = noteCount.map { note.key.flatMap { noteNumbers[$0] } ?? $0 + 1 }
        if let number = noteNumber, let count = noteCount {
            if number <= count { return fold(note.again) }
            noteCount = number
            if let key = note.key { noteNumbers[key] = number }
        }
        let folded = Template.Note(
            key: note.key, reference: fold(note.reference), again: fold(note.again), body: fold(note.body))
        // With its number known and nothing kept for later it is text like any other.
        return noteNumber != nil && folded.body.isEmpty ? folded.reference : [.note(folded)]
    }

    private mutating func fold(_ branches: [Template.Branch]) -> [Template.Part] {
        var left: [Template.Branch] = []
        for branch in branches {
            let holds = isKnown(branch.condition)
            if holds == false { continue }
            if holds == true, left.isEmpty {
                return [.passed(branch: branch.condition.branch)] + fold(branch.parts)
            }
            left.append(Template.Branch(condition: branch.condition, parts: fold(branch.parts)))
        }
        return left.isEmpty ? [] : [.choice(left)]
    }

    /// Written out only when it is the same for everyone as a whole: what stays needs the row in hand.
    private mutating func fold(_ loop: CompiledTag.Loop, _ inside: [Template.Part]) -> [Template.Part] {
        guard tables.contains(loop.table) else { return [.loop(loop, fold(inside))] }
        let before = known
        var rows: [Template.Part] = []
        for row in frame.tables[loop.table] {
            frame.put(row, at: loop.firstSlot)
            known.formUnion(loop.firstSlot..<loop.firstSlot + row.count)
            rows += [.passed(branch: loop.branch)] + fold(inside)
        }
        known = before
        return rows.allSatisfy { $0.isReady } ? rows : [.loop(loop, fold(inside))]
    }

    private func isKnown(_ expression: Expression) -> Bool {
        expression.names.allSatisfy { known.contains($0.slot) }
    }

    /// Whether it holds; nil when that is not the same for everyone.
    private func isKnown(_ condition: CompiledTag.Condition) -> Bool? {
        guard let expression = condition.expression else { return true }
        guard isKnown(expression) else { return nil }
        return try? expression.holds(frame.values, in: language)
    }
}

extension Template.Part {
    /// Whether it is sure to leave more than space.
    package var isVisible: Bool {
        guard case .run(let run) = self else { return false }
        return !run.isBlank
    }

    fileprivate var isRun: Bool {
        if case .run = self { true } else { false }
    }

    /// Whether nothing in it waits for a value.
    fileprivate var isReady: Bool {
        if case .passed = self { true } else { isRun }
    }
}

extension [Template.Part] {
    /// Whether a note may be there for one and not for another, so that its number is not known.
    fileprivate var hasNoteInChoice: Bool {
        contains { part in
            switch part {
            case .choice(let branches): branches.contains { $0.parts.hasNote }
            case .loop(_, let inside): inside.hasNote
            case .vanishing(_, let inside, _), .numbered(_, let inside): inside.hasNoteInChoice
            default: false
            }
        }
    }

    private var hasNote: Bool {
        contains { part in
            switch part {
            case .note: true
            case .choice(let branches): branches.contains { $0.parts.hasNote }
            case .loop(_, let inside), .vanishing(_, let inside, _), .numbered(_, let inside): inside.hasNote
            default: false
            }
        }
    }
}
