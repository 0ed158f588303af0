/// A compiled text: runs of ready-made bytes and the holes between them.
package struct Template: Sendable {
    package indirect enum Part: Sendable {
        case run(Run)
        case hole(Hole)
        case choice([Branch])
        case loop(CompiledTag.Loop, [Part])
        /// An element that is left out, tags and all, when nothing but space came of its inside.
        case vanishing(open: [Part], [Part], close: [Part])
        /// A footnote: takes the next number, fills its reference here and keeps its body for `notes`.
        case note(reference: [Part], body: [Part])
        /// The number of the note in hand.
        case noteNumber
        /// The bodies of all notes so far.
        case notes
        /// A list whose items are numbered from `start`.
        case numbered(start: Int, [Part])
        /// The number of the next item of the innermost list.
        case itemNumber
        /// A branch that everyone takes.
        case passed(branch: Int)

        package static func bytes(_ bytes: [UInt8]) -> Part { .run(Run(bytes: bytes)) }
        package static func text(_ text: String) -> Part { .bytes(Array(text.utf8)) }
    }

    // Classes, as each letter looks at all of them: taking one out of its part then costs one reference count, not one
    // for everything in it.

    /// Bytes that are the same for everyone. Templates number theirs, so that a filling can name them.
    package final class Run: Sendable {
        package let bytes: [UInt8]
        package let isBlank: Bool
        let number: Int

        fileprivate init(bytes: [UInt8], number: Int = 0) {
            self.bytes = bytes
            self.number = number
            isBlank = bytes.allSatisfy { $0 == UInt8(ascii: " ") }
        }
    }

    package final class Hole: Sendable {
        package let expression: Expression
        /// Chooses how the value is escaped; what it means is for the writer of the format to say.
        package let context: Int

        package init(expression: Expression, context: Int) {
            self.expression = expression
            self.context = context
        }
    }

    package final class Branch: Sendable {
        package let condition: CompiledTag.Condition
        package let parts: [Part]

        package init(condition: CompiledTag.Condition, parts: [Part]) {
            self.condition = condition
            self.parts = parts
        }
    }

    package let parts: [Part]
    /// Every run of `parts`, by its number.
    package let runs: [[UInt8]]

    package init(_ parts: [Part]) {
        var runs: [[UInt8]] = []
        self.parts = parts.numbering(&runs)
        self.runs = runs
    }
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
            if !bytes.isEmpty { result.append(.bytes(bytes)) }
            bytes = []
        }
        for part in self {
            if case .run(let run) = part {
                bytes += run.bytes
            } else {
                cut()
                result.append(part)
            }
        }
        cut()
        return result
    }

    fileprivate func numbering(_ runs: inout [[UInt8]]) -> [Template.Part] {
        joined().map { part in
            switch part {
            case .run(let run):
                runs.append(run.bytes)
                return .run(Template.Run(bytes: run.bytes, number: runs.count - 1))
            case .choice(let branches):
                return .choice(
                    branches.map { Template.Branch(condition: $0.condition, parts: $0.parts.numbering(&runs)) })
            case .loop(let loop, let inside):
                return .loop(loop, inside.numbering(&runs))
            case .vanishing(let open, let inside, let close):
                return .vanishing(
                    open: open.numbering(&runs), inside.numbering(&runs), close: close.numbering(&runs))
            case .note(let reference, let body):
                return .note(reference: reference.numbering(&runs), body: body.numbering(&runs))
            case .numbered(let start, let inside):
                return .numbered(start: start, inside.numbering(&runs))
            case .hole, .noteNumber, .notes, .itemNumber, .passed:
                return part
            }
        }
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
            case .note(let reference, let body): slots.formUnion((reference + body).slots)
            case .run, .noteNumber, .notes, .itemNumber, .passed: break
            }
        }
    }
}
