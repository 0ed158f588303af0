/// A compiled text: runs of ready-made bytes and the holes between them.
package struct Template: Sendable {
    package indirect enum Part: Sendable {
        /// Bytes that are the same for everyone.
        case run([UInt8])
        case hole(Hole)
        case choice([Branch])
        case loop(CompiledTag.Loop, [Part])
        /// An element that is left out, tags and all, when nothing but space came of its inside.
        case vanishing(open: [Part], [Part], close: [Part])
        case note(Note)
        /// The number of the note in hand.
        case noteNumber
        /// The bodies of all notes so far.
        case notes
        /// A list whose items are numbered from `start`.
        case numbered(start: Int, [Part])
        /// The number of the next item of the innermost list.
        case itemNumber(ItemNumber)
        /// A branch that everyone takes.
        case passed(branch: Int)

        package static func text(_ text: String) -> Part { .run(Array(text.utf8)) }
    }

    package struct Hole: Sendable {
        package let expression: Expression
        /// Chooses how the value is escaped; what it means is for the writer of the format to say.
        package let context: Int

        package init(expression: Expression, context: Int) {
            self.expression = expression
            self.context = context
        }
    }

    /// A footnote: takes the next number, fills its reference here and keeps its body for the `notes`.
    package struct Note: Sendable {
        /// Notes of one key are one note: the first has the number and the body, the others only refer to it.
        package let key: String?
        package let reference: [Part]
        package let again: [Part]
        package let body: [Part]

        package init(key: String?, reference: [Part], again: [Part], body: [Part]) {
            self.key = key
            self.reference = reference
            self.again = again
            self.body = body
        }
    }

    package struct Branch: Sendable {
        package let condition: CompiledTag.Condition
        package let parts: [Part]

        package init(condition: CompiledTag.Condition, parts: [Part]) {
            self.condition = condition
            self.parts = parts
        }
    }

    package let parts: [Part]
    let program: Program

    package init(_ parts: [Part]) {
        self.parts = parts.joined()
        program = Program(self.parts)
    }

    /// Every run, by its number in a filling.
    package var runs: [[UInt8]] { program.runs }
}

extension Template {
    /// Of all values that the template uses, also of those that only some ways through it need.
    package var slots: Set<Int> { parts.slots }
}

extension [Template.Part] {
    /// Makes one of runs that follow one another.
    package func joined() -> [Template.Part] {
        var result: [Template.Part] = []
        var bytes: [UInt8] = []
        func cut() {
            if !bytes.isEmpty { result.append(.run(bytes)) }
            bytes = []
        }
        for part in self {
            if case .run(let run) = part {
                bytes += run
            } else {
                cut()
                result.append(part)
            }
        }
        cut()
        return result
    }

    fileprivate var slots: Set<Int> {
        reduce(into: []) { slots, part in
            switch part {
            case .hole(let hole):
                slots.formUnion(hole.expression.names.map(\.slot))
            case .choice(let branches):
                for branch in branches {
                    slots.formUnion(branch.condition.expression?.names.map(\.slot) ?? [])
                    slots.formUnion(branch.parts.slots)
                }
            case .loop(_, let inside), .numbered(_, let inside): slots.formUnion(inside.slots)
            case .vanishing(let open, let inside, let close): slots.formUnion((open + inside + close).slots)
            case .note(let note): slots.formUnion((note.reference + note.again + note.body).slots)
            case .run, .noteNumber, .notes, .itemNumber, .passed: break
            }
        }
    }
}
